"""What a parser read: blocks in reading order, each with its place."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from schemas.locator import BoxPt, CellLocator, Locator, PageLocator, ParagraphLocator
from schemas.model import Model

TextRole = Literal["body", "heading", "header", "footer", "footnote", "textbox", "comment"]
TextSource = Literal["text", "ocr", "mixed"]
PARAGRAPH_SEPARATOR = "\n"


class Problem(Model):
    """One thing that went wrong with a document: a code of the error tree, what is wrong, what to do."""

    code: str
    message: str
    advice: str = ""
    page: int | None = None


class TextLine(Model):
    """A printed line of a block: text[start:end] stands in this box; `confidence` as in the block."""

    start: int
    end: int
    bbox_pt: BoxPt
    confidence: float | None = None


class TextBlock(Model):
    """A paragraph: one piece of running text, its line breaks removed.

    `page` is the 1-based page (PDF) or paragraph group (Word, see `ParsedDocument.pages`). `level` is the
    heading level (1 is the highest) where the file states it. `lines` is empty where there are no pages.
    `confidence` (0-1) is how sure text recognition is of its least sure letter, digit or character; None where the
    file itself holds the text. `goes_on` tells of the first paragraph of a printed page whether it goes on with the
    last one of the page before; None where its place does not tell.
    """

    kind: Literal["text"] = "text"
    text: str
    locator: PageLocator | ParagraphLocator = Field(discriminator="kind")
    page: int = Field(ge=1)
    role: TextRole = "body"
    level: int | None = None
    lines: tuple[TextLine, ...] = ()
    confidence: float | None = None
    goes_on: bool | None = None

    def locate(self, start: int, end: int) -> Locator:
        """Return the place of text[start:end]: the box of the printed lines it touches, else the block's own."""
        boxes = [line.bbox_pt for line in self.lines if line.start < end and start < line.end]
        if not boxes or not isinstance(self.locator, PageLocator):
            return self.locator
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        return PageLocator(page=self.locator.page, bbox_pt=box)

    def sureness(self, start: int, end: int) -> float | None:
        """Return the confidence of text[start:end]: of the least sure printed line it touches, or the block's."""
        touched = [line for line in self.lines if line.start < end and start < line.end]
        stated = [line.confidence for line in touched if line.confidence is not None]
        return min(stated, default=None if touched else self.confidence)


class Cell(Model):
    """A table cell, merged cells once: it covers `row_span` x `column_span` places from (row, column), 0-based.

    `page` is the paragraph group in which the cell begins (Word: a long table runs over groups, and a cell's locator
    has no page there); None where the locator's page or the table's holds. `confidence` as in `TextBlock`.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    locator: CellLocator
    page: int | None = None
    confidence: float | None = None


class TableBlock(Model):
    """A table, stitched over pages: `rows` x `columns` places, `cells` sorted by (row, column).

    `index` is the 0-based number of the table in the document (nested tables are counted after the table
    they stand in). `page` is the page or paragraph group on which it begins.
    """

    kind: Literal["table"] = "table"
    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    page: int = Field(ge=1)

    def grid(self) -> list[list[Cell | None]]:
        """Return rows x columns places, each the cell that covers it (a merged cell stands in several), or None."""
        places: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    places[row][column] = cell
        return places


Block = Annotated[TextBlock | TableBlock, Field(discriminator="kind")]


class ParsedDocument(Model):
    """A document as read.

    `pages` counts printed pages (PDF) or paragraph groups of about a page (Word: groups are the unit in which
    search answers). `problems` holds what could not be read; a document with problems is never `ok`.
    """

    media_type: str
    pages: int = Field(ge=0)
    blocks: tuple[Block, ...]
    text_source: TextSource = "text"
    problems: tuple[Problem, ...] = ()

    def page_texts(self) -> Iterator[tuple[int, str]]:
        """Yield (page, text) for pages 1..`pages`: all text of the page, cells row by row, for the search index."""
        texts: dict[int, list[str]] = {page: [] for page in range(1, self.pages + 1)}
        for block in self.blocks:
            if isinstance(block, TextBlock):
                texts.setdefault(block.page, []).append(block.text)
            else:
                for cell in block.cells:
                    texts.setdefault(cell.page or cell.locator.page or block.page, []).append(cell.text)
        for page in sorted(texts):
            yield page, PARAGRAPH_SEPARATOR.join(text for text in texts[page] if text)
