"""The walk through a Word file: every paragraph and table once, in reading order."""

import re

from lxml.etree import _Element

from pipeline.parsers.text.joining import ends_sentence, join
from pipeline.parsers.word.grid import Grid, Place, read_grid
from pipeline.parsers.word.groups import Groups
from pipeline.parsers.word.inline import LINE_BREAK, Inline, read_inline
from pipeline.parsers.word.names import W, child, is_on, properties_of, value
from pipeline.parsers.word.numbering import Numbering, labelled
from pipeline.parsers.word.parts import WordParts
from pipeline.parsers.word.structure import elements_of
from pipeline.parsers.word.styles import Styles, heading_level, list_of
from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Block, Cell, TableBlock, TextBlock, TextRole

MAX_HEADING_CHARS = 100
_PAGE_NUMBER = re.compile(r"[\s\d第页共/／\-—–－―·.]*")
_NOTE_ROLES: dict[str, TextRole] = {"footnote": "footnote", "endnote": "footnote", "comment": "comment"}


class Walk:
    """Collects the `blocks` of one document; `groups.current` is the last paragraph group."""

    def __init__(self, parts: WordParts) -> None:
        """Prepare for the parts of one document."""
        self.blocks: list[Block] = []
        self.groups = Groups()
        self._notes = parts.notes
        self._styles = Styles(parts.styles)
        self._numbering = Numbering.read(parts.numbering)
        self._paragraphs = 0
        self._tables = 0
        self._margin_texts: set[str] = set()

    def content(self, container: _Element, role: TextRole = "body") -> None:
        """Read the paragraphs and tables of a body, a note, a text box, a header."""
        for element in elements_of(container, "p", "tbl"):
            if element.tag.endswith("}p"):
                self._paragraph(element, role)
            else:
                self._table(element, role)

    def margins(self, containers: tuple[_Element, ...], role: TextRole) -> None:
        """Read headers or footers; the same text is kept once, bare page numbers not at all."""
        for container in containers:
            self.content(container, role)

    def _paragraph(self, paragraph: _Element, role: TextRole) -> None:
        properties = properties_of(paragraph)
        if is_on(properties.get(W + "pageBreakBefore")):
            self.groups.end_page()
        inline = read_inline(paragraph)
        if 0 in inline.breaks:
            self.groups.end_page()
        level = heading_level(properties, self._styles.of(properties))
        for text in _pieces(self._labelled(properties, inline)):
            self._text(text, role, level)
        self._attachments(inline, role)
        section = properties.get(W + "sectPr")
        continues = section is None or value(child(section, "type")) == "continuous"
        if any(inline.breaks) or not continues:
            self.groups.end_page()

    def _labelled(self, properties: dict[str, _Element], inline: Inline) -> str:
        """Return the text of a paragraph with its automatic number."""
        place = list_of(properties, self._styles.of(properties))
        label = self._numbering.label(*place) if place is not None else ""
        return labelled(label, inline.text.strip(" \t\u3000\n"))

    def _text(self, text: str, role: TextRole, level: int | None) -> None:
        if role in ("header", "footer") and (text in self._margin_texts or _PAGE_NUMBER.fullmatch(text)):
            return
        self._margin_texts.update([text] if role in ("header", "footer") else [])
        is_heading = role == "body" and level is not None and len(text) <= MAX_HEADING_CHARS
        self.blocks.append(
            TextBlock(
                text=text,
                locator=ParagraphLocator(index=self._paragraphs),
                page=self.groups.begin(),
                role="heading" if is_heading else role,
                level=level if is_heading else None,
            )
        )
        self.groups.add(text)
        self._paragraphs += 1

    def _attachments(self, inline: Inline, role: TextRole) -> None:
        for box in inline.boxes:
            self.content(box, "textbox" if role in ("body", "textbox") else role)
        for kind, key in inline.notes:
            note = self._notes.get((kind, key))
            if note is not None and role not in ("footnote", "comment"):
                self.content(note, _NOTE_ROLES[kind])

    def _table(self, table: _Element, role: TextRole) -> None:
        grid = read_grid(table)
        if len(grid.places) == 1:  # a frame around running text
            for element in grid.places[0].elements:
                self.content(element, role)
            return
        if grid.places:
            self._grid(grid, role)

    def _grid(self, grid: Grid, role: TextRole) -> None:
        index = self._tables
        self._tables += 1
        position = len(self.blocks)
        first_group = self.groups.begin()
        cells: list[Cell] = []
        nested: list[_Element] = []
        attached: list[Inline] = []
        row = -1
        group = first_group
        for place in grid.places:
            if place.row != row:
                row, group = place.row, self.groups.begin()
            cells.append(self._cell(place, index, group, nested, attached))
        block = TableBlock(index=index, rows=grid.rows, columns=grid.columns, cells=tuple(cells), page=first_group)
        self.blocks.insert(position, block)
        for table in nested:
            self._table(table, role)
        for inline in attached:
            self._attachments(inline, role)

    def _cell(self, place: Place, table: int, group: int, nested: list[_Element], attached: list[Inline]) -> Cell:
        """Read one cell; nested tables and what hangs on its paragraphs are handed back in the two lists."""
        texts: list[str] = []
        for element in place.elements:
            for block in elements_of(element, "p", "tbl"):
                if not block.tag.endswith("}p"):
                    nested.append(block)
                    continue
                inline = read_inline(block)
                attached.append(inline)
                texts.append(self._labelled(properties_of(block), inline))
                if inline.breaks:
                    self.groups.end_page()
        text = LINE_BREAK.join(text for text in texts if text)
        self.groups.add(text)
        return Cell(
            row=place.row,
            column=place.start,
            row_span=place.row_span,
            column_span=place.end - place.start,
            text=text,
            locator=CellLocator(table=table, row=place.row, column=place.start),
            page=group,
        )


def _pieces(text: str) -> list[str]:
    """Split a paragraph at the manual line breaks that follow a sentence end; the others only wrap a line."""
    pieces: list[str] = []
    for line in text.split(LINE_BREAK):
        if pieces and not ends_sentence(pieces[-1]):
            pieces[-1] = join(pieces[-1], line)
        else:
            pieces.append(line.strip())
    return [piece.strip() for piece in pieces if piece.strip()]
