"""The walk through a Word file: every paragraph and table once, in reading order."""

import re

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain
from pipeline.parsers.text.joining import ends_sentence, join
from pipeline.parsers.word.charts import CHART, DIAGRAM, Chart, read_chart, read_diagram
from pipeline.parsers.word.grid import Grid, Place, read_grid
from pipeline.parsers.word.groups import Groups
from pipeline.parsers.word.inline import LINE_BREAK, Inline, read_inline, simple_text
from pipeline.parsers.word.names import TEXT_PATH, R, W, child, is_on, properties_of, value
from pipeline.parsers.word.numbering import Numbering, labelled
from pipeline.parsers.word.parts import WordParts
from pipeline.parsers.word.structure import BLOCKS, elements_of
from pipeline.parsers.word.styles import Styles, heading_level, list_of
from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Block, Cell, TableBlock, TextBlock, TextRole

MAX_HEADING_CHARS = 100
_BLANKS = " \t\u3000\n"
_PARAGRAPH = W + "p"
_PAGE_NUMBER = re.compile(r"[\s\d第页共/／\-—–－―·.]*")
_NOTE_ROLES: dict[str, TextRole] = {"footnote": "footnote", "endnote": "footnote", "comment": "comment"}


class Walk:
    """Collects the `blocks` of one document; `groups.current` is the last paragraph group."""

    def __init__(self, parts: WordParts) -> None:
        """Prepare for the parts of one document."""
        self.blocks: list[Block] = []
        self.groups = Groups()
        self._notes = parts.notes
        self._related = parts.related
        self._styles = Styles(parts.styles)
        self._numbering = Numbering.read(parts.numbering)
        self._paragraphs = 0
        self._tables = 0
        self._margin_texts: set[str] = set()

    def content(self, container: _Element, role: TextRole = "body") -> None:
        """Read the paragraphs and tables of a body, a note, a text box, a header."""
        for element in elements_of(container, BLOCKS):
            if element.tag == _PARAGRAPH:
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
        if _is_gone(properties, inline):
            return
        if 0 in inline.breaks:
            self.groups.end_page()
        level = heading_level(properties, self._styles.of(properties))
        for text in _pieces(self._labelled(properties, inline.text)):
            self._text(text, role, level)
        self._attachments(inline, role)
        section = properties.get(W + "sectPr")
        continues = section is None or value(child(section, "type")) == "continuous"
        if any(inline.breaks) or not continues:
            self.groups.end_page()

    def _labelled(self, properties: dict[str, _Element], text: str) -> str:
        """Return the text of a paragraph with its automatic number."""
        text = text.strip(_BLANKS)
        style = self._styles.of(properties)
        place = list_of(properties, style)
        if place is None:
            return text
        list_id, level = place
        stated = level if level is not None else self._numbering.level_of(list_id, style.list_style)
        return labelled(self._numbering.label(list_id, stated), text)

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
            self._box(box, "textbox" if role in ("body", "textbox") else role)
        for kind, key in inline.notes:
            note = self._notes.get((kind, key))
            if note is not None and role not in ("footnote", "comment"):
                self.content(note, _NOTE_ROLES[kind])

    def _box(self, box: _Element, role: TextRole) -> None:
        """Read a text box, or what has text without being one."""
        if box.tag == TEXT_PATH:
            self._words([str(box.get("string", ""))], role)
        elif box.tag == CHART + "chart":
            root = self._related.root(str(box.get(R + "id")))
            if root is not None:
                self._chart(read_chart(root), role)
        elif box.tag == DIAGRAM + "relIds":
            root = self._related.root(str(box.get(R + "dm")))
            self._words(read_diagram(root) if root is not None else [], role)
        else:
            self.content(box, role)

    def _words(self, texts: list[str], role: TextRole) -> None:
        for text in filter(None, (plain(text).strip() for text in texts)):
            self._text(text, role, None)

    def _chart(self, chart: Chart, role: TextRole) -> None:
        """Read a chart as the table of its values."""
        self._words([chart.title], role)
        if not chart.rows:
            return
        group, index = self.groups.begin(), self._tables
        self._tables += 1
        cells = tuple(
            Cell(
                row=row, column=column, text=text, locator=CellLocator(table=index, row=row, column=column), page=group
            )
            for row, texts in enumerate(chart.rows)
            for column, text in enumerate(texts)
        )
        columns = len(chart.rows[0])
        self.blocks.append(TableBlock(index=index, rows=len(chart.rows), columns=columns, cells=cells, page=group))
        self.groups.add("".join(cell.text for cell in cells))

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
            for block in elements_of(element, BLOCKS):
                if block.tag != _PARAGRAPH:
                    nested.append(block)
                    continue
                text = simple_text(block)
                if text is None:
                    inline = read_inline(block)
                    text = inline.text
                    attached.append(inline)
                    if inline.breaks:
                        self.groups.end_page()
                texts.append(self._labelled(properties_of(block), text))
        text = texts[0] if len(texts) == 1 else LINE_BREAK.join(filter(None, texts))
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


def _is_gone(properties: dict[str, _Element], inline: Inline) -> bool:
    """Tell whether all of a paragraph, its end included, was deleted, moved away or hidden: it has no number then."""
    if W + "rPr" not in properties or inline.text or inline.boxes or inline.notes:
        return False
    end = properties[W + "rPr"]
    return any(child(end, name) is not None for name in ("del", "moveFrom")) or is_on(child(end, "vanish"))


def _pieces(text: str) -> list[str]:
    """Split a paragraph at the manual line breaks that follow a sentence end; the others only wrap a line."""
    pieces: list[str] = []
    for line in text.split(LINE_BREAK):
        if pieces and not ends_sentence(pieces[-1]):
            pieces[-1] = join(pieces[-1], line)
        else:
            pieces.append(line.strip())
    return [piece.strip() for piece in pieces if piece.strip()]
