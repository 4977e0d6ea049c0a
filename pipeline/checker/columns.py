"""Values of one kind as they are kept: field by field, what all have in common once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from archive.catalogue.bulk import all_made_of
from schemas.locator import CellLocator, Locator, PageLocator, ParagraphLocator
from schemas.model import Model

_KINDS: tuple[type[Any], ...] = (PageLocator, ParagraphLocator, CellLocator)
_NAMES = [tuple(kind.model_fields) for kind in _KINDS]
_BOX = "bbox_pt"
# of which kind a place is, its values
Place = tuple[int, tuple[Any, ...]]


def columns_of(models: Sequence[Model], names: Iterable[str]) -> list[Any]:
    """Return the values of each of these fields, one where all have the same; none of them may be a list."""
    return [_shortened([getattr(model, name) for model in models]) for name in names]


def _shortened(column: list[Any]) -> Any:
    return column[0] if column and column.count(column[0]) == len(column) else column


def filled(columns: Iterable[Any], count: int) -> list[list[Any]]:
    """Return so many values of each field."""
    return [column if isinstance(column, list) else [column] * count for column in columns]


def packed_locators(places: Sequence[Locator]) -> tuple[list[int], list[Any]]:
    """Return of which kind each place is, then the values of all places of each kind."""
    kinds = [_KINDS.index(type(place)) for place in places]
    by_kind: list[list[Any]] = [[] for _ in _KINDS]
    for kind, place in zip(kinds, places, strict=True):
        by_kind[kind].append(place)
    return kinds, [_columns(kind, of_kind) for kind, of_kind in enumerate(by_kind)]


def _columns(kind: int, places: Sequence[Any]) -> list[Any]:
    plain = columns_of(places, [name for name in _NAMES[kind] if name != _BOX]) if places else []
    return [*plain, [place.bbox_pt for place in places]] if places and _BOX in _NAMES[kind] else plain


def locators_in(packed: Sequence[Any]) -> list[Locator]:
    """Return places; raises LookupError, TypeError or ValueError where the values are no such thing."""
    kinds, by_kind = packed
    made = [_made(kind, _rows(kind, columns, kinds.count(kind))) for kind, columns in enumerate(by_kind)]
    return [next(made[kind]) for kind in kinds]


def _made(kind: int, rows: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Return places of one kind; many stand at one (the second page, the third paragraph), which is made once."""
    each = list(rows)
    distinct = list(dict.fromkeys(each))
    made = dict(zip(distinct, all_made_of(_KINDS[kind], _NAMES[kind], distinct), strict=True))
    return map(made.__getitem__, each)


def places_in(packed: Sequence[Any]) -> list[Place]:
    """Return places as values; raises the same."""
    kinds, by_kind = packed
    rows = [_rows(kind, columns, kinds.count(kind)) for kind, columns in enumerate(by_kind)]
    return [(kind, next(rows[kind])) for kind in kinds]


def _rows(kind: int, columns: Sequence[Any], count: int) -> Iterator[tuple[Any, ...]]:
    each = filled(columns, count)
    if count and _BOX in _NAMES[kind]:  # all that have one have it last
        each[-1] = [tuple(box) if box is not None else None for box in each[-1]]
    return zip(*each, strict=True)


def locator_at(place: Place) -> Locator:
    """Return a place; raises ValueError where the values are no such thing."""
    kind, values = place
    (made,) = all_made_of(_KINDS[kind], _NAMES[kind], [values])
    return cast(Locator, made)
