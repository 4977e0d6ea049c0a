"""A fingerprint of a text, alike where texts are alike."""

import heapq
import zlib

from pipeline.numbers.shadow import shadow
from schemas.parsed import ParsedDocument

SHINGLE_CHARS = 5
KEPT = 64
# a form with a title, two names, a date is like any other of its kind
FEWEST_CHARS = 60


def fingerprint_of(document: ParsedDocument) -> tuple[int, ...]:
    """Return the 64 smallest CRC-32 values of the text's five-character shingles, sorted; () for too little text.

    The share of values that two fingerprints have in common (among the smallest of both together) estimates how
    large a share of their shingles two texts share (Broder 1997, bottom-k sketch). Blanks, widths and line breaks
    do not count.
    """
    text = "".join(shadow("".join(words for _, words in document.page_texts())).text.split())
    if len(text) < FEWEST_CHARS:
        return ()
    shingles = {text[start : start + SHINGLE_CHARS] for start in range(len(text) - SHINGLE_CHARS + 1)}
    hashes = {zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles}
    return tuple(heapq.nsmallest(KEPT, hashes))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated share (0-1) of shingles that two texts have in common; 0 where one has no fingerprint."""
    if not one or not other:
        return 0.0
    smallest = heapq.nsmallest(min(KEPT, max(len(one), len(other))), {*one, *other})
    both = {*one} & {*other}
    return sum(value in both for value in smallest) / len(smallest)
