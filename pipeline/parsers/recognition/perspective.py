"""What a camera held askew, or a feeding scanner, does to a page: found by lines that should be level or plumb."""

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.parsers.recognition.pixels import Pixels, Quad, Warp, dots
from pipeline.parsers.recognition.ruled_lines import ink_of

LONG_PT = 50.0  # a straight line this long is a rule, or an edge of the sheet
GAP_PT = 1.5
SLENDER = 6.0  # lines of text this much wider than high tell a direction
MOST_DEGREES = 10.0  # lines more askew are drawn so
ENOUGH = 4  # so many lines of one direction tell how it changes over the page
SPREAD = 0.2  # of the width of the page over which they must be spread
WIDEST = 0.5  # a stronger distortion is a mistake
OUTLIER = 3.0  # lines off by this much more than most are drawn so
ROUNDS = 4
LEAST_GAIN = 0.7  # what is left of the deviations afterwards must be less than this share of those before
LEAST_PT = 0.6  # the deviation over the page from which on it matters
VOTES, FINEST_DEGREES = 60, 0.25

# n x 4: x, y of both ends, from the middle of the page, in widths of it
Segments = npt.NDArray[np.float64]


def rectification(page: Pixels, lines: list[Quad], levelling: Warp) -> Warp | None:
    """Return the warp in pixels that makes lines level and plumb all over the page; None where a turn is enough.

    `levelling` is the turn of the whole page, to which the result is added. Long straight lines and lines of text
    are asked: with a camera in an odd place those that are parallel on paper run towards one point.
    """
    level, plumb = _segments(page, lines, levelling)
    height, width = page.shape[:2]
    normal = np.array([[1 / width, 0, -0.5], [0, 1 / width, -height / width / 2], [0, 0, 1]])
    level, plumb = _moved(level, normal), _moved(plumb, normal)
    found = np.eye(3)
    for _ in range(ROUNDS):
        found = _step(_moved(level, found), _moved(plumb, found)) @ found
    found /= found[2, 2]
    if not _is_gain(level, plumb, found, dots(LEAST_PT) / width):
        return None
    warp: Warp = np.linalg.inv(normal) @ found @ normal @ levelling
    warp /= warp[2, 2]
    return warp


def _segments(page: Pixels, lines: list[Quad], levelling: Warp) -> tuple[Segments, Segments]:
    """Return what should be level and what should be plumb, in pixels of the page after its levelling."""
    drawn = cv2.HoughLinesP(
        _long_ink(page), 1, np.radians(FINEST_DEGREES), VOTES, minLineLength=dots(LONG_PT), maxLineGap=dots(GAP_PT)
    )
    strokes = np.empty((0, 4)) if drawn is None else np.asarray(drawn, dtype=np.float64).reshape(-1, 4)
    texts = [
        np.concatenate([(line[0] + line[3]) / 2, (line[1] + line[2]) / 2])
        for line in lines
        if np.linalg.norm(line[1] - line[0]) >= SLENDER * np.linalg.norm(line[3] - line[0])
    ]
    strokes = _moved(strokes, levelling)
    along, down = np.abs(strokes[:, 2] - strokes[:, 0]), np.abs(strokes[:, 3] - strokes[:, 1])
    steep = np.tan(np.radians(MOST_DEGREES))
    level = strokes[down <= steep * along]
    written = _moved(np.array(texts, dtype=np.float64).reshape(-1, 4), levelling)
    return np.concatenate([level, written]), strokes[along <= steep * down]


def _long_ink(page: Pixels) -> Pixels:
    """Return the ink of what is long: rules, frames, the edges of a sheet on a table."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink_of(page))
    long = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= dots(LONG_PT)
    long[0] = False
    return np.where(long[labels], 255, 0).astype(np.uint8)


def _moved(segments: Segments, warp: Warp) -> Segments:
    if not len(segments):
        return segments
    moved = cv2.perspectiveTransform(segments.reshape(1, -1, 2), warp)
    return np.asarray(moved, dtype=np.float64).reshape(-1, 4)


def _step(level: Segments, plumb: Segments) -> Warp:
    """Return the warp [[1, a, 0], [b, 1, 0], [p, q, 1]] that brings lines nearer to level and plumb, to first order.

    A level line from (x1, y1) to (x2, y2) stays level where b (x1 - x2) + p (x2 y1 - x1 y2) = y2 - y1.
    """
    b, p = _fitted(level)
    a, q = _fitted(plumb[:, [1, 0, 3, 2]])
    return np.array([[1, a, 0], [b, 1, 0], [p, q, 1]])


def _fitted(segments: Segments) -> tuple[float, float]:
    """Return b and p for lines along the first axis; the longer a line, the more it counts."""
    x1, y1, x2, y2 = segments.T
    if len(segments) < ENOUGH:
        return 0.0, 0.0
    terms = np.column_stack([x1 - x2, x2 * y1 - x1 * y2])
    wanted = y2 - y1
    if np.ptp((y1 + y2) / 2) < SPREAD:
        return 0.0, 0.0
    kept = np.ones(len(wanted), dtype=bool)
    solution = np.zeros(2)
    for _ in range(ROUNDS):
        solution = np.linalg.lstsq(terms[kept], wanted[kept], rcond=None)[0]
        slopes = np.abs(wanted - terms @ solution) / np.abs(x2 - x1)
        kept = slopes <= max(OUTLIER * float(np.median(slopes)), 1e-4)
    return float(solution[0]), float(solution[1])


def _is_gain(level: Segments, plumb: Segments, found: Warp, least: float) -> bool:
    """Tell whether a warp is a likely one that takes most of the deviations away."""
    if np.abs(found - np.eye(3)).max() > WIDEST:
        return False
    before, after = _deviation(level, plumb), _deviation(_moved(level, found), _moved(plumb, found))
    return before > least and after < LEAST_GAIN * before


def _deviation(level: Segments, plumb: Segments) -> float:
    """Return by how much lines as wide as the page are off on average, in widths of the page."""
    slopes = [np.abs(level[:, 3] - level[:, 1]) / np.maximum(np.abs(level[:, 2] - level[:, 0]), 1e-6)]
    slopes.append(np.abs(plumb[:, 2] - plumb[:, 0]) / np.maximum(np.abs(plumb[:, 3] - plumb[:, 1]), 1e-6))
    medians = [float(np.mean(np.sort(part)[: max(1, len(part) * 3 // 4)])) for part in slopes if len(part)]
    return max(medians, default=0.0)
