"""A value told from others by being the same object."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

T = TypeVar("T")
Made = TypeVar("Made")
Others = ParamSpec("Others")
_MOST_KEPT = 4096


@dataclass(frozen=True, eq=False)
class Same(Generic[T]):
    """A key for caches: hashing all that a dossier or an edition holds would cost more than it saves."""

    value: T

    def __hash__(self) -> int:
        """Hash the object's identity; the key holds the object, so none can take its place."""
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold one object."""
        return isinstance(other, Same) and self.value is other.value


def once_for_same(make: Callable[Concatenate[T, Others], Made]) -> Callable[Concatenate[T, Others], Made]:
    """Decorate what is asked of an object (and hashable values beside it) again and again; the last are kept."""
    kept: dict[tuple[Hashable, ...], tuple[T, Made]] = {}

    @wraps(make)
    def made(thing: T, /, *args: Others.args, **named: Others.kwargs) -> Made:
        key = (id(thing), *args)
        known = kept.get(key)
        if known is not None:
            return known[1]
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        result = make(thing, *args, **named)
        kept[key] = (thing, result)  # holds the object, so that none can take its place
        return result

    return made
