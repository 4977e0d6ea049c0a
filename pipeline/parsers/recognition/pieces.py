"""Pieces of a page picture that hold one line of text each."""

import math
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from pipeline.parsers.layout.grids import PrintedTable
from pipeline.parsers.layout.sheet import Ruling
from pipeline.parsers.recognition.pixels import DOTS_PER_POINT, Pixels, Quad, dots

EDGE_DOTS = 3  # paper left around the ink of a piece
COVERED = 0.5  # a ruling that runs along this share of a piece's height parts it
SMALLEST_PT = 3.0  # ink lower than this is a speck
TALL = 1.5  # a piece this much higher than wide may hold several characters, one below the other
SQUARE = 0.8  # a character is at least this high for its width; parts of one stand closer
CELL_EDGE_DOTS = 4
SPECKS = 0.02  # a row with less than this share of the ink of the fullest row has but specks
TALLER = 1.4  # a piece this much higher than most may hold several lines
LEAST_LINE_PT = 5.0
LEAST_SHARE = 0.28  # of the height of a piece that a line of it takes


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    """Return the corners of an upright box."""
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)


def cut_out(page: Pixels, piece: Quad) -> Pixels:
    """Return the picture of a piece, made level."""
    width = max(round(float(np.linalg.norm(piece[1] - piece[0]))), 2)
    height = max(round(float(np.linalg.norm(piece[3] - piece[0]))), 2)
    matrix = cv2.getPerspectiveTransform(piece, quad(0, 0, width, height))
    return cv2.warpPerspective(
        page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8)


def parted(lines: list[Quad], ink: Pixels, rulings: list[Ruling]) -> list[Quad]:
    """Return the pieces of lines: parted where a ruling runs through or paper shows, without the paper at both ends."""
    pieces: list[Quad] = []
    usual = median(_height(line) for line in lines) if lines else 0.0
    for line in lines:
        for layer in _sections(line, _cuts(line, rulings, horizontal=True), down=True):
            for upper in _single_lines(layer, ink) if _height(layer) > TALLER * usual else [layer]:
                for piece in _sections(upper, _cuts(upper, rulings, horizontal=False), down=False):
                    trimmed = _trimmed(piece, ink)
                    if trimmed is not None:
                        pieces.append(trimmed)
    return pieces


def _single_lines(piece: Quad, ink: Pixels) -> list[Quad]:
    """Return the lines of a piece that holds several, parted where rows of paper show."""
    own = cut_out(ink, piece)
    groups = [group for group in _groups(own) if group[1] - group[0] >= dots(LEAST_LINE_PT)]
    if len(groups) < 2:
        return [piece]
    height = own.shape[0]
    middles = [(first[1] + second[0]) / 2 / height for first, second in pairwise(groups)]
    return [_layer(piece, start, end) for start, end in pairwise([0.0, *middles, 1.0])]


def _groups(ink: Pixels) -> list[tuple[int, int]]:
    """Return from where to where there is ink in following rows."""
    dots_in_rows = (ink > 127).sum(axis=1)
    filled = np.concatenate(([False], dots_in_rows > SPECKS * dots_in_rows.max(initial=0), [False]))
    changes = np.flatnonzero(filled[1:] != filled[:-1])
    return [(int(start), int(end)) for start, end in zip(changes[::2], changes[1::2], strict=True)]


def _height(line: Quad) -> float:
    return float(np.linalg.norm(line[3] - line[0]))


def _cuts(line: Quad, rulings: list[Ruling], *, horizontal: bool) -> list[float]:
    """Return where rulings of one direction run through a line, as shares of its height or width."""
    along, across = (1, 0) if horizontal else (0, 1)
    start, end = line.min(axis=0) / DOTS_PER_POINT, line.max(axis=0) / DOTS_PER_POINT
    length, extent = float(end[along] - start[along]), float(end[across] - start[across])
    return sorted(
        {
            (ruling.at - float(start[along])) / max(length, 0.1)
            for ruling in rulings
            if ruling.horizontal == horizontal
            and start[along] < ruling.at < end[along]
            and min(ruling.end, end[across]) - max(ruling.start, start[across]) >= COVERED * extent
        }
    )


