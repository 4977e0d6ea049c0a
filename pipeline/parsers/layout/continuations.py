"""Rows that a page end parts from their table without a grid: too few by themselves to be known as rows.

Where the table on the other side of the page end is known, its columns tell what belongs to it.
"""

import re
from itertools import pairwise

from pipeline.parsers.layout.bands import Band, bands_of
from pipeline.parsers.layout.grids import PrintedCell, PrintedTable
from pipeline.parsers.layout.lines import lines_of_runs
from pipeline.parsers.layout.look_alikes import is_caption
from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.layout.sheet import Line, Run

MAX_ROWS = 4  # of a table that was not known as one
ACROSS_EM = 1.0  # what is wider than its column reaches this far beyond
EDGE_PT = 2.0
MAX_ROW_GAP_EM = 2.5
MAX_CAPTION = 30
HEAD_FILLED = 0.6
FULL_SHARE = 0.7  # of the widest line of a column: a shorter line ends its cell
_LABEL_END = re.compile(r"[：:]")
_CONTINUED = re.compile(
    r"[（(]?(?:上接|接上)?续上?[表页][\d.．\-—－一二三四五六七八九十]*[:：]?.{0,20}[）)]?"
    r"|[（(]续[）)]|附?表.{0,24}[（(]续表?[\d一二三四五]*[）)]"
)


def is_continuation_caption(text: str) -> bool:
    """Tell whether a line says that the table below it goes on from the page before (续表, 表3（续）)."""
    words = "".join(text.split())
    return 0 < len(words) <= MAX_CAPTION and _CONTINUED.fullmatch(words) is not None


def join_loose_rows(pages: list[PrintedPage], bodies: dict[int, list[Line]]) -> None:
    """Give rows at page ends to the tables they belong to; `bodies` are the body lines by page, both are changed."""
    for first, second in pairwise(pages):
        if second.page != first.page + 1 or first.is_vertical or second.is_vertical:
            continue
        if second.tables and not second.tables[0].is_ruled:
            _take_from_end(first, bodies[first.page], second, bodies[second.page])
        if first.tables and not first.tables[-1].is_ruled:
            _take_from_top(first, bodies[first.page], second, bodies[second.page])


def _take_from_end(first: PrintedPage, upper: list[Line], second: PrintedPage, lower: list[Line]) -> None:
    """Make a table of the last rows of a page where the next page begins with one of the same columns."""
    table = second.tables[0]
    if any(line.middle < table.box_pt[1] and not is_continuation_caption(line.text) for line in lower):
        return
    bottom = max((other.box_pt[3] for other in first.tables), default=0.0)
    rows = [(line, runs) for line, runs in _rows(first, upper) if line.top >= bottom]
    taken: list[tuple[Line, list[Run]]] = []
    for line, runs in reversed(rows):
        if not _stands_in(runs, table, least=2) or (taken and _is_far(line, taken[-1][0])) or len(taken) == MAX_ROWS:
            break
        taken.append((line, runs))
    while taken and not _may_be_head(taken[-1][1], table):
        taken.pop()
    is_last = bool(rows) and bool(upper) and rows[-1][0] is max(upper, key=lambda line: line.top)
    if taken and is_last:
        first.tables.append(_table([runs for _, runs in reversed(taken)], table.edges_pt, first.page))
        _drop(upper, taken)


def _take_from_top(first: PrintedPage, upper: list[Line], second: PrintedPage, lower: list[Line]) -> None:
    """Put the first rows of a page under the last table of the page before, where their columns are the same."""
    table = first.tables[-1]
    if any(line.middle > table.box_pt[3] for line in upper):
        return
    top = second.tables[0].box_pt[1] if second.tables else second.height_pt
    rows = [(line, runs) for line, runs in _rows(second, lower) if line.bottom <= top + EDGE_PT]
    taken: list[tuple[Line, list[Run]]] = []
    for line, runs in rows:
        is_cut = not taken and _goes_on_in_cell(runs, table)
        if not _stands_in(runs, table, least=1 if is_cut else 2) or is_continuation_caption(line.text):
            break
        if (taken and _is_far(taken[-1][0], line)) or len(taken) == MAX_ROWS:
            break
        taken.append((line, runs))
    if taken and (len(taken) == len(rows) or not second.tables):
        found = _table([runs for _, runs in taken], table.edges_pt, second.page)
        below = second.tables[0] if second.tables else None
        if below is not None and not below.is_ruled and below.columns == found.columns:
            second.tables[0] = _stacked(found, below)
        else:
            second.tables.insert(0, found)
        _drop(lower, taken)


def _may_be_head(runs: list[Run], table: PrintedTable) -> bool:
    """Tell whether a row fills most columns, as the first of a table does."""
    return sum(len(band.pieces) for band in bands_of([runs])) >= HEAD_FILLED * table.columns


