"""Small values that reading makes by the thousand: nothing may change them, which costs nothing when they are made."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Class = TypeVar("Class")
Value = TypeVar("Value", bound="DataclassInstance")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Class]) -> type[Class]:
    """Make a class one of frozen values, as `dataclass(frozen=True)` does, but for who watches over it.

    The type checker refuses what would change one. While the program runs nothing looks, and so a value is made in a
    quarter of the time.
    """
    return dataclass(unsafe_hash="__hash__" not in cls.__dict__)(cls)


def replace(value: Value, /, **changes: object) -> Value:
    """Do what `dataclasses.replace` does in half the time; what a `kept_property` has worked out is not taken over."""
    told = value.__dict__
    if len(told) > len(value.__dataclass_fields__):
        told = {name: told[name] for name in value.__dataclass_fields__}
    return type(value)(**{**told, **changes})
