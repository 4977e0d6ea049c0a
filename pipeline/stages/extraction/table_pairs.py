"""Tables that are forms: each label with its value on the right, one pair or several a row."""

import re
from collections.abc import Callable

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.heads import Head
from pipeline.stages.extraction.layout import cell_value, is_blank, is_year
from schemas.parsed import Cell, TableBlock

MIN_PAIRS = 2
_OF_TIME = re.compile(r"年度|年份|时间|时点|日期|时段|期限")
_DATE = re.compile(r"(?:19|20)\d\d[年.-]\d{1,2}[月.-]\d{1,2}日?")


def holds_pairs(block: TableBlock, head_of: Callable[[str], Head]) -> bool:
    """Tell whether a table has no head row but labels in every other column, the values with their units beside them.

    The first row may hold words alone (核算单位 | 某局 | 数据时点 | 2024年12月31日): it is no head of those below.
    """
    grid = block.grid()
    if block.columns % 2 or block.rows < MIN_PAIRS:
        return False
    named: dict[int, int] = {}
    for row in grid:
        for column in range(0, block.columns, 2):
            label, value = row[column], row[column + 1]
            if label is None or value is None or label is value:
                continue
            text = label.text.strip()
            if cell_value(text) is not None or is_year(text):
                return False
            known = cell_value(value.text)
            head = head_of(text)
            if known is not None and (head.unit or (known.unit and head.names is not None)):
                named[column] = named.get(column, 0) + 1
    if not _may_begin(grid[0], head_of) and not _labels_differ(grid[0], named):
        return False
    measured = [column for column in range(1, block.columns, 2) if any(_is_measured(row[column]) for row in grid)]
    return sum(named.values()) >= MIN_PAIRS and len(measured) == block.columns // 2


def _labels_differ(row: list[Cell | None], named: dict[int, int]) -> bool:
    """Tell whether a first row holds words beside labels of several kinds (指标名称 | 某率 | 责任单位 | 某局).

    Below each of them something is named and measured, so none of them heads its column.
    """
    labels = {cell.text.strip() for cell in row[::2] if cell is not None and not is_blank(cell.text)}
    return len(labels) == len(row[::2]) == len(named) and len(named) > 1


def _is_measured(cell: Cell | None) -> bool:
    return cell is not None and cell_value(cell.text) is not None


def _may_begin(row: list[Cell | None], head_of: Callable[[str], Head]) -> bool:
    """Tell whether a first row is a pair itself: what stands beside its labels is no head (数值, 2024年, 目标值)."""
    pairs = [(left.text, cell.text.strip()) for left, cell in zip(row[::2], row[1::2], strict=True) if left and cell]
    told = [(label, text) for label, text in pairs if not is_blank(text)]
    return bool(told) and not any(_is_head(text, head_of) and not _OF_TIME.search(label) for label, text in told)


def _is_head(text: str, head_of: Callable[[str], Head]) -> bool:
    if _DATE.fullmatch(shadow(text).text) or cell_value(text) is not None:
        return False
    head = head_of(text)
    return head.is_generic or head.role is not None or head.names is not None or bool(head.unit)
