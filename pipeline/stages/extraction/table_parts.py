"""Which row of a table sums up plants: those below it behind 其中, or those above it that it adds up."""

import re
from decimal import Decimal

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.layout import cell_value
from pipeline.stages.extraction.table_rows import Row

_PLANT = re.compile(r"(?:厂|场|站|设施)(?:\([^()]*\))?$")
_FIRST = re.compile(r"^(?:[\d.、()]*\s*)其中")


def row_of_whole(grid: list[Row], row: int, column: int, first_row: int) -> int | None:
    """Return the row above 其中 that the plant in a label column is a part of, None where it is none."""
    for index in range(row, first_row, -1):
        cell = grid[index][column]
        label = shadow(cell.text.strip()).text if cell is not None else ""
        if not _PLANT.search(label):
            return None
        if _FIRST.search(label):
            return index - 1
    return None


def row_of_sum(grid: list[Row], row: int, label: int, column: int, first_row: int) -> int | None:
    """Return the row below some plants that adds up their values in a column, None where none does.

    `label` is the column of the labels. Above the plants stands a head or a row that is no plant.
    """
    if not _is_plant(grid[row], label):
        return None
    first, last = row, row
    while first > first_row and _is_plant(grid[first - 1], label):
        first -= 1
    while last + 1 < len(grid) and _is_plant(grid[last + 1], label):
        last += 1
    values = [_value(one, column) for one in grid[first : last + 2]]
    if first == last or len(values) != last + 2 - first or None in values:
        return None
    *parts, total = [value for value in values if value is not None]
    return last + 1 if sum(parts) == total else None


def _is_plant(row: Row, label: int) -> bool:
    cell = row[label]
    return cell is not None and _PLANT.search(shadow(cell.text.strip()).text) is not None


def _value(row: Row, column: int) -> Decimal | None:
    cell = row[column]
    told = cell_value(cell.text) if cell is not None else None
    return told.value if told is not None else None
