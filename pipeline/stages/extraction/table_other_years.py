"""Columns that count in another year what a quotient has named: 2023年底累计完成 beside 2024年底累计完成, 治理率."""

from collections.abc import Iterator, Sequence

from pipeline.stages.extraction.heads import Head
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.table_quotients import Spot, Unnamed
from pipeline.values import replace


def named_in_other_years(
    named: dict[Spot, Reading], unnamed: dict[Spot, Unnamed], columns: Sequence[tuple[Head, ...]]
) -> Iterator[tuple[Spot, Reading]]:
    """Yield readings of numbers without a name whose column differs from a named one's in nothing but the year."""
    for (row, column), reading in named.items():
        for other, heads in enumerate(columns):
            one = unnamed.get((row, other))
            if one is None or other == column or not _differs_in_year(heads, columns[column]):
                continue
            quantity = replace(one.quantity, unit=reading.quantity.unit)
            yield (
                (row, other),
                replace(reading, quantity=quantity, year=heads[-1].years[0], start=quantity.start, end=quantity.end),
            )


def _differs_in_year(heads: tuple[Head, ...], others: tuple[Head, ...]) -> bool:
    if not heads or not others or heads[:-1] != others[:-1]:
        return False
    head, other = heads[-1], others[-1]
    is_same = (head.words, head.unit, head.role) == (other.words, other.unit, other.role)
    return is_same and len(head.years) == len(other.years) == 1 and head.years != other.years
