"""The areas of a sheet: what blank rows or columns set apart, each a table with the lines around it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.parsers.workbook.cells import Merge, Place, SheetCells
from schemas.errors import BrokenFile

MAX_MERGE_STEPS = 5_000_000
_MIN_SIDE_COLUMNS = 2  # a single column beside a gap is the label column of its table
_NOTE_STARTS = ("注", "备注", "说明", "附注", "填报", "填表", "制表", "审核", "资料来源", "数据来源")


@dataclass(frozen=True, slots=True)
class Shown:
    """A displayed cell at its place in the sheet (0-based), with the places it covers."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1

    @property
    def last_row(self) -> int:
        """The last row it covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The last column it covers."""
        return self.column + self.column_span - 1


@dataclass(frozen=True)
class Line:
    """Running text: a title, a note, a line of a form."""

    text: str


@dataclass(frozen=True)
class Area:
    """A table: its cells in the order of (row, column)."""

    cells: tuple[Shown, ...]


def merged(cells: SheetCells) -> list[Shown]:
    """Return the displayed cells in order, merged ones once; what a merge covers is not displayed.

    Raises BrokenFile where merges overlap so that they cannot be meant.
    """
    if not cells.texts:
        return []
    last_row = max(row for row, _ in cells.texts)
    last_column = max(column for _, column in cells.texts)
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    steps = 0
    for top, left, bottom, right in cells.merges:
        if (top, left) not in cells.texts:
            continue
        rows, columns = min(bottom, last_row) - top + 1, min(right, last_column) - left + 1
        spans[top, left] = (rows, columns)
        steps += min(rows * columns, len(cells.texts))
        if steps > MAX_MERGE_STEPS:
            raise BrokenFile("Excel 工作表的合并单元格互相重叠，无法读取。")
        covered.update(_under((top, left, top + rows - 1, left + columns - 1), cells.texts))
    shown = (
        Shown(place[0], place[1], text, *spans.get(place, (1, 1)))
        for place, text in cells.texts.items()
        if place not in covered
    )
    return sorted(shown, key=lambda cell: (cell.row, cell.column))


def _under(merge: Merge, texts: dict[Place, str]) -> Iterator[Place]:
    """Yield the places with text that a merge covers, apart from its first."""
    top, left, bottom, right = merge
    if (bottom - top + 1) * (right - left + 1) <= len(texts):
        places: Iterable[Place] = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    else:
        places = (place for place in texts if top <= place[0] <= bottom and left <= place[1] <= right)
    return (place for place in places if place != (top, left) and place in texts)


def parts_of(cells: SheetCells) -> Iterator[Line | Area]:
    """Yield the tables of a sheet with the lines above and below each, from the top left to the bottom right."""
    pending = [(merged(cells), sorted(cells.framed))]
    while pending:
        here, framed = pending.pop()
        pieces = _split(here, framed)
        if len(pieces) > 1:
            pending.extend(reversed(pieces))
        elif here:
            yield from _lines_and_table(here, framed, pending)


_Piece = tuple[list[Shown], list[Place]]


def _split(cells: list[Shown], framed: list[Place]) -> list[_Piece]:
    """Cut at blank rows."""
    return _cut(cells, framed, lambda cell: (cell.row, cell.last_row), lambda place: place[0])


def _cut(
    cells: list[Shown], framed: list[Place], span: Callable[[Shown], Place], position: Callable[[Place], int]
) -> list[_Piece]:
    """Cut where neither a cell nor an empty frame reaches over; pieces without text are dropped."""
    spans = sorted({*map(span, cells), *((position(place),) * 2 for place in framed)})
    bands: list[list[int]] = []
    for first, last in spans:
        if bands and first <= bands[-1][1] + 1:
            bands[-1][1] = max(bands[-1][1], last)
        else:
            bands.append([first, last])
    if len(bands) < 2:
        return [(cells, framed)]
    starts = [first for first, _ in bands]
    pieces: list[_Piece] = [([], []) for _ in bands]
    for cell in cells:
        pieces[_band(starts, span(cell)[0])][0].append(cell)
    for place in framed:
        pieces[_band(starts, position(place))][1].append(place)
    return [piece for piece in pieces if piece[0]]


def _band(starts: list[int], index: int) -> int:
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= index else (low, middle)
    return low


def _lines_and_table(cells: list[Shown], framed: list[Place], pending: list[_Piece]) -> Iterator[Line | Area]:
    """Yield the lines that open a piece without blank rows, then its table; pieces side by side go to `pending`."""
    rows = _rows(cells)
    width = _columns(cells)
    first = 0
    while first < len(rows) and _opens(rows, first, width):
        first += 1
    for row in rows[:first]:
        yield _line(row)
    rest = [cell for row in rows[first:] for cell in row]
    if not rest:
        return
    top = rest[0].row
    below = [place for place in framed if place[0] >= top]
    sides = _cut(rest, below, lambda cell: (cell.column, cell.last_column), lambda place: place[1])
    if len(sides) > 1 and all(_columns(side) >= _MIN_SIDE_COLUMNS for side, _ in sides):
        pending.extend(reversed(sides))
    else:
        yield from _table_and_notes(rows[first:])


def _table_and_notes(rows: list[list[Shown]]) -> Iterator[Line | Area]:
    last = len(rows)
    width = _columns([cell for row in rows for cell in row])
    while last > 0 and _is_note(rows[last - 1], width):
        last -= 1
    if last:
        yield Area(tuple(cell for row in rows[:last] for cell in row))
    for row in rows[last:]:
        yield _line(row)


def _rows(cells: list[Shown]) -> list[list[Shown]]:
    rows: list[list[Shown]] = []
    for cell in cells:
        if rows and rows[-1][0].row == cell.row:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _opens(rows: list[list[Shown]], index: int, width: int) -> bool:
    """Tell whether a row is a line above the table: one cell alone, or a line of a form (填报单位：… 日期：…)."""
    row = rows[index]
    reaches_down = index + 1 < len(rows) and row[0].last_row >= rows[index + 1][0].row
    if reaches_down:
        return False
    return len(row) == 1 or (_is_form_line(row) and len(row) * 2 <= width)


def _is_note(row: list[Shown], width: int) -> bool:
    """Tell whether a row is a line below the table."""
    if len(row) > 1:
        return _is_form_line(row)
    cell = row[0]
    return cell.row_span == 1 and (cell.column_span * 2 > width or cell.text.startswith(_NOTE_STARTS))


def _is_form_line(row: list[Shown]) -> bool:
    return all("：" in cell.text or ":" in cell.text for cell in row)


def _columns(cells: list[Shown]) -> int:
    return max(cell.last_column for cell in cells) - min(cell.column for cell in cells) + 1


def _line(row: list[Shown]) -> Line:
    return Line("\u3000".join(cell.text for cell in row))
