"""Runs from recognised lines: every character gets its place and the size of its type."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

import cv2
import numpy as np

from pipeline.parsers.layout.sheet import Run, least
from pipeline.parsers.recognition.engine import Reading
from pipeline.parsers.recognition.pixels import DOTS_PER_POINT, Pixels, Quad
from pipeline.parsers.text.characters import is_latin, plain

INK = 127
SPECKS = 0.08  # a row with less than this share of the ink of the fullest row has but specks
CHARACTER_EM = 0.93  # how high the ink of a line of Chinese characters is
DIGIT_EM = 0.7
ENOUGH_PAIRS = 3  # from so many neighbours on, their distance tells the size
PITCH_TRUST = 0.25  # the distance counts where it is this close to what the ink says: type may be spaced
REACH_EM = 0.6  # half the widest character
SIZE_STEP_PT = 0.5
SAME_SIZE = 0.08
SAME_SIZE_SHORT = 0.4
SHORT_LINE = 5
BLANK_EM = 0.38  # between the ink of two digits; those of 11 stand 0.25 apart
BAR_SLENDERNESS = 5.0
BAR_FILLED = 0.65


@dataclass(frozen=True)
class ReadPiece:
    """A piece of the page with what it says; `ink` is its picture, 255 where there is ink."""

    place: Quad
    reading: Reading
    ink: Pixels

    @property
    def ink_height(self) -> float:
        """As of `ink_height`."""
        return ink_height(self.ink)

    def widest_gap(self, start: float, end: float) -> float:
        """Return the width in pixels of the widest gap without ink between two shares of the length."""
        width = self.ink.shape[1]
        columns = self.ink[:, int(start * width) : int(end * width) + 1].max(axis=0) > INK
        marks = np.flatnonzero(np.concatenate(([True], columns, [True])))
        return float(np.diff(marks).max() - 1)


def ink_height(picture: Pixels) -> float:
    """Return how far it is from the uppermost to the lowest ink, in pixels; specks do not count."""
    dots_in_rows = (picture > INK).sum(axis=1)
    rows = np.flatnonzero(dots_in_rows > SPECKS * dots_in_rows.max(initial=0))
    return float(rows[-1] + 1 - rows[0]) if len(rows) else float(picture.shape[0])


def is_bar(picture: Pixels) -> bool:
    """Tell whether the ink of a piece (255 is ink) is one level bar: a dash, not the character for one.

    That has a thickened end in the typefaces of documents.
    """
    count, _, stats, _ = cv2.connectedComponentsWithStats((picture > INK).astype(np.uint8))
    if count < 2:
        return False
    width, height, filled = (int(value) for value in max(stats[1:], key=lambda row: int(row[4]))[2:])
    return width >= BAR_SLENDERNESS * height and filled >= BAR_FILLED * width * height


def runs_of_pieces(pieces: list[ReadPiece]) -> list[Run]:
    """Return what all pieces of a page say, in points."""
    sizes = _levelled(pieces, [_size(piece) for piece in pieces])
    return [_run(piece, size) for piece, size in zip(pieces, sizes, strict=True)]


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


def _run(piece: ReadPiece, size_pt: float) -> Run:
    reading = piece.reading
    (x0, y0), (x1, y1) = piece.place.min(axis=0) / DOTS_PER_POINT, piece.place.max(axis=0) / DOTS_PER_POINT
    middle = float(y0 + y1) / 2
    centres = [float(x0) + place * float(x1 - x0) for place in reading.places]
    bounds = [float(x0), *((first + second) / 2 for first, second in pairwise(centres)), float(x1)]
    texts: list[str] = []
    x0s: list[float] = []
    x1s: list[float] = []
    for number, (character, centre) in enumerate(zip(reading.text, centres, strict=True)):
        left = max(bounds[number], centre - REACH_EM * size_pt)
        if texts and (number in reading.blanks or _is_parted(piece, number, size_pt)):
            texts.append(" ")
            x0s.append(x1s[-1])
            x1s.append(left)
        texts.append(plain(character))
        x0s.append(left)
        x1s.append(min(bounds[number + 1], centre + REACH_EM * size_pt))
    return Run(texts, x0s, x1s, middle - size_pt / 2, middle + size_pt / 2, size_pt, _confidence(reading))


def _confidence(reading: Reading) -> float | None:
    """Return that of the least sure letter, digit or character: a faint comma makes no number doubtful."""
    sure = zip(reading.text, reading.confidences, strict=True)
    return least(confidence for character, confidence in sure if character.isalnum())


def _is_parted(piece: ReadPiece, number: int, size_pt: float) -> bool:
    """Tell whether a blank that the models passed over stands in front of a letter or digit."""
    before, character = piece.reading.text[number - 1], piece.reading.text[number]
    if not (is_latin(before) and is_latin(character)):
        return False
    gap = piece.widest_gap(piece.reading.places[number - 1], piece.reading.places[number])
    return gap >= BLANK_EM * size_pt * DOTS_PER_POINT
