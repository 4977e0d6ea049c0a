"""The functions of PDFium that are asked once for every character, bound so that `map` can call them.

pypdfium2 converts every argument of a call; with plain addresses and without that, reading the boxes of a page takes
half the time.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _bound(function: Callable[..., int], *arguments: type) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(_INT, *arguments)(address or 0)


_origin = _bound(pdfium.FPDFText_GetCharOrigin, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _ADDRESS, _INT, _ADDRESS)
_is_unnamed = _bound(pdfium.FPDFText_HasUnicodeMapError, _ADDRESS, _INT)
_unicode = _bound(pdfium.FPDFText_GetUnicode, _ADDRESS, _INT)


class TextPage:
    """The characters of one page of PDFium, all asked for at once; close it before the page."""

    def __init__(self, page: Any) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self._address = ctypes.cast(self.raw, ctypes.c_void_p).value if self.raw else None
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
        numbers: list[float] = list(places)
        return numbers[0::2], numbers[1::2]

    def boxes(self, count: int) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return left, top, right, bottom of the loose boxes of characters, in points of the file's own space."""
        rectangles = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(rectangles)
        _exhaust(map(_loose_box, repeat(self._address), range(count), range(start, start + 16 * count, 16)))
        numbers: list[float] = list(rectangles)
        return numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]

    def is_generated(self, index: int) -> bool:
        """Tell whether a character is not in the file: a blank or a line break that PDFium thinks fit."""
        return bool(pdfium.FPDFText_IsGenerated(self.raw, index) == 1)

    def matrix(self, index: int) -> tuple[float, float, float, float]:
        """Return a, b, c, d of the matrix of a character."""
        found = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.raw, index, found)
        return found.a, found.b, found.c, found.d

    def font_size(self, index: int) -> float:
        """Return the size that the font of a character was set to, before its matrix."""
        return float(pdfium.FPDFText_GetFontSize(self.raw, index))


def _exhaust(results: Iterable[int]) -> None:
    """Make every call of a map."""
    deque(results, maxlen=0)
