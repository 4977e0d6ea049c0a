"""Ruled lines of a page picture, found by what is left of its ink when all that is short is taken away."""

from dataclasses import dataclass, replace

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
BRIDGED_PT = 10.0  # gaps in worn and dashed lines are shorter
DASH_PT = 2.0  # shorter ink is grain
DRAWN_SHARE = 0.5  # at least this much of a worn or dashed line is ink
BESIDE_PT, BESIDE_SHARE = 4.0, 0.12  # how far beside a line there is paper, but for grain
CORE_EM = 0.2  # a line of text keeps at least this far inside of its box; lines ruled beside it may touch the box
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
    bare = _without_text(ink, boxes)
    for horizontal in (True, False):
        labels, pieces = _pieces(ink, LONG_PT, horizontal=horizontal)
        long[horizontal] = [piece for piece in pieces if not any(_is_inside(piece, box) for box in boxes)]
        _mark(mask, labels, long[horizontal])
        dashes = _opened(bare, DASH_PT, horizontal=horizontal)
        labels, pieces = _pieces(_bridged(dashes, horizontal=horizontal), LONG_PT, horizontal=horizontal)
        labels[dashes == 0] = 0
        bridged = [
            _without_loose_ends(labels, piece, horizontal=horizontal)
            for piece in pieces
            if not any(_is_inside(piece, box) for box in boxes)
            and _drawn_share(labels, piece, horizontal=horizontal) >= DRAWN_SHARE
            and _is_alone(bare, piece, horizontal=horizontal)
        ]
        _mark(mask, labels, bridged)
        long[horizontal] = [piece for piece in long[horizontal] if not any(_is_part(piece, one) for one in bridged)]
        long[horizontal] += bridged
    rulings = _reaching([_ruling(piece, horizontal=horizontal) for horizontal in long for piece in long[horizontal]])
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


def _is_part(piece: _Piece, whole: _Piece) -> bool:
    """Tell whether a piece belongs to a line that was found whole."""
    near = dots(ALIGNED_PT)
    return (
        whole.x0 - near <= piece.x0
        and whole.y0 - near <= piece.y0
        and piece.x1 <= whole.x1 + near
        and piece.y1 <= whole.y1 + near
    )


def _without_text(ink: Pixels, boxes: list[tuple[float, float, float, float]]) -> Pixels:
    """Return the ink outside of lines of text."""
    bare = ink.copy()
    for x0, y0, x1, y1 in boxes:
        edge = CORE_EM * min(y1 - y0, x1 - x0)
        corners = (max(round(x0 + edge), 0), max(round(y0 + edge), 0)), (round(x1 - edge), round(y1 - edge))
        cv2.rectangle(bare, *corners, 0, -1)
    return bare


def _opened(ink: Pixels, length_pt: float, *, horizontal: bool) -> Pixels:
    """Return the ink that runs on for at least this length in one direction."""
    length = dots(length_pt)
    widened = cv2.dilate(ink, np.ones((WIDENED_DOTS, 1) if horizontal else (1, WIDENED_DOTS), np.uint8))
    kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    return cv2.morphologyEx(widened, cv2.MORPH_OPEN, kernel).astype(np.uint8)


def _drawn_share(labels: np.ndarray, piece: _Piece, *, horizontal: bool) -> float:
    """Return the share of the length of a piece that has ink."""
    own = labels[piece.y0 : piece.y1, piece.x0 : piece.x1] == piece.label
    return float(own.any(axis=0 if horizontal else 1).mean())


def _is_alone(bare: Pixels, piece: _Piece, *, horizontal: bool) -> bool:
    """Tell whether there is paper on both sides of a line, or another line: the strokes of overlooked text stand close.

    `bare` is the ink outside of lines of text.
    """
    side = dots(BESIDE_PT)
    x0, y0, x1, y1 = piece.x0, piece.y0, piece.x1, piece.y1
    upper, lower = (bare[max(y0 - side, 0) : y0, x0:x1], bare[y1 : y1 + side, x0:x1])
    if not horizontal:
        upper, lower = (bare[y0:y1, max(x0 - side, 0) : x0].T, bare[y0:y1, x1 : x1 + side].T)
    shares = np.concatenate([(strip > 0).mean(axis=1) for strip in (upper, lower) if strip.size])
    beside = shares[shares < DRAWN_SHARE]
    return not len(beside) or float(beside.mean()) <= BESIDE_SHARE


def _without_loose_ends(labels: np.ndarray, piece: _Piece, *, horizontal: bool) -> _Piece:
    """Return a piece without the specks at its ends that are further off than they are long."""
    own = labels[piece.y0 : piece.y1, piece.x0 : piece.x1] == piece.label
    drawn = np.concatenate(([False], own.any(axis=0 if horizontal else 1), [False]))
    changes = np.flatnonzero(drawn[1:] != drawn[:-1])
    runs = list(zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True))
    while len(runs) > 1 and runs[0][1] - runs[0][0] < runs[1][0] - runs[0][1]:
        runs.pop(0)
    while len(runs) > 1 and runs[-1][1] - runs[-1][0] < runs[-1][0] - runs[-2][1]:
        runs.pop()
    start, end = runs[0][0], runs[-1][1]
    if horizontal:
        return replace(piece, x0=piece.x0 + start, x1=piece.x0 + end)
    return replace(piece, y0=piece.y0 + start, y1=piece.y0 + end)


def _bridged(ink: Pixels, *, horizontal: bool) -> Pixels:
    """Return ink with the gaps of dashed and worn lines of one direction filled."""
    length = dots(BRIDGED_PT)
    kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    return cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel).astype(np.uint8)


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


def _reaching(rulings: list[Ruling]) -> list[Ruling]:
    """Return rulings whose worn ends reach the ruling across that they stop short of."""
    found = []
    for ruling in rulings:
        across = [
            other.at
            for other in rulings
            if other.horizontal != ruling.horizontal
            and other.start - TOUCHING_PT <= ruling.at <= other.end + TOUCHING_PT
        ]
        start = max((at for at in across if 0 < ruling.start - at <= BRIDGED_PT), default=ruling.start)
        end = min((at for at in across if 0 < at - ruling.end <= BRIDGED_PT), default=ruling.end)
        found.append(Ruling(ruling.horizontal, ruling.at, start, end))
    return found


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
