"""How well a page fits a query, the same for every engine: Okapi BM25 over whole phrases."""

import math
from collections.abc import Iterable

SATURATION = 1.2
LENGTH_SHARE = 0.75
USUAL_PAGE_ATOMS = 600
"""The length that counts as neither long nor short: fixed, so that a score does not move as others come and go."""

MOST_COUNTED = 400
"""More often on one page counts no more."""


def phrase_weight(pages: int, pages_with_phrase: int) -> float:
    """Return how telling a phrase is among `pages` pages: the rarer, the more; always above 0."""
    return math.log(1 + (pages - pages_with_phrase + 0.5) / (pages_with_phrase + 0.5))


def page_score(found: Iterable[tuple[float, float]], page_atoms: int) -> float:
    """Return the score of a page of this length: `found` gives (weight, occurrences) of each phrase that it has."""
    length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * page_atoms / USUAL_PAGE_ATOMS)
    capped = ((weight, min(count, MOST_COUNTED)) for weight, count in found)
    return sum(weight * count * (SATURATION + 1) / (count + length) for weight, count in capped)
