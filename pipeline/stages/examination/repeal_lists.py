"""Documents that a table lists as ended: 下列文件予以废止 with a table below, a column 清理结果 that says 废止."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.stages.examination.texts import Text
from schemas.parsed import Cell
from schemas.particulars import Citation

LIST_FOLLOWS = re.compile(
    r"废止(?:的)?(?:以下|下列|如下)|(?:以下|下列)[^。《]{0,24}(?:废止|停止执行|失效|不再执行)"
    r"|(?<!拟)(?<!建议)(?<!已)(?:废止|失效)的?[^。《有保]{0,20}(?:文件|规定|目录|清单|名单)[^。《有保]{0,6}[:。]?$"
)
_NAMES = re.compile(r"名称|标题|题目|文件名|题名")
_OWN_NUMBER = re.compile(r"[（(][^（()）]*号[)）]$")
_RESULT = re.compile(r"结果|意见|结论|处理|状态|效力|有效")
# tells the result where no other column does
_REMARK = re.compile(r"备注|说明")
# 否 stands below 是否有效; 已废止 is a state
_IS_ENDED = re.compile(r"(?:予以|宣布|即行)?(?:废止|失效|停止执行|不再执行)|已(?:经)?(?:废止|失效)$|否$|无效")
_STANDS = re.compile(r"保留|有效|修改|修订|拟|已|整合|^是$")
_PARAGRAPHS_ABOVE = 2


def ended_in_tables(texts: Sequence[Text]) -> Iterator[Citation]:
    """Yield what tables list as ended, by row: by their own column of results, else by the words right above them."""
    above: list[Text] = []
    for table, group in groupby(texts, key=lambda text: text.table.index if text.table else None):
        held = list(group)
        if table is None:
            above = held[-_PARAGRAPHS_ABOVE:]
        else:
            yield from _ended_rows(held, is_list=_is_opened(above))


def _is_opened(above: Sequence[Text]) -> bool:
    """Tell whether the words above a table say that what it lists is ended, the last of them not otherwise."""
    opens = [LIST_FOLLOWS.search(text.seen) is not None for text in above]
    return any(opens) and (opens[-1] or _STANDS.search(above[-1].seen) is None)


def _ended_rows(cells: Sequence[Text], *, is_list: bool) -> Iterator[Citation]:
    rows = [list(row) for _, row in groupby(cells, key=_row)]
    heads = {_column(cell): cell.seen for cell in rows[0]}
    telling = _RESULT if any(map(_RESULT.search, heads.values())) else _REMARK
    for row in rows[1:]:
        results = [cell.seen for cell in row if telling.search(heads.get(_column(cell), "")) and cell.seen]
        told = [bool(_IS_ENDED.match(words)) for words in results if _IS_ENDED.match(words) or _STANDS.search(words)]
        if all(told) if told else is_list:
            yield from _named_in(row, heads)


def _named_in(row: Sequence[Text], heads: dict[int, str]) -> Iterator[Citation]:
    """Yield the document that a row names by its title, its number or both."""
    title = next((cell for cell in row if _NAMES.search(heads.get(_column(cell), ""))), None)
    numbers = [(cell, number.text) for cell in row for number in find_doc_numbers(cell.shade)]
    name = _OWN_NUMBER.sub("", title.quote(0, len(title.seen))).replace("\n", "").strip("《》") if title else ""
    source = title if title is not None and name else numbers[0][0] if numbers else None
    if source is not None:
        place, quote = source.locate(0, len(source.seen)), source.quote(0, len(source.seen))
        yield Citation(title=name, doc_number=numbers[0][1] if numbers else None, quote=quote, locator=place)


def _row(text: Text) -> int:
    return text.source.row if isinstance(text.source, Cell) else 0


def _column(text: Text) -> int:
    return text.source.column if isinstance(text.source, Cell) else 0
