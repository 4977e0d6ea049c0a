"""The ruling lines and pictures of a page as PDFium knows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.parsers.layout.sheet import Ruling
from pipeline.parsers.pdf_file.frame import Frame
from pipeline.parsers.pdf_file.paths import Point, boxes_of, objects_of, parts_of
from pipeline.parsers.pdf_file.shades import rulings_of_shades
from schemas.locator import BoxPt

THIN_PT = 2.5  # a rectangle thinner than this is a line that some producers draw as an area
STRAIGHT_PT = 0.7
FRAME_SHARE = 0.9  # a stroked rectangle larger than this share of the page is an ornament


@dataclass
class Drawings:
    """Rulings as displayed, the area of all pictures in square points, the number of paths."""

    rulings: list[Ruling] = field(default_factory=list)
    picture_area: float = 0.0
    paths: int = 0


def read_drawings(page: Any, frame: Frame) -> Drawings:
    """Read rulings and pictures of a page of PDFium, those in forms too."""
    objects = objects_of(page)
    result = Drawings(paths=len(objects.paths))
    result.picture_area = sum(_visible_area(box, frame) for box in boxes_of(objects.pictures))
    shades: list[BoxPt] = []
    for part in parts_of(objects.paths):
        points = _displayed(part.points, frame)
        found = list(_rulings(points, part.is_stroked, frame))
        result.rulings.extend(found)
        if not found and not part.is_stroked:
            shades.append(_box(points))
    result.rulings.extend(rulings_of_shades(shades, result.rulings))
    return result


def _box(points: list[Point]) -> BoxPt:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _displayed(points: list[Point], frame: Frame) -> list[Point]:
    return list(zip(*frame.placed([x for x, _ in points], [y for _, y in points]), strict=True))


def _visible_area(box: list[Point], frame: Frame) -> float:
    if not box:
        return 0.0
    (ax, ay), (bx, by) = _displayed(box, frame)
    width = min(max(ax, bx), frame.width_pt) - max(min(ax, bx), 0.0)
    height = min(max(ay, by), frame.height_pt) - max(min(ay, by), 0.0)
    return max(width, 0.0) * max(height, 0.0)


def _rulings(points: list[Point], is_stroked: bool, frame: Frame) -> Iterator[Ruling]:
    """Yield a thin area as one line, the straight sides of a stroked one; a filled one is a shade."""
    if len(points) == 2 and is_stroked:
        yield from _straight(points[0], points[1])
        return
    x0, top, x1, bottom = _box(points)
    if bottom - top <= THIN_PT or x1 - x0 <= THIN_PT:
        if bottom - top <= x1 - x0:
            yield Ruling(True, (top + bottom) / 2, x0, x1)
        else:
            yield Ruling(False, (x0 + x1) / 2, top, bottom)
    elif is_stroked and (x1 - x0) * (bottom - top) < FRAME_SHARE * frame.width_pt * frame.height_pt:
        for first, second in pairwise(points):
            yield from _straight(first, second)


def _straight(first: Point, second: Point) -> Iterator[Ruling]:
    (ax, ay), (bx, by) = first, second
    if abs(by - ay) <= STRAIGHT_PT < abs(bx - ax):
        yield Ruling(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    elif abs(bx - ax) <= STRAIGHT_PT < abs(by - ay):
        yield Ruling(False, (ax + bx) / 2, min(ay, by), max(ay, by))
