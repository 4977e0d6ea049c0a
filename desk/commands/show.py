"""`zuozheng show`: one page as a picture, with what was read of it drawn over it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from desk.commands.versions import version_words
from desk.fonts import chinese_font
from desk.screen import out, remarks
from desk.workplace import open_workplace
from pipeline.parsers import parse
from pipeline.reports.page_picture import PagePicture, draw_page
from pipeline.reports.visible import visible
from pipeline.stages.detect import detect
from schemas.errors import UsageError
from schemas.parsed import ParsedDocument

SUFFIXES = (".png", ".jpg", ".jpeg")


def show(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="文件路径，或档案中的文件名、SHA-256 的前 8 位以上。")],
    target: Annotated[Path, typer.Option("--out", help="写出的图片（.png 或 .jpg）。")],
    page: Annotated[int, typer.Option(min=1, help="第几页（Excel 为第几个工作表，Word 为第几段组）。")] = 1,
) -> None:
    """查看识读结果：把一页画成图片，标出读到的段落（蓝）、单元格（绿）、页眉页脚（灰）和批注印章（橙）。"""
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError(f"只能写出 .png 或 .jpg 图片：{target.name}", "请修改 --out 的文件名。")
    path, parsed, version = _read(context, file)
    if page > parsed.pages:
        raise UsageError(f"该文件共 {parsed.pages} 页，没有第 {page} 页。")
    if target.exists() and target.samefile(path):
        raise UsageError("--out 不能是要查看的文件本身。", "请换一个文件名。")
    picture = draw_page(path, parsed, page, chinese_font())
    try:
        picture.image.save(target)
    except OSError as error:
        raise UsageError(f"图片无法写出：{error.strerror or error}", "请检查 --out 所在的文件夹。") from error
    _tell(picture, parsed, page, target)
    for line in version:
        remarks().print(line, markup=False, style="yellow")


def _read(context: typer.Context, file: str) -> tuple[Path, ParsedDocument, tuple[str, ...]]:
    """Return the file with what was read of it: a path is read now, a document of the dossier was read before.

    With it come the lines on its versions.
    """
    path = Path(file)
    if path.is_file():
        return path, parse(path, detect(path)), ()
    with open_workplace(context) as workplace:
        document = workplace.document(file, by_part=True)
        path = workplace.archive.originals.path(document.sha256)
        parsed = workplace.archive.catalogue.parsed(document.sha256) or parse(path, detect(path))
        return path, parsed, version_words(workplace, document.sha256)


def _tell(picture: PagePicture, parsed: ParsedDocument, page: int, target: Path) -> None:
    boxes = picture.boxes
    parts = [
        f"文字 {boxes.get('text', 0)} 段（蓝）",
        f"表格 {picture.tables} 张 {boxes.get('cell', 0)} 格（绿）",
        f"页眉页脚 {boxes.get('margin', 0)} 段（灰）",
        f"其他 {boxes.get('aside', 0)} 段（橙）",
    ]
    written = f"已写出 {escape(visible(str(target)))}：第 {page} 页，共 {parsed.pages} 页。"
    out().print(written, soft_wrap=True)
    out().print("、".join(parts) + "。", soft_wrap=True)
    if picture.is_cut:
        remarks().print("[yellow]内容过长，只画出了前面的部分。[/]")
    for problem in parsed.problems:
        if problem.page in (None, page):
            remarks().print(f"[yellow]提示[/] ({problem.code})：{escape(problem.message)}{escape(problem.advice)}")
