"""Bare numbers of months that head a table's columns or rows: 月份 | 1 | 2 | 3."""

import re

from pipeline.numbers.numerals import read_numeral
from schemas.parsed import Cell, TableBlock

_OF_MONTHS = re.compile(r"(?:项目|指标)?[/\\／]?(?P<part>月份?|季度?)[/\\／]?(?:项目|指标)?")
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")
MIN_PARTS = 3


def with_months(block: TableBlock) -> TableBlock:
    """Return a table whose months, quarters are told in full (3月 for 3 beside 月份), the table itself without such.

    They stand right of or below their head, one after the other from the first.
    """
    heads = [(cell, told) for cell in block.cells if (told := _OF_MONTHS.fullmatch("".join(cell.text.split())))]
    if not heads:
        return block
    renamed: dict[int, str] = {}
    for head, told in heads:
        right = [cell for cell in block.cells if cell.row == head.row and cell.column > head.column]
        below = [cell for cell in block.cells if cell.column == head.column and cell.row > head.row]
        for line in (right, below):
            months = _counted(line)
            end = "月" if told["part"].startswith("月") else "季度"
            renamed.update((id(cell), f"{cell.text.strip()}{end}") for cell in months)
    if not renamed:
        return block
    cells = (cell.model_copy(update={"text": renamed.get(id(cell), cell.text)}) for cell in block.cells)
    return block.model_copy(update={"cells": tuple(cells)})


def _counted(line: list[Cell]) -> list[Cell]:
    """Return the cells of a line that count 1, 2, 3 from its beginning, none where they are too few."""
    counted: list[Cell] = []
    for cell in line:
        text = cell.text.strip()
        number = int(text) if text.isdecimal() else read_numeral(text)
        if _NUMBER.fullmatch(text) is None or number != len(counted) + 1:
            break
        counted.append(cell)
    return counted if len(counted) >= MIN_PARTS else []
