"""What a row of a table is about, beyond its own labels: the group that it belongs to, the rest of a wrapped label."""

import re
from collections.abc import Callable

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.layout import Layout, cell_value, is_blank, is_total, is_year
from schemas.parsed import Cell

MAX_GROUP_CHARS = 24
_NO_GROUP = re.compile(r"[。;:]$|^(?:注|说明|备注|填表|制表|审核|单位)")
Row = list[Cell | None]


class RowLabels:
    """The labels that the rows of one table share.

    A row that holds nothing but its label heads those below it (秸秆, then 产生量, 利用量), unless it is the second
    line of the label above (城镇生活垃圾无害化 | 处理率). An outer label is written once for several rows.
    """

    def __init__(self, grid: list[Row], layout: Layout, names: Callable[[str], bool]) -> None:
        """Take the rows and a function that tells whether words end with a name."""
        self._grid, self._layout, self._names = grid, layout, names
        self._groups: list[str] = [""] * len(grid)
        self._tails: dict[int, str] = {}
        self._outer: dict[tuple[int, int], str] = {}
        if layout.labels and any(layout.heads) and not layout.period:
            self._find_groups()
            self._find_outer()

    def group(self, row: int) -> str:
        """Return the label of the row that heads this one, "" where none does."""
        return self._groups[row]

    def outer(self, row: int, column: int) -> str:
        """Return the label that a blank cell of a label column stands for, "" where it stands for none."""
        return self._outer.get((row, column), "")

    def whole(self, row: int, label: str) -> str:
        """Return a label with the rest that stands alone in the row below."""
        return label + self._tails.get(row, "")

    def _find_groups(self) -> None:
        current = ""
        for index in range(self._layout.first_row, len(self._grid)):
            alone = self._alone(index)
            if alone and index > self._layout.first_row and self._goes_on(index, alone):
                self._tails[index - 1] = alone
            elif alone:
                current = alone
            else:
                self._groups[index] = current

    def _alone(self, index: int) -> str:
        """Return the label of a row that holds nothing else but its number (一), "" for any other row."""
        order = self._layout.order_columns
        told = (cell for column, cell in enumerate(self._grid[index]) if cell is not None and column not in order)
        cells = {id(cell): cell for cell in told if not is_blank(cell.text)}
        if len(cells) != 1:
            return ""
        cell = next(iter(cells.values()))
        text = cell.text.strip()
        if cell.column >= self._layout.labels or len(text) > MAX_GROUP_CHARS or cell_value(text) is not None:
            return ""
        return "" if is_total(text) or _NO_GROUP.search(shadow(text).text) else text

    def _goes_on(self, index: int, text: str) -> bool:
        """Tell whether a lone label ends that of the row above: only together they name something."""
        above = self._grid[index - 1]
        labels = [one.text.strip() for one in above[: self._layout.labels] if one is not None]
        if not labels or self._alone(index - 1) or self._names(labels[-1]) or self._names(text):
            return False
        return self._names(labels[-1] + text)

    def _find_outer(self) -> None:
        labels = range(self._layout.labels)
        for column in labels[:-1]:
            if column in self._layout.order_columns or column == self._layout.unit_column:
                continue
            current = ""
            for index in range(self._layout.first_row, len(self._grid)):
                cell = self._grid[index][column]
                text = cell.text.strip() if cell is not None else ""
                if not is_blank(text):
                    current = "" if is_total(text) or self._alone(index) else text
                elif current and self._is_labelled(index, column):
                    self._outer[index, column] = current

    def _is_labelled(self, index: int, column: int) -> bool:
        """Tell whether a label stands right of a column in a row."""
        right = self._grid[index][column + 1 : self._layout.labels]
        return any(cell is not None and not is_blank(cell.text) for cell in right)


def words_left(row: list[Cell | None], cell: Cell) -> list[int]:
    """Return the columns of the cells left of one, back to the last that holds a value: label, year, value."""
    columns: list[int] = []
    for column in range(cell.column - 1, -1, -1):
        left = row[column]
        if left is None or left is cell:
            continue
        if cell_value(left.text) is not None and not is_year(left.text):
            break
        columns.insert(0, column)
    return columns
