"""A document as printed lines, each with what it is for the eye of an office clerk (GB/T 9704-2012, 7.2-7.4)."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.line_kinds import (
    DATE_LIKE,
    FORM_LABEL,
    LineKind,
    kind_of_words,
    red_head_units,
)
from pipeline.stages.identification.printed import Span, at_breaks, printed_lines
from pipeline.stages.identification.units import is_unit_line
from pipeline.values import frozen, replace
from schemas.locator import Locator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock

MOST_FRAME_CELLS = 12
MOST_ANNOUNCED_LINES = 16
_BARE_ANNEX = ("附件", "附件1", "附件一", "附表", "附录", "附表1")
_PLACE = re.compile(r"(?:中共)?[一-龥]{2,8}?[县市区旗州省盟](?!局)")
_INDEX = re.compile(
    r"(?:索引号|发文(?:机关|字号|日期)|成文日期|发布(?:机构|日期)|主题分类|(?:文件)?(?:标题|文号)|信息分类):?"
)
# what sets two entries of a form apart on one line; PDF leaves one blank of many
_BLANK = re.compile(r"[ \t\u3000]")
_WIDE_BLANK = re.compile(r"[ \t]{2,}|[ \t]*\u3000[\s\u3000]*| (?=[一-龥]{2,6}[:：]|(?:19|20)\d\d年)")


@frozen
class Line:
    """A printed line: `text` as it stands, `seen` its shadow, `kind` what it is for.

    `block` is the 0-based number of its block; `in_table` marks the text of a cell of a table that is more than a
    frame for a letterhead, a signature. The line begins at `source.text[start]`.
    """

    text: str
    seen: str
    kind: LineKind
    block: int
    source: TextBlock | Cell
    start: int
    in_table: bool = False
    is_heading: bool = False

    @property
    def locator(self) -> Locator:
        """Return the place of the line: its cell, or the boxes that it touches."""
        if isinstance(self.source, Cell):
            return self.source.locator
        return self.source.locate(self.start, self.start + len(self.text))

    @property
    def sureness(self) -> float | None:
        """Return how sure text recognition is of the line (0-1), None where the file holds the text."""
        if isinstance(self.source, Cell):
            return self.source.confidence
        return self.source.sureness(self.start, self.start + len(self.text))


# the lines of the document last asked for: identification asks, then examination of the same document
_LATEST: list[tuple[ParsedDocument, list[Line]]] = []


def lines_of(document: ParsedDocument) -> list[Line]:
    """Return the printed lines of a document in reading order; page headers, footers are left out.

    Long paragraphs stay whole; of short blocks that the parser joined (a title over two lines, a signature with
    its date) the printed lines come one by one. Cells come row by row.
    """
    for known, lines in _LATEST:
        if known is document:
            return lines
    made = _made(document)
    _LATEST[:] = [(document, made)]
    return made


def _made(document: ParsedDocument) -> list[Line]:
    lines: list[Line] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, TableBlock):
            cells = [line for cell in block.cells for line in _lines(cell.text, at_breaks(cell.text), index, cell)]
            lines += _framed(cells) if _is_frame(cells) else cells
        elif block.role not in ("header", "footer", "footnote", "comment"):
            lines += _lines(block.text, printed_lines(block), index, block)
    return _with_announced_annexes(_with_whole_units(lines))


def _lines(text: str, spans: list[Span], block: int, source: TextBlock | Cell) -> list[Line]:
    return [_line(part, block, source, start) for start, part in _nonempty(text, spans)]


def _with_whole_units(lines: list[Line]) -> list[Line]:
    """Join a unit that two paragraphs hold: 某县国家生态文明建设示范区 / 创建工作领导小组."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and line.kind in ("unit", "red_head") and _begins_unit(before, line):
            joined[-1] = replace(before, text=before.text + line.text, seen=before.seen + line.seen, kind=line.kind)
        else:
            joined.append(line)
    return joined


def _begins_unit(before: Line, line: Line) -> bool:
    if before.kind != "text" or before.in_table or line.in_table or not _PLACE.match(before.seen):
        return False
    return not _PLACE.match(line.seen) and is_unit_line(red_head_units(before.seen + line.seen))


