"""A list of queries, read from a text file or a workbook."""

from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from schemas.errors import UsageError

HEADS = ("检索词", "检索", "关键词", "查询")
MOST_QUERIES = 10_000


def read_queries(file: Path) -> list[str]:
    """Return the queries of a .txt (one a line; UTF-8 or GB 18030) or .xlsx (first column of the first sheet).

    Empty lines and those that begin with # are left out, a head (检索词) too. Raises UsageError where the file cannot
    be read or holds none.
    """
    readers = {".txt": _lines, ".xlsx": _cells}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise UsageError(f"不能从这种文件读检索词：{file.name}", "请用 .txt（每行一个）或 .xlsx（第一列）。")
    try:
        rows = [row.strip() for row in reader(file)]
    except (OSError, UnicodeDecodeError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"检索词文件无法读取：{file}", "请确认文件存在、没有损坏、未被其他程序占用。") from error
    queries = [row for row in rows if row and not row.startswith("#")]
    queries = queries[1:] if queries and queries[0] in HEADS else queries
    if not queries:
        raise UsageError(f"文件里没有检索词：{file}", "请每行写一个检索词。")
    if len(queries) > MOST_QUERIES:
        raise UsageError(f"检索词太多（{len(queries)} 个）：{file}", f"请分成每份不超过 {MOST_QUERIES} 个的文件。")
    return queries


def _lines(file: Path) -> list[str]:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return content.decode("gb18030").splitlines()


def _cells(file: Path) -> list[str]:
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        return [_typed(row[0]) for row in sheet.iter_rows(max_col=1, values_only=True) if row]
    finally:
        book.close()


def _typed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
