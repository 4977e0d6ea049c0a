"""Rulings from path objects: their straight strokes, their thin filled areas (GB/T 33190-2016, 9)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from lxml.etree import _Element

from pipeline.parsers.layout.sheet import Ruling, Sheet
from pipeline.parsers.ofd_file.geometry import Matrix, number
from pipeline.parsers.ofd_file.package import child, text_of

THIN_PT = 2.5  # an area thinner than this is a line
STRAIGHT_PT = 0.7
FRAME_SHARE = 0.9  # a rectangle larger than this share of the page is an ornament
MAX_POINTS = 2000  # of one path: a drawing, not a line of a table
_WORD = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# operator -> how many numbers follow; the last two are where the pen comes to stand
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
_Point = tuple[float, float]


def rulings_of(element: _Element, outside: Matrix, sheet: Sheet) -> Iterator[Ruling]:
    """Yield the horizontal and vertical lines of a PathObject; `outside` maps its millimetres to points on the page."""
    is_stroked, is_filled = _says(element, "Stroke", otherwise=True), _says(element, "Fill", otherwise=False)
    for points in _figures(text_of(child(element, "AbbreviatedData"))):
        corners = [None if point is None else outside.point(*point) for point in points]
        yield from _lines(corners, sheet, is_stroked=is_stroked, is_filled=is_filled)


def _says(element: _Element, name: str, *, otherwise: bool) -> bool:
    value = (element.get(name) or "").strip().lower()
    return value in ("true", "1") if value else otherwise


def _figures(data: str) -> Iterator[list[_Point | None]]:
    """Yield the figures of a path: the points that straight strokes join; None stands where a curve runs."""
    figure: list[_Point | None] = []
    for operator, operands in islice(_steps(data), MAX_POINTS):
        if operator in "SM":
            if len(figure) > 1:
                yield figure
            figure = [(operands[0], operands[1])]
        elif operator in "CZ":
            if figure:
                figure.append(figure[0])
        else:
            if operator != "L":
                figure.append(None)
            figure.append((operands[-2], operands[-1]))
    if len(figure) > 1:
        yield figure


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield (operator, its numbers); an operator without enough numbers ends the path."""
    words = _WORD.findall(data)
    index = 0
    while index < len(words):
        operator = words[index].upper()
        count = _OPERANDS.get(operator)
        if count is None:
            return
        values = [number(word) for word in words[index + 1 : index + 1 + count]]
        operands = [value for value in values if value is not None]
        if len(operands) < count:
            return
        yield operator, operands
        index += 1 + count


def _lines(points: list[_Point | None], sheet: Sheet, *, is_stroked: bool, is_filled: bool) -> Iterable[Ruling]:
    """Return a thin figure as one line, the strokes of another one by one; a shade that is not stroked is none."""
    placed = [point for point in points if point is not None]
    x0, x1 = min(x for x, _ in placed), max(x for x, _ in placed)
    top, bottom = min(y for _, y in placed), max(y for _, y in placed)
    width, height = x1 - x0, bottom - top
    if min(width, height) <= (THIN_PT if is_filled or len(placed) > 3 else STRAIGHT_PT):
        if is_stroked or is_filled:
            yield from _thin(x0, top, x1, bottom)
        return
    if not is_stroked or width * height >= FRAME_SHARE * sheet.width_pt * sheet.height_pt:
        return
    for first, second in pairwise(points):
        if first is not None and second is not None:
            yield from _straight(first, second)


def _thin(x0: float, top: float, x1: float, bottom: float) -> Iterator[Ruling]:
    if x1 - x0 >= bottom - top and x1 > x0:
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    elif bottom > top:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)


def _straight(first: _Point, second: _Point) -> Iterator[Ruling]:
    (ax, ay), (bx, by) = first, second
    if abs(by - ay) <= STRAIGHT_PT < abs(bx - ax):
        yield Ruling(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    elif abs(bx - ax) <= STRAIGHT_PT < abs(by - ay):
        yield Ruling(False, (ax + bx) / 2, min(ay, by), max(ay, by))
