"""Running text set in columns beside each other (分栏), read down one column before the next."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from pipeline.parsers.layout.bands import CLEAR_GUTTER_EM, MAX_BANDS, Band, Cover, Piece
from pipeline.parsers.layout.lines import lines_of_runs
from pipeline.parsers.layout.sheet import Line, Ruling, Run
from schemas.locator import BoxPt

MIN_LINES = 5  # of a column
MIN_WIDTH_EM = 8.0
FULL_EM = 1.6  # lines that end this close to the right margin of their column are full
FULL_SHARE = 0.6  # of the lines of running text are full
MAX_LINE_GAP_EM = 3.0
JUMP_EM = 1.2  # a gap wider than usual by this parts what follows from the columns
RULING_EM = 0.2  # a ruling reaches this far into the box of a line


@dataclass(frozen=True)
class TextColumn:
    """A column of running text: the box around it, its lines from top to bottom."""

    box_pt: BoxPt
    lines: list[Line]


@dataclass(frozen=True)
class Zone:
    """Bands from the index `start` to before `end` that are set in columns; `columns` are their x from the left."""

    start: int
    end: int
    columns: list[tuple[float, float]]
    top: float
    bottom: float


def zones_of(bands: list[Band], rulings: list[Ruling]) -> list[Zone]:
    """Return the stretches of a page that are set in columns; `rulings` are those outside of ruled tables."""
    zones: list[Zone] = []
    start = 0
    while start < len(bands) <= MAX_BANDS:
        zone = _zone(bands, start, rulings) if bands[start].columns(CLEAR_GUTTER_EM) > 1 else None
        if zone is not None:
            zones.append(zone)
        start = zone.end if zone is not None else start + 1
    return zones


def stand_side_by_side(rows: list[list[Run]]) -> bool:
    """Tell whether lines overlap in height beside each other: those of columns are often set at unlike heights."""
    count = 0
    for upper, lower in pairwise(rows):
        first, second = upper[0], lower[0]
        if second.top < first.bottom - RULING_EM * first.size_pt and (
            first.x1s[-1] < second.x0s[0] or second.x1s[-1] < first.x0s[0]
        ):
            count += 1
    return count >= MIN_LINES


def _zone(bands: list[Band], start: int, rulings: list[Ruling]) -> Zone | None:
    """Return the longest stretch from a band on that leaves its gutters open, where it is running text."""
    cover = Cover(bands[start])
    gaps: list[float] = []
    for upper, band in pairwise(islice(bands, start, None)):
        gap = band.top - upper.bottom
        usual = median(gaps) + JUMP_EM * band.size_pt if gaps else MAX_LINE_GAP_EM * band.size_pt
        if gap > usual or _is_parted(upper, band, rulings):
            break
        insort(gaps, gap)
        if len(cover.spans_with(band, CLEAR_GUTTER_EM * band.size_pt)) < 2:
            break
        cover.add(band)
    group = cover.bands
    size = max(band.size_pt for band in group)
    columns = cover.spans(CLEAR_GUTTER_EM * size)
    pieces = [piece for band in group for piece in band.pieces]
    if len(columns) < 2 or not all(_is_running_text(list(_within(pieces, column)), column) for column in columns):
        return None
    usual = (median(gaps) if gaps else 0.0) + JUMP_EM * size
    first = start
    while first and _belongs(bands[first - 1], bands[first], columns, usual):
        first -= 1
    top, bottom = bands[first].top, max(band.bottom for band in group)
    return Zone(first, start + len(group), columns, top, bottom)


def _belongs(band: Band, below: Band, columns: list[tuple[float, float]], most_gap_pt: float) -> bool:
    """Tell whether a band stands close above in the columns: one of them may begin a little higher."""
    inside = all(any(x0 <= piece.x0 and piece.x1 <= x1 for x0, x1 in columns) for piece in band.pieces)
    return inside and below.top - band.bottom <= most_gap_pt


def _is_parted(upper: Band, lower: Band, rulings: list[Ruling]) -> bool:
    """Tell whether a level ruling runs between two bands over more than one column: that of a table."""
    left, right = min(piece.x0 for piece in lower.pieces), max(piece.x1 for piece in lower.pieces)
    return any(
        line.horizontal
        and upper.bottom - RULING_EM * upper.size_pt <= line.at <= lower.top + RULING_EM * lower.size_pt
        and line.end - line.start > (right - left) * FULL_SHARE
        for line in rulings
    )


def _within(pieces: list[Piece], column: tuple[float, float]) -> Iterator[Piece]:
    return (piece for piece in pieces if column[0] <= (piece.x0 + piece.x1) / 2 <= column[1])


def _is_running_text(pieces: list[Piece], column: tuple[float, float]) -> bool:
    """Tell whether nearly all lines of a column reach its right margin; each height holds one line."""
    ends: dict[int, Piece] = {}
    for piece in pieces:
        key = round(piece.top)
        if key not in ends or piece.x1 > ends[key].x1:
            ends[key] = piece
    lines = list(ends.values())
    if len(lines) < MIN_LINES or column[1] - column[0] < MIN_WIDTH_EM * lines[0].size_pt:
        return False
    full = sum(1 for line in lines if line.x1 >= column[1] - FULL_EM * line.size_pt)
    return full >= FULL_SHARE * len(lines)


def columns_of(runs: list[Run], zones: list[Zone]) -> tuple[list[TextColumn], list[Run]]:
    """Return the columns of all zones in reading order, and the runs outside of them."""
    found: list[TextColumn] = []
    left = runs
    for zone in zones:
        inside = [run for run in left if zone.top <= run.middle <= zone.bottom]
        left = [run for run in left if not zone.top <= run.middle <= zone.bottom]
        for column, members in zip(zone.columns, _sorted_into(inside, zone.columns), strict=True):
            found.append(TextColumn((column[0], zone.top, column[1], zone.bottom), lines_of_runs(members)))
    return found, left


def _sorted_into(runs: list[Run], columns: list[tuple[float, float]]) -> list[list[Run]]:
    """Sort runs into columns, cut in the middle of the gutters."""
    gutters = [(first[1] + second[0]) / 2 for first, second in pairwise(columns)]
    sorted_runs: list[list[Run]] = [[] for _ in columns]
    for run in runs:
        start = 0
        for number, gutter in enumerate([*gutters, float("inf")]):
            end = start
            while end < len(run.x0s) and (run.x0s[end] + run.x1s[end]) / 2 < gutter:
                end += 1
            if end > start:
                sorted_runs[number].append(run.cut(start, end))
            start = end
    return sorted_runs
