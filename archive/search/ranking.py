"""How well a page fits a query, the same for every engine: Okapi BM25 over whole phrases."""

import math
from collections.abc import Iterable
from functools import lru_cache

from archive.search.common_pairs import FREQUENT

SATURATION = 1.2
LENGTH_SHARE = 0.75
USUAL_PAGE_ATOMS = 600
"""The length that counts as neither long nor short: fixed, so that a score does not move as others come and go."""

MOST_COUNTED = 400
"""More often on one page counts no more."""

COUNTED_PAGES = 50_000
"""Up to so many pages in an index it is counted how many have a phrase; beyond, that costs more than the search."""

_MOST_FREQUENT, _RANKS_ALIKE = 0.02, 12
_SELDOM = 5e-5
"""Shares of a text: of its most frequent atom, which fall by half every time the rank doubles (Zipf, Mandelbrot); of a
character that is none of the frequent ones."""

_INSIDE_A_PHRASE = 0.42
"""Characters that belong together foretell each other: written Chinese tells some 4 bits a character in context, 9.6
where each is taken alone."""

_FEWEST, _MOST = 1e-4, 2.5
"""Times on a usual page, as far as they make a difference: a weight between 0.09 and 9.2."""


def phrase_weight(pages: int, pages_with_phrase: int) -> float:
    """Return how telling a phrase is among `pages` pages: the rarer, the more; always above 0."""
    return math.log(1 + (pages - pages_with_phrase + 0.5) / (pages_with_phrase + 0.5))


def foreseen_weight(atoms: tuple[str, ...]) -> float:
    """Return how telling a phrase is, not counted but foreseen from its atoms and how official Chinese uses them.

    As above it is about minus the logarithm of the share of pages that have the phrase; always above 0.
    """
    rarest, *others = sorted((_surprise(atom) for atom in atoms), reverse=True)
    expected = math.exp(math.log(USUAL_PAGE_ATOMS) - rarest - _INSIDE_A_PHRASE * sum(others))
    return -math.log(-math.expm1(-min(max(expected, _FEWEST), _MOST)))


def page_score(found: Iterable[tuple[float, float]], page_atoms: int) -> float:
    """Return the score of a page of this length: `found` gives (weight, occurrences) of each phrase that it has."""
    length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * page_atoms / USUAL_PAGE_ATOMS)
    capped = ((weight, min(count, MOST_COUNTED)) for weight, count in found)
    return sum(weight * count * (SATURATION + 1) / (count + length) for weight, count in capped)


@lru_cache(maxsize=4096)
def _surprise(atom: str) -> float:
    """Return minus the logarithm of the share of a text that this atom is."""
    if atom[0].isdecimal():
        return math.log(30) + len(atom)
    if len(atom) > 1:  # a word in letters
        return math.log(100) + len(atom)
    rank = FREQUENT.find(atom)
    return -math.log(_SELDOM if rank < 0 else _MOST_FREQUENT / (1 + rank / _RANKS_ALIKE))
