"""What is worked out once and kept: what is made of an edition, a property of a value."""

from collections.abc import Callable
from functools import wraps
from typing import Generic, Self, TypeVar, overload

from schemas.edition import Edition

Made = TypeVar("Made")
Owner = TypeVar("Owner")
MAX_KEPT = 8


def once_for_each(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Decorate a function of an edition so that it works once for each; the last few are kept.

    Editions are found again by identity, for one is long to hash.
    """
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


class kept_property(Generic[Owner, Made]):  # noqa: N801 - stands where `property` does
    """A property that is worked out when first asked for: `cached_property` without the lock it takes (Python 3.11)."""

    def __init__(self, make: Callable[[Owner], Made]) -> None:
        """Take the method that works it out."""
        self._make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, of: None, kind: type[Owner]) -> Self: ...

    @overload
    def __get__(self, of: Owner, kind: type[Owner]) -> Made: ...

    def __get__(self, of: Owner | None, kind: type[Owner]) -> Self | Made:
        """Work it out; from then on it stands in the object, where it is found before this is asked."""
        if of is None:
            return self
        made = of.__dict__[self._make.__name__] = self._make(of)
        return made
