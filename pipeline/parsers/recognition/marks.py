"""Small marks decided by their ink: dashes by their length, points by their height, what a model takes for a digit."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.parsers.recognition.engine import Reading
from pipeline.parsers.recognition.pixels import Pixels, dots

INK = 127
MARK_CONFIDENCE = 0.9  # of a mark that its shape alone tells
SPECK_SHARE = 0.12  # what is smaller than this share of the largest ink is dust
SLENDERNESS, FILLED = 5.0, 0.65
LEAST_MARK_PT = 3.0
LONG_DASH_PT = 6.0  # half a character of usual type: a hyphen is shorter, a dash longer
STEEP_DEGREES, FLAT_DEGREES = 12.0, 50.0  # how far a slash leans to the right; a one stands upright
DASHES = frozenset("—–-－―ー一")
HYPHEN_EM = 0.62  # a bar between digits longer than this is a dash
NEAR_EM = 0.6
WIDE = 1.8  # a hyphen is at least this much wider than high
POINT_EM = 0.32  # a point is smaller
POINT_GAP_EM = 0.28  # a point follows its digit this closely
LIST_DIGITS = 2  # a number with a point behind it and nothing else is that of a list, and small
MIDDLE_POINTS = frozenset("·・•")
BASELINE_EM = 0.14  # a point stands on the line, give or take
TALL_EM = 0.45  # what is taller stands on the line too
POINTS = MIDDLE_POINTS | {"."}
NUMERALS = frozenset("一二三四五六七八九十")


@dataclass(frozen=True)
class _Blob:
    """A connected mark in pixels; `filled` is the share of its box that is ink."""

    x0: int
    y0: int
    width: int
    height: int
    area: int

    @property
    def centre(self) -> float:
        return self.x0 + self.width / 2

    @property
    def bottom(self) -> int:
        return self.y0 + self.height

    @property
    def is_bar(self) -> bool:
        return self.width >= SLENDERNESS * self.height and self.area >= FILLED * self.width * self.height


def lone_mark(ink: Pixels) -> Reading | None:
    """Return what a piece says whose ink is one level bar, or one that leans to the right: — or /, as empty cells hold.

    A bar with a thickened end is the character for one, that is None.
    """
    labels, blobs = _blobs(ink)
    if not blobs:
        return None
    number, largest = max(enumerate(blobs, start=1), key=lambda item: item[1].area)
    if sum(blob.area >= SPECK_SHARE * largest.area for blob in blobs) > 1:
        return None
    if largest.is_bar and largest.width >= dots(LEAST_MARK_PT):
        text = "—" if largest.width >= dots(LONG_DASH_PT) else "-"
    elif _is_slash(labels == number, largest):
        text = "/"
    else:
        return None
    return Reading(text, (0.5,), (MARK_CONFIDENCE,), frozenset())


def weighed(reading: Reading, ink: Pixels, size_dots: float) -> Reading:
    """Return a reading with dashes beside digits as long as their ink, without the points that are dust.

    `ink` is the picture of the piece (255 is ink), `size_dots` the size of its type in pixels.
    """
    if not any(character in DASHES or character in POINTS for character in reading.text):
        return reading
    _, blobs = _blobs(ink)
    for number in reversed(range(len(reading.text))):
        character = reading.text[number]
        near = _near(blobs, reading.places[number] * ink.shape[1], size_dots)
        if character in DASHES and _is_beside_digit(reading.text, number):
            reading = _with_dash(reading, number, near, size_dots)
        elif character in POINTS and _is_dust(reading.text, number, near, blobs, size_dots):
            reading = _without(reading, number)
    return reading


def _blobs(ink: Pixels) -> tuple[np.ndarray, list[_Blob]]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > INK).astype(np.uint8))
    return labels, [_Blob(*(int(value) for value in row)) for row in stats[1:]]


def _is_slash(mark: np.ndarray, blob: _Blob) -> bool:
    """Tell whether a mark is a straight stroke that leans to the right."""
    if blob.height < dots(LEAST_MARK_PT):
        return False
    rows, columns = np.nonzero(mark)
    slope, start = np.polyfit(rows, columns, 1)
    lean = -float(np.degrees(np.arctan(slope)))
    width = 4 * float(np.std(columns - (slope * rows + start)))
    return STEEP_DEGREES <= lean <= FLAT_DEGREES and width * SLENDERNESS <= float(np.hypot(blob.width, blob.height))


def _near(blobs: list[_Blob], x: float, size_dots: float) -> list[_Blob]:
    return [blob for blob in blobs if abs(blob.centre - x) <= NEAR_EM * size_dots]


def _is_beside_digit(text: str, number: int) -> bool:
    """Tell whether a dash joins a digit to something; the character for one must join it to a digit or an end."""
    before, after = text[max(number - 1, 0) : number], text[number + 1 : number + 2]
    if text[number] == "一" and not all(not side or side.isdigit() or side == "年" for side in (before, after)):
        return False
    return before.isdigit() or after.isdigit()


def _with_dash(reading: Reading, number: int, near: list[_Blob], size_dots: float) -> Reading:
    """Return the reading with a dash as long as the bar that stands there, or without it where there is but dust."""
    bars = [blob for blob in near if blob.is_bar]
    if not bars:
        is_speck = bool(near) and all(_is_speck(blob, size_dots) for blob in near)
        return _without(reading, number) if is_speck else reading
    dash = "—" if max(blob.width for blob in bars) >= HYPHEN_EM * size_dots else "-"
    return replace(reading, text=reading.text[:number] + dash + reading.text[number + 1 :])


def _is_speck(blob: _Blob, size_dots: float) -> bool:
    return max(blob.width, blob.height) <= POINT_EM * size_dots and blob.width < WIDE * blob.height


def _is_dust(text: str, number: int, near: list[_Blob], blobs: list[_Blob], size_dots: float) -> bool:
    """Tell whether a point cannot be one: behind a Chinese character, at the beginning, above or below the line."""
    before, after = text[:number][-1:], text[number + 1 : number + 2]
    if text[number] in MIDDLE_POINTS:
        return not (before.isalnum() and after.isalnum())
    if not before or not (before.isascii() or before in NUMERALS) or before == ".":
        return True
    if after or not before.isdigit():
        return False
    if not text[:number].isdigit() or number > LIST_DIGITS:
        return True
    return not _stands_on_line(near, blobs, size_dots)


def _stands_on_line(near: list[_Blob], blobs: list[_Blob], size_dots: float) -> bool:
    """Tell whether one of the marks may be a point close behind a digit."""
    tall = [blob for blob in blobs if blob.height >= TALL_EM * size_dots]
    return any(
        max(point.width, point.height) <= POINT_EM * size_dots
        and abs(point.bottom - digit.bottom) <= BASELINE_EM * size_dots
        and point.x0 - digit.x0 - digit.width <= POINT_GAP_EM * size_dots
        for point in near
        for digit in tall
    )


def _without(reading: Reading, number: int) -> Reading:
    return Reading(
        text=reading.text[:number] + reading.text[number + 1 :],
        places=(*reading.places[:number], *reading.places[number + 1 :]),
        confidences=(*reading.confidences[:number], *reading.confidences[number + 1 :]),
        blanks=frozenset(blank if blank <= number else blank - 1 for blank in reading.blanks),
    )
