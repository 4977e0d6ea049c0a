"""What a list of queries found, as a workbook."""

import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from pipeline.reports.sheet import Sheet
from schemas.search_hit import SearchHit

_MARK = re.compile("</?em>")


@dataclass(frozen=True)
class Answer:
    """What one query found: `total` pages, the best of them; or, with none, the `fault` that is in the query."""

    query: str
    total: int = 0
    hits: tuple[SearchHit, ...] = ()
    fault: str = ""


def hits_workbook(answers: Sequence[Answer]) -> bytes:
    """Return an .xlsx with a sheet of the queries, a sheet of the pages; every text is a string, never a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _queries(book, answers)
    _pages(book, answers)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def marked(snippet: str) -> str:
    """Return a snippet as plain text with 【】 around the matched places."""
    return html.unescape(_MARK.sub(lambda mark: "】" if mark[0] == "</em>" else "【", snippet))


def _queries(book: Workbook, answers: Sequence[Answer]) -> None:
    sheet = Sheet(book, "检索词", (8, 48, 12, 12, 60))
    sheet.head(("序号", "检索词", "符合页数", "列出页数", "说明"), filtered_rows=len(answers))
    for number, answer in enumerate(answers, start=1):
        told = answer.fault or ("没有找到" if not answer.total else "")
        sheet.add((number, answer.query, answer.total, len(answer.hits), told))


def _pages(book: Workbook, answers: Sequence[Answer]) -> None:
    sheet = Sheet(book, "结果", (8, 30, 60, 8, 10, 14, 80))
    head = ("序号", "检索词", "文件", "页码", "处数", "指标", "片段（【】内为检索词）")
    sheet.head(head, filtered_rows=sum(len(answer.hits) for answer in answers))
    for number, answer in enumerate(answers, start=1):
        for hit in answer.hits:
            indicators = "、".join(str(each) for each in hit.indicators)
            sheet.add((number, answer.query, hit.file, hit.page, hit.matches, indicators, marked(hit.snippet)))
