"""A picture made ready for reading: grey, at one resolution, without the ink of red seals."""

import cv2
import numpy as np
from PIL import Image

from pipeline.parsers.recognition.pixels import Pixels, dots

RED_EXCESS = 40  # red ink has this much more red than green or blue (0-255)
SEAL_MIN_PT, SEAL_MAX_PT = 60.0, 200.0  # 21 to 70 mm: the seals of offices have 38 to 50 mm
SEAL_SLENDERNESS = 2.0  # a line of red type is longer than this
PRINT, PRINT_SHARE = 100, 0.002  # print is darker than this (0-255); a share of the place of a seal that is print
SEAL_GAP_PT = 6.0  # the characters of a seal stand closer than this; those of a red letterhead often further apart
SEAL_EDGE_PT = 4.0
SEAL_SPREAD = 25  # the ink of one seal differs by this much; what is darker in the red channel is print


def prepared(image: Image.Image, width_pt: float, height_pt: float) -> Pixels:
    """Return the page in grey at `DOTS_PER_INCH`, under a seal the red channel alone."""
    size = (dots(width_pt), dots(height_pt))
    colours = np.asarray(_opaque(image), dtype=np.uint8)
    smaller = size[0] < colours.shape[1]
    scaled = cv2.resize(colours, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC).astype(np.uint8)
    if scaled.ndim == 2:
        return scaled
    grey = cv2.cvtColor(scaled, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    red_ink = _red_ink(scaled)
    for x, y, width, height in _seals(red_ink, grey):
        place = slice(y, y + height), slice(x, x + width)
        grey[place] = _without_seal(scaled[place][:, :, 0], red_ink[place])
    return grey


def _opaque(image: Image.Image) -> Image.Image:
    """Return the image in grey or in colours; what is transparent is paper."""
    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode.startswith("I"):  # 16 bits
        return image.point(lambda value: value / 256).convert("L") if image.mode != "I" else image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        with_alpha = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, with_alpha).convert("RGB")
    return image.convert("RGB")


def _red_ink(colours: Pixels) -> Pixels:
    """Return 1 where the page is red."""
    red, green, blue = (colours[:, :, channel].astype(np.int16) for channel in range(3))
    return np.where(red - np.maximum(green, blue) > RED_EXCESS, 1, 0).astype(np.uint8)


def _without_seal(red: Pixels, ink: Pixels) -> Pixels:
    """Return the red channel, in which seals are pale, stretched until they are as pale as the paper."""
    paper = float(np.percentile(red, 90))
    palest = max(float(np.median(red[ink > 0])) - SEAL_SPREAD, 1.0)
    pale: Pixels = np.clip(red * max(paper / palest, 1.0), 0, paper).astype(np.uint8)
    return pale


def _seals(ink: Pixels, grey: Pixels) -> list[tuple[int, int, int, int]]:
    """Return x, y, width and height of what looks like a seal: red ink about as wide as high, or over print.

    A red letterhead is no seal: its red is what says the name. Seals that overlap are of any shape.
    """
    if not ink.any():
        return []
    kernel = np.ones((dots(SEAL_GAP_PT), dots(SEAL_GAP_PT)), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel))
    edge = dots(SEAL_EDGE_PT)
    found: list[tuple[int, int, int, int]] = []
    for x, y, width, height in (tuple(int(value) for value in row[:4]) for row in stats[1:count]):
        short, long = min(width, height), max(width, height)
        place = slice(y, y + height), slice(x, x + width)
        print_share = float(((grey[place] < PRINT) & (ink[place] == 0)).mean())
        is_round = long <= dots(SEAL_MAX_PT) and long <= SEAL_SLENDERNESS * short
        if short >= dots(SEAL_MIN_PT) and (is_round or print_share > PRINT_SHARE):
            left, upper = max(0, x - edge), max(0, y - edge)
            found.append((left, upper, x + width + edge - left, y + height + edge - upper))
    return found
