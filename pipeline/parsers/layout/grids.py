"""Tables from rulings: the cells that the lines of a page enclose.

The crossing lines are cut into the finest grid; places between which no line runs are one (merged) cell. A cell that
some line does not close is no cell.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from pipeline.parsers.layout.rulings import SNAP_PT, crosses, tidy
from pipeline.parsers.layout.sheet import Line, Ruling
from schemas.locator import BoxPt

MAX_RULINGS = 4000  # a map or a drawing, not a table
MAX_PLACES = 200_000
COVERED = 0.75  # a border counts where a line covers this share of it


@dataclass
class PrintedCell:
    """A cell on one page; `lines` is filled when the text is put in."""

    row: int
    column: int
    row_span: int
    column_span: int
    box_pt: BoxPt
    page: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class PrintedTable:
    """A table on one page: `edges_pt` are the x of its columns, `row_edges_pt` the y of its rows.

    Cells are sorted by (row, column). Where the table is not ruled, its edges stand between what is printed.
    """

    page: int
    edges_pt: list[float]
    row_edges_pt: list[float]
    cells: list[PrintedCell]
    is_ruled: bool = True

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.row_edges_pt) - 1

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.edges_pt) - 1

    @property
    def box_pt(self) -> BoxPt:
        """The box around all cells."""
        return (self.edges_pt[0], self.row_edges_pt[0], self.edges_pt[-1], self.row_edges_pt[-1])


def tables_of(rulings: list[Ruling], page: int) -> list[PrintedTable]:
    """Return the tables of a page from top to bottom; a frame around one cell is none."""
    if len(rulings) > MAX_RULINGS:
        return []
    found = [_table(group, page) for group in _connected(tidy(rulings))]
    tables = [table for table in found if table is not None]
    return sorted(tables, key=lambda table: (table.box_pt[1], table.box_pt[0]))


def _connected(rulings: list[Ruling]) -> list[list[Ruling]]:
    """Split rulings into groups that hang together."""
    horizontals = [ruling for ruling in rulings if ruling.horizontal]
    waiting = [ruling for ruling in rulings if not ruling.horizontal]
    groups: list[list[Ruling]] = []
    left = set(range(len(horizontals)))
    while left:
        group = [horizontals[left.pop()]]
        for member in group:  # grows while it is read
            if member.horizontal:
                touched = [ruling for ruling in waiting if crosses(member, ruling)]
                waiting = [ruling for ruling in waiting if not crosses(member, ruling)]
                group.extend(touched)
            else:
                numbers = [number for number in left if crosses(horizontals[number], member)]
                left.difference_update(numbers)
                group.extend(horizontals[number] for number in numbers)
        groups.append(group)
    return groups


def _table(group: list[Ruling], page: int) -> PrintedTable | None:
    xs = _positions([ruling.at for ruling in group if not ruling.horizontal])
    ys = _positions([ruling.at for ruling in group if ruling.horizontal])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_PLACES:
        return None
    regions = _Places(group, xs, ys).regions()
    if len(regions) < 2:
        return None
    columns = sorted({edge for region in regions for edge in (region[1], region[3])})
    rows = sorted({edge for region in regions for edge in (region[0], region[2])})
    row_of = {edge: row for row, edge in enumerate(rows)}
    column_of = {edge: column for column, edge in enumerate(columns)}
    cells = [
        PrintedCell(
            row=row_of[top],
            column=column_of[start],
            row_span=row_of[bottom] - row_of[top],
            column_span=column_of[end] - column_of[start],
            box_pt=(round(xs[start], 2), round(ys[top], 2), round(xs[end], 2), round(ys[bottom], 2)),
            page=page,
        )
        for top, start, bottom, end in regions
    ]
    return PrintedTable(page, [xs[edge] for edge in columns], [ys[edge] for edge in rows], sorted(cells, key=_order))


def _order(cell: PrintedCell) -> tuple[int, int]:
    return cell.row, cell.column


def _positions(values: list[float]) -> list[float]:
    """Return sorted positions, those within the snapping distance as one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > SNAP_PT:
            result.append(value)
    return result


class _Places:
    """The finest grid of a group of rulings, and the borders between its places."""

    def __init__(self, group: list[Ruling], xs: list[float], ys: list[float]) -> None:
        self._rows, self._columns = len(ys) - 1, len(xs) - 1
        self._above = [[False] * self._columns for _ in range(self._rows + 1)]
        self._before = [[False] * (self._columns + 1) for _ in range(self._rows)]
        for ruling in group:
            if ruling.horizontal:
                row = _nearest(ys, ruling.at)
                for column in range(self._columns):
                    self._above[row][column] |= _covers(ruling, xs[column], xs[column + 1])
            else:
                column = _nearest(xs, ruling.at)
                for row in range(self._rows):
                    self._before[row][column] |= _covers(ruling, ys[row], ys[row + 1])

    def regions(self) -> list[tuple[int, int, int, int]]:
        """Return (top, start, bottom, end) of the closed rectangles, as indexes of grid lines."""
        seen = [[False] * self._columns for _ in range(self._rows)]
        found: list[tuple[int, int, int, int]] = []
        for row in range(self._rows):
            for column in range(self._columns):
                if seen[row][column]:
                    continue
                members = self._flood(row, column, seen)
                if members is not None:
                    found.extend(_rectangles(members))
        return found

    def _flood(self, row: int, column: int, seen: list[list[bool]]) -> set[tuple[int, int]] | None:
        """Return the places that no line separates from this one; None where they are open to the outside."""
        members = {(row, column)}
        waiting = [(row, column)]
        seen[row][column] = True
        is_open = False
        while waiting:
            for place in self._neighbours(*waiting.pop()):
                if not (0 <= place[0] < self._rows and 0 <= place[1] < self._columns):
                    is_open = True
                elif place not in members:
                    members.add(place)
                    seen[place[0]][place[1]] = True
                    waiting.append(place)
        return None if is_open else members

    def _neighbours(self, row: int, column: int) -> list[tuple[int, int]]:
        found = []
        if not self._above[row][column]:
            found.append((row - 1, column))
        if not self._above[row + 1][column]:
            found.append((row + 1, column))
        if not self._before[row][column]:
            found.append((row, column - 1))
        if not self._before[row][column + 1]:
            found.append((row, column + 1))
        return found


def _nearest(positions: list[float], value: float) -> int:
    after = bisect_left(positions, value)
    if after == len(positions) or (after and value - positions[after - 1] <= positions[after] - value):
        return after - 1
    return after


def _covers(ruling: Ruling, start: float, end: float) -> bool:
    reach = min(ruling.end, end) - max(ruling.start, start)
    return reach >= COVERED * (end - start)


def _rectangles(members: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Return the rectangle of the places, or, where they form none, the rectangles of rows that make them up."""
    if len(members) == 1:
        ((row, column),) = members
        return [(row, column, row + 1, column + 1)]
    result: list[tuple[int, int, int, int]] = []
    left = set(members)
    while left:
        top, start = min(left)
        end = start
        while (top, end) in left:
            end += 1
        bottom = top
        while all((bottom, column) in left for column in range(start, end)):
            bottom += 1
        left -= {(row, column) for row in range(top, bottom) for column in range(start, end)}
        result.append((top, start, bottom, end))
    return result
