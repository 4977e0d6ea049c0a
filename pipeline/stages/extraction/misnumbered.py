"""The row of a list by numbers that names something else than its number: 27 城镇生活垃圾回收利用率."""

import re
from collections.abc import Iterable

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.table_cells import CellReading
from schemas.parsed import TableBlock

_HEAD = re.compile(r"(?:指标)?(?:序号|编号|号|代码)|序|项次")
_NUMBER = re.compile(r"(?:指标|第)?(?P<number>[1-9]\d?)(?:[号项.、])?")
# so many rows that stand by the edition's numbers make a list by these numbers
_FEWEST_RIGHT = 3


def without_misnumbered(readings: Iterable[CellReading], block: TableBlock) -> list[CellReading]:
    """Return the readings of a table without those of the only row whose number is not that of what it names.

    What the row means nobody can tell where its number's indicator stands in no other row. Only what is a component
    of another indicator is left out; a measure's own name stands whatever number is beside it.
    """
    found = list(readings)
    numbers = _numbers(block) if found else {}
    told: dict[int, set[int]] = {}
    for one in found:
        if one.locator.row in numbers:
            told.setdefault(one.locator.row, set()).add(one.reading.name.number)
    wrong = [row for row, named in told.items() if numbers[row] not in named]
    if len(wrong) != 1 or len(told) <= _FEWEST_RIGHT or numbers[wrong[0]] in set[int]().union(*told.values()):
        return found
    return [one for one in found if one.locator.row != wrong[0] or one.reading.name.component is None]


def _numbers(block: TableBlock) -> dict[int, int]:
    """Return the number that each row of a table headed 序号 has in its column; {} where no head says so."""
    grid = block.grid()
    heads = [shadow(cell.text).text.replace(" ", "") if cell else "" for cell in (grid[0] if grid else [])]
    column = next((column for column, head in enumerate(heads) if _HEAD.fullmatch(head)), None)
    if column is None:
        return {}
    stated = {
        row: _NUMBER.fullmatch(shadow(cell.text).text.strip())
        for row, cells in enumerate(grid)
        if (cell := cells[column]) is not None
    }
    return {row: int(match["number"]) for row, match in stated.items() if match is not None}
