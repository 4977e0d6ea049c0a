"""The ruling lines and pictures of a page as PDFium knows them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.parsers.layout.sheet import Ruling
from pipeline.parsers.pdf_file.frame import Frame
from pipeline.parsers.pdf_file.library import ObjectList

THIN_PT = 2.5  # a rectangle thinner than this is a line that some producers draw as an area
STRAIGHT_PT = 0.7
MAX_SEGMENTS = 2000  # of one path; more is a drawing
MAX_OBJECTS = 50_000
MAX_DEPTH = 6
FRAME_SHARE = 0.9  # a stroked rectangle larger than this share of the page is an ornament
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Point = tuple[float, float]


@dataclass
class Drawings:
    """Rulings as displayed, the area of all pictures in square points, the number of paths."""

    rulings: list[Ruling] = field(default_factory=list)
    picture_area: float = 0.0
    paths: int = 0


def read_drawings(page: Any, frame: Frame) -> Drawings:
    """Read rulings and pictures of a page of PDFium, those in forms too."""
    result = Drawings()
    for kind, handle, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            result.picture_area += _visible_area(handle, matrix, frame)
        else:
            result.paths += 1
            for points in _lines(handle, matrix, frame):
                result.rulings.extend(points)
    return result


def _objects(page: Any) -> Iterator[tuple[int, Any, _Matrix]]:
    """Yield (type, object, matrix of the form around it) of paths and pictures."""
    yield from _sorted_out(ObjectList(page, is_form=False), _IDENTITY, 0)


def _sorted_out(objects: ObjectList, matrix: _Matrix, depth: int) -> Iterator[tuple[int, Any, _Matrix]]:
    for index, kind in enumerate(objects.kinds(min(objects.count, MAX_OBJECTS))):
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, objects.raw(index), matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            form = objects.raw(index)
            yield from _sorted_out(ObjectList(form, is_form=True), _product(_matrix(form), matrix), depth + 1)


def _matrix(handle: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def _visible_area(handle: Any, matrix: _Matrix, frame: Frame) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0
    corners = [(left.value, bottom.value), (right.value, top.value)]
    (ax, ay), (bx, by) = _displayed(corners, matrix, frame)
    width = min(max(ax, bx), frame.width_pt) - max(min(ax, bx), 0.0)
    height = min(max(ay, by), frame.height_pt) - max(min(ay, by), 0.0)
    return max(width, 0.0) * max(height, 0.0)


def _displayed(points: list[_Point], matrix: _Matrix, frame: Frame) -> list[_Point]:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return list(zip(*frame.placed(xs, ys), strict=True))


def _lines(handle: Any, matrix: _Matrix, frame: Frame) -> Iterator[list[Ruling]]:
    """Yield the rulings of each part of a path."""
    count = pdfium.FPDFPath_CountSegments(handle)
    if not 2 <= count <= MAX_SEGMENTS:
        return
    whole = _product(_matrix(handle), matrix)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    for part in _parts(handle, count):
        yield _rulings(_displayed(part, whole, frame), bool(stroke.value), frame)


def _parts(handle: Any, count: int) -> Iterator[list[_Point]]:
    """Yield the corners of each part of a path that has straight sides only, its first again where it is closed."""
    part: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(part) > 1:
                yield part
            part = []
        part.append((x.value, y.value))
        if part and pdfium.FPDFPathSegment_GetClose(segment) and part[-1] != part[0]:
            part.append(part[0])
    if len(part) > 1:
        yield part


def _rulings(points: list[_Point], is_stroked: bool, frame: Frame) -> list[Ruling]:
    """Return a thin area as one line, the straight sides of a stroked one; a filled one is a shade."""
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if len(points) == 2:
        return _straight(points[0], points[1])
    if bottom - top <= THIN_PT or x1 - x0 <= THIN_PT:
        if bottom - top <= x1 - x0:
            return [Ruling(True, (top + bottom) / 2, x0, x1)]
        return [Ruling(False, (x0 + x1) / 2, top, bottom)]
    if not is_stroked or (x1 - x0) * (bottom - top) >= FRAME_SHARE * frame.width_pt * frame.height_pt:
        return []
    return [ruling for first, second in pairwise(points) for ruling in _straight(first, second)]


def _straight(first: _Point, second: _Point) -> list[Ruling]:
    (ax, ay), (bx, by) = first, second
    if abs(by - ay) <= STRAIGHT_PT < abs(bx - ax):
        return [Ruling(True, (ay + by) / 2, min(ax, bx), max(ax, bx))]
    if abs(bx - ax) <= STRAIGHT_PT < abs(by - ay):
        return [Ruling(False, (ax + bx) / 2, min(ay, by), max(ay, by))]
    return []
