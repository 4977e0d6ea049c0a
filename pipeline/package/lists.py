"""The lists that open a package: 总目录 over all indicators, 卷内目录 of one, as Word and as Excel."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from pipeline.reports.sheet import Sheet
from pipeline.reports.visible import plain
from pipeline.reports.word.paper import Paper
from schemas.package import LeftOutFile, PackageItem

HEADS = ("档号", "材料名称", "文号", "出具单位", "成文日期", "年度", "页数", "包内位置")
_WIDTHS = (12, 40, 22, 24, 12, 14, 6, 60)
_SHARES = (9, 22, 13, 13, 10, 9, 5, 19)
_LEFT_OUT = ("文件", "没有装入的原因")


def list_as_word(
    title: str, items: Sequence[PackageItem], left_out: Sequence[LeftOutFile], day: date, *, is_draft: bool
) -> bytes:
    """Return the list as a Word file, lying; items in the order of the package."""
    paper = Paper(title, day, body_pt=12, is_landscape=True)
    paper.add("Title", plain(title) + ("\n（草稿）" if is_draft else ""))
    paper.add("Normal", f"共{len(items)}件，{sum(item.pages for item in items)}页。")
    paper.add_table(HEADS, [tuple(plain(str(cell)) for cell in _row(item)) for item in items], _SHARES, centred=(0, 6))
    if left_out:
        paper.add("Heading 1", f"没有装入的材料（{len(left_out)}件）")
        paper.add_table(_LEFT_OUT, [(plain(one.file), plain(one.reason)) for one in left_out], (60, 40))
    return paper.as_bytes()


def list_as_sheet(
    title: str, items: Sequence[PackageItem], left_out: Sequence[LeftOutFile], *, is_draft: bool
) -> bytes:
    """Return the same list as an Excel file, with a filter."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    sheet = Sheet(book, "目录", _WIDTHS)
    sheet.title(title + ("（草稿）" if is_draft else ""))
    sheet.head(HEADS, filtered_rows=len(items))
    for item in items:
        sheet.add(_row(item))
    if left_out:
        other = Sheet(book, "没有装入的材料", (70, 50))
        other.head(_LEFT_OUT, filtered_rows=len(left_out))
        for one in left_out:
            other.add((one.file, one.reason))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _row(item: PackageItem) -> tuple[str | int, ...]:
    years = "、".join(map(str, item.years)) or "长期有效"
    signed = item.date.isoformat() if item.date else ""
    return (item.archive_number, item.title, item.doc_number, item.issuer, signed, years, item.pages, item.path)
