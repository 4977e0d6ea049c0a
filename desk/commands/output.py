"""Files that a command writes for people: which formats there are, what to say where one cannot be written."""

from collections.abc import Collection
from pathlib import Path

from schemas.errors import UsageError


def must_be_one_of(files: Collection[Path], suffixes: Collection[str]) -> None:
    """Raise UsageError where a file's suffix names no format that can be written, or its folder is not there."""
    for file in files:
        if file.suffix.lower() not in suffixes:
            names = "、".join(suffixes)
            raise UsageError(f"不能写出这种格式的报告：{file.name}", f"请把文件名的后缀写成 {names}。")
        if not file.absolute().parent.is_dir():
            raise UsageError(f"文件夹不存在：{file.absolute().parent}", "请先新建该文件夹，或换一个位置。")
        if file.is_dir():
            raise UsageError(f"这是一个文件夹：{file}", "请写出报告的文件名。")


def write(file: Path, content: bytes) -> None:
    """Write a file; raises UsageError where it is open in another program, or its folder may not be written to."""
    try:
        file.write_bytes(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"无法写入 {file}：{reason}", "文件若正在 Word、Excel 等程序中打开，请先关闭；或换一个文件名、位置。"
        ) from None
