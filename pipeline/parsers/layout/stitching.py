"""Tables stitched over pages: what a page end cut, put together again."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, takewhile

from pipeline.parsers.layout.cell_text import cell_text, is_wrapped, padding_of
from pipeline.parsers.layout.grids import PrintedCell, PrintedTable
from pipeline.parsers.layout.printed_page import PrintedPage

EDGE_PT = 4.0  # column edges this close are the same on both pages
UNRULED_EDGE_PT = 15.0
MAX_HEADER_ROWS = 4
LATEST_ROWS = 60  # what holds for a table is asked of these, or long tables would take a time that grows as its square
KEY_FILLED = 0.8  # a key column (序号, 名称) has text in this share of its rows


@dataclass
class StitchedCell:
    """A cell with its pieces on one page or more."""

    row: int
    column: int
    row_span: int
    column_span: int
    parts: list[PrintedCell]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is printed in the cell."""
        return not any(part.lines for part in self.parts)

    def covers(self, row: int, column: int) -> bool:
        """Tell whether the cell stands at a place."""
        return self.row <= row < self.row + self.row_span and self.column <= column < self.column + self.column_span


@dataclass
class StitchedTable:
    """A table as one; `parts` are its pieces, one a page."""

    edges_pt: list[float]
    rows: int
    cells: list[StitchedCell]
    parts: list[PrintedTable] = field(default_factory=list)
    padding_pt: float = 0.0

    def text(self, cell: StitchedCell) -> str:
        """Return the text of one of its cells."""
        return cell_text(cell.parts, self.padding_pt)

    def at(self, row: int, column: int) -> StitchedCell | None:
        """Return the cell that covers a place; those of the last rows are found first."""
        return next((cell for cell in reversed(self.cells) if cell.covers(row, column)), None)

    def latest(self) -> list[StitchedCell]:
        """Return the cells that begin in the last rows, without the head."""
        first = max(self.rows - LATEST_ROWS, 1)
        return self.cells[bisect_left(self.cells, first, key=lambda cell: cell.row) :]


def stitch(pages: list[PrintedPage], body_text: Callable[[PrintedPage, float, float], bool]) -> list[StitchedTable]:
    """Return the tables of a document in order; `body_text(page, top, bottom)` tells of body text between heights."""
    tables: list[StitchedTable] = []
    previous: PrintedPage | None = None
    for page in pages:
        for number, part in enumerate(page.tables):
            table = _single(part)
            is_next = number == 0 and previous is not None and previous.page == page.page - 1
            if is_next and previous is not None and _adjoin(previous, page, body_text) and _fits(tables[-1], table):
                _append(tables[-1], table)
            else:
                tables.append(table)
        previous = page
    return tables


def _single(part: PrintedTable) -> StitchedTable:
    cells = [StitchedCell(cell.row, cell.column, cell.row_span, cell.column_span, [cell]) for cell in part.cells]
    return StitchedTable(list(part.edges_pt), part.rows, cells, [part], padding_of(part))


def _adjoin(first: PrintedPage, second: PrintedPage, body_text: Callable[[PrintedPage, float, float], bool]) -> bool:
    """Tell whether only a page end stands between the last table of a page and the first of the next."""
    if not first.tables:
        return False
    last = max(first.tables, key=lambda table: table.box_pt[3])
    below = body_text(first, last.box_pt[3], first.height_pt)
    above = body_text(second, 0.0, second.tables[0].box_pt[1])
    return last is first.tables[-1] and not below and not above


def _relative(edges: list[float]) -> list[float]:
    return [edge - edges[0] for edge in edges]


def _fits(upper: StitchedTable, lower: StitchedTable) -> bool:
    """Tell whether the columns agree: the same width, and the edges of one among those of the other.

    What is not ruled has its edges between what happens to be printed: the columns must be as many and nearly there.
    """
    if not (upper.parts[-1].is_ruled or lower.parts[0].is_ruled) and len(upper.edges_pt) == len(lower.edges_pt):
        pairs = list(zip(upper.edges_pt, lower.edges_pt, strict=True))[:-1]
        near = all(abs(first - second) <= UNRULED_EDGE_PT for first, second in pairs)
        if near or _head(upper, 1) == _head(lower, 1):
            lower.edges_pt = list(upper.edges_pt)
            return True
    first, second = _relative(upper.edges_pt), _relative(lower.edges_pt)
    if abs(first[-1] - second[-1]) > EDGE_PT:
        return False
    few, many = sorted((first, second), key=len)
    return all(any(abs(edge - other) <= EDGE_PT for other in many) for edge in few)


def _append(upper: StitchedTable, lower: StitchedTable) -> None:
    """Put the rows of `lower` under `upper`."""
    upper.padding_pt = min(upper.padding_pt, lower.padding_pt)
    lower.padding_pt = upper.padding_pt
    _same_columns(upper, lower)
    _drop_rows(lower, _repeated_header(upper, lower))
    upper.parts.extend(lower.parts)
    if not lower.rows:
        return
    key = _key_column(upper, lower)
    cut = _is_cut(upper, lower, key)
    offset = upper.rows - (1 if cut else 0)
    for cell in lower.cells:
        above = _above(upper, cell) if cell.row == 0 else None
        if above is not None and (cut or _goes_on(upper, lower, above, cell, key)):
            above.row_span += cell.row_span - (1 if cut else 0)
            above.parts.extend(cell.parts)
        else:
            cell.row += offset
            upper.cells.append(cell)
    upper.rows = offset + lower.rows
    upper.cells.sort(key=lambda cell: (cell.row, cell.column))


