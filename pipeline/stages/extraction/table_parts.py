"""Which row of a table sums up the plants below it: 达标排放量, 其中：县城污水处理厂, 乡镇污水处理站."""

import re

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.table_rows import Row

_PLANT = re.compile(r"(?:厂|站|设施)(?:\([^()]*\))?$")
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
