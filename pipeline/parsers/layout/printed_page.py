"""One page read: its tables with their text, and the lines outside of them."""

from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.parsers.layout.grids import PrintedCell, PrintedTable, tables_of
from pipeline.parsers.layout.lines import askew_lines, lines_of
from pipeline.parsers.layout.sheet import Glyph, Line, Sheet

MIN_FILLED_CELLS = 2  # below this the lines are a frame, a chart or a form's ornament


@dataclass
class PrintedPage:
    """`lines` from top to bottom, those in tables left out; `tables` from top to bottom.

    `askew` are the lines outside of tables that do not stand upright; `turn` as in `Sheet`.
    """

    page: int
    width_pt: float
    height_pt: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PrintedTable] = field(default_factory=list)
    askew: list[Line] = field(default_factory=list)
    turn: int = 0


def read_page(sheet: Sheet) -> PrintedPage:
    """Read one sheet."""
    tables = tables_of(sheet.rulings, sheet.page)
    while True:
        outside, inside = _sorted_into(sheet.glyphs, tables)
        filled = [
            table for number, table in enumerate(tables) if len(_cells_with_text(inside, number)) >= MIN_FILLED_CELLS
        ]
        if len(filled) == len(tables):
            break
        tables = filled
    for (number, place), glyphs in inside.items():
        tables[number].cells[place].lines = lines_of(glyphs)
    askew = _put_into_cells(askew_lines(sheet.askew), tables)
    return PrintedPage(sheet.page, sheet.width_pt, sheet.height_pt, lines_of(outside), tables, askew, sheet.turn)


def _put_into_cells(lines: list[Line], tables: list[PrintedTable]) -> list[Line]:
    """Put lines that stand askew into the cells around their middle; return the others."""
    left: list[Line] = []
    lookups = [(table, _Lookup(table)) for table in tables]
    for line in lines:
        places = [(table, lookup.cell_at(line.centre, line.middle)) for table, lookup in lookups]
        found = next((table.cells[place] for table, place in places if place is not None), None)
        if found is None:
            left.append(line)
        else:
            found.lines.append(line)
    return left


_Inside = dict[tuple[int, int], list[Glyph]]


def _cells_with_text(inside: _Inside, number: int) -> list[int]:
    return [
        place
        for (table, place), glyphs in inside.items()
        if table == number and any(not glyph.text.isspace() for glyph in glyphs)
    ]


def _sorted_into(glyphs: list[Glyph], tables: list[PrintedTable]) -> tuple[list[Glyph], _Inside]:
    """Part glyphs into those outside of all tables and those of each (table, cell); inner tables come first."""
    lookups = sorted(((number, _Lookup(table)) for number, table in enumerate(tables)), key=lambda item: item[1].area)
    outside: list[Glyph] = []
    inside: _Inside = {}
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        for number, lookup in lookups:
            place = lookup.cell_at(x, y)
            if place is not None:
                inside.setdefault((number, place), []).append(glyph)
                break
        else:
            outside.append(glyph)
    return outside, inside


class _Lookup:
    """Finds the cell of a table at a point."""

    def __init__(self, table: PrintedTable) -> None:
        self._table = table
        x0, top, x1, bottom = table.box_pt
        self.area = (x1 - x0) * (bottom - top)
        self._places: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(table.cells):
            self._places.update(dict.fromkeys(_covered(cell), number))

    def cell_at(self, x: float, y: float) -> int | None:
        row = bisect_right(self._table.row_edges_pt, y) - 1
        column = bisect_right(self._table.edges_pt, x) - 1
        return self._places.get((row, column))


def _covered(cell: PrintedCell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
