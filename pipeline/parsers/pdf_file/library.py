"""The functions of PDFium that are asked for every character or object, bound so that `map` can call them.

pypdfium2 converts every argument of a call. With pointers that are ready before, and without that, reading the places
of a page takes a third of the time. As PDFium itself, this is for one thread at a time.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as pdfium

_YES = 1
Manner = tuple[float, float, float, float, float]
FIRST_CHINESE = "\u2e80"
SAMPLE = 8  # of so many Chinese characters one is asked for
ADDRESS, INT = ctypes.c_void_p, ctypes.c_int
ROOM = 2048  # so many characters are asked for at a time


def bound(function: Callable[..., Any], *arguments: type, result: type = INT) -> Callable[..., Any]:
    """Return a function of pypdfium2 so that it takes addresses as integers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def quick(function: Callable[..., Any], result: type = INT) -> Callable[..., Any]:
    """Return a function of pypdfium2 for arguments that need no conversion: pointers, and numbers of 32 bits."""
    return ctypes.PYFUNCTYPE(result)(address_of(function))


def address_of(pointer: Any) -> int:
    """Return the address of what pypdfium2 knows as a pointer or a function, 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0 if pointer else 0


_origin = quick(pdfium.FPDFText_GetCharOrigin)
_loose_box = quick(pdfium.FPDFText_GetLooseCharBox)
_is_unnamed = quick(pdfium.FPDFText_HasUnicodeMapError)
_is_generated = quick(pdfium.FPDFText_IsGenerated)
_char_matrix = quick(pdfium.FPDFText_GetMatrix)
_font_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_unicode = quick(pdfium.FPDFText_GetUnicode)

# where PDFium writes its answers: for each character two numbers of 8 bytes or four of 4, and pointers to them
_answers = ctypes.create_string_buffer(16 * ROOM)
_START = ctypes.addressof(_answers)
_doubles, _floats = (
    (ctypes.c_double * (2 * ROOM)).from_buffer(_answers),
    (ctypes.c_float * (4 * ROOM)).from_buffer(_answers),
)
_FIRSTS, _SECONDS = ([ADDRESS(_START + 16 * place + 8 * half) for place in range(ROOM)] for half in (0, 1))
_MATRICES = _FIRSTS[0::2]  # these are of six numbers


def _parts(indexes: Sequence[int], room: int) -> Iterator[Sequence[int]]:
    """Yield the indexes in parts for whose answers there is room; what is not answered is 0."""
    for start in range(0, len(indexes), room):
        ctypes.memset(_START, 0, len(_answers))
        yield indexes[start : start + room]


class TextPage:
    """The characters of one page of PDFium, all asked for at once; close it before the page."""

    def __init__(self, page: Any) -> None:
        self.raw = pdfium.FPDFText_LoadPage(page)
        self._pointer = ADDRESS(address_of(self.raw))
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
            codes = map(_unicode, repeat(self._pointer), range(count))
            text = "".join([chr(code) if 0 < code <= 0x10FFFF else "\ufffd" for code in codes])
        return text

    def unnamed(self, text: str) -> list[int]:
        """Return the indexes of the characters for which PDFium guessed, as the file does not say what they are.

        A guess is the number by which a font calls its outline: small ones look like letters and figures, others
        like Chinese characters taken at random. So each letter is asked for, and Chinese characters by sample.
        """
        suspects = [index for index, character in enumerate(text) if character < FIRST_CHINESE]
        suspects.extend(range(0, len(text), SAMPLE))
        if not any(map(_is_unnamed, repeat(self._pointer), suspects)):
            return []
        return list(compress(range(len(text)), map(_is_unnamed, repeat(self._pointer), range(len(text)))))

    def origins(self, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return the x and the y of where characters stand on their baselines, in points of the file's own space."""
        xs: list[float] = []
        ys: list[float] = []
        for part in _parts(indexes, ROOM):
            exhaust(map(_origin, repeat(self._pointer), part, _FIRSTS, _SECONDS))
            xs += _doubles[0 : 2 * len(part) : 2]
            ys += _doubles[1 : 2 * len(part) : 2]
        return xs, ys

    def boxes(self, indexes: Sequence[int]) -> list[list[float]]:
        """Return the lefts, tops, rights, bottoms of the loose boxes of characters, in points of the file's space."""
        sides: list[list[float]] = [[], [], [], []]
        for part in _parts(indexes, ROOM):
            exhaust(map(_loose_box, repeat(self._pointer), part, _FIRSTS))
            for number, side in enumerate(sides):
                side.extend(_floats[number : 4 * len(part) : 4])
        return sides

    def right_ends(self, indexes: Sequence[int]) -> list[float]:
        """Return the right ends of the loose boxes of characters."""
        ends: list[float] = []
        for part in _parts(indexes, ROOM):
            exhaust(map(_loose_box, repeat(self._pointer), part, _FIRSTS))
            ends += _floats[2 : 4 * len(part) : 4]
        return ends

    def generated(self, indexes: Sequence[int]) -> list[int]:
        """Return those of the characters that are not in the file: blanks and line breaks that PDFium thinks fit."""
        return list(compress(indexes, map(_YES.__eq__, map(_is_generated, repeat(self._pointer), indexes))))

    def manners(self, indexes: Sequence[int]) -> list[Manner]:
        """Return for characters a, b, c, d of the matrix, and the size that the font was set to, before the matrix."""
        found: list[Manner] = []
        for part in _parts(indexes, ROOM // 2):
            exhaust(map(_char_matrix, repeat(self._pointer), part, _MATRICES))
            sizes = map(_font_size, repeat(self._pointer), part)
            end = 8 * len(part)
            found += zip(_floats[0:end:8], _floats[1:end:8], _floats[2:end:8], _floats[3:end:8], sizes, strict=True)
        return found


def exhaust(results: Iterable[int]) -> None:
    """Make every call of a map."""
    deque(results, maxlen=0)
