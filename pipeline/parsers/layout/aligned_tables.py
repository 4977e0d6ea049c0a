"""Tables without a grid of lines, known by the alignment of their columns.

Three-line tables (三线表) and tables with lines between their rows only hold rulings that run over all columns; others
hold none. Running text is never aligned in columns for long, and what is aligned without any ruling must hold figures.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise

from pipeline.parsers.layout.bands import CLEAR_GUTTER_EM, MAX_BANDS, Band, Cover, Piece, spans
from pipeline.parsers.layout.grids import PrintedCell, PrintedTable
from pipeline.parsers.layout.heads import MAX_LEVELS, Head, head_of, is_title_row, may_be_titles, widened
from pipeline.parsers.layout.look_alikes import is_no_table
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
MAX_TITLE_GAP_EM = 1.6  # titles over several columns stand this close above
_FIGURE = re.compile(r"\d")
_VALUE = re.compile(r"[-+≥≤<>＞＜—/]?[\d.,]*[%％‰]?|第?\d+[年月日]?")
_Group = list[Band]


@dataclass(frozen=True)
class _Found:
    """Bands from the index `start` to before `end` that form a table; `across` are rulings over all of its columns."""

    start: int
    end: int
    rows: list[_Group]
    columns: list[tuple[float, float]]
    across: list[float]


def aligned_tables(bands: list[Band], rulings: list[Ruling], page: int) -> list[PrintedTable]:
    """Return the tables that bands of text form, from top to bottom; `rulings` are those outside of ruled tables."""
    level = sorted((ruling for ruling in rulings if ruling.horizontal), key=lambda ruling: ruling.at)
    tables: list[PrintedTable] = []
    start = lowest = 0
    while start < len(bands) <= MAX_BANDS:
        found = _from(bands, start, level)
        if found is None:
            start += 1
            continue
        found = _below_titles(bands, found, level)
        tables.append(_printed(bands[lowest : found.start], found, level, page))
        start = lowest = found.end
    return tables


def _below_titles(bands: list[Band], found: _Found, level: list[Ruling]) -> _Found:
    """Return the table with more columns that begins inside of what was found, which then are titles of its columns."""
    for start in range(found.start + 1, min(found.start + MAX_LEVELS + 2, len(bands))):
        other = _from(bands, start, level)
        if other is not None and len(other.columns) > len(found.columns) and other.end > found.end:
            return other
    return found


def _from(bands: list[Band], start: int, level: list[Ruling]) -> _Found | None:
    """Return the table that begins at a band, if one does."""
    least = MIN_COLUMNS_RULED if level else MIN_COLUMNS
    if bands[start].columns(CLEAR_GUTTER_EM) < least:
        return None
    group = _grown(bands, start, least)
    for end in range(len(group), 1, -1):
        found = _table(bands, start, start + end, level)
        if found is not None:
            return found
        if end < len(group) - MIN_ROWS:
            break
    return None


def _grown(bands: list[Band], start: int, least: int) -> _Group:
    """Return the bands from `start` on that leave the gaps between their columns open."""
    cover = Cover(bands[start])
    group = cover.bands
    last = 1
    for band in islice(bands, start + 1, None):
        before = group[-1]
        if band.top - before.bottom > MAX_ROW_GAP_EM * max(band.size_pt, before.size_pt):
            break
        gutter_pt = GUTTER_EM * band.size_pt
        if len(cover.spans_with(band, gutter_pt)) < max(least, len(cover.spans(gutter_pt)) - 1):
            break
        cover.add(band)
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


def _table(bands: list[Band], start: int, end: int, level: list[Ruling]) -> _Found | None:
    """Return the table that bands form, None where they are text that happens to stand so."""
    group = bands[start:end]
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
    if not is_ruled and (not _has_figures(rows, columns) or is_no_table(group, bands[:start])):
        return None
    return _Found(start, end, rows, columns, across)


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


def _printed(above: list[Band], found: _Found, level: list[Ruling], page: int) -> PrintedTable:
    """Return a table; of the bands `above`, those that are titles of its columns belong to it."""
    across = found.across
    head, rows = _with_titles(above, found, level)
    first = head.rows if head else 0
    columns = widened(found.columns, head) if head else found.columns
    xs = [columns[0][0] - EDGE_PT, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + EDGE_PT]
    ys = [rows[0][0].top - EDGE_PT]
    ys.extend(_between(_bottom(upper), lower[0].top, across) for upper, lower in pairwise(rows))
    ys.append(_bottom(rows[-1]) + EDGE_PT)
    xs, ys = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    places = [(row, column, row + 1, column + 1) for row in range(first, len(rows)) for column in range(len(columns))]
    places.extend((cell.row, cell.start, cell.end_row, cell.end) for cell in (head.cells if head else ()))
    cells = [
        PrintedCell(row, start, end_row - row, end - start, (xs[start], ys[row], xs[end], ys[end_row]), page)
        for row, start, end_row, end in sorted(places)
    ]
    return PrintedTable(page, xs, ys, cells, is_ruled=False)


def _bottom(row: _Group) -> float:
    return max(band.bottom for band in row)


def _with_titles(above: list[Band], found: _Found, level: list[Ruling]) -> tuple[Head | None, list[_Group]]:
    """Return the head of several levels, if there is one, and the rows with what belongs to it above them."""
    inner = 0
    pieces = [[piece for band in row for piece in band.pieces] for row in found.rows]
    while inner < min(MAX_LEVELS, len(pieces) - 2) and is_title_row(pieces[inner], pieces[inner + 1], found.columns):
        inner += 1
    for count in range(_title_bands(above, found, level), -1, -1):
        taken = above[len(above) - count :]
        bands = [*taken, *(band for row in found.rows[:inner] for band in row)]
        head = head_of(bands, found.rows[inner], found.columns, level) if bands else None
        if head is not None:
            return head, [*head.levels, *found.rows[inner:]]
    return None, found.rows


def _title_bands(above: list[Band], found: _Found, level: list[Ruling]) -> int:
    """Return how many bands right above a table may hold titles of its columns.

    In a ruled table they stand below a ruling over all columns; without one the uppermost holds several titles.
    """
    left, right = found.columns[0][0], found.columns[-1][1]
    best = 0
    below = found.rows[0][0]
    for count in range(1, min(MAX_LEVELS + 1, len(above)) + 1):
        band = above[-count]
        if below.top - band.bottom > MAX_TITLE_GAP_EM * band.size_pt or not may_be_titles(band, left, right):
            break
        ruled = len(found.across) >= 2 and _across([band], found.columns, level, REACH_EM * band.size_pt)
        if any(at <= band.top + SNAP_PT for at in ruled or ()) or (len(found.across) < 2 and len(band.pieces) > 1):
            best = count
        below = band
    return best


def _between(bottom: float, top: float, across: list[float]) -> float:
    return next((at for at in across if bottom - SNAP_PT <= at <= top + SNAP_PT), (bottom + top) / 2)
