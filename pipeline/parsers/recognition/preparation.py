"""A picture made ready for reading: grey, at one resolution, without the ink of seals and stamps."""

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.parsers.recognition.modes import plain
from pipeline.parsers.recognition.pixels import Pixels, dots

RED, GREEN, BLUE = 0, 1, 2  # channels
EXCESS = 40  # coloured ink has this much more of its colour than of the others (0-255)
SEAL_MIN_PT, SEAL_MAX_PT = 60.0, 200.0  # 21 to 70 mm: the seals of offices have 38 to 50 mm
SEAL_SLENDERNESS = 2.0  # a line of red type is longer than this
PRINT, PRINT_SHARE = 100, 0.002  # print is darker than this (0-255); a share of the place of a seal that is print
SEAL_GAP_PT = 6.0  # the characters of a seal stand closer than this; those of a red letterhead often further apart
SEAL_EDGE_PT = 4.0
STAMP_MIN_PT = 28.0  # 10 mm
CROSSED_SHARE = 0.01  # of the ink of a stamp over print, beside black
INK_SPREAD = 0.1  # the ink of one seal differs by this much; what is darker in its channel is print
COVER_GAIN = 2.0  # JPEG pales the colour of fine strokes
COARSER, COARSE_REACH = 8, 7  # paper is looked at in such squares of pixels, so many of them around

Box = tuple[int, int, int, int]  # x, y, width, height in pixels


def prepared(image: Image.Image, width_pt: float, height_pt: float) -> Pixels:
    """Return the page in grey at `DOTS_PER_INCH`, under a seal or stamp the channel of its colour alone."""
    size = (dots(width_pt), dots(height_pt))
    colours = np.asarray(plain(image), dtype=np.uint8)
    smaller = size[0] < colours.shape[1]
    scaled = cv2.resize(colours, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC).astype(np.uint8)
    if scaled.ndim == 2:
        return scaled
    grey = cv2.cvtColor(scaled, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    places = {}
    for channel, find in ((RED, _seals), (BLUE, _stamps)):
        ink = _ink_of(scaled, channel)
        places[channel] = ink, find(ink, grey if channel == RED else scaled.max(axis=2))
    for channel, (ink, boxes) in places.items():
        for x, y, width, height in boxes:
            place = slice(y, y + height), slice(x, x + width)
            grey[place] = _without_ink(scaled[place], ink[place], channel)
    return grey


def _ink_of(colours: Pixels, channel: int) -> Pixels:
    """Return 1 where the page is of the colour of a channel."""
    return np.where(_excess(colours, channel) > EXCESS, 1, 0).astype(np.uint8)


def _excess(colours: Pixels, channel: int) -> npt.NDArray[np.int16]:
    own, *others = (colours[:, :, index].astype(np.int16) for index in (channel, *({RED, GREEN, BLUE} - {channel})))
    return own - np.maximum(*others)


def _without_ink(colours: Pixels, ink: Pixels, channel: int) -> Pixels:
    """Return the channel in which coloured ink is pale, where there is ink as pale as the paper around.

    What is half ink, as at the rim of a stroke, is made half as much paler; black print under a stamp stays black.
    """
    own = colours[:, :, channel].astype(np.float32)
    paper = _paper_of(own)
    excess = _excess(colours, channel)
    cover = np.clip(COVER_GAIN * excess / max(float(np.median(excess[ink > 0])), 1.0), 0, 1)
    share = float(np.median(own[ink > 0] / paper[ink > 0])) - INK_SPREAD
    paler = own * (1 + cover * (1 / max(share, INK_SPREAD) - 1))
    return np.where(cover > 0, np.minimum(paler, np.maximum(paper, own)), own).astype(np.uint8)


def _paper_of(own: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return how bright the paper is around each pixel."""
    height, width = own.shape
    size = max(width // COARSER, 1), max(height // COARSER, 1)
    small = cv2.dilate(cv2.resize(own, size, interpolation=cv2.INTER_AREA), np.ones((COARSE_REACH, COARSE_REACH)))
    blurred = cv2.resize(cv2.blur(small, (COARSE_REACH, COARSE_REACH)), (width, height))
    return np.maximum(blurred, 1).astype(np.float32)


def _seals(ink: Pixels, grey: Pixels) -> list[Box]:
    """Return what looks like a seal: red ink about as wide as high, or over print.

    A red letterhead is no seal: its red is what says the name. Seals that overlap are of any shape.
    """
    found: list[Box] = []
    for box in _patches(ink):
        x, y, width, height = box
        place = slice(y, y + height), slice(x, x + width)
        short, long = min(width, height), max(width, height)
        print_share = float(((grey[place] < PRINT) & (ink[place] == 0)).mean())
        is_round = long <= dots(SEAL_MAX_PT) and long <= SEAL_SLENDERNESS * short
        if short >= dots(SEAL_MIN_PT) and (is_round or print_share > PRINT_SHARE):
            found.append(_widened(box))
    return found


def _stamps(ink: Pixels, brightest: Pixels) -> list[Box]:
    """Return what looks like an office stamp pressed over print: blue ink that crosses black type.

    Print in blue, and tables ruled in blue, keep clear of what is black; they stay. `brightest` is the brightest
    channel of each pixel.
    """
    found: list[Box] = []
    beside = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    for box in _patches(ink):
        x, y, width, height = box
        place = slice(y, y + height), slice(x, x + width)
        crossed = int(((brightest[place] < PRINT) & (beside[place] > 0)).sum())
        is_sized = min(width, height) >= dots(STAMP_MIN_PT) and max(width, height) <= dots(SEAL_MAX_PT)
        if is_sized and crossed > CROSSED_SHARE * int(ink[place].sum()):
            found.append(_widened(box))
    return found


def _patches(ink: Pixels) -> list[Box]:
    """Return where coloured ink stands together."""
    if not ink.any():
        return []
    kernel = np.ones((dots(SEAL_GAP_PT), dots(SEAL_GAP_PT)), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel))
    return [(int(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in stats[1:count]]


def _widened(box: Box) -> Box:
    x, y, width, height = box
    edge = dots(SEAL_EDGE_PT)
    left, upper = max(0, x - edge), max(0, y - edge)
    return left, upper, x + width + edge - left, y + height + edge - upper
