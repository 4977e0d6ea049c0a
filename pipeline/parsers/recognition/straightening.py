"""A page set upright: turned by quarters, then made level as it lay under the scanner or before the camera."""

import math

import cv2
import numpy as np

from pipeline.parsers.recognition.engine import find_lines, is_upside_down
from pipeline.parsers.recognition.perspective import rectification
from pipeline.parsers.recognition.pieces import cut_out
from pipeline.parsers.recognition.pixels import Pixels, Quad, Warp

TALL = 1.5  # a piece of text this much higher than wide stands sideways
SIDEWAYS_SHARE = 0.6
SLENDER = 6.0  # the slant of a piece this much wider than high is worth measuring
MIN_SLANT_DEGREES = 0.05
MAX_SLANT_DEGREES = 8.0
SAMPLE = 8


def upright(page: Pixels) -> tuple[Pixels, list[Quad], int]:
    """Return the page with its text upright, the lines on it, by how many degrees it was turned clockwise."""
    lines = find_lines(page)
    turn = 0
    if _stands_sideways(lines):
        page, turn = _quarter(page), 90
        lines = find_lines(page)
    longest = sorted(lines, key=_width, reverse=True)[:SAMPLE]
    if is_upside_down([cut_out(page, line) for line in longest if _width(line) > TALL * _height(line)]):
        page, turn = _quarter(_quarter(page)), turn + 180
        lines = find_lines(page)
    return page, lines, turn


def straightened(page: Pixels, lines: list[Quad]) -> tuple[Pixels, list[Quad], Warp]:
    """Return the page with its lines level, the lines moved along, the warp in pixels that did it."""
    warp = _levelling(page, lines)
    changed = rectification(page, lines, warp)
    if changed is not None:
        warp = changed
    if np.array_equal(warp, np.eye(3)):
        return page, lines, warp
    size = page.shape[1], page.shape[0]
    level = cv2.warpPerspective(page, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return level.astype(np.uint8), [moved(line, warp) for line in lines], warp


def moved(places: Quad, warp: Warp) -> Quad:
    """Return places, n x 2, where a warp puts them."""
    return cv2.perspectiveTransform(places.reshape(1, -1, 2), warp).reshape(-1, 2).astype(np.float32)


def _levelling(page: Pixels, lines: list[Quad]) -> Warp:
    """Return the turn around the middle of the page that makes most of its text level."""
    slant = slant_of(lines)
    if not MIN_SLANT_DEGREES <= abs(slant) <= MAX_SLANT_DEGREES:
        return np.eye(3)
    height, width = page.shape[:2]
    return np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0), (0.0, 0.0, 1.0)])


def slant_of(lines: list[Quad]) -> float:
    """Return the slant of most of the text, in degrees clockwise, to about a fifth of a degree."""
    slants: list[tuple[float, float]] = []
    for line in lines:
        if _width(line) >= SLENDER * _height(line):
            along = (line[1] - line[0]) + (line[2] - line[3])
            slants.append((math.degrees(math.atan2(float(along[1]), float(along[0]))), _width(line)))
    half, passed = sum(weight for _, weight in slants) / 2, 0.0
    for slant, weight in sorted(slants):
        passed += weight
        if passed >= half:
            return slant
    return 0.0


def _quarter(page: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(page, -1))


def _stands_sideways(lines: list[Quad]) -> bool:
    tall = sum(_height(line) for line in lines if _height(line) > TALL * _width(line))
    wide = sum(_width(line) for line in lines if _width(line) > TALL * _height(line))
    return tall > SIDEWAYS_SHARE * (tall + wide)


def _width(line: Quad) -> float:
    return float(np.linalg.norm(line[1] - line[0]))


def _height(line: Quad) -> float:
    return float(np.linalg.norm(line[3] - line[0]))