def _with_announced_annexes(lines: list[Line]) -> list[Line]:
    """Tell annexes announced without a colon (附件1.某某表 between text and signature) from the sheets themselves."""
    begins = next((i for i, line in enumerate(lines) if line.kind in ("body", "addressee")), len(lines))
    signed = next((i for i in range(begins, len(lines)) if lines[i].kind == "date" and not lines[i].in_table), None)
    if signed is None or not any(line.kind == "annex" for line in lines[begins:signed]):
        return lines
    first = next(i for i in range(begins, signed) if lines[i].kind == "annex")
    between = lines[first:signed]
    if len(between) > MOST_ANNOUNCED_LINES or any(
        line.in_table or line.kind in ("body", "addressee") or line.seen in _BARE_ANNEX for line in between
    ):
        return lines
    announced = [replace(line, kind="annex_list") if line.kind == "annex" else line for line in between]
    return [*lines[:first], *announced, *lines[signed:]]


def _is_frame(cells: list[Line]) -> bool:
    """Tell whether a table only sets a letterhead or a signature in its place: units with 文件, a number, a date."""
    if not 1 < len(cells) <= MOST_FRAME_CELLS or not all(
        line.kind in ("unit", "red_head", "number", "mark", "date") for line in cells
    ):
        return False
    kinds = {line.kind for line in cells}
    return bool(kinds & {"unit", "red_head"}) and bool(kinds & {"red_head", "number", "date"})


def _framed(cells: list[Line]) -> list[Line]:
    """Return the lines of a frame as those of a letterhead: the units before the 文件 that stands beside them."""
    ordered = sorted(cells, key=lambda line: line.seen == "文件")
    return [replace(line, in_table=False) for line in (ordered if _has_mark(cells) else cells)]


def _has_mark(cells: list[Line]) -> bool:
    return any(line.seen == "文件" for line in cells) and all(line.kind in ("unit", "red_head") for line in cells)


def head_of(lines: list[Line], limit: int = 60) -> list[Line]:
    """Return the lines above the running text: red head, title, cover.

    The index table of a site above them, the form of a cover among them (项目名称：…) are passed over.
    """
    head: list[Line] = []
    start = _behind_index(lines)
    forms = _forms(lines[start : start + limit])
    for line in lines[start : start + limit]:
        if line.block in forms:
            continue
        if line.in_table or line.kind in ("addressee", "body") or (line.kind == "numbered" and head):
            break
        head.append(line)
    return head


def _forms(lines: Iterable[Line]) -> frozenset[int]:
    """Return the blocks that are tables of two columns, a label with a colon in each row."""
    found = set()
    for block, of in groupby((line for line in lines if line.in_table), key=lambda line: line.block):
        rows = [next(cells) for _, cells in groupby(of, key=_row)]
        if len(rows) > 1 and all(FORM_LABEL.fullmatch(first.seen) for first in rows):
            found.add(block)
    return frozenset(found)


def _row(line: Line) -> int:
    return line.source.row if isinstance(line.source, Cell) else -1


def _behind_index(lines: list[Line]) -> int:
    """Return where the document begins below a table with 索引号, 发文机关, … that government sites set above it."""
    if not lines or not lines[0].in_table:
        return 0
    table = [line for line in lines if line.block == lines[0].block]
    is_index = sum(_INDEX.fullmatch(line.seen) is not None for line in table) >= 2
    return len(table) if is_index else 0


def are_in_one_row(one: Line, other: Line) -> bool:
    """Tell whether two lines stand in one row of a table."""
    return one.block == other.block and -1 < _row(one) == _row(other)


def columns(text: str) -> list[str]:
    """Return the parts (shadows) of a line that wide blanks set apart: 填报单位：某局　　2023年3月1日."""
    if _BLANK.search(bare := text.strip()) is None:
        return []
    parts = [shadow(part).text for part in _WIDE_BLANK.split(bare)]
    return parts if len(parts) > 1 else []


def date_part(line: Line) -> tuple[str, str] | None:
    """Return (words before the date, the date's words) of a date line, as shadows; None for other lines."""
    match = DATE_LIKE.fullmatch(line.seen)
    return (match["before"], match["date"]) if match and line.kind == "date" else None


def _nonempty(text: str, spans: list[Span]) -> Iterator[tuple[int, str]]:
    """Yield (start, words) of the spans that hold more than blanks."""
    for start, end in spans:
        words = text[start:end]
        if bare := words.strip():
            yield start + len(words) - len(words.lstrip()), bare


def _line(text: str, block: int, source: TextBlock | Cell, start: int) -> Line:
    seen = shadow(text).text
    in_table = isinstance(source, Cell)
    kind = kind_of_words(text, seen, is_first=block == 0 and not in_table)
    is_heading = isinstance(source, TextBlock) and source.role == "heading"
    return Line(text, seen, kind, block, source, start, in_table, is_heading)
