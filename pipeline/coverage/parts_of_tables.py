"""Cells of a table that are parts of what another tells whole: 规模养殖场, 规模以下, 全县; 第一期, 第二期, 合计."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.coverage.values import Stated
from schemas.locator import CellLocator

_FEWEST_ROWS = 3
# name, subject, role, year
_Key = tuple[str, str, str, int]


def without_parts(items: Sequence[Stated]) -> list[Stated]:
    """Return facts without those of a table's cells that are parts of another's, of one name, year, column or row.

    The whole is the first or the last of three cells or more: the amount that the others add up to, the share that lies
    between theirs.
    """
    tables: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        place = item.fact.locator
        if isinstance(place, CellLocator):
            tables[item.viewed.document.sha256, place.table].append(index)
    dropped: set[int] = set()
    for of_table in tables.values():
        for indexes in _of_one_name(items, of_table) if len(of_table) >= _FEWEST_ROWS else ():
            whole = _whole([items[index] for index in indexes])
            dropped.update(index for place, index in enumerate(indexes) if whole is not None and place != whole)
    return [item for index, item in enumerate(items) if index not in dropped] if dropped else list(items)


def _of_one_name(items: Sequence[Stated], of_table: Sequence[int]) -> Iterator[list[int]]:
    """Yield the cells (their indexes among all facts) of one name and year in each column, each row of a table."""
    named: dict[_Key, list[int]] = defaultdict(list)
    for index in of_table:
        fact = items[index].fact
        named[fact.name, fact.subject, fact.role, items[index].year].append(index)
    for indexes in named.values():
        if len(indexes) >= _FEWEST_ROWS:
            yield from _lines(items, indexes)


def _lines(items: Sequence[Stated], of_name: Sequence[int]) -> Iterator[list[int]]:
    """Yield the cells of each column and each row with enough of them."""
    for which in (1, 0):
        lines: dict[int, list[int]] = defaultdict(list)
        for index in of_name:
            lines[_place(items[index])[which]].append(index)
        yield from (indexes for indexes in lines.values() if len(indexes) >= _FEWEST_ROWS)


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
