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
ADDRESS, INT = ctypes.c_void_p, ctypes.c_int


def bound(function: Callable[..., int], *arguments: type, result: type = INT) -> Callable[..., int]:
    """Return a function of pypdfium2 so that it takes addresses as integers."""
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


def address_of(pointer: Any) -> int:
    """Return the address of what pypdfium2 knows as a pointer or a function, 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0 if pointer else 0


_origin = bound(pdfium.FPDFText_GetCharOrigin, ADDRESS, INT, ADDRESS, ADDRESS)
_loose_box = bound(pdfium.FPDFText_GetLooseCharBox, ADDRESS, INT, ADDRESS)
_is_unnamed = bound(pdfium.FPDFText_HasUnicodeMapError, ADDRESS, INT)
_unicode = bound(pdfium.FPDFText_GetUnicode, ADDRESS, INT)


class TextPage:
    """The characters of one page of PDFium, all asked for at once; close it before the page."""

    def __init__(self, page: Any) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self._address = address_of(self.raw)
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
        exhaust(map(_origin, repeat(self._address), range(count), xs, ys))
        return places[0::2], places[1::2]

    def boxes(self, count: int) -> "ctypes.Array[ctypes.c_float]":
        """Return left, top, right, bottom of the loose boxes of characters, in points of the file's own space."""
        edges = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(edges)
        exhaust(map(_loose_box, repeat(self._address), range(count), range(start, start + 16 * count, 16)))
        return edges

    def is_generated(self, index: int) -> bool:
        """Tell whether a character is not in the file: a blank or a line break that PDFium thinks fit."""
        return bool(pdfium.FPDFText_IsGenerated(self.raw, index) == 1)

    def manner(self, index: int) -> Manner:
        """Return a, b, c, d of the matrix of a character, and the size that its font was set to, before the matrix."""
        found = self._matrix
        pdfium.FPDFText_GetMatrix(self.raw, index, found)
        return found.a, found.b, found.c, found.d, pdfium.FPDFText_GetFontSize(self.raw, index)


def exhaust(results: Iterable[int]) -> None:
    """Make every call of a map."""
    deque(results, maxlen=0)
