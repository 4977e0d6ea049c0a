"""The functions of PDFium that are asked for every character or object, bound so that `map` can call them.

pypdfium2 converts every argument of a call; with plain addresses and without that, reading the boxes of a page takes
half the time.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as pdfium

_YES = 1
Manner = tuple[float, float, float, float, float]
FIRST_CHINESE = "\u2e80"
SAMPLE = 8  # of so many Chinese characters one is asked for
ADDRESS, INT = ctypes.c_void_p, ctypes.c_int


def bound(function: Callable[..., Any], *arguments: type, result: type = INT) -> Callable[..., Any]:
    """Return a function of pypdfium2 so that it takes addresses as integers."""
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


def address_of(pointer: Any) -> int:
    """Return the address of what pypdfium2 knows as a pointer or a function, 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0 if pointer else 0


_origin = bound(pdfium.FPDFText_GetCharOrigin, ADDRESS, INT, ADDRESS, ADDRESS)
_loose_box = bound(pdfium.FPDFText_GetLooseCharBox, ADDRESS, INT, ADDRESS)
_is_unnamed = bound(pdfium.FPDFText_HasUnicodeMapError, ADDRESS, INT)
_is_generated = bound(pdfium.FPDFText_IsGenerated, ADDRESS, INT)
_char_matrix = bound(pdfium.FPDFText_GetMatrix, ADDRESS, INT, ADDRESS)
_font_size = bound(pdfium.FPDFText_GetFontSize, ADDRESS, INT, result=ctypes.c_double)
_unicode = bound(pdfium.FPDFText_GetUnicode, ADDRESS, INT)


class TextPage:
    """The characters of one page of PDFium, all asked for at once; close it before the page."""

    def __init__(self, page: Any) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self._address = address_of(self.raw)
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

    def unnamed(self, text: str) -> list[int]:
        """Return the indexes of the characters for which PDFium guessed, as the file does not say what they are.

        A guess is the number by which a font calls its outline: small ones look like letters and figures, others
        like Chinese characters taken at random. So each letter is asked for, and Chinese characters by sample.
        """
        suspects = [index for index, character in enumerate(text) if character < FIRST_CHINESE]
        suspects.extend(range(0, len(text), SAMPLE))
        if not any(map(_is_unnamed, repeat(self._address), suspects)):
            return []
        return list(compress(range(len(text)), map(_is_unnamed, repeat(self._address), range(len(text)))))

    def origins(self, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return the x and the y of where characters stand on their baselines, in points of the file's own space."""
        places = (ctypes.c_double * (2 * len(indexes)))()
        start = ctypes.addressof(places)
        end = start + 16 * len(indexes)
        exhaust(map(_origin, repeat(self._address), indexes, range(start, end, 16), range(start + 8, end + 8, 16)))
        return places[0::2], places[1::2]

    def boxes(self, indexes: Sequence[int]) -> "ctypes.Array[ctypes.c_float]":
        """Return left, top, right, bottom of the loose boxes of characters, in points of the file's own space."""
        edges = (ctypes.c_float * (4 * len(indexes)))()
        start = ctypes.addressof(edges)
        exhaust(map(_loose_box, repeat(self._address), indexes, range(start, start + 16 * len(indexes), 16)))
        return edges

    def generated(self, indexes: Sequence[int]) -> list[int]:
        """Return those of the characters that are not in the file: blanks and line breaks that PDFium thinks fit."""
        return list(compress(indexes, map(_YES.__eq__, map(_is_generated, repeat(self._address), indexes))))

    def manners(self, indexes: Sequence[int]) -> list[Manner]:
        """Return for characters a, b, c, d of the matrix, and the size that the font was set to, before the matrix."""
        numbers = (ctypes.c_float * (6 * len(indexes)))()
        start = ctypes.addressof(numbers)
        places = range(start, start + 24 * len(indexes), 24)
        exhaust(map(_char_matrix, repeat(self._address), indexes, places))
        sizes = map(_font_size, repeat(self._address), indexes)
        return list(zip(numbers[0::6], numbers[1::6], numbers[2::6], numbers[3::6], sizes, strict=True))


def exhaust(results: Iterable[int]) -> None:
    """Make every call of a map."""
    deque(results, maxlen=0)
