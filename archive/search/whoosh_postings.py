"""Places of a phrase, read from the postings of one Whoosh segment."""

from collections import defaultdict
from typing import Any

from whoosh.matching.mcore import Matcher
from whoosh.reading import IndexReader

from archive.search.analyzer import pairs, prefix

TEXT_FIELD = "text"


def occurrences(segment: IndexReader, atoms: tuple[str, ...]) -> dict[int, float]:
    """Return how often a row of atoms stands in each page (Whoosh document number) that has it.

    Deleted pages are left out. Raises whatever Whoosh raises on damaged files.
    """
    if len(atoms) == 1:
        return _of_atom(segment, atoms[0])
    tokens = pairs(atoms)
    # Every atom must be covered, not every pair: (ab)(cd) in their places imply (bc) between them.
    needed = sorted({*range(0, len(tokens), 2), len(tokens) - 1})
    if any((TEXT_FIELD, tokens[place]) not in segment for place in needed):
        return {}
    needed.sort(key=lambda place: segment.doc_frequency(TEXT_FIELD, tokens[place]))
    postings = [(place, segment.postings(TEXT_FIELD, tokens[place])) for place in needed]
    if len(postings) == 1:
        return _of_pair(postings[0][1])
    return _of_row(postings)


def _of_atom(segment: IndexReader, atom: str) -> dict[int, float]:
    """Add up the tokens that begin with the atom: each place of an atom begins one token."""
    found: defaultdict[int, float] = defaultdict(float)
    for token in segment.expand_prefix(TEXT_FIELD, prefix(atom)):
        for page, count in _of_pair(segment.postings(TEXT_FIELD, token)).items():
            found[page] += count
    return found


def _of_pair(postings: Matcher) -> dict[int, float]:
    found: dict[int, float] = {}
    while postings.is_active():
        found[postings.id()] = postings.weight()
        postings.next()
    return found


def _of_row(postings: list[tuple[int, Matcher]]) -> dict[int, float]:
    """Intersect the positions of (place in the phrase, postings), the rarest first."""
    (rarest_place, rarest), others = postings[0], postings[1:]
    found: dict[int, float] = {}
    while rarest.is_active():
        page = rarest.id()
        for _, other in others:
            if other.is_active():
                other.skip_to(page)
            if not other.is_active():
                return found
        if all(other.id() == page for _, other in others):
            starts = _starts(rarest, rarest_place)
            for place, other in others:
                starts &= _starts(other, place)
            if starts:
                found[page] = len(starts)
        rarest.next()
    return found


def _starts(postings: Any, place: int) -> set[int]:
    """Return where the phrase would begin for its token number `place` to stand where it does."""
    return {position - place for position in postings.value_as("positions")}
