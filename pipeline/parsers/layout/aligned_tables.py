"""Tables without a grid of lines, known by the alignment of their columns.

Three-line tables (三线表) and tables with lines between their rows only hold rulings that run over all columns; others
hold none. Running text is never aligned in columns for long, and what is aligned without any ruling must hold figures.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

from pipeline.parsers.layout.bands import CLEAR_GUTTER_EM, Band, Piece, spans
from pipeline.parsers.layout.grids import PrintedCell, PrintedTable
from pipeline.parsers.layout.rulings import SNAP_PT
from pipeline.parsers.layout.sheet import Ruling

GUTTER_EM = 0.35  # columns stand at least this far apart
MAX_ROW_GAP_EM = 2.5  # rows further apart are not of one table
MIN_COLUMNS, MIN_ROWS = 3, 3
MIN_COLUMNS_RULED, MIN_ROWS_RULED = 2, 2
ALIGNED_EM = 0.6
ALIGNED_SHARE = 0.6  # of the cells of a column share their left end, their right end or their middle
FIGURES_SHARE = 0.5  # of the cells of one column hold figures
FILLED_SHARE = 0.6  # the first row fills this share of the columns
MIN_PARTED = 2  # rulings within a table from which on they part all of its rows
JUMP_EM = 0.12  # gaps between rows are wider than those between lines of a cell by at least this
WRAPPED_EM = 1.6  # a wrapped line leaves less room than this
REACH_EM = 2.0  # a ruling of a table ends this close to its text
EDGE_PT = 2.0
_FIGURE = re.compile(r"\d")
_VALUE = re.compile(r"[-+≥≤<>＞＜—/]?[\d.,]*[%％‰]?|第?\d+[年月日]?")
_Group = list[Band]


def aligned_tables(bands: list[Band], rulings: list[Ruling], page: int) -> list[PrintedTable]:
    """Return the tables that bands of text form, from top to bottom; `rulings` are those outside of ruled tables."""
    level = sorted((ruling for ruling in rulings if ruling.horizontal), key=lambda ruling: ruling.at)
    tables: list[PrintedTable] = []
    start = 0
    while start < len(bands):
        table, start = _from(bands, start, level, page)
        if table is not None:
            tables.append(table)
    return tables


def _from(bands: list[Band], start: int, level: list[Ruling], page: int) -> tuple[PrintedTable | None, int]:
    """Return the table that begins at a band, if one does, and where to go on."""
    least = MIN_COLUMNS_RULED if level else MIN_COLUMNS
    if bands[start].columns(CLEAR_GUTTER_EM) < least:
        return None, start + 1
    found = _grown(bands, start, least)
    for end in range(len(found), 1, -1):
        table = _table(found[:end], level, page)
        if table is not None:
            return table, start + end
        if end < len(found) - MIN_ROWS:
            break
    return None, start + 1


def _grown(bands: list[Band], start: int, least: int) -> _Group:
    """Return the bands from `start` on that leave the gaps between their columns open."""
    group = [bands[start]]
    last = 1
    for band in bands[start + 1 :]:
        before = group[-1]
        if band.top - before.bottom > MAX_ROW_GAP_EM * max(band.size_pt, before.size_pt):
            break
        columns = spans([*group, band], GUTTER_EM * band.size_pt)
        if len(columns) < max(least, len(spans(group, GUTTER_EM * band.size_pt)) - 1):
            break
        group.append(band)
        if band.columns(CLEAR_GUTTER_EM) >= least or band.columns(GUTTER_EM) > least:
            last = len(group)
    return group[: last + _trailing(group, last)]


def _trailing(group: _Group, last: int) -> int:
    """Return how many bands behind the last full row are its wrapped lines: closer to it than any rows stand."""
    gaps = [second.top - first.bottom for first, second in pairwise(group[:last])]
    count = 0
    while gaps and last + count < len(group):
        if group[last + count].top - group[last + count - 1].bottom > 0.6 * max(gaps):
            break
        count += 1
    return count


def _table(group: _Group, level: list[Ruling], page: int) -> PrintedTable | None:
    """Return the table that bands form, None where they are text that happens to stand so."""
    size = max(band.size_pt for band in group)
    columns = spans(group, GUTTER_EM * size)
    across = _across(group, columns, level, REACH_EM * size)
    rows = _rows(group, columns, across)
    is_ruled = len(across) >= 2
    least_rows, least_columns = (MIN_ROWS_RULED, MIN_COLUMNS_RULED) if is_ruled else (MIN_ROWS, MIN_COLUMNS)
    if len(rows) < least_rows or len(columns) < least_columns or not _are_aligned(group, columns):
        return None
    if len({_column(columns, piece) for piece in group[0].pieces}) < FILLED_SHARE * len(columns):
        return None
    if not is_ruled and not _has_figures(rows, columns):
        return None
    return _printed(rows, columns, across, page)


def _across(group: _Group, columns: list[tuple[float, float]], level: list[Ruling], reach: float) -> list[float]:
    """Return the heights of the rulings that run over all columns, at the table or in it."""
    left, right = columns[0][0], columns[-1][1]
    top, bottom = group[0].top - reach, group[-1].bottom + reach
    over = [line.at for line in level if line.start <= left + reach / 2 and line.end >= right - reach / 2]
    near = [at for at in over if top <= at <= bottom]
    return [at for number, at in enumerate(near) if number == 0 or at - near[number - 1] > SNAP_PT]


def _column(columns: list[tuple[float, float]], piece: Piece) -> int:
    """Return the index of the column in which a piece stands."""
    return max(bisect_right(columns, (piece.x0 + EDGE_PT, 0.0)) - 1, 0)


def _rows(group: _Group, columns: list[tuple[float, float]], across: list[float]) -> list[_Group]:
    """Put the lines of a row together.

    Rulings part rows; where they leave several bands between them, so do gaps wider than those between the lines of
    a cell. What is put together must be able to be one: a wrapped line is full, a figure is not wrapped.
    """
    pairs = list(pairwise(group))
    parted = [_is_parted(first, second, across) for first, second in pairs]
    fits = [_may_go_on(first, second, columns) for first, second in pairs]
    if sum(parted) >= MIN_PARTED and all(fit or part for fit, part in zip(fits, parted, strict=True)):
        return _cut(group, parted)
    gaps = [second.top - first.bottom for first, second in pairs]
    inner = sorted(gap for gap, part in zip(gaps, parted, strict=True) if not part)
    jumps = sorted(((second - first, first) for first, second in pairwise(inner)), reverse=True)
    for jump, low in jumps:
        if jump < JUMP_EM * group[0].size_pt:
            break
        ends = [part or gap > low for gap, part in zip(gaps, parted, strict=True)]
        if all(fit or end for fit, end in zip(fits, ends, strict=True)):
            return _cut(group, ends)
    return [[band] for band in group]


def _cut(group: _Group, ends: list[bool]) -> list[_Group]:
    rows = [[group[0]]]
    for band, is_new in zip(group[1:], ends, strict=True):
        if is_new:
            rows.append([band])
        else:
            rows[-1].append(band)
    return rows


def _may_go_on(first: Band, second: Band, columns: list[tuple[float, float]]) -> bool:
    """Tell whether the pieces of a band may be wrapped lines that go on in the next."""
    below = {_column(columns, piece): piece for piece in second.pieces}
    for piece in first.pieces:
        column = _column(columns, piece)
        if column not in below:
            continue
        left, right = columns[column]
        if _VALUE.fullmatch(piece.text) or piece.x1 - piece.x0 < right - left - WRAPPED_EM * piece.size_pt:
            return False
    return True


def _is_parted(first: Band, second: Band, across: list[float]) -> bool:
    return any(first.bottom - SNAP_PT <= at <= second.top + SNAP_PT for at in across)


def _are_aligned(group: _Group, columns: list[tuple[float, float]]) -> bool:
    """Tell whether the cells of each column share an end or their middle."""
    for column in range(len(columns)):
        pieces = [piece for band in group for piece in band.pieces if _column(columns, piece) == column]
        reach = ALIGNED_EM * max((piece.size_pt for piece in pieces), default=1.0)
        sides: tuple[Callable[[Piece], float], ...] = (_left, _right, _middle)
        if len(pieces) > 1 and all(_shared(sorted(map(side, pieces)), reach) < ALIGNED_SHARE for side in sides):
            return False
    return True


def _left(piece: Piece) -> float:
    return piece.x0


def _right(piece: Piece) -> float:
    return piece.x1


def _middle(piece: Piece) -> float:
    return (piece.x0 + piece.x1) / 2


def _shared(places: list[float], reach: float) -> float:
    """Return the largest share of sorted places that lie within a reach of each other."""
    best = start = 0
    for end, place in enumerate(places):
        while place - places[start] > reach:
            start += 1
        best = max(best, end - start + 1)
    return best / len(places)


def _has_figures(rows: list[_Group], columns: list[tuple[float, float]]) -> bool:
    """Tell whether a column holds figures below its head."""
    counts = [0] * len(columns)
    for row in rows[1:]:
        with_figures = {_column(columns, piece) for band in row for piece in band.pieces if _FIGURE.search(piece.text)}
        for column in with_figures:
            counts[column] += 1
    return max(counts) >= FIGURES_SHARE * (len(rows) - 1)


def _printed(rows: list[_Group], columns: list[tuple[float, float]], across: list[float], page: int) -> PrintedTable:
    xs = [columns[0][0] - EDGE_PT, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + EDGE_PT]
    ys = [rows[0][0].top - EDGE_PT]
    ys.extend(_between(upper[-1].bottom, lower[0].top, across) for upper, lower in pairwise(rows))
    ys.append(rows[-1][-1].bottom + EDGE_PT)
    xs, ys = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    cells = [
        PrintedCell(row, column, 1, 1, (xs[column], ys[row], xs[column + 1], ys[row + 1]), page)
        for row in range(len(rows))
        for column in range(len(columns))
    ]
    return PrintedTable(page, xs, ys, cells, is_ruled=False)


def _between(bottom: float, top: float, across: list[float]) -> float:
    return next((at for at in across if bottom - SNAP_PT <= at <= top + SNAP_PT), (bottom + top) / 2)
