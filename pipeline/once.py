"""What is made of an edition once: found again by identity, for an edition is long to hash."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from schemas.edition import Edition

Made = TypeVar("Made")
MAX_KEPT = 8


def once_for_each(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Decorate a function of an edition so that it works once for each; the last few are kept."""
    kept: dict[int, tuple[Edition, Made]] = {}

    @wraps(make)
    def made(edition: Edition) -> Made:
        known = kept.get(id(edition))
        if known is not None and known[0] is edition:
            return known[1]
        equal = [result for other, result in kept.values() if other == edition]
        result = equal[0] if equal else make(edition)
        if len(kept) >= MAX_KEPT:
            kept.pop(next(iter(kept)))
        kept[id(edition)] = (edition, result)
        return result

    return made
