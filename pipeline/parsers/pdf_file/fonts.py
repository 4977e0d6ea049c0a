"""Fonts that a PDF names but does not hold: one square stands for every character of all of them.

Where characters stand follows from what the file states of its fonts, but PDFium also measures the outlines of the
font of this machine that it puts in the place of a missing one. That takes ten times as long as all the rest, boxes
differ from machine to machine, and where no font is found PDFium drops characters that stand alone.
"""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

EM = 1000
_DESCENT, _ASCENT = -120, 880
_EVERY_CHARACTER = (0, 0x10FFFF, 1)


def square_font() -> bytes:
    """Return a TrueType font whose only outline, a square of one em, is that of every character."""
    box = struct.pack(">4h", 0, _DESCENT, EM, _ASCENT)
    outline = struct.pack(">h", 1) + box + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    outline += struct.pack(">4h", 0, EM, 0, -EM) + struct.pack(">4h", _DESCENT, 0, EM, 0)
    groups = struct.pack(">HHIII3I", 13, 0, 28, 0, 1, *_EVERY_CHARACTER)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + groups,
        b"glyf": outline + outline,
        b"head": struct.pack(">IIIIHHQQ", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0)
        + box
        + struct.pack(">HHhhh", 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhH11hH", 0x10000, _ASCENT, _DESCENT, 0, EM, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, 0),
        b"loca": struct.pack(">3I", 0, len(outline), 2 * len(outline)),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, *[0] * 11),
    }
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48), b""
    for name, table in tables.items():
        directory += struct.pack(">4s3I", name, 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


_SQUARE = square_font()
_FIELDS: dict[str, Any] = dict(pdfium.FPDF_SYSFONTINFO._fields_)


def _any_font(*_: object) -> int:
    """Answer every name of a font with the number of the square one."""
    return 1


def _font_data(_info: object, _font: object, table: int, buffer: object, size: int) -> int:
    """Hand out the whole font (table 0), or tell its size where there is no room for it."""
    if table:
        return 0
    if buffer and size >= len(_SQUARE):
        ctypes.memmove(buffer, _SQUARE, len(_SQUARE))  # type: ignore[arg-type]
    return len(_SQUARE)


def _only_squares() -> Any:
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    for name, answer in (("MapFont", _any_font), ("GetFont", _any_font), ("GetFontData", _font_data)):
        setattr(info, name, _FIELDS[name](answer))
    return info


_ONLY_SQUARES = _only_squares()  # PDFium keeps its address


@contextmanager
def only_square_fonts() -> Iterator[None]:
    """Let PDFium find no other font than the square one while the block runs; pages are to be painted outside of it."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_ONLY_SQUARES))
    try:
        yield
    finally:
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())
