"""What tests of several stages need: documents written down as plain lines."""

from collections.abc import Callable

import pytest

from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock


def _table(index: int, rows: list[str]) -> TableBlock:
    """A row is |a|b|c|; a place that holds only < belongs to the cell on its left."""
    places = [[words.strip() for words in row.strip("|").split("|")] for row in rows]
    cells = []
    for row, line in enumerate(places):
        for column, words in enumerate(line):
            if words == "<":
                continue
            span = 1
            while line[column + span : column + span + 1] == ["<"]:
                span += 1
            locator = CellLocator(table=index, row=row, column=column)
            cells.append(Cell(row=row, column=column, column_span=span, text=words, locator=locator))
    return TableBlock(index=index, rows=len(places), columns=max(map(len, places)), cells=tuple(cells), page=1)


def _written(text: str) -> ParsedDocument:
    blocks: list[TextBlock | TableBlock] = []
    rows: list[str] = []
    tables = paragraphs = 0
    for line in (*map(str.strip, text.strip().splitlines()), ""):
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(_table(tables, rows))
            tables, rows = tables + 1, []
        if line.strip():
            blocks.append(TextBlock(text=line, locator=ParagraphLocator(index=paragraphs), page=1))
            paragraphs += 1
    return ParsedDocument(media_type="text/plain", pages=1, blocks=tuple(blocks))


@pytest.fixture
def written() -> Callable[[str], ParsedDocument]:
    """Turn lines into a parsed document: a line is a paragraph, lines of |a|b| are a table."""
    return _written


class Seen:
    """What tests look at in a parsed document."""

    @staticmethod
    def text_blocks(document: ParsedDocument) -> list[TextBlock]:
        return [block for block in document.blocks if isinstance(block, TextBlock)]

    @staticmethod
    def texts(document: ParsedDocument) -> list[str]:
        return [block.text for block in Seen.text_blocks(document)]

    @staticmethod
    def tables(document: ParsedDocument) -> list[TableBlock]:
        return [block for block in document.blocks if isinstance(block, TableBlock)]

    @staticmethod
    def shape(block: TableBlock) -> list[tuple[int, int, int, int, str]]:
        return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in block.cells]


@pytest.fixture(scope="session")
def seen() -> Seen:
    """Blocks of one kind, and tables as (row, column, rows, columns, text) of each cell."""
    return Seen()
