"""Heads of several levels in tables without a grid: what stands over several columns is one merged cell.

Such heads show what belongs together by short rulings below a title, or by setting it over the middle of its columns.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.parsers.layout.bands import Band, Piece
from pipeline.parsers.layout.look_alikes import is_caption
from pipeline.parsers.layout.sheet import Ruling

MAX_LEVELS = 3  # above the lowest row of a head
OFF_MIDDLE_EM = 1.2  # a title stands this close to the middle of its columns
SKIPPED_EM = 1.0  # what leaving a column without a title costs, as distance
REACH_EM = 0.3
MAX_CHARACTERS = 24
_YEAR = re.compile(r"(?:19|20)\d\d年?度?|[一二三四]季度|\d{1,2}月")
_VALUE = re.compile(r"[-+≥≤<>＞＜—/]?[\d.,，]*[%％‰]?")
Column = tuple[float, float]


@dataclass(frozen=True)
class HeadCell:
    """A cell of a head, 0-based: rows `row` to before `end_row`, columns `start` to before `end`."""

    row: int
    end_row: int
    start: int
    end: int


@dataclass(frozen=True)
class Head:
    """The cells of a head of several levels, its lowest row among them; `levels` are the bands of the rows above it."""

    cells: list[HeadCell]
    levels: list[list[Band]]

    @property
    def rows(self) -> int:
        """The number of rows, the lowest included."""
        return len(self.levels) + 1


@dataclass(frozen=True)
class _Unit:
    """Neighbouring columns that one title, or no title, stands over."""

    start: int
    end: int


def is_title_row(upper: list[Piece], lower: list[Piece], columns: list[Column]) -> bool:
    """Tell whether a row may hold titles over several columns that the row below it names one by one."""
    above, below = _filled(upper, columns), _filled(lower, columns)
    return bool(below - above) and len(below) > 1 and not any(_is_value(piece.text) for piece in lower)


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text.strip())) and not _YEAR.fullmatch(text.strip())


def column_of(columns: list[Column], piece: Piece) -> int:
    """Return the index of the column whose middle is nearest, or that a piece stands in."""
    inside = [number for number, (x0, x1) in enumerate(columns) if x0 <= (piece.x0 + piece.x1) / 2 <= x1]
    if inside:
        return inside[0]
    return min(range(len(columns)), key=lambda number: abs(_centre(columns[number]) - (piece.x0 + piece.x1) / 2))


def _filled(pieces: list[Piece], columns: list[Column]) -> set[int]:
    return {column_of(columns, piece) for piece in pieces}


def _centre(column: Column) -> float:
    return (column[0] + column[1]) / 2


def head_of(bands: list[Band], leaf: list[Band], columns: list[Column], rulings: list[Ruling]) -> Head | None:
    """Return the head of several levels that bands above the row `leaf` form; None where they form none.

    `bands` are from the top, `rulings` are level. What stands beside titles only is a cell that reaches down.
    """
    open_columns = _filled([piece for band in leaf for piece in band.pieces], columns)
    rows: list[list[Piece]] = []
    levels: list[list[Band]] = []
    for band in bands:
        titles = [piece for piece in band.pieces if _overlaps(piece, columns, open_columns)]
        if titles or not levels:
            rows.append(titles)
            levels.append([band])
        else:
            levels[-1].append(band)
    if not all(rows) or len(rows) > MAX_LEVELS:
        return None
    units = [_Unit(number, number + 1) for number in range(len(columns)) if number in open_columns]
    cells: list[HeadCell] = []
    lowest = dict.fromkeys(range(len(columns)), 0)
    for row in range(len(rows) - 1, -1, -1):
        groups = _groups(sorted(rows[row], key=lambda piece: piece.x0), units, columns, rulings)
        if groups is None:
            return None
        cells.extend(HeadCell(row, row + 1, group.start, group.end) for group in groups)
        units = _merged(units, groups)
    if not any(cell.end - cell.start > 1 for cell in cells):
        return None
    for cell in cells:
        lowest.update({number: max(lowest[number], cell.end_row) for number in range(cell.start, cell.end)})
    cells.extend(HeadCell(lowest[number], len(rows) + 1, number, number + 1) for number in range(len(columns)))
    return Head(cells, levels)


def widened(columns: list[Column], head: Head) -> list[Column]:
    """Return the columns with what stands over one of them alone."""
    found = list(columns)
    titled = {n for cell in head.cells if cell.end - cell.start > 1 for n in range(cell.start, cell.end)}
    for piece in (piece for bands in head.levels for band in bands for piece in band.pieces):
        number = column_of(columns, piece)
        if number not in titled:
            found[number] = (min(found[number][0], piece.x0), max(found[number][1], piece.x1))
    return found


def _overlaps(piece: Piece, columns: list[Column], among: set[int]) -> bool:
    """Tell whether a piece stands over some of the columns, or between them, and not in another one alone."""
    reach = REACH_EM * piece.size_pt
    over = [n for n, (x0, x1) in enumerate(columns) if x0 - reach < piece.x1 and piece.x0 < x1 + reach]
    return not over or any(number in among for number in over)


def _merged(units: list[_Unit], groups: list[_Unit]) -> list[_Unit]:
    """Return the units with those under one title as one."""
    outside = [unit for unit in units if not any(group.start <= unit.start < group.end for group in groups)]
    return sorted([*outside, *groups], key=lambda unit: unit.start)


def _groups(
    pieces: list[Piece], units: list[_Unit], columns: list[Column], rulings: list[Ruling]
) -> list[_Unit] | None:
    """Return the columns that each title stands over; None where some title finds none, or two the same."""
    by_ruling = [_above_ruling(piece, columns, rulings) for piece in pieces]
    by_ruling = [group if by_ruling.count(group) == 1 else None for group in by_ruling]
    free = [unit for unit in units if not any(group and group.start <= unit.start < group.end for group in by_ruling)]
    others = [piece for piece, group in zip(pieces, by_ruling, strict=True) if group is None]
    parted = _parted(others, free, columns)
    if parted is None:
        return None
    found = sorted([*(group for group in by_ruling if group is not None), *parted], key=lambda unit: unit.start)
    if any(first.end > second.start for first, second in pairwise(found)):
        return None
    return found


def _above_ruling(piece: Piece, columns: list[Column], rulings: list[Ruling]) -> _Unit | None:
    """Return the columns over a ruling right below a title that is shorter than the table."""
    for line in rulings:
        is_below = 0 <= line.at - piece.bottom + REACH_EM * piece.size_pt <= piece.size_pt
        if is_below and line.start <= piece.x0 and piece.x1 <= line.end:
            over = [number for number, column in enumerate(columns) if line.start < _centre(column) < line.end]
            if over and len(over) < len(columns):
                return _Unit(over[0], over[-1] + 1)
    return None


def _parted(pieces: list[Piece], units: list[_Unit], columns: list[Column]) -> list[_Unit] | None:
    """Part columns among titles so that each stands as near as may be to the middle of its own."""

    def off_middle(piece: Piece, group: _Unit) -> float:
        middle = (columns[group.start][0] + columns[group.end - 1][1]) / 2
        return abs((piece.x0 + piece.x1) / 2 - middle)

    @cache
    def best(piece: int, unit: int) -> tuple[float, tuple[_Unit, ...]]:
        """Return the least cost of the pieces and units from these on."""
        if piece == len(pieces):
            return SKIPPED_EM * sum(10.0 for _ in units[unit:]), ()
        found: tuple[float, tuple[_Unit, ...]] = (float("inf"), ())
        for start in range(unit, len(units)):
            for end in range(start, len(units)):
                if end > start and units[end].start != units[end - 1].end:
                    break
                group = _Unit(units[start].start, units[end].end)
                cost = off_middle(pieces[piece], group)
                if cost > OFF_MIDDLE_EM * pieces[piece].size_pt:
                    continue
                rest, groups = best(piece + 1, end + 1)
                cost += rest + SKIPPED_EM * pieces[piece].size_pt * (start - unit)
                found = min(found, (cost, (group, *groups)), key=lambda item: item[0])
        return found

    cost, groups = best(0, 0)
    return list(groups) if cost < float("inf") else None


def may_be_titles(band: Band, left: float, right: float) -> bool:
    """Tell whether all of a band stands over a table that reaches from `left` to `right`, in short pieces."""
    return not is_caption(band) and all(
        left - band.size_pt <= piece.x0 and piece.x1 <= right + band.size_pt and len(piece.text) <= MAX_CHARACTERS
        for piece in band.pieces
    )
