"""The grid of a Word table: which places each cell covers."""

from dataclasses import dataclass, field
from itertools import accumulate

from lxml.etree import _Element

from pipeline.parsers.word.names import W, child, number, value
from pipeline.parsers.word.structure import CELLS, elements_of, rows_of

SLIVER_TWIPS = 113  # 2 mm: no text fits between two column edges so close; they are one edge drawn twice
MAX_COLUMNS = 1000
_PROPERTIES = W + "tcPr"
_SPAN, _SIDEWAYS, _DOWNWARDS = W + "gridSpan", W + "hMerge", W + "vMerge"


@dataclass(slots=True)
class Place:
    """One displayed cell: its w:tc, and below it those that a vertical merge swallowed."""

    row: int
    start: int
    end: int
    elements: list[_Element] = field(default_factory=list)
    row_span: int = 1


@dataclass(frozen=True)
class Grid:
    """`places` in the order of (row, column); `start` and `end` of each are columns 0..`columns`."""

    rows: int
    columns: int
    places: list[Place]


def read_grid(table: _Element) -> Grid:
    """Read the cells of a w:tbl, merged cells once (gridSpan, hMerge, vMerge; 17.4 of ECMA-376 part 1)."""
    places: list[Place] = []
    rows = 0
    open_merges: dict[tuple[int, int], Place] = {}
    for rows, row in enumerate(rows_of(table), start=1):
        still_open: dict[tuple[int, int], Place] = {}
        for place, merge in _row_places(row, rows - 1):
            above = open_merges.get((place.start, place.end)) if merge == "continue" else None
            if above is not None:
                above.row_span += 1
                above.elements.extend(place.elements)
            else:
                places.append(place)
            if merge is not None:
                still_open[place.start, place.end] = above or place
        open_merges = still_open
    columns = _close_columns(table, places)
    return Grid(rows, columns, places)


def _row_places(row: _Element, index: int) -> list[tuple[Place, str | None]]:
    """Return the cells of one row with their vertical merge: restart, continue or None."""
    found: list[tuple[Place, str | None]] = []
    column = number(child(row, "trPr", "gridBefore"))
    for cell in elements_of(row, CELLS):
        span, continues, merge = _cell_properties(cell)
        if continues and found:
            found[-1][0].end = column + span
            found[-1][0].elements.append(cell)
        else:
            found.append((Place(index, column, column + span, [cell]), merge))
        column += span
    return found


def _cell_properties(cell: _Element) -> tuple[int, bool, str | None]:
    """Return the columns of a cell, whether it belongs to the one on its left, its vertical merge."""
    first = cell[0] if len(cell) else None
    span, continues, merge = 1, False, None
    if first is not None and first.tag == _PROPERTIES:
        for item in first:
            tag = item.tag
            if tag == _SPAN:
                span = min(max(number(item, default=1), 1), MAX_COLUMNS)
            elif tag == _SIDEWAYS:
                continues = value(item) != "restart"
            elif tag == _DOWNWARDS:
                merge = "restart" if value(item) == "restart" else "continue"
    return span, continues, merge


def _close_columns(table: _Element, places: list[Place]) -> int:
    """Drop grid columns at which no cell begins or ends, and slivers; return the number of columns left."""
    edges = sorted({place.start for place in places} | {place.end for place in places})
    positions = list(accumulate((number(item, "w") for item in child_columns(table)), initial=0))
    numbers: dict[int, int] = {}
    column = -1
    opened_at: int | None = None
    for edge in edges:
        position = positions[edge] if edge < len(positions) else None
        sliver = position is not None and opened_at is not None and 0 < position - opened_at < SLIVER_TWIPS
        if not sliver or _holds_a_cell(places, numbers, column, edge):
            column += 1
            opened_at = position
        numbers[edge] = column
    for place in places:
        place.start, place.end = numbers[place.start], numbers[place.end]
    return max(column, 0)


def _holds_a_cell(places: list[Place], numbers: dict[int, int], column: int, edge: int) -> bool:
    """Tell whether a cell would vanish if this edge were taken for the one before."""
    return any(place.end == edge and numbers.get(place.start) == column for place in places)


def child_columns(table: _Element) -> list[_Element]:
    """Return the w:gridCol elements of a table."""
    grid = child(table, "tblGrid")
    return [] if grid is None else grid.findall(W + "gridCol")
