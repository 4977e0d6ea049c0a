"""The running text and the cells of a document, alike for every search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.numbers.shadow import Shadow, shadow
from pipeline.passages import Prose, passages
from schemas.locator import Locator
from schemas.parsed import Cell, ParsedDocument, TableBlock

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?\n]?")


@dataclass(frozen=True)
class Text:
    """A paragraph or a cell: `shade` is its shadow, offsets are the shadow's; `table` where it is a cell's."""

    shade: Shadow
    source: Prose | Cell
    table: TableBlock | None = None

    @property
    def seen(self) -> str:
        """Return the words that patterns run on."""
        return self.shade.text

    def quote(self, start: int, end: int) -> str:
        """Return the words of seen[start:end] as they stand in the document."""
        return self.shade.quote(start, end).strip() if start < end else ""

    def locate(self, start: int, end: int) -> Locator:
        """Return the place of seen[start:end]."""
        return (
            self.source.locator if isinstance(self.source, Cell) else self.source.locate(*self.shade.span(start, end))
        )

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of the sentences, their end marks with them."""
        return (match.span() for match in _SENTENCE.finditer(self.seen))


def texts_of(document: ParsedDocument) -> list[Text]:
    """Return paragraphs (joined where a page end cut them), cells in reading order; headers, footers are left out."""
    found: list[Text] = []
    for passage in passages(document):
        if isinstance(passage, Prose):
            found.append(Text(shadow(passage.text), passage))
        else:
            found.extend(Text(shadow(cell.text), cell, passage.block) for cell in passage.block.cells if cell.text)
    return found
