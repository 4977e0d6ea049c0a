"""One page read: its tables with their text, and the lines outside of them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.parsers.layout.aligned_tables import aligned_tables
from pipeline.parsers.layout.bands import Band, bands_of, may_stand_in_columns
from pipeline.parsers.layout.columns import TextColumn, Zone, columns_of, stand_side_by_side, zones_of
from pipeline.parsers.layout.grids import PrintedCell, PrintedTable, tables_of
from pipeline.parsers.layout.lines import askew_lines, lines_of_rows, lines_of_runs, rows_of
from pipeline.parsers.layout.rulings import SNAP_PT, joined
from pipeline.parsers.layout.sheet import Line, Ruling, Run, Sheet, runs_of
from pipeline.parsers.layout.vertical import is_vertical_page, lines_of_cell, paragraphs_of_columns, stacked
from pipeline.parsers.layout.watermarks import is_slanted, without_overprint

OUTER_ROWS = 7  # headers, footers, some rows of a table that goes on over the page end
MIN_FILLED_CELLS = 2  # below this the lines are a frame, a chart or a form's ornament


@dataclass
class PrintedPage:
    """`lines` from top to bottom, those in tables and in columns left out; `tables` from top to bottom.

    `columns` are columns of running text in reading order. `vertical` are paragraphs written from top to bottom, the
    columns of each from the right; `is_vertical` where most of the page is. `askew` are the lines outside of tables
    that do not stand upright; `turn` as in `Sheet`. `outer_rows` are the runs of the first and last of the `lines`.
    """

    page: int
    width_pt: float
    height_pt: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PrintedTable] = field(default_factory=list)
    askew: list[Line] = field(default_factory=list)
    turn: int = 0
    columns: list[TextColumn] = field(default_factory=list)
    vertical: list[list[Line]] = field(default_factory=list)
    is_vertical: bool = False
    outer_rows: list[list[Run]] = field(default_factory=list)

    @property
    def holds_text(self) -> bool:
        """Tell whether anything is printed on the page."""
        return bool(self.lines or self.tables or self.askew or self.columns or self.vertical)

    def every_line(self) -> list[Line]:
        """Return the lines that stand upright, those in columns and in tables too."""
        in_cells = (line for table in self.tables for cell in table.cells for line in cell.lines)
        return [*self.lines, *(line for column in self.columns for line in column.lines), *in_cells]


def read_page(sheet: Sheet) -> PrintedPage:
    """Read one sheet."""
    runs, overprint = without_overprint([*sheet.runs, *runs_of(sheet.glyphs)])
    tables, outside, inside = _placed(runs, tables_of(sheet.rulings, sheet.page))
    askew = askew_lines(sheet.askew)
    stacks, outside, askew = stacked(outside, askew)
    rows = rows_of(outside)
    aligned: list[PrintedTable] = []
    columns: list[TextColumn] = []
    if may_stand_in_columns(rows) or stand_side_by_side(rows):
        bands, free = bands_of(rows), _free(sheet.rulings, tables)
        zones = zones_of(bands, free)
        columns, outside = columns_of(outside, zones)
        aligned = [table for part in _beside(bands, zones) for table in aligned_tables(part, free, sheet.page)]
        if aligned:
            in_cells = [run for members in inside.values() for run in members]
            tables, outside, inside = _placed([*in_cells, *outside], sorted([*tables, *aligned], key=_height))
        rows = rows_of(outside)
    for (number, place), members in inside.items():
        tables[number].cells[place].lines = lines_of_cell(members) or lines_of_runs(members)
    slanted = {line.text: line for line in reversed(askew) if is_slanted(line)}  # a mark all over the page is told once
    askew = _put_into_cells([line for line in askew if not is_slanted(line)], tables)
    vertical = [paragraph for paragraph in paragraphs_of_columns(stacks) if _put_into_cells(paragraph, tables)]
    return PrintedPage(
        sheet.page,
        sheet.width_pt,
        sheet.height_pt,
        lines_of_rows(rows),
        tables,
        [*askew, *reversed(slanted.values()), *lines_of_runs(overprint)],
        sheet.turn,
        columns,
        vertical,
        is_vertical_page(stacks, runs),
        rows if len(rows) <= 2 * OUTER_ROWS else [*rows[:OUTER_ROWS], *rows[-OUTER_ROWS:]],
    )


def _beside(bands: list[Band], zones: list[Zone]) -> list[list[Band]]:
    """Return the stretches of bands between the zones that are set in columns."""
    starts, ends = [0, *(zone.end for zone in zones)], [*(zone.start for zone in zones), len(bands)]
    return [bands[start:end] for start, end in zip(starts, ends, strict=True)]


def _height(table: PrintedTable) -> tuple[float, float]:
    return table.box_pt[1], table.box_pt[0]


def _free(rulings: list[Ruling], tables: list[PrintedTable]) -> list[Ruling]:
    """Return the joined level rulings that stand in no table."""
    level = joined([ruling for ruling in rulings if ruling.horizontal])
    boxes = [table.box_pt for table in tables]
    return [
        ruling for ruling in level if not any(top - SNAP_PT <= ruling.at <= low + SNAP_PT for _, top, _, low in boxes)
    ]


def _placed(runs: list[Run], tables: list[PrintedTable]) -> tuple[list[PrintedTable], list[Run], "_Inside"]:
    """Return the tables that hold text, the runs outside of them, those in their cells."""
    while True:
        outside, inside = _sorted_into(runs, tables)
        filled = [
            table for number, table in enumerate(tables) if len(_cells_with_text(inside, number)) >= MIN_FILLED_CELLS
        ]
        if len(filled) == len(tables):
            return tables, outside, inside
        tables = filled


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


_Inside = dict[tuple[int, int], list[Run]]


def _cells_with_text(inside: _Inside, number: int) -> list[int]:
    return [
        place for (table, place), runs in inside.items() if table == number and not all(run.is_blank for run in runs)
    ]


def _sorted_into(runs: list[Run], tables: list[PrintedTable]) -> tuple[list[Run], _Inside]:
    """Part runs into those outside of all tables and those of each (table, cell); inner tables come first."""
    lookups = sorted(((number, _Lookup(table)) for number, table in enumerate(tables)), key=lambda item: item[1].area)
    outside: list[Run] = []
    inside: _Inside = {}
    for run in runs:
        beside = [item for item in lookups if item[1].reaches(run)]
        if not beside:
            outside.append(run)
            continue
        for piece, key in _pieces(run, beside):
            if key is None:
                outside.append(piece)
            else:
                inside.setdefault(key, []).append(piece)
    return outside, inside


def _pieces(run: Run, lookups: list[tuple[int, "_Lookup"]]) -> list[tuple[Run, tuple[int, int] | None]]:
    """Cut a run where it goes from one cell into another, or out of a table."""
    centres = [(x0 + x1) / 2 for x0, x1 in zip(run.x0s, run.x1s, strict=True)]
    if len(lookups) == 1:
        number, lookup = lookups[0]
        found = lookup.stretches(centres, run.middle)
        keys = [(start, end, None if place is None else (number, place)) for start, end, place in found]
    else:
        keys = _stretches([_key_at(lookups, x, run.middle) for x in centres])
    if len(keys) == 1:
        return [(run, keys[0][2])]
    return [(run.cut(start, end), key) for start, end, key in keys]


def _key_at(lookups: list[tuple[int, "_Lookup"]], x: float, y: float) -> tuple[int, int] | None:
    places = ((number, lookup.cell_at(x, y)) for number, lookup in lookups)
    return next(((number, place) for number, place in places if place is not None), None)


def _stretches(keys: list[tuple[int, int] | None]) -> list[tuple[int, int, tuple[int, int] | None]]:
    """Return (start, end, key) of equal keys that follow each other."""
    cuts = [0, *(number for number in range(1, len(keys)) if keys[number] != keys[number - 1]), len(keys)]
    return [(start, end, keys[start]) for start, end in pairwise(cuts)]


class _Lookup:
    """Finds the cell of a table at a point."""

    def __init__(self, table: PrintedTable) -> None:
        self._table = table
        self._box = x0, top, x1, bottom = table.box_pt
        self.area = (x1 - x0) * (bottom - top)
        self._places: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(table.cells):
            if cell.row_span == cell.column_span == 1:
                self._places[cell.row, cell.column] = number
            else:
                self._places.update(dict.fromkeys(_covered(cell), number))

    def reaches(self, run: Run) -> bool:
        """Tell whether a run may stand in the table, or reach into it."""
        x0, top, x1, bottom = self._box
        return top <= run.middle <= bottom and run.x0s[0] <= x1 and run.x1s[-1] >= x0

    def stretches(self, centres: list[float], y: float) -> list[tuple[int, int, int | None]]:
        """Return (start, end, number of the cell or None) of the points at one height that lie in one cell."""
        row = bisect_right(self._table.row_edges_pt, y) - 1
        found: list[tuple[int, int, int | None]] = []
        start = 0
        last = bisect_right(self._table.edges_pt, centres[-1]) - 1
        for column in range(bisect_right(self._table.edges_pt, centres[0]) - 1, last + 1):
            edges = self._table.edges_pt
            end = len(centres) if column == last else bisect_left(centres, edges[column + 1])
            place = self._places.get((row, column))
            if start < end and found and found[-1][2] == place:
                found[-1] = (found[-1][0], end, place)
            elif start < end:
                found.append((start, end, place))
            start = max(start, end)
        return found

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
