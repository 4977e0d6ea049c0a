"""Small values that reading makes by the thousand: nothing may change them, which costs nothing when they are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Class]) -> type[Class]:
    """Make a class one of frozen values, as `dataclass(frozen=True)` does, but for who watches over it.

    The type checker refuses what would change one. While the program runs nothing looks, and so a value is made in a
    quarter of the time.
    """
    return dataclass(unsafe_hash="__hash__" not in cls.__dict__)(cls)
