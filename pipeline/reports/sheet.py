"""One sheet of a workbook, filled row by row with text that stays text.

What a document says may begin with "=": every cell is written as a string and marked so that a spreadsheet program
keeps it one when the cell is edited.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.reports.signs import Sign
from pipeline.reports.visible import visible

# what a cell holds at most (ECMA-376, Excel's own limit)
CELL_CHARS = 32_000
_TITLE_CHARS = 31
_LINE_PT = 13.5
_A3, _A4 = 8, 9
_WIDE_CHARS = 200
_MOST_HEIGHT_PT = 400
_FACE = "等线"
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD = (Font(name=_FACE, size=11, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="2F5D50"))


class Sheet:
    """A sheet that grows downwards; `row` is the 1-based number of the next row."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[float]) -> None:
        """Add a sheet; `widths` are those of its columns in characters. A wide one prints on A3."""
        self._sheet: Worksheet = book.create_sheet(safe_title(title, book.sheetnames))
        self.row = 1
        self._widths = tuple(widths)
        for index, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width
        self._set_up_print()

    @property
    def inner(self) -> Worksheet:
        """The sheet itself."""
        return self._sheet

    def title(self, text: str) -> None:
        """Write a line over all columns, large."""
        self._line(text, Font(name=_FACE, size=16, bold=True), 28)

    def remark(self, text: str) -> None:
        """Write a line over all columns, small."""
        self._line(text, Font(name=_FACE, size=10, color="5F6368"), 18)

    def head(self, words: Sequence[str], *, filtered_rows: int | None = None) -> None:
        """Write the head of the table, frozen and printed on each page; with filters over so many rows to come."""
        font, fill = _HEAD
        for column, word in enumerate(words, 1):
            cell = self._write(column, word)
            cell.font, cell.fill, cell.alignment, cell.border = font, fill, _MIDDLE, _GRID
        self._sheet.row_dimensions[self.row].height = 24
        self._sheet.freeze_panes = f"A{self.row + 1}"
        self._sheet.print_title_rows = f"{self.row}:{self.row}"
        if filtered_rows is not None:
            last = get_column_letter(len(words))
            self._sheet.auto_filter.ref = f"A{self.row}:{last}{self.row + filtered_rows}"
        self.row += 1

    def add(self, values: Sequence[str | int], signs: dict[int, Sign] | None = None) -> None:
        """Write a row; `signs` colours its cells, by 1-based column."""
        for column, value in enumerate(values, 1):
            cell = self._write(column, value)
            sign = signs.get(column) if signs else None
            cell.font, cell.border = _font(sign.ink if sign else "000000"), _GRID
            cell.alignment = _MIDDLE if sign else _TOP
            if sign:
                cell.fill = _fill(sign.ground)
        lines = max((_lines(str(value), width) for value, width in zip(values, self._widths, strict=True)), default=1)
        self._sheet.row_dimensions[self.row].height = min(_MOST_HEIGHT_PT, _LINE_PT * lines + 5)
        self.row += 1

    def _line(self, text: str, font: Font, height_pt: float) -> None:
        cell = self._write(1, text)
        cell.font, cell.alignment = font, Alignment(vertical="center", wrap_text=True)
        self._sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=len(self._widths))
        self._sheet.row_dimensions[self.row].height = height_pt
        self.row += 1

    def _write(self, column: int, value: str | int) -> Cell:
        cell = self._sheet.cell(self.row, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            text = "\n".join(visible(line) for line in value.split("\n"))
            if len(text) > CELL_CHARS:
                text = text[:CELL_CHARS] + "…（超过单元格容量，后略）"
            cell.value = text or None
            if text:
                cell.data_type = "s"
                cell.quotePrefix = text[0] in "=+-@"
        else:
            cell.value = value
        return cell

    def _set_up_print(self) -> None:
        setup = self._sheet.page_setup
        setup.orientation, setup.fitToWidth, setup.fitToHeight = "landscape", 1, 0
        setup.paperSize = _A3 if sum(self._widths) > _WIDE_CHARS else _A4
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = self._sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.6
        footer: Any = self._sheet.oddFooter
        footer.center.text = "第 &P 页，共 &N 页"


def safe_title(text: str, taken: Sequence[str]) -> str:
    """Return a sheet's title that every spreadsheet program accepts, unlike those taken."""
    clean = re.sub(r"[\[\]:*?/\\]", "_", visible(text)).strip(" '") or "未命名"
    title, number = clean[:_TITLE_CHARS], 2
    used = {name.casefold() for name in taken} | {"history"}
    while title.casefold() in used:
        tail = f"（{number}）"
        title, number = clean[: _TITLE_CHARS - len(tail)] + tail, number + 1
    return title


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many (narrow) characters wide; Chinese ones are two wide."""
    wide = (sum(1 if character < "\u0300" else 2 for character in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(columns * 1.05 / (width - 1))) for columns in wide)


@lru_cache(maxsize=32)
def _font(ink: str) -> Font:
    return Font(name=_FACE, size=10, color=ink)


@lru_cache(maxsize=32)
def _fill(ground: str) -> PatternFill:
    return PatternFill("solid", fgColor=ground)
