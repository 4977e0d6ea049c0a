"""Ranges of characters that fonts of a PDF state: pdfminer writes every one of them out, however many there are.

A font has at most 65,536 characters (PDF 32000-1, 9.7.2), yet four bytes of a damaged or malicious file can state a
thousand million, whose widths or names would fill the memory.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.pdf import PDF

from pipeline.parsers.pdf_file.border import FOREIGN
from schemas.errors import BrokenFile

MAX_CHARACTERS = 65_536  # of one range
MAX_TOTAL = 4_000_000  # of all fonts of a file
MAX_OBJECTS = 200_000
# key of a font, how many numbers state a range of it (PDF 32000-1, 9.7.4.3)
_WIDTHS = (("W", 3), ("W2", 5))
_NAMES = ("ToUnicode", "Encoding")
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f\s]{1,16})>\s*<\s*([0-9A-Fa-f\s]{1,16})>\s*(?=[<\[\d])")

_LIST = re.compile(rb"begin(?:bf|cid)range.*?(?:end(?:bf|cid)range|\Z)", re.DOTALL)


def refuse_endless_fonts(pdf: PDF) -> None:
    """Raise BrokenFile where the fonts of a file state more characters than any font can have."""
    total = 0
    for font in _fonts(pdf):
        for count in _counts(font):
            total += count
            if count > MAX_CHARACTERS or total > MAX_TOTAL:
                raise BrokenFile("PDF 的字体声明了不可能有的字符数，文件已损坏或有意构造，已拒绝读取。")


def _fonts(pdf: PDF) -> Iterator[dict[str, Any]]:
    """Yield the dictionaries of a file that may be fonts; what is damaged is left out."""
    seen = 0
    for table in pdf.doc.xrefs:
        for number in table.get_objids():
            seen += 1
            if seen > MAX_OBJECTS:
                return
            try:
                found = pdf.doc.getobj(number)
            except FOREIGN:
                continue
            if isinstance(found, dict):
                yield found


def _counts(font: dict[str, Any]) -> Iterator[int]:
    """Yield how many characters each range of a font has."""
    for key, size in _WIDTHS:
        numbers = _resolved(font.get(key))
        if isinstance(numbers, list):
            yield from _range_sizes(map(_resolved, numbers), size)
    for key in _NAMES:
        stream = _resolved(font.get(key))
        if isinstance(stream, PDFStream):
            yield from _named_range_sizes(stream)


def _resolved(value: object) -> object:
    try:
        return resolve1(value)
    except FOREIGN:
        return None


def _range_sizes(values: Iterable[object], size: int) -> Iterator[int]:
    """Yield the sizes of the ranges in a list of widths: first, last, width, or first, [width …]."""
    waiting: list[float] = []
    for value in values:
        if isinstance(value, list):
            waiting = []
        elif isinstance(value, int | float):
            waiting.append(value)
            if len(waiting) == size:
                yield int(min(max(waiting[1] - waiting[0], 0), MAX_TOTAL)) + 1
                waiting = []


def _named_range_sizes(stream: PDFStream) -> Iterator[int]:
    """Yield the sizes of the ranges that a map of characters lists (bfrange, cidrange)."""
    try:
        data = stream.get_data()
    except FOREIGN:
        return
    for section in _LIST.finditer(data):
        for match in _RANGE.finditer(section[0]):
            first, last = (int(b"".join(part.split()) or b"0", 16) for part in match.groups())
            yield max(last - first, 0) + 1
