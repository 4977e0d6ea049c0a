"""A document composed of its printed pages: paragraphs and stitched tables in reading order."""

from collections import defaultdict

from pipeline.parsers.layout.continuations import is_continuation_caption, join_loose_rows
from pipeline.parsers.layout.margins import margin_roles
from pipeline.parsers.layout.page_ends import BodyPage, mark_cut_paragraphs
from pipeline.parsers.layout.paragraphs import block_of, paragraphs_of
from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.layout.sheet import Line, least
from pipeline.parsers.layout.stitching import StitchedCell, StitchedTable, stitch
from pipeline.parsers.layout.text_areas import TextArea, page_area, text_area
from pipeline.parsers.layout.turning import as_displayed
from schemas.locator import CellLocator
from schemas.parsed import Block, Cell, TableBlock, TextRole

_ANY_AREA = TextArea(0.0, 0.0, 12.0)


def compose(pages: list[PrintedPage]) -> tuple[Block, ...]:
    """Return the blocks of a document: on each page headers first, body by height, footers last.

    A table over several pages stands where it begins.
    """
    roles = margin_roles(pages)
    parts = {page.page: _parted(page, roles) for page in pages}
    join_loose_rows(pages, {page: part["body"] for page, part in parts.items()})

    def body_text(page: PrintedPage, top: float, bottom: float) -> bool:
        lines = [*parts[page.page]["body"], *(line for column in page.columns for line in column.lines)]
        return any(top <= line.middle <= bottom and not is_continuation_caption(line.text) for line in lines)

    tables: dict[int, list[tuple[float, TableBlock]]] = defaultdict(list)
    for index, table in enumerate(stitch(pages, body_text)):
        first = table.parts[0]
        tables[first.page].append((first.box_pt[1], _table_block(table, index)))
    areas = _areas(pages, parts)
    composed = [
        BodyPage(
            page,
            _page_blocks(page, parts[page.page], tables[page.page], areas[page.page]),
            parts[page.page]["body"],
            areas[page.page],
        )
        for page in pages
    ]
    mark_cut_paragraphs(composed)
    blocks = [block for page in composed for block in page.blocks]
    turns = {page.page: (page.turn, page.width_pt, page.height_pt) for page in pages if page.turn}
    return tuple(as_displayed(block, turns) for block in blocks) if turns else tuple(blocks)


_Parts = dict[TextRole, list[Line]]


def _parted(page: PrintedPage, roles: dict[tuple[int, int], TextRole]) -> _Parts:
    parts: _Parts = {"header": [], "body": [], "footer": []}
    for number, line in enumerate(page.lines):
        parts[roles.get((page.page, number), "body")].append(line)
    return parts


def _areas(pages: list[PrintedPage], parts: dict[int, _Parts]) -> dict[int, TextArea]:
    """Return the text area of each page; pages with few lines take that of the pages of their width."""
    by_width: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        lines = by_width[round(page.width_pt)]
        lines.extend(parts[page.page]["body"])
        lines.extend(line for column in page.columns for line in column.lines)
    common = {width: text_area(lines, width) or _ANY_AREA for width, lines in by_width.items()}
    return {
        page.page: page_area(parts[page.page]["body"], page.width_pt, common[round(page.width_pt)]) for page in pages
    }


def _page_blocks(
    page: PrintedPage, parts: _Parts, tables: list[tuple[float, TableBlock]], area: TextArea
) -> list[Block]:
    placed: list[tuple[float, Block]] = list(tables)
    for lines in _between_tables(page, parts["body"]):
        paragraphs = paragraphs_of(lines, page.page, area, page.width_pt, "body")
        placed.extend((paragraph.lines[0].bbox_pt[1], paragraph) for paragraph in paragraphs)
    for column in page.columns:
        own = TextArea(column.box_pt[0], column.box_pt[2], area.size_pt)
        paragraphs = paragraphs_of(column.lines, page.page, own, page.width_pt, "body")
        placed.extend((column.box_pt[1], paragraph) for paragraph in paragraphs)
    headers = paragraphs_of(parts["header"], page.page, area, page.width_pt, "header")
    footers = paragraphs_of(parts["footer"], page.page, area, page.width_pt, "footer")
    askew = [paragraphs_of([line], page.page, area, page.width_pt, "textbox")[0] for line in page.askew]
    body = [block for _, block in sorted(placed, key=lambda item: item[0])]
    role: TextRole = "body" if page.is_vertical else "textbox"
    vertical = [block_of(group, page.page, role) for group in page.vertical]
    body = [*vertical, *body] if page.is_vertical else [*body, *vertical]
    return [*headers, *body, *askew, *footers]


def _between_tables(page: PrintedPage, lines: list[Line]) -> list[list[Line]]:
    """Part body lines where a table or columns stand between them: a paragraph never goes on behind these."""
    tops = [*(table.box_pt[1] for table in page.tables), *(column.box_pt[1] for column in page.columns)]
    runs: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        runs[sum(1 for top in tops if top < line.middle)].append(line)
    return [runs[key] for key in sorted(runs)]


def _table_block(table: StitchedTable, index: int) -> TableBlock:
    return TableBlock(
        index=index,
        rows=table.rows,
        columns=len(table.edges_pt) - 1,
        cells=tuple(_cell(table, cell, index) for cell in table.cells),
        page=table.parts[0].page,
    )


def _cell(table: StitchedTable, cell: StitchedCell, index: int) -> Cell:
    part = next((part for part in cell.parts if part.lines), cell.parts[0])
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        text=table.text(cell),
        locator=CellLocator(table=index, row=cell.row, column=cell.column, page=part.page, bbox_pt=part.box_pt),
        confidence=least(line.confidence for part in cell.parts for line in part.lines),
    )
