"""A value told from others by being the same object."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


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
