"""Blocks of a workbook: for each sheet its name, its lines, its tables, what hangs on it."""

from collections.abc import Callable
from itertools import takewhile
from typing import TypeVar

from pipeline.parsers.text.joining import ends_sentence, join
from pipeline.parsers.workbook.areas import Area, Line, Shown, parts_of
from pipeline.parsers.workbook.attached import attached_texts, margin_texts
from pipeline.parsers.workbook.cells import MAX_CELLS, SheetCells, column_letters, read_cells
from pipeline.parsers.workbook.package import SheetEntry, WorkbookPackage
from pipeline.parsers.workbook.titles import is_heading, title_of
from schemas.errors import NotCalculated
from schemas.locator import CellLocator, PageLocator
from schemas.parsed import Block, Cell, Problem, TableBlock, TextBlock, TextRole

MAX_PLACES_A_CELL = 200  # a table with more places than this for each of its cells is no table
_SMALL_TABLE_PLACES = 10_000
_SHOWN_PLACES = 5
_Item = TypeVar("_Item")


class Composer:
    """Collects the `blocks` of one workbook, with the `problems` met."""

    def __init__(self, package: WorkbookPackage) -> None:
        """Begin with no sheet."""
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._package = package
        self._tables = 0
        self._page = 0
        self._cells = 0

    def sheet(self, entry: SheetEntry) -> None:
        """Add a sheet, which counts as one page; raises BrokenFile, TooLarge."""
        self._page += 1
        cells = SheetCells()
        if entry.part:
            cells = read_cells(self._package, entry.part, MAX_CELLS - self._cells)
            self._cells += len(cells.texts)
        parts = list(parts_of(cells))
        opening = [
            part.text for part in takewhile(lambda part: isinstance(part, Line), parts) if isinstance(part, Line)
        ]
        title = title_of(opening)
        names_itself = is_heading(entry.name, title, is_first=self._page == 1)
        self._text(entry.name, "header" if title or not names_itself else "heading", level=1)
        if entry.is_hidden:
            self._text("（本工作表已被隐藏）", "comment")
        self._margins(cells, "header")
        for index, part in enumerate(parts):
            if index == len(opening) and title and names_itself:
                self._text(entry.name, "heading", level=2)
            if isinstance(part, Area):
                self._area(part)
            else:
                self._text(part.text, "heading" if part.text == title else "body", level=1)
        for text, role in attached_texts(self._package, entry.part) if entry.part else ():
            self._text(text, role)
        self._margins(cells, "footer")
        self._remarks(entry, cells)

    def _margins(self, cells: SheetCells, role: TextRole) -> None:
        for kind, code in cells.margins:
            for text in margin_texts(code) if kind == role else ():
                self._text(text, role)

    def _text(self, text: str, role: TextRole, level: int | None = None) -> None:
        """Add a text (`level` holds for a heading); a line break after a sentence end parts it, others only wrap."""
        pieces: list[str] = []
        for line in filter(None, map(str.strip, text.split("\n"))):
            if pieces and not ends_sentence(pieces[-1]):
                pieces[-1] = join(pieces[-1], line)
            else:
                pieces.append(line)
        for piece in pieces:
            stated = level if role == "heading" else None
            place = PageLocator(page=self._page)
            self.blocks.append(TextBlock(text=piece, locator=place, page=self._page, role=role, level=stated))

    def _area(self, area: Area) -> None:
        """Add a table, its rows and columns counted from its first cell."""
        top, left = area.cells[0].row, min(cell.column for cell in area.cells)
        rows = max(cell.last_row for cell in area.cells) - top + 1
        columns = max(cell.last_column for cell in area.cells) - left + 1
        if rows * columns > max(MAX_PLACES_A_CELL * len(area.cells), _SMALL_TABLE_PLACES):
            for cell in area.cells:
                self._text(cell.text, "body")
            return
        cells = tuple(self._cell(cell, cell.row - top, cell.column - left) for cell in area.cells)
        self.blocks.append(TableBlock(index=self._tables, rows=rows, columns=columns, cells=cells, page=self._page))
        self._tables += 1

    def _cell(self, cell: Shown, row: int, column: int) -> Cell:
        return Cell(
            row=row,
            column=column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            text=cell.text,
            locator=CellLocator(table=self._tables, row=row, column=column, page=self._page),
        )

    def _remarks(self, entry: SheetEntry, cells: SheetCells) -> None:
        """Tell what is hidden, and which formulas have no result."""
        used = {column for _, column in cells.texts}
        hidden = [column for column in cells.hidden_columns if column in used]
        if cells.hidden_rows:
            self._text(f"（本表隐藏了第 {_listed(cells.hidden_rows, lambda row: str(row + 1))} 行）", "comment")
        if hidden:
            self._text(f"（本表隐藏了 {_listed(hidden, column_letters)} 列）", "comment")
        if cells.uncounted:
            places = _listed(cells.uncounted, lambda place: f"{column_letters(place[1])}{place[0] + 1}")
            error = NotCalculated(f"工作表“{entry.name}”中 {places} 共 {len(cells.uncounted)} 个公式没有保存计算结果。")
            self.problems.append(Problem(code=error.code, message=error.message, advice=error.advice, page=self._page))


def _listed(items: list[_Item], shown: Callable[[_Item], str]) -> str:
    """Return the first items in words, "等" where there are more."""
    return "、".join(map(shown, items[:_SHOWN_PLACES])) + (" 等" if len(items) > _SHOWN_PLACES else "")
