"""A fingerprint of a text, alike where texts are alike, and one of its figures, the same where these are the same."""

import re
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import starmap

from pipeline.numbers.shadow import shadow
from schemas.parsed import ParsedDocument, TableBlock

SHINGLE_CHARS = 5
KEPT = 64
# a form with a title, two names, a date is like any other of its kind
FEWEST_CHARS = 60
_VALUES = 2**32
# as few figures stand in many a form
FEWEST_FIGURES = 4
_DAY_OR_NUMBER = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|[〔\[(](?:19|20)\d\d[〕\])]第?\d+号")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def fingerprint_of(document: ParsedDocument) -> tuple[int, ...]:
    """Return the 64 smallest CRC-32 values of the text's five-character shingles, sorted; () for too little text.

    The share of values that two fingerprints have in common (among the smallest of both together) estimates how
    large a share of their shingles two texts share (Broder 1997, bottom-k sketch). Blanks, widths and line breaks
    do not count.
    """
    text = "".join(_bare_texts(document))
    if len(text) < FEWEST_CHARS:
        return ()
    count = len(text) - SHINGLE_CHARS + 1
    # the smallest of so many values lie far below this, and few others do
    limit = _VALUES * KEPT * 8 // count
    smallest = sorted(set(filter(limit.__gt__, _hashes(text))))
    return tuple((smallest if len(smallest) >= KEPT or limit >= _VALUES else sorted(set(_hashes(text))))[:KEPT])


def _hashes(text: str) -> Iterator[int]:
    """Yield the CRC-32 of each shingle, as four bytes a character: those at 0, 5, 10, …, then those at 1, 6, 11, …"""
    data = text.encode("utf-32-le", "surrogatepass")
    size = 4 * SHINGLE_CHARS
    shingle = struct.Struct(f"{size}s")
    for first in range(0, size, 4):
        whole = (len(data) - first) // size * size
        yield from starmap(zlib.crc32, shingle.iter_unpack(data[first : first + whole]))


def figures_digest_of(document: ParsedDocument) -> int | None:
    """Return the CRC-32 of a text's figures in their order, None where they are few.

    Years, dates of a year and document numbers are left out: in these, two versions of one paper differ.
    """
    figures = _FIGURE.findall(_DAY_OR_NUMBER.sub("|", "|".join(_bare_texts(document))))
    return zlib.crc32("|".join(figures).encode()) if len(figures) >= FEWEST_FIGURES else None


def _bare_texts(document: ParsedDocument) -> Iterator[str]:
    """Yield without blanks, block by block, cell by cell: the pieces whose shadows every stage asks for."""
    for block in document.blocks:
        for text in (cell.text for cell in block.cells) if isinstance(block, TableBlock) else (block.text,):
            yield "".join(shadow(text).text.split())


def most_alike(one: Collection[int], other: frozenset[int]) -> float:
    """Return what `likeness` gives at most, in a fraction of its time."""
    return len(other.intersection(one)) / max(1, min(KEPT, max(len(one), len(other))))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the estimated share (0-1) of shingles that two texts have in common; 0 where one has no fingerprint."""
    both = set(one).intersection(other)
    if not both:
        return 0.0
    smallest = sorted({*one, *other})[: min(KEPT, max(len(one), len(other)))]
    return sum(map(smallest[-1].__ge__, both)) / len(smallest)
