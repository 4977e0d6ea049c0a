"""Places in documents as they are kept: values without their names."""

from typing import Any

from archive.catalogue.bulk import made_of
from schemas.locator import CellLocator, Locator, PageLocator, ParagraphLocator

_KINDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    kind.model_fields["kind"].default: (kind, tuple(kind.model_fields))
    for kind in (PageLocator, ParagraphLocator, CellLocator)
}


def packed_locator(place: Locator) -> list[Any]:
    """Return the values of a place, its kind first."""
    return [getattr(place, part) for part in _KINDS[place.kind][1]]


def locator_in(row: list[Any]) -> Locator:
    """Return a place; raises LookupError or ValueError where the values are no such thing."""
    kind, names = _KINDS[row[0]]
    if type(row[-1]) is list:  # the box, which all that have one have last
        row[-1] = tuple(row[-1])
    place: Locator = made_of(kind, dict(zip(names, row, strict=True)))
    return place
