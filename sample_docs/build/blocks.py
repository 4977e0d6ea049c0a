"""The content of a sample document as values that every writer understands."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["body", "flush", "center", "annex", "right", "heading1", "heading2", "caption", "unit", "note"]
NUMERALS = "一二三四五六七八九十"
MERGE_UP, MERGE_LEFT = "^", "<"


@dataclass(frozen=True)
class Text:
    """One paragraph; `footnote` hangs at its end."""

    text: str
    style: Style = "body"
    footnote: str = ""


@dataclass(frozen=True)
class Box:
    """Words in a text box beside the running text."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    """The next block begins a new page, turned if `landscape`."""

    landscape: bool = False


@dataclass(frozen=True)
class Span:
    """A cell that covers `row_span` x `column_span` places from (row, column), 0-based."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A table: its first `head_rows` rows are repeated on each page; `widths` are relative."""

    rows: tuple[tuple[str, ...], ...]
    head_rows: int
    widths: tuple[float, ...]

    def spans(self) -> list[Span]:
        """Return the cells, merged ones once: "^" belongs to the cell above, "<" to the one at the left."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, cells in enumerate(self.rows):
            for column, text in enumerate(cells):
                owner = (row, column)
                if text == MERGE_UP:
                    owner = owners[row - 1, column]
                elif text == MERGE_LEFT:
                    owner = owners[row, column - 1]
                owners[row, column] = owner
                covered.setdefault(owner, []).append((row, column))
        return [self._span(owner, places) for owner, places in covered.items()]

    def _span(self, owner: tuple[int, int], places: list[tuple[int, int]]) -> Span:
        last_row, last_column = max(row for row, _ in places), max(column for _, column in places)
        height, width = last_row - owner[0] + 1, last_column - owner[1] + 1
        if len(places) != height * width:
            raise ValueError(f"merged cell at {owner} is no rectangle")
        return Span(*owner, height, width, self.rows[owner[0]][owner[1]])


Block = Text | Box | PageBreak | Grid


def parse_body(body: str) -> tuple[Block, ...]:
    """Read the light markup of the content files (described in README.md) into blocks.

    Raises ValueError where table rows differ in length.
    """
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    head_rows, widths = 1, ()
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip().replace("<br>", "\n") for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            blocks.append(_grid(rows, head_rows, widths))
            rows, head_rows, widths = [], 1, ()
        if line.startswith("!"):
            head_rows, widths = _table_options(line)
        elif line.strip():
            blocks.append(_block(line.strip()))
    return tuple(blocks)


def _grid(rows: list[tuple[str, ...]], head_rows: int, widths: tuple[float, ...]) -> Grid:
    columns = len(rows[0])
    wrong = [row for row in rows if len(row) != columns]
    if wrong or (widths and len(widths) != columns):
        raise ValueError(f"table rows differ in length: {wrong or widths}")
    return Grid(tuple(rows), head_rows, widths or (1.0,) * columns)


def _table_options(line: str) -> tuple[int, tuple[float, ...]]:
    """Read `! 2 : 1 3 1`, two head rows and the relative widths of three columns."""
    head, _, widths = line[1:].partition(":")
    return int(head or 1), tuple(float(width) for width in widths.split())


def _block(line: str) -> Block:
    if line.startswith("---"):
        return PageBreak(landscape=line.endswith("横"))
    if line.startswith("[框]"):
        return Box(line[3:].strip())
    for mark, style in (("@", "flush"), (">", "right"), ("=", "annex"), ("*", "center")):
        if line.startswith(mark):
            return Text(line[1:].strip(), style)
    text, _, footnote = line.partition("{注}")
    return Text(text.strip(), _style(text), footnote.strip())


def _style(text: str) -> Style:
    bare = text.lstrip(NUMERALS)
    if bare != text and bare.startswith("、") and len(text) < 40:
        return "heading1"
    inner = text[1:].lstrip(NUMERALS)
    if text.startswith("（") and inner != text[1:] and inner.startswith("）") and len(text) < 40:
        return "heading2"
    if text.startswith("表") and text[1:2].isdigit() and len(text) < 60:
        return "caption"
    if text.startswith("单位："):
        return "unit"
    return "note" if text.startswith(("注：", "填表说明：", "数据来源：")) else "body"
