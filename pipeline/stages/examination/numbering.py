"""Breaks in the numbering of headings, items, rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.numbers.dates import chinese_count
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.stages.examination.outlines import outline_gaps
from pipeline.stages.identification.lines import Line
from schemas.locator import Locator
from schemas.parsed import Cell, ParsedDocument, TableBlock
from schemas.particulars import NumberingGap

_N = "一二三四五六七八九十"
# GB/T 9704-2012, 7.3.3: 一、（一） 1.（1）; chapters, articles of rules. The rank says what a marker begins anew below.
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("第{}章", 0, rf"第([{_N}]{{1,3}})章"),
    ("第{}节", 1, rf"第([{_N}]{{1,3}})节"),
    ("第{}条", 2, rf"第([{_N}百零〇]{{1,5}})条"),
    ("{}、", 3, rf"([{_N}]{{1,3}})(?:、(?![{_N}]{{1,2}}(?:[级类季月年期批等线]|产))|[.](?=[一-龥]))"),
    ("（{}）", 4, rf"[(]([{_N}]{{1,3}})[)]"),
    ("{}.", 5, r"(\d{1,2})[.、](?:(?!\d)|(?=(?:19|20)\d{2}年))"),
    ("（{}）", 6, r"[(](\d{1,2})[)]"),
    ("{}）", 7, r"(?<![(\d])(\d{1,2})[)]"),
    ("第{}条", 8, r"第(\d{1,3})条(?!第)"),
    ("第{}章", 9, r"第(\d{1,2})章"),
    ("{}是", 10, rf"([{_N}]{{1,3}})是(?!否)"),
    ("第{}，", 11, rf"第([{_N}]{{1,3}}),"),
    ("{}", 12, r"([①-⑳])"),
    # captions, labels
    ("表{}", 13, r"表(\d{1,2})(?=[\s:、一-龥])"),
    ("图{}", 14, r"图(\d{1,2})(?=[\s:、一-龥])"),
    ("问题{}", 15, rf"(?:反馈)?问题([{_N}]{{1,3}}|\d{{1,2}})[:、.]"),
    ("任务{}", 16, rf"(?:重点)?任务([{_N}]{{1,3}}|\d{{1,2}})[:、.]"),
    ("步骤{}", 17, rf"步骤([{_N}]{{1,3}}|\d{{1,2}})[:、.]"),
    ("措施{}", 18, rf"(?:整改)?措施([{_N}]{{1,3}}|\d{{1,2}})[:、.]"),
    ("第{}部分", 19, rf"第([{_N}]{{1,3}})部分(?![内的和与])"),
)
_IN_CHINESE = (10, 11, 19)
_CIRCLED, _ZERO_CIRCLED, _MOST_CIRCLED = 12, ord("①") - 1, 20
_FIRST_OF_LABELS, _LONGEST_LABELLED = 13, 40
_PATTERNS = tuple((rank, form, re.compile(pattern)) for form, rank, pattern in _STYLES)
_ARTICLE, _CHAPTERS = 2, (0, 1)
_BEFORE_INNER = "。;:,!?"
_WIDEST_GAP = 2
# a list that begins anew begins with one; the same number again soon after is a slip (2. … 2. …)
_FEWEST_REPEATED = 2
_NEAR_LINES = 30
# what cells number with: （一）, （1）
_LONGEST_SERIAL = 4
_RANKS_IN_CELLS = (4, 6)
_IN_CELL = re.compile(rf"[(][{_N}\d]{{1,2}}[)].*[(][{_N}\d]{{1,2}}[)]", re.DOTALL)
_BEFORE_ITEM = "\n。;；"
_MAY_MARK = re.compile(rf"[{_N}第\d(①-⑳]")
_SERIAL = re.compile(r"序号|序|编号|项次|[Nn][Oo]\.?")


@dataclass
class _Open:
    """The last number seen of a style, the line that bore it."""

    number: int
    index: int


def numbering_of(document: ParsedDocument, lines: list[Line]) -> tuple[int, tuple[NumberingGap, ...]]:
    """Return (how many numbers were followed, the gaps): 一、二、四; 第五条 第七条; rows 1, 2, 4.

    A number given twice is a gap too. A list that begins anew is none, nor one whose missing marker stands anywhere
    between its neighbours (in a sentence, a cell): the parser may have joined what it heads. Wider breaks than two
    are taken for another list.
    """
    flowing = [line for line in lines if not line.in_table and line.kind not in ("contents", "annex_list")]
    numbered, gaps = _in_text(flowing)
    of_outlines, found_in_outlines = outline_gaps(flowing)
    numbered, gaps = numbered + of_outlines, [*gaps, *found_in_outlines]
    for block in document.blocks:
        if isinstance(block, TableBlock):
            for followed, found in (_in_rows(block), _in_cells(block)):
                numbered, gaps = numbered + followed, [*gaps, *found]
    return numbered, tuple(gaps)


def _in_text(lines: list[Line]) -> tuple[int, list[NumberingGap]]:
    opened: dict[int, _Open] = {}
    gaps: list[NumberingGap] = []
    numbered = 0
    for index, line in enumerate(lines):
        if line.kind == "annex":
            opened.clear()
        for rank, form, number, is_first in _markers(line.seen):
            last = opened.get(rank)
            if rank >= _FIRST_OF_LABELS and not (is_first and len(line.seen) <= _LONGEST_LABELLED):
                continue
            if is_first:
                numbered += 1
                if last and (_is_left_out(lines, last, index, form, rank, number) or _is_repeated(last, index, number)):
                    gaps.append(_gap(form, last.number + 1, number, rank, line))
            elif last is not None and last.index == index and _is_left_out(lines, last, index, form, rank, number):
                gaps.append(_gap(form, last.number + 1, number, rank, line))
            elif number != (1 if last is None else last.number + 1):
                continue
            for deeper in [other for other in opened if _ends_with(rank, other)]:
                del opened[deeper]
            opened[rank] = _Open(number, index)
    return numbered, gaps


def _ends_with(rank: int, other: int) -> bool:
    """Tell whether a marker of a rank ends the list of another one: articles go on over chapters, captions always."""
    return rank < other < _FIRST_OF_LABELS and not (rank in _CHAPTERS and other == _ARTICLE)


def _is_left_out(lines: list[Line], last: _Open, index: int, form: str, rank: int, number: int) -> bool:
    return 1 < number - last.number <= _WIDEST_GAP + 1 and not _between(lines, last, index, form, rank)


def _is_repeated(last: _Open, index: int, number: int) -> bool:
    return number == last.number >= _FEWEST_REPEATED and index - last.index <= _NEAR_LINES


def _markers(seen: str) -> Iterator[tuple[int, str, int, bool]]:
    """Yield (rank, form, number, whether it begins the line) of the markers in a line."""
    if not _MAY_MARK.match(seen) and not _MAY_MARK.search(seen):
        return
    for rank, form, pattern in _PATTERNS:
        if (match := pattern.match(seen)) and (number := _count(match[1])) is not None:
            yield rank, form, number, True
            break
    for rank, form, pattern in _PATTERNS:
        for match in pattern.finditer(seen, 1):
            number = _count(match[1])
            if number is not None and (seen[match.start() - 1] in _BEFORE_INNER or rank == _CIRCLED):
                yield rank, form, number, False


def _count(words: str) -> int | None:
    if 0 < ord(words[0]) - _ZERO_CIRCLED <= _MOST_CIRCLED:
        return ord(words[0]) - _ZERO_CIRCLED
    hundreds, hundred, rest = words.partition("百")
    if not hundred:
        return chinese_count(words)
    ones = chinese_count(rest.lstrip("零〇")) if rest else 0
    first = chinese_count(hundreds)
    return None if ones is None or first is None else 100 * first + ones


def _between(lines: list[Line], last: _Open, index: int, form: str, rank: int) -> bool:
    """Tell whether the marker that is missing stands somewhere between after all."""
    marker = shadow(_printed(form, last.number + 1, rank)).text
    also = marker.replace(".", "、")
    named = form.format(_chinese(last.number + 1)) if rank >= _FIRST_OF_LABELS else marker
    text = "".join(line.seen for line in lines[last.index : index + 1])
    return marker in text or also in text or named in text


def _printed(form: str, number: int, rank: int) -> str:
    if rank == _CIRCLED:
        return chr(_ZERO_CIRCLED + number)
    return form.format(number if rank >= 5 and rank not in _IN_CHINESE else _chinese(number))


def _chinese(number: int) -> str:
    """Return a number below 1000 in Chinese numerals: 十二, 一百零三."""
    if number >= 100:
        rest = number % 100
        between = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return _N[number // 100 - 1] + "百" + between + (_chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _N[tens - 1] + "十") + (_N[ones - 1] if ones else "")


def _gap(form: str, expected: int, found: int, rank: int, line: Line) -> NumberingGap:
    return NumberingGap(
        expected=_printed(form, expected, rank),
        found=_printed(form, found, rank),
        quote=line.text[:60],
        locator=line.locator,
    )


def _in_rows(table: TableBlock) -> tuple[int, list[NumberingGap]]:
    """Follow the column 序号 of a table; a page end in between is no place to judge."""
    heads = [cell for cell in table.cells if cell.row <= 2 and _SERIAL.fullmatch(shadow(cell.text).text)]
    if not heads:
        return 0, []
    head = heads[0]
    cells = [cell for cell in table.cells if cell.column == head.column and cell.row > head.row]
    rows = [(number, cell) for cell in cells if (number := _serial(cell.text)) is not None]
    if shadow(head.text).text != "序号" and (not rows or rows[0][0] != 1):
        return 0, []  # codes, no count of rows
    gaps = [
        NumberingGap(expected=str(before + 1), found=str(number), quote=_row_words(table, cell), locator=cell.locator)
        for (before, above), (number, cell) in pairwise(rows)
        if 1 < number - before <= _WIDEST_GAP + 1 and _place(above.locator, table) == _place(cell.locator, table)
        and cell.row == above.row + above.row_span
    ]  # fmt: skip
    return len(rows), gaps


def _serial(text: str) -> int | None:
    """Return the number of a row: 3, （3）, 三."""
    words = text.strip().strip("（）()、.")
    if words.isascii() and words.isdigit() and len(words) <= _LONGEST_SERIAL:
        return int(words)
    return _count(words) if words and all(letter in _N for letter in words) else None


def _in_cells(table: TableBlock) -> tuple[int, list[NumberingGap]]:
    """Follow the items that a cell numbers: （1）… （2）… （3）… （3）…."""
    numbered, gaps = 0, []
    for cell in table.cells:
        shade = shadow(cell.text)
        text = shade.text
        for rank, form, pattern in _PATTERNS if _IN_CELL.search(text) else ():
            if rank not in _RANKS_IN_CELLS:
                continue
            items = [(number, match) for match in pattern.finditer(text) if (number := _item(shade, match)) is not None]
            numbered += len(items)
            gaps += [
                NumberingGap(
                    expected=_printed(form, before + 1, rank),
                    found=_printed(form, number, rank),
                    quote=cell.text.strip()[:60],
                    locator=cell.locator,
                )
                for (before, above), (number, match) in pairwise(items)
                if (number == before >= _FEWEST_REPEATED or number == before + 2)
                and not _begins_anew(text[above.end() : match.start()], form, rank, before + 1)
            ]
    return numbered, gaps


def _begins_anew(between: str, form: str, rank: int, missing: int) -> bool:
    """Tell whether a list of its own begins between two items, or what is missing stands there after all."""
    return any(shadow(_printed(form, number, rank)).text in between for number in (1, missing))


def _item(shade: Shadow, match: re.Match[str]) -> int | None:
    """Return the number of an item: a marker at the beginning of a line or behind the end of another item."""
    start = match.start()
    before = shade.original[: shade.origins[start]].rstrip(" \t\u3000")
    return _count(match[1]) if not before or before[-1] in _BEFORE_ITEM else None


def _place(locator: Locator, table: TableBlock) -> int:
    return (locator.page if locator.kind == "cell" else None) or table.page


def _row_words(table: TableBlock, first: Cell) -> str:
    return " ".join(cell.text.strip() for cell in table.cells if cell.row == first.row)[:60]
