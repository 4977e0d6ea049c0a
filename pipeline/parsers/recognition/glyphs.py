"""Glyphs from recognised lines: every character gets its place and the size of its type."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

import numpy as np

from pipeline.parsers.layout.sheet import Glyph
from pipeline.parsers.recognition.engine import Reading
from pipeline.parsers.recognition.pixels import DOTS_PER_POINT, Pixels, Quad
from pipeline.parsers.text.characters import is_latin, plain

CHARACTER_EM = 0.93  # how high the ink of a line of Chinese characters is
DIGIT_EM = 0.7
ENOUGH_PAIRS = 3  # from so many neighbours on, their distance tells the size
PITCH_TRUST = 0.15  # the distance counts where it is this close to what the ink says: type may be spaced
REACH_EM = 0.6  # half the widest character
SIZE_STEP_PT = 0.5
SAME_SIZE = 0.08
SAME_SIZE_SHORT = 0.4
SHORT_LINE = 5


@dataclass(frozen=True)
class ReadPiece:
    """A piece of the page with what it says; `ink_height` in pixels."""

    place: Quad
    reading: Reading
    ink_height: float


def ink_height(picture: Pixels) -> float:
    """Return from where to where a piece (255 is ink) has ink, in pixels."""
    rows = np.flatnonzero((picture > 127).sum(axis=1) > 0)
    return float(rows[-1] + 1 - rows[0]) if len(rows) else float(picture.shape[0])


def glyphs_of(pieces: list[ReadPiece]) -> list[Glyph]:
    """Return the glyphs of all pieces of a page, in points."""
    sizes = _levelled(pieces, [_size(piece) for piece in pieces])
    return [glyph for piece, size in zip(pieces, sizes, strict=True) for glyph in _glyphs(piece, size)]


def _size(piece: ReadPiece) -> float:
    """Return the size of type in points, as far as one line tells."""
    text = piece.reading.text
    has_characters = any(not is_latin(character) for character in text)
    by_ink = piece.ink_height / (CHARACTER_EM if has_characters else DIGIT_EM)
    width = float(np.linalg.norm(piece.place[1] - piece.place[0]))
    pairs = [
        (after - before) * width
        for (first, before), (second, after) in pairwise(zip(text, piece.reading.places, strict=True))
        if not is_latin(first) and not is_latin(second)
    ]
    if len(pairs) >= ENOUGH_PAIRS and abs(mean(pairs) - by_ink) <= PITCH_TRUST * by_ink:
        by_ink = mean(pairs)
    return by_ink / DOTS_PER_POINT


def _levelled(pieces: list[ReadPiece], sizes: list[float]) -> list[float]:
    """Give what is nearly of the size of most of the page that size; a line of few characters tells little."""
    weights: Counter[float] = Counter()
    for piece, size in zip(pieces, sizes, strict=True):
        weights[round(size / SIZE_STEP_PT) * SIZE_STEP_PT] += len(piece.reading.text)
    if not weights:
        return sizes
    usual = max(weights, key=lambda size: (sum(weights[size + step] for step in (-0.5, 0.0, 0.5)), weights[size]))
    levelled = []
    for piece, size in zip(pieces, sizes, strict=True):
        characters = sum(1 for character in piece.reading.text if not is_latin(character))
        nearly = SAME_SIZE if characters >= SHORT_LINE else SAME_SIZE_SHORT
        rounded = max(round(size / SIZE_STEP_PT) * SIZE_STEP_PT, SIZE_STEP_PT)
        levelled.append(usual if abs(size - usual) <= nearly * usual else rounded)
    return levelled


def _glyphs(piece: ReadPiece, size_pt: float) -> list[Glyph]:
    reading = piece.reading
    (x0, y0), (x1, y1) = piece.place.min(axis=0) / DOTS_PER_POINT, piece.place.max(axis=0) / DOTS_PER_POINT
    middle = float(y0 + y1) / 2
    centres = [float(x0) + place * float(x1 - x0) for place in reading.places]
    bounds = [float(x0), *((first + second) / 2 for first, second in pairwise(centres)), float(x1)]
    result: list[Glyph] = []
    for number, (character, centre) in enumerate(zip(reading.text, centres, strict=True)):
        left = max(bounds[number], centre - REACH_EM * size_pt)
        right = min(bounds[number + 1], centre + REACH_EM * size_pt)
        top, bottom = middle - size_pt / 2, middle + size_pt / 2
        if number in reading.blanks and result:
            result.append(Glyph(" ", result[-1].x1, top, left, bottom, size_pt))
        result.append(Glyph(plain(character), left, top, right, bottom, size_pt))
    return result
