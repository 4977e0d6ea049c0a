"""Ruled lines of a page picture, found by what is left of its ink when all that is short is taken away."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.parsers.layout.sheet import Ruling
from pipeline.parsers.recognition.pixels import DOTS_PER_POINT, Pixels, Quad, dots

NEIGHBOURHOOD_PT = 11.0  # ink is darker than the mean of this
DARKER = 12  # by this much (0-255)
LONG_PT = 26.0  # longer than any stroke of the type that documents are set in
SHORT_PT = 8.0  # a line between two others may be this short
THICKEST_PT = 4.5
TOUCHING_PT = 1.2
ALIGNED_PT = 1.0
WITHIN_EM = 0.3  # a stroke stands at least this far from the ends of its line of text
SPILL_DOTS = 3  # strokes reach this far out of their line
WIDENED_DOTS = 3  # so that a line one dot thick and a little slanting holds together


@dataclass(frozen=True)
class _Piece:
    """A straight piece of ink in pixels: its label in `labels`, its box."""

    label: int
    x0: int
    y0: int
    x1: int
    y1: int


def ink_of(page: Pixels) -> Pixels:
    """Return 255 where there is ink, 0 where there is paper; shades of the paper do not matter."""
    size = dots(NEIGHBOURHOOD_PT) // 2 * 2 + 1
    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, DARKER)
    return ink.astype(np.uint8)


def find_rulings(ink: Pixels, lines: list[Quad]) -> tuple[list[Ruling], Pixels]:
    """Return the ruled lines in points, with 255 where their ink is.

    A straight stroke that stands wholly inside a line of text belongs to a character.
    """
    boxes = [(*line.min(axis=0), *line.max(axis=0)) for line in lines]
    mask = np.zeros_like(ink)
    long: dict[bool, list[_Piece]] = {}
    for horizontal in (True, False):
        labels, pieces = _pieces(ink, LONG_PT, horizontal=horizontal)
        long[horizontal] = [piece for piece in pieces if not any(_is_inside(piece, box) for box in boxes)]
        _mark(mask, labels, long[horizontal])
    rulings = [_ruling(piece, horizontal=horizontal) for horizontal in long for piece in long[horizontal]]
    for horizontal in (True, False):
        labels, pieces = _pieces(ink, SHORT_PT, horizontal=horizontal)
        across = [ruling for ruling in rulings if ruling.horizontal != horizontal]
        along = [ruling for ruling in rulings if ruling.horizontal == horizontal]
        between = [
            piece
            for piece in pieces
            if _is_between(ruling := _ruling(piece, horizontal=horizontal), across)
            and (_is_aligned(ruling, along) or not any(_is_within(piece, box) for box in boxes))
        ]
        _mark(mask, labels, between)
        rulings.extend(_ruling(piece, horizontal=horizontal) for piece in between)
    return rulings, cv2.dilate(mask, np.ones((3, 3), np.uint8)).astype(np.uint8)


def erased(page: Pixels, mask: Pixels) -> Pixels:
    """Return the page with paper where the mask is set."""
    paper = cv2.dilate(page, np.ones((dots(5), dots(5)), np.uint8))
    return np.where(mask > 0, paper, page).astype(np.uint8)


def _pieces(ink: Pixels, length_pt: float, *, horizontal: bool) -> tuple[np.ndarray, list[_Piece]]:
    """Return the straight pieces of at least this length, with the picture of their labels."""
    length = dots(length_pt)
    widened = cv2.dilate(ink, np.ones((WIDENED_DOTS, 1) if horizontal else (1, WIDENED_DOTS), np.uint8))
    kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(widened, cv2.MORPH_OPEN, kernel))
    found = []
    for label in range(1, count):
        x, y, width, height = (int(value) for value in stats[label][:4])
        if (height if horizontal else width) <= dots(THICKEST_PT) + WIDENED_DOTS:
            found.append(_Piece(label, x, y, x + width, y + height))
    return labels, found


def _mark(mask: Pixels, labels: np.ndarray, pieces: list[_Piece]) -> None:
    for piece in pieces:
        place = slice(piece.y0, piece.y1), slice(piece.x0, piece.x1)
        mask[place][labels[place] == piece.label] = 255


def _ruling(piece: _Piece, *, horizontal: bool) -> Ruling:
    if horizontal:
        return Ruling(True, (piece.y0 + piece.y1) / 2 / DOTS_PER_POINT, *_reach(piece.x0, piece.x1))
    return Ruling(False, (piece.x0 + piece.x1) / 2 / DOTS_PER_POINT, *_reach(piece.y0, piece.y1))


def _reach(start: int, end: int) -> tuple[float, float]:
    return start / DOTS_PER_POINT, end / DOTS_PER_POINT


def _is_inside(piece: _Piece, box: tuple[float, float, float, float]) -> bool:
    return (
        box[0] - SPILL_DOTS <= piece.x0
        and box[1] - SPILL_DOTS <= piece.y0
        and piece.x1 <= box[2] + SPILL_DOTS
        and piece.y1 <= box[3] + SPILL_DOTS
    )


def _is_within(piece: _Piece, box: tuple[float, float, float, float]) -> bool:
    """Tell whether the middle of a piece stands well inside of a line of text."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    edge = WITHIN_EM * (box[3] - box[1])
    return box[0] + edge < x < box[2] - edge and box[1] < y < box[3]


def _is_aligned(ruling: Ruling, others: list[Ruling]) -> bool:
    return any(abs(other.at - ruling.at) <= ALIGNED_PT for other in others)


def _is_between(ruling: Ruling, across: list[Ruling]) -> bool:
    """Tell whether both ends of a short piece touch lines across."""
    touched = [line.at for line in across if line.start - TOUCHING_PT <= ruling.at <= line.end + TOUCHING_PT]
    return all(any(abs(at - end) <= TOUCHING_PT for at in touched) for end in (ruling.start, ruling.end))
