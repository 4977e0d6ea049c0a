"""Cells of a table that are parts of what another tells whole: 规模养殖场, 规模以下, 全县; 第一期, 第二期, 合计."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.coverage.values import Stated
from schemas.locator import CellLocator

_FEWEST_ROWS = 3
_Key = tuple[str, int, str, int, str, str, str, int]


def without_parts(items: Sequence[Stated]) -> list[Stated]:
    """Return facts without those of a table's cells that are parts of another's, of one name, year, column or row.

    The whole is the first or the last of three cells or more: the amount that the others add up to, the share that lies
    between theirs.
    """
    groups: dict[_Key, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        place = item.fact.locator
        if isinstance(place, CellLocator):
            fact = item.fact
            sha256 = item.viewed.document.sha256
            for line, number in (("column", place.column), ("row", place.row)):
                key = (sha256, place.table, line, number, fact.name, fact.subject, fact.role, item.year)
                groups[key].append(index)
    dropped: set[int] = set()
    for indexes in groups.values():
        if len(indexes) >= _FEWEST_ROWS:
            whole = _whole([items[index] for index in indexes])
            dropped.update(index for place, index in enumerate(indexes) if whole is not None and place != whole)
    return [item for index, item in enumerate(items) if index not in dropped] if dropped else list(items)


def _whole(rows: Sequence[Stated]) -> int | None:
    """Return the place of the row that tells the whole, None where none surely does."""
    values = [row.fact.value for row in rows]
    if len({row.fact.unit for row in rows}) != 1 or len({_place(row) for row in rows}) != len(rows):
        return None
    for place, others in ((len(rows) - 1, values[:-1]), (0, values[1:])):
        value = values[place]
        is_share = rows[0].fact.unit == "%"
        if min(others) < value < max(others) if is_share else value == sum(others, Decimal(0)):
            return place
    return None


def _place(item: Stated) -> tuple[int, int]:
    place = item.fact.locator
    return (place.row, place.column) if isinstance(place, CellLocator) else (-1, -1)
