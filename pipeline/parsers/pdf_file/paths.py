"""The objects of a page as PDFium lists them, with the corners of its paths, all asked for at once."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.parsers.pdf_file.library import ADDRESS, INT, address_of, bound, exhaust

MAX_SEGMENTS = 2000  # of one path; more is a drawing
MAX_OBJECTS = 50_000  # of one page
MAX_DEPTH = 6
Matrix = tuple[float, ...]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_page_object = bound(pdfium.FPDFPage_GetObject, ADDRESS, INT, result=ADDRESS)
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
    _sort(list(map(_page_object, repeat(address_of(page)), range(count))), IDENTITY, 0, found)
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


def corners(address: int, around: Matrix) -> list[Point]:
    """Return two opposite corners of an object's box in the space of the page; none where it has no box."""
    edges = (ctypes.c_float * 4)()
    start = ctypes.addressof(edges)
    if not _bounds(address, *range(start, start + 16, 4)):
        return []
    return transformed([(edges[0], edges[1]), (edges[2], edges[3])], around)


def transformed(points: list[Point], matrix: Matrix) -> list[Point]:
    """Return the points that a matrix makes of points."""
    if matrix == IDENTITY:
        return points
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def parts_of(paths: list[tuple[int, Matrix]]) -> Iterator[PathPart]:
    """Yield the parts of paths that have straight sides, in the order they are painted."""
    addresses = [address for address, _ in paths]
    counts = [count if 2 <= count <= MAX_SEGMENTS else 0 for count in map(_segment_count, addresses)]
    segments = list(
        chain.from_iterable(map(_segment, repeat(at), range(n)) for at, n in zip(addresses, counts, strict=True))
    )
    kinds = list(map(_segment_kind, segments))
    closes = list(map(_segment_closes, segments))
    places = (ctypes.c_float * (2 * len(segments)))()
    start = ctypes.addressof(places)
    end = start + 8 * len(segments)
    exhaust(map(_segment_point, segments, range(start, end, 8), range(start + 4, end + 4, 8)))
    points = list(zip(places[0::2], places[1::2], strict=True))
    first = 0
    for (_, around), own, count, stroke in zip(paths, _matrices(addresses), counts, _strokes(addresses), strict=True):
        last = first + count
        for part in _straight_parts(points[first:last], kinds[first:last], closes[first:last]):
            yield PathPart(transformed(part, product(own, around)), bool(stroke))
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