def _goes_on_in_cell(runs: list[Run], table: PrintedTable) -> bool:
    """Tell whether a single piece may be the rest of a cell of the last row, which ends with a full line."""
    bands = bands_of([runs])
    if len(bands) != 1 or len(bands[0].pieces) != 1 or _LABEL_END.search(bands[0].pieces[0].text):
        return False
    column = _column(bands[0], bands[0].pieces[0].x0, bands[0].pieces[0].x1, table)
    cells = [cell for cell in table.cells if cell.column == column and cell.lines]
    if not cells or cells[-1].row + cells[-1].row_span < table.rows:
        return False
    widest = max(line.x1 - line.x0 for cell in cells for line in cell.lines)
    last = cells[-1].lines[-1]
    return last.x1 - last.x0 >= FULL_SHARE * widest


def _rows(page: PrintedPage, lines: list[Line]) -> list[tuple[Line, list[Run]]]:
    """Return the body lines whose runs are kept, each with its runs, from the top."""
    found = [
        (line, row)
        for row in page.outer_rows
        for line in lines
        if abs(line.top - min(run.top for run in row)) < EDGE_PT and line.top <= row[0].middle <= line.bottom
    ]
    return sorted(found, key=lambda item: item[0].top)


def _is_far(upper: Line, lower: Line) -> bool:
    return lower.top - upper.bottom > MAX_ROW_GAP_EM * max(upper.size_pt, lower.size_pt)


def _stands_in(runs: list[Run], table: PrintedTable, least: int) -> bool:
    """Tell whether the pieces of a row stand in different columns of a table, `least` of them or more."""
    bands = bands_of([runs])
    if len(bands) != 1 or len(bands[0].pieces) < least or is_caption(bands[0]):
        return False
    columns = [_column(bands[0], piece.x0, piece.x1, table) for piece in bands[0].pieces]
    return None not in columns and len(set(columns)) == len(columns)


def _column(band: Band, x0: float, x1: float, table: PrintedTable) -> int | None:
    """Return the column in which a piece has its middle, None where it reaches far beyond it."""
    edges = table.edges_pt
    reach = ACROSS_EM * band.size_pt
    middle = (x0 + x1) / 2
    for number, (left, right) in enumerate(pairwise(edges)):
        is_first, is_last = number == 0, number == len(edges) - 2
        if (left <= middle or is_first) and (middle < right or is_last):
            return number if x0 >= left - reach and x1 <= right + reach else None
    return None


def _table(rows: list[list[Run]], edges: list[float], page: int) -> PrintedTable:
    """Return a table of rows in given columns, one row of runs a row."""
    bands = [bands_of([runs])[0] for runs in rows]
    ys = [bands[0].top - EDGE_PT, *((a.bottom + b.top) / 2 for a, b in pairwise(bands)), bands[-1].bottom + EDGE_PT]
    ys = [round(y, 2) for y in ys]
    cells = [
        PrintedCell(row, column, 1, 1, (left, ys[row], right, ys[row + 1]), page)
        for row in range(len(rows))
        for column, (left, right) in enumerate(pairwise(edges))
    ]
    table = PrintedTable(page, list(edges), ys, cells, is_ruled=False)
    for row, runs in enumerate(rows):
        for column, members in enumerate(_by_column(runs, bands[row], table)):
            cells[row * table.columns + column].lines = lines_of_runs(members)
    return table


def _by_column(runs: list[Run], band: Band, table: PrintedTable) -> list[list[Run]]:
    """Sort the glyphs of a row into the columns of its pieces."""
    members: list[list[Run]] = [[] for _ in range(table.columns)]
    for piece in band.pieces:
        column = _column(band, piece.x0, piece.x1, table)
        for run in runs:
            places = [
                n for n, (a, b) in enumerate(zip(run.x0s, run.x1s, strict=True)) if piece.x0 <= (a + b) / 2 <= piece.x1
            ]
            if places and column is not None:
                members[column].append(run.cut(places[0], places[-1] + 1))
    return members


def _stacked(upper: PrintedTable, lower: PrintedTable) -> PrintedTable:
    """Return two tables of one page as one."""
    for cell in lower.cells:
        cell.row += upper.rows
    edges = [*upper.row_edges_pt[:-1], *lower.row_edges_pt]
    return PrintedTable(upper.page, lower.edges_pt, edges, [*upper.cells, *lower.cells], is_ruled=False)


def _drop(lines: list[Line], taken: list[tuple[Line, list[Run]]]) -> None:
    """Take lines out of a list."""
    gone = {id(line) for line, _ in taken}
    lines[:] = [line for line in lines if id(line) not in gone]
