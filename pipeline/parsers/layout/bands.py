"""Bands of text: what stands side by side across a page, in pieces parted by wide gaps."""

from collections.abc import Sequence
from itertools import compress, pairwise
from operator import sub
from typing import NamedTuple

from pipeline.parsers.layout.lines import side_by_side
from pipeline.parsers.layout.sheet import Run

PIECE_GAP_EM = 0.45  # the cells of two columns stand at least this far apart; justified text seldom
CLEAR_GUTTER_EM = 0.9  # the row that begins a table shows its columns by gaps this wide
MIN_WIDE_ROWS = 2
MAX_BANDS = 300  # a page holds some dozens; to ask of so many whether each begins something takes seconds
OVERLAP_EM = 0.1  # lines that share less than this of their height stand below each other


class Piece(NamedTuple):
    """A stretch of one line without a wide gap."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size_pt: float


class Band(NamedTuple):
    """Lines of neighbouring cells that overlap in height: a row of a table, or one line of running text."""

    pieces: list[Piece]
    top: float
    bottom: float
    size_pt: float

    def columns(self, gap_em: float) -> int:
        """Return into how many parts gaps of at least this width cut the band."""
        return len(spans([self], gap_em * self.size_pt))


def bands_of(rows: list[list[Run]]) -> list[Band]:
    """Return the bands that rows of runs form, from top to bottom."""
    bands: list[list[Piece]] = []
    bottom = 0.0
    for pieces in filter(None, (_pieces(row) for row in rows)):
        top = min(piece.top for piece in pieces)
        if bands and top < bottom - OVERLAP_EM * pieces[0].size_pt:
            bands[-1].extend(pieces)
        else:
            bands.append(list(pieces))
        bottom = max(piece.bottom for piece in bands[-1])
    return [_band(pieces) for pieces in bands]


def may_stand_in_columns(rows: list[list[Run]]) -> bool:
    """Tell whether wide gaps stand in several rows; most pages of running text are known by that to hold no table."""
    return sum(map(_is_wide, rows)) >= MIN_WIDE_ROWS


def _is_wide(row: list[Run]) -> bool:
    _, x0s, x1s = side_by_side(row)
    return len(x0s) > 1 and max(map(sub, x0s[1:], x1s)) >= CLEAR_GUTTER_EM * row[0].size_pt


def _band(pieces: list[Piece]) -> Band:
    top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
    return Band(pieces, top, bottom, max(piece.size_pt for piece in pieces))


def _pieces(row: list[Run]) -> list[Piece]:
    printed = [run for run in row if not run.is_blank]
    if not printed:
        return []
    texts, x0s, x1s = side_by_side(printed)
    size = max(run.size_pt for run in printed)
    top, bottom = min(run.top for run in printed), max(run.bottom for run in printed)
    gap = PIECE_GAP_EM * size
    cuts = list(compress(range(1, len(x0s)), map(gap.__le__, map(sub, x0s[1:], x1s))))
    parts = [_trimmed(texts, start, end) for start, end in pairwise([0, *cuts, len(x0s)])]
    pieces = [
        Piece("".join(texts[start:end]), x0s[start], top, max(x1s[start:end]), bottom, size)
        for start, end in parts
        if start < end
    ]
    return _joined(pieces, gap)


def _trimmed(texts: Sequence[str], start: int, end: int) -> tuple[int, int]:
    while start < end and texts[start].isspace():
        start += 1
    while start < end and texts[end - 1].isspace():
        end -= 1
    return start, end


def _joined(pieces: list[Piece], gap: float) -> list[Piece]:
    """Join pieces that overlap: what is printed twice."""
    result: list[Piece] = []
    for piece in pieces:
        if result and piece.x0 - result[-1].x1 < gap:
            last = result.pop()
            piece = last._replace(text=last.text + piece.text, x1=max(last.x1, piece.x1))  # noqa: PLW2901
        result.append(piece)
    return result


def spans(bands: Sequence[Band], gap_pt: float) -> list[tuple[float, float]]:
    """Return the stretches of x that the bands cover, those closer than `gap_pt` as one."""
    return _merged([(piece.x0, piece.x1) for band in bands for piece in band.pieces], gap_pt)


def _merged(stretches: list[tuple[float, float]], gap_pt: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(stretches):
        if found and x0 - found[-1][1] < gap_pt:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


class Cover:
    """A group of bands that grows; what is known of the x it covers is kept for the next band."""

    def __init__(self, band: Band) -> None:
        self.bands = [band]
        self._gap_pt = -1.0
        self._spans: list[tuple[float, float]] = []

    def spans(self, gap_pt: float) -> list[tuple[float, float]]:
        """Return the stretches of x that the bands cover."""
        if gap_pt != self._gap_pt:
            self._gap_pt, self._spans = gap_pt, spans(self.bands, gap_pt)
        return self._spans

    def spans_with(self, band: Band, gap_pt: float) -> list[tuple[float, float]]:
        """Return the stretches of x that the bands cover together with one more."""
        return _merged([*self.spans(gap_pt), *((piece.x0, piece.x1) for piece in band.pieces)], gap_pt)

    def add(self, band: Band) -> None:
        """Let the group grow by a band."""
        self._spans = self.spans_with(band, self._gap_pt)
        self.bands.append(band)