def _same_columns(upper: StitchedTable, lower: StitchedTable) -> None:
    """Give both the finer columns of the two."""
    finer = upper if len(upper.edges_pt) >= len(lower.edges_pt) else lower
    edges = _relative(finer.edges_pt)
    for table in (upper, lower):
        own = _relative(table.edges_pt)
        if len(own) == len(edges):
            continue
        numbers = [_nearest(edges, edge) for edge in own]
        for cell in table.cells:
            end = numbers[cell.column + cell.column_span]
            cell.column = numbers[cell.column]
            cell.column_span = end - cell.column
    upper.edges_pt = lower.edges_pt = list(finer.edges_pt)


def _nearest(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))


def _repeated_header(upper: StitchedTable, lower: StitchedTable) -> int:
    """Return how many first rows of `lower` repeat those of `upper`."""
    for rows in range(min(MAX_HEADER_ROWS, max(upper.rows, lower.rows) - 1, upper.rows, lower.rows), 0, -1):
        first, second = _head(upper, rows), _head(lower, rows)
        if first and first == second and any(text for *_, text in first):
            return rows
    return 0


def _head(table: StitchedTable, rows: int) -> list[tuple[int, int, int, int, str]] | None:
    """Return the cells of the first rows; None where one of them reaches further down."""
    cells = list(takewhile(lambda cell: cell.row < rows, table.cells))
    if any(cell.row + cell.row_span > rows for cell in cells):
        return None
    return sorted(
        (cell.row, cell.column, cell.row_span, cell.column_span, "".join(table.text(cell).split())) for cell in cells
    )


def _drop_rows(table: StitchedTable, rows: int) -> None:
    table.cells = [cell for cell in table.cells if cell.row >= rows]
    for cell in table.cells:
        cell.row -= rows
    table.rows -= rows


def _key_column(upper: StitchedTable, lower: StitchedTable) -> int | None:
    """Return the first column that has text in nearly every row, head and cut row left aside."""
    filled = [0] * (len(upper.edges_pt) - 1)
    for cell in chain(upper.latest(), (cell for cell in lower.cells if cell.row > 0)):
        if cell.row_span == 1 and not cell.is_empty:
            filled[cell.column] += 1
    rows = min(upper.rows - 1, LATEST_ROWS) + lower.rows - 1
    return next((column for column, count in enumerate(filled) if count >= KEY_FILLED * max(rows, 1)), None)


def _above(upper: StitchedTable, cell: StitchedCell) -> StitchedCell | None:
    """Return the cell of the last row that stands in exactly the columns of a cell of the first row below."""
    above = upper.at(upper.rows - 1, cell.column)
    same = above is not None and (above.column, above.column_span) == (cell.column, cell.column_span)
    return above if same else None


def _is_cut(upper: StitchedTable, lower: StitchedTable, key: int | None) -> bool:
    """Tell whether the page end cut a row.

    Then its key stands in one of the two halves only, or all that stands below goes on from full lines above.
    """
    if upper.rows < 2:
        return False
    lower_row = [cell for cell in lower.cells if cell.row == 0]
    matched = [(_above(upper, cell), cell) for cell in lower_row if not cell.is_empty]
    if not matched or any(above is None for above, _ in matched):
        return False
    going_on = [above is not None and _runs_over(above, cell, upper.padding_pt) for above, cell in matched]
    if all(going_on) and any(cell.is_empty and _is_filled(_above(upper, cell)) for cell in lower_row):
        return True
    last, first = (upper.at(upper.rows - 1, key), lower.at(0, key)) if key is not None else (None, None)
    if last is None or first is None or last.is_empty == first.is_empty:
        return False
    if last.row_span == 1 and first.row_span == 1 and len(matched) < len(upper.edges_pt) - 2:
        return True
    return any(going_on)


def _is_filled(cell: StitchedCell | None) -> bool:
    return cell is not None and not cell.is_empty


def _runs_over(above: StitchedCell, below: StitchedCell, padding_pt: float) -> bool:
    """Tell whether the last line above is full, so that the first below may go on from it."""
    upper, lower = above.parts[-1], below.parts[0]
    return bool(upper.lines and lower.lines) and is_wrapped(upper.lines[-1], lower.lines[0], upper, padding_pt)


def _goes_on(
    upper: StitchedTable, lower: StitchedTable, above: StitchedCell, below: StitchedCell, key: int | None
) -> bool:
    """Tell whether a merged cell goes on over the page end: one half is empty, and its column holds merged cells."""
    if below.column == key and above.row_span == below.row_span == 1:
        return False
    if not below.is_empty:
        return above.is_empty and above.row_span > 1
    cells = (cell for cell in chain(upper.latest(), lower.cells) if cell.column == below.column)
    return not above.is_empty and any(cell.row_span > 1 for cell in cells)
