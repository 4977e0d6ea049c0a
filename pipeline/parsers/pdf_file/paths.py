"""The objects of a page as PDFium lists them, with the corners of its paths, all asked for at once."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, compress, repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.parsers.pdf_file.library import ADDRESS, INT, address_of, bound, exhaust, quick

MAX_SEGMENTS = 2000  # of one path; more is a drawing
RECTANGLE = 5  # segments
MAX_OBJECTS = 50_000  # of one page
MAX_DEPTH = 6
Matrix = tuple[float, ...]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_page_object = quick(pdfium.FPDFPage_GetObject, ADDRESS)
_form_object = bound(pdfium.FPDFFormObj_GetObject, ADDRESS, ADDRESS, result=ADDRESS)
_form_count = bound(pdfium.FPDFFormObj_CountObjects, ADDRESS)
_kind = bound(pdfium.FPDFPageObj_GetType, ADDRESS)
_matrix = bound(pdfium.FPDFPageObj_GetMatrix, ADDRESS, ADDRESS)
_bounds = bound(pdfium.FPDFPageObj_GetBounds, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
_segment_count = bound(pdfium.FPDFPath_CountSegments, ADDRESS)
_draw_mode = bound(pdfium.FPDFPath_GetDrawMode, ADDRESS, ADDRESS, ADDRESS)
_segment = bound(pdfium.FPDFPath_GetPathSegment, ADDRESS, INT, result=ADDRESS)
_segment_kind = bound(pdfium.FPDFPathSegment_GetType, ADDRESS)
_segment_point = bound(pdfium.FPDFPathSegment_GetPoint, ADDRESS, ADDRESS, ADDRESS)
_segment_closes = bound(pdfium.FPDFPathSegment_GetClose, ADDRESS)


@dataclass(frozen=True)
class PathPart:
    """Corners that straight lines connect, in the space of the page; the first again at the end where it is closed."""

    points: list[Point]
    is_stroked: bool


@dataclass
class Objects:
    """Addresses of paths, and of pictures, each with the matrix of the form it stands in; forms are looked into."""

    paths: list[tuple[int, Matrix]] = field(default_factory=list)
    pictures: list[tuple[int, Matrix]] = field(default_factory=list)
    seen: int = 0


def objects_of(page: Any) -> Objects:
    """Return the paths and pictures of a page."""
    found = Objects()
    count = min(max(pdfium.FPDFPage_CountObjects(page), 0), MAX_OBJECTS)
    _sort(list(map(_page_object, repeat(ADDRESS(address_of(page))), range(count))), IDENTITY, 0, found)
    return found


def _sort(addresses: list[int], around: Matrix, depth: int, found: Objects) -> None:
    found.seen += len(addresses)
    for address, kind in zip(addresses, map(_kind, addresses), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.paths.append((address, around))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append((address, around))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH and found.seen < MAX_OBJECTS:
            count = min(max(_form_count(address), 0), MAX_OBJECTS - found.seen)
            inner = list(map(_form_object, repeat(address), range(count)))
            _sort(inner, product(_matrices([address])[0], around), depth + 1, found)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does first what `inner` does, then what `outer` does."""
    if outer is IDENTITY:
        return inner
    (a, b, c, d, e, f), (g, h, i, j, x, y) = inner, outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + x, e * h + f * j + y)


def boxes_of(objects: list[tuple[int, Matrix]]) -> list[list[Point]]:
    """Return two opposite corners of each object's box in the space of the page; none where it has no box."""
    edges = (ctypes.c_float * (4 * len(objects)))()
    start = ctypes.addressof(edges)
    ends = (range(start + 4 * side, start + 4 * side + 16 * len(objects), 16) for side in range(4))
    found = list(map(_bounds, (address for address, _ in objects), *ends))
    firsts, seconds = zip(edges[0::4], edges[1::4], strict=True), zip(edges[2::4], edges[3::4], strict=True)
    corners = zip(firsts, seconds, objects, found, strict=True)
    return [transformed([one, other], around) if is_there else [] for one, other, (_, around), is_there in corners]


def transformed(points: list[Point], matrix: Matrix) -> list[Point]:
    """Return the points that a matrix makes of points."""
    if matrix == IDENTITY:
        return points
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def parts_of(paths: list[tuple[int, Matrix]]) -> Iterator[PathPart]:
    """Yield the parts of paths that have straight sides; of a filled rectangle, two opposite corners will do."""
    addresses = [address for address, _ in paths]
    counts = list(map(_segment_count, addresses))
    strokes = _strokes(addresses)
    simple = [not stroke and count <= RECTANGLE for stroke, count in zip(strokes, counts, strict=True)]
    for points in boxes_of(list(compress(paths, simple))):
        if points:
            yield PathPart(points, False)
    yield from _sides(
        [
            (*path, count, bool(stroke))
            for path, count, stroke, is_simple in zip(paths, counts, strokes, simple, strict=True)
            if not is_simple and 2 <= count <= MAX_SEGMENTS
        ]
    )


def _sides(paths: list[tuple[int, Matrix, int, bool]]) -> Iterator[PathPart]:
    """Yield the parts of (address, matrix of the form around it, number of segments, whether its line is painted)."""
    segments = list(chain.from_iterable(map(_segment, repeat(path[0]), range(path[2])) for path in paths))
    kinds = list(map(_segment_kind, segments))
    closes = list(map(_segment_closes, segments))
    places = (ctypes.c_float * (2 * len(segments)))()
    start = ctypes.addressof(places)
    end = start + 8 * len(segments)
    exhaust(map(_segment_point, segments, range(start, end, 8), range(start + 4, end + 4, 8)))
    points = list(zip(places[0::2], places[1::2], strict=True))
    first = 0
    for (_, around, count, is_stroked), own in zip(paths, _matrices([path[0] for path in paths]), strict=True):
        last = first + count
        for part in _straight_parts(points[first:last], kinds[first:last], closes[first:last]):
            yield PathPart(transformed(part, product(own, around)), is_stroked)
        first = last


def _straight_parts(points: list[Point], kinds: list[int], closes: list[int]) -> Iterator[list[Point]]:
    part: list[Point] = []
    for point, kind, is_closing in zip(points, kinds, closes, strict=True):
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(part) > 1:
                yield part
            part = []
        part.append(point)
        if is_closing and part[-1] != part[0]:
            part.append(part[0])
    if len(part) > 1:
        yield part


def _matrices(addresses: list[int]) -> list[Matrix]:
    """Return the matrix of each object."""
    numbers = (ctypes.c_float * (6 * len(addresses)))()
    start = ctypes.addressof(numbers)
    found = list(map(_matrix, addresses, range(start, start + 24 * len(addresses), 24)))
    values = list(numbers)
    return [tuple(values[6 * n : 6 * n + 6]) if is_there else IDENTITY for n, is_there in enumerate(found)]


def _strokes(addresses: list[int]) -> list[int]:
    """Return for each path whether its line is painted."""
    modes = (ctypes.c_int * (2 * len(addresses)))()
    start = ctypes.addressof(modes)
    end = start + 8 * len(addresses)
    exhaust(map(_draw_mode, addresses, range(start, end, 8), range(start + 4, end + 4, 8)))
    return modes[1::2]