def _sections(line: Quad, cuts: list[float], *, down: bool) -> Iterator[Quad]:
    """Part a line at shares of its height (`down`) or width.

    What is too small to hold a character is dropped: the edge of a box that reaches over a ruling.
    """
    length = _height(line) if down else float(np.linalg.norm(line[1] - line[0]))
    least = max(dots(SMALLEST_PT), LEAST_SHARE * length if down else 0) if cuts else 0
    for start, end in pairwise([0.0, *cuts, 1.0]):
        if (end - start) * length >= least:
            yield _layer(line, start, end) if down else _section(line, start, end)


def _section(line: Quad, start: float, end: float) -> Quad:
    """Return the part of a line between two shares of its width."""
    upper, lower = line[1] - line[0], line[2] - line[3]
    return np.array(
        [line[0] + start * upper, line[0] + end * upper, line[3] + end * lower, line[3] + start * lower],
        dtype=np.float32,
    )


def _layer(line: Quad, start: float, end: float) -> Quad:
    """Return the part of a line between two shares of its height."""
    left, right = line[3] - line[0], line[2] - line[1]
    return np.array(
        [line[0] + start * left, line[1] + start * right, line[1] + end * right, line[0] + end * left],
        dtype=np.float32,
    )


def _trimmed(piece: Quad, ink: Pixels) -> Quad | None:
    """Return a piece without the paper at its ends; None where it holds no ink worth reading."""
    columns = np.flatnonzero(cut_out(ink, piece).max(axis=0) > 127)
    width = float(np.linalg.norm(piece[1] - piece[0]))
    if not len(columns) or width < 2:
        return None
    start = max(0.0, (columns[0] - EDGE_DOTS) / width)
    end = min(1.0, (columns[-1] + 1 + EDGE_DOTS) / width)
    return _section(piece, start, end)


def stacked(piece: Quad, ink: Pixels) -> list[Quad]:
    """Return the characters of a piece of upright type set downwards, from top to bottom; others as they are."""
    (x0, y0), (x1, y1) = (int(value) for value in piece.min(axis=0)), (int(value) for value in piece.max(axis=0))
    if y1 - y0 <= TALL * (x1 - x0):
        return [piece]
    rows = np.flatnonzero(ink[max(y0, 0) : y1, max(x0, 0) : x1].max(axis=1, initial=0)) + max(y0, 0)
    if not len(rows):
        return [piece]
    groups = [[int(rows[0]), int(rows[0])]]
    for row in (int(row) for row in rows[1:]):
        if row - groups[-1][1] <= 1 or row - groups[-1][0] < SQUARE * (x1 - x0):
            groups[-1][1] = row
        else:
            groups.append([row, row])
    if len(groups) == 1:
        return [piece]
    return [quad(x0, top - EDGE_DOTS, x1, bottom + 1 + EDGE_DOTS) for top, bottom in groups]


def forgotten(tables: list[PrintedTable], ink: Pixels, pieces: list[Quad]) -> list[Quad]:
    """Return pieces for ink in table cells that no line covers: single digits are easily overlooked."""
    left = _uncovered(ink, pieces)
    found: list[Quad] = []
    for table in tables:
        for cell in table.cells:
            x0, y0, x1, y1 = (math.floor(value * DOTS_PER_POINT) for value in cell.box_pt)
            x0, y0 = max(x0 + CELL_EDGE_DOTS, 0), max(y0 + CELL_EDGE_DOTS, 0)
            own = left[y0 : max(y1 - CELL_EDGE_DOTS, y0), x0 : max(x1 - CELL_EDGE_DOTS, x0)]
            for top, bottom in _groups(own):
                columns = np.flatnonzero(own[top:bottom].max(axis=0))
                start, end = int(columns[0]), int(columns[-1]) + 1
                edge = 2 * EDGE_DOTS
                found.append(quad(x0 + start - edge, y0 + top - edge, x0 + end + edge, y0 + bottom + edge))
    return found


def _uncovered(ink: Pixels, pieces: list[Quad]) -> Pixels:
    """Return the ink that no piece covers; a connected mark counts as a whole, specks are left out."""
    covered = np.zeros_like(ink)
    for piece in pieces:
        cv2.fillConvexPoly(covered, np.rint(piece).astype(np.int32), 255)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    inside = np.bincount(labels[covered > 0], minlength=count)
    outside = inside < COVERED * stats[:, cv2.CC_STAT_AREA]
    outside &= stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= dots(SMALLEST_PT)
    outside[0] = False
    return np.where(outside[labels], ink, 0).astype(np.uint8)
