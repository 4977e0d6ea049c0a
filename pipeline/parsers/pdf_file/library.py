"""The functions of PDFium that are asked for every character or object, bound so that `map` can call them.

pypdfium2 converts every argument of a call; with plain addresses and without that, reading the boxes of a page takes
half the time.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

Manner = tuple[float, float, float, float, float]
_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _bound(function: Callable[..., int], *arguments: type, result: type = _INT) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_origin = _bound(pdfium.FPDFText_GetCharOrigin, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _ADDRESS, _INT, _ADDRESS)
_is_unnamed = _bound(pdfium.FPDFText_HasUnicodeMapError, _ADDRESS, _INT)
_unicode = _bound(pdfium.FPDFText_GetUnicode, _ADDRESS, _INT)
_page_object = _bound(pdfium.FPDFPage_GetObject, _ADDRESS, _INT, result=_ADDRESS)
_form_object = _bound(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, result=_ADDRESS)
_kind = _bound(pdfium.FPDFPageObj_GetType, _ADDRESS)


class TextPage:
    """The characters of one page of PDFium, all asked for at once; close it before the page."""

    def __init__(self, page: Any) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self._address = ctypes.cast(self.raw, ctypes.c_void_p).value if self.raw else None
        self._matrix = pdfium.FS_MATRIX()
        self.count: int = max(pdfium.FPDFText_CountChars(self.raw), 0) if self.raw else 0

    def close(self) -> None:
        """Give the memory back."""
        if self.raw:
            pdfium.FPDFText_ClosePage(self.raw)
            self.raw = None

    def text(self, count: int) -> str:
        """Return the first `count` characters, one character of the result for one of the page."""
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(self.raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) != count:  # PDFium leaves out what has no name
            codes = map(_unicode, repeat(self._address), range(count))
            text = "".join([chr(code) if 0 < code <= 0x10FFFF else "\ufffd" for code in codes])
        return text

    def unnamed(self, count: int) -> list[int]:
        """Return the indexes of the characters for which PDFium guessed, as the file does not say what they are."""
        flags = bytes(map(bool, map(_is_unnamed, repeat(self._address), range(count))))
        return [index for index, flag in enumerate(flags) if flag] if any(flags) else []

    def origins(self, count: int) -> tuple[list[float], list[float]]:
        """Return the x and the y of where characters stand on their baselines, in points of the file's own space."""
        places = (ctypes.c_double * (2 * count))()
        start = ctypes.addressof(places)
        xs, ys = range(start, start + 16 * count, 16), range(start + 8, start + 8 + 16 * count, 16)
        _exhaust(map(_origin, repeat(self._address), range(count), xs, ys))
        return places[0::2], places[1::2]

    def boxes(self, count: int) -> "ctypes.Array[ctypes.c_float]":
        """Return left, top, right, bottom of the loose boxes of characters, in points of the file's own space."""
        edges = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(edges)
        _exhaust(map(_loose_box, repeat(self._address), range(count), range(start, start + 16 * count, 16)))
        return edges

    def is_generated(self, index: int) -> bool:
        """Tell whether a character is not in the file: a blank or a line break that PDFium thinks fit."""
        return bool(pdfium.FPDFText_IsGenerated(self.raw, index) == 1)

    def manner(self, index: int) -> Manner:
        """Return a, b, c, d of the matrix of a character, and the size that its font was set to, before the matrix."""
        found = self._matrix
        pdfium.FPDFText_GetMatrix(self.raw, index, found)
        return found.a, found.b, found.c, found.d, pdfium.FPDFText_GetFontSize(self.raw, index)


class ObjectList:
    """The objects of a page or of a form on it, in the order they are painted."""

    def __init__(self, raw: Any, *, is_form: bool) -> None:
        self._raw = raw
        self._form = is_form
        count = pdfium.FPDFFormObj_CountObjects(raw) if is_form else pdfium.FPDFPage_CountObjects(raw)
        self.count: int = max(count, 0)

    def kinds(self, count: int) -> list[int]:
        """Return the types of the first `count` objects."""
        address = ctypes.cast(self._raw, ctypes.c_void_p).value
        objects = map(_form_object if self._form else _page_object, repeat(address), range(count))
        return list(map(_kind, objects))

    def raw(self, index: int) -> Any:
        """Return one object as pypdfium2 knows it."""
        get = pdfium.FPDFFormObj_GetObject if self._form else pdfium.FPDFPage_GetObject
        return get(self._raw, index)


def _exhaust(results: Iterable[int]) -> None:
    """Make every call of a map."""
    deque(results, maxlen=0)
