"""Writes a sample document as .docx in the layout of GB/T 9704-2012."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sample_docs.build.blocks import Block, Box, Grid, PageBreak, Text
from sample_docs.build.content import SampleDocument
from sample_docs.build.word_parts import Footnotes, add_text_box, save_stable

RED = RGBColor(0xE6, 0x00, 0x12)
HEAD_WIDTH_PT = 430  # what one line of the type area holds
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Fonts:
    """The four faces of official documents by name."""

    body: str = "仿宋"
    title: str = "宋体"
    heading: str = "黑体"
    subheading: str = "楷体"


OFFICE_FONTS = Fonts()
# faces that LibreOffice finds on the machine that makes the PDFs
NOTO_FONTS = Fonts("Noto Serif CJK SC", "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC")


def write_word(document: SampleDocument, path: Path, fonts: Fonts = OFFICE_FONTS) -> None:
    """Write the document; the folder must exist. The same content gives the same bytes."""
    _WordWriter(document, fonts).write(path)


class _WordWriter:
    def __init__(self, sample: SampleDocument, fonts: Fonts) -> None:
        self.sample = sample
        self.fonts = fonts
        self.word: Document = docx.Document()
        self.footnotes = Footnotes()
        self.size_pt = 14 if sample.layout.landscape else 16

    def write(self, path: Path) -> None:
        self._set_up()
        self._head()
        for block in self.sample.blocks:
            self._block(block)
        self._foot()
        self.footnotes.save(self.word)
        save_stable(self.word, path)

    def _set_up(self) -> None:
        self._properties()
        section = self.word.sections[0]
        self._page(section, self.sample.layout.landscape)
        normal = self.word.styles["Normal"]
        assert isinstance(normal, ParagraphStyle)
        normal.font.size = Pt(self.size_pt)
        normal.paragraph_format.space_after = Pt(0)
        _set_font(normal.element.get_or_add_rPr(), self.fonts.body)
        if self.sample.layout.header:
            paragraph = section.header.paragraphs[0]
            paragraph.alignment = CENTER
            self._run(paragraph, self.sample.layout.header, size_pt=9)
        self._page_number(section.footer.paragraphs[0])

    def _page(self, section: Section, landscape: bool) -> None:
        """Set paper and margins as GB/T 9704-2012 has them (A4; 37 mm above, 28 mm at the left)."""
        self.table_width_mm = 250 if landscape else 158
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.top_margin, section.bottom_margin = (Mm(22), Mm(22)) if landscape else (Mm(37), Mm(33))
        section.left_margin, section.right_margin = Mm(28), Mm(22 if landscape else 24)

    def _properties(self) -> None:
        properties = self.word.core_properties
        day = self.sample.date
        stamp = datetime(day.year, day.month, day.day, 9) if day else datetime(2023, 3, 1, 9)
        properties.title, properties.author = self.sample.title or "", self.sample.issuer or ""
        properties.created = properties.modified = stamp
        properties.last_modified_by = properties.comments = ""

    def _page_number(self, paragraph: Paragraph) -> None:
        paragraph.alignment = CENTER
        self._run(paragraph, "— ", size_pt=14)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        self._run(paragraph, " —", size_pt=14)

    def _head(self) -> None:
        layout = self.sample.layout
        if layout.mark:
            self._run(self.word.add_paragraph(), layout.mark, self.fonts.heading)
        if layout.head:
            paragraph = self._paragraph(CENTER)
            size_pt = min(46, HEAD_WIDTH_PT // len(layout.head))
            run = self._run(paragraph, layout.head, self.fonts.title, size_pt)
            run.font.color.rgb, run.bold = RED, True
            paragraph.paragraph_format.space_after = Pt(22)
        for number in self.sample.number_lines:
            paragraph = self._paragraph(CENTER if layout.head else RIGHT)
            self._run(paragraph, number)
            if layout.head:
                _rule(paragraph, "bottom", "E60012", 18)
        self._title(self.sample.title or "", 22)

    def _title(self, text: str, size_pt: float) -> None:
        if self.sample.layout.styles:
            paragraph = self.word.add_heading(level=0)
            _clear_borders(paragraph)
        else:
            paragraph = self._paragraph(CENTER)
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(20)
        run = self._run(paragraph, text, self.fonts.title, size_pt)
        run.bold, run.font.color.rgb = True, RGBColor(0, 0, 0)

    def _block(self, block: Block) -> None:
        if isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Box):
            add_text_box(self._paragraph(CENTER), block.text)
        elif isinstance(block, PageBreak):
            if block.landscape:
                self._page(self.word.add_section(WD_SECTION.NEW_PAGE), landscape=True)
            else:
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif block.style == "annex":
            self._title(block.text, 18)
        else:
            self._text(block)

    def _text(self, block: Text) -> None:
        sizes = {"caption": 14, "unit": 12, "note": 12}
        faces = {"heading1": self.fonts.heading, "heading2": self.fonts.subheading, "caption": self.fonts.heading}
        alignments = {"center": CENTER, "caption": CENTER, "right": RIGHT, "unit": RIGHT}
        size_pt = sizes.get(block.style, self.size_pt)
        if self.sample.layout.styles and block.style in ("heading1", "heading2"):
            paragraph = self.word.add_heading(level=int(block.style[-1]))
            paragraph.paragraph_format.space_before = Pt(6)
        else:
            paragraph = self._paragraph(alignments.get(block.style))
        if block.style == "caption":
            paragraph.paragraph_format.space_before = Pt(8)
        if block.style in ("body", "heading1", "heading2"):
            paragraph.paragraph_format.first_line_indent = Pt(2 * size_pt)
            paragraph.paragraph_format.line_spacing = Pt(1.75 * size_pt)
        run = self._run(paragraph, block.text, faces.get(block.style, self.fonts.body), size_pt)
        run.font.color.rgb = RGBColor(0, 0, 0)
        run.bold = False if block.style.startswith("heading") else None
        if block.footnote:
            self.footnotes.refer(paragraph, block.footnote)

    def _grid(self, grid: Grid) -> None:
        table = self.word.add_table(len(grid.rows), len(grid.rows[0]), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = [Mm(self.table_width_mm * width / sum(grid.widths)) for width in grid.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows[: grid.head_rows]:
            repeat = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(repeat)
        places = [row.cells for row in table.rows]
        for row_cells in places:
            for cell, width in zip(row_cells, widths, strict=True):
                cell.width = width
        for span in grid.spans():
            cell = places[span.row][span.column]
            end = places[span.row + span.row_span - 1][span.column + span.column_span - 1]
            if end is not cell:
                cell = cell.merge(end)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._cell_text(cell.paragraphs, cell, span.text, span.row < grid.head_rows)
        self.word.add_paragraph().paragraph_format.line_spacing = Pt(8)

    def _cell_text(self, paragraphs, cell, text: str, is_head: bool) -> None:  # type: ignore[no-untyped-def]
        for extra in paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        for index, line in enumerate(text.split("\n")):
            paragraph = paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = None if len(line) > 18 else CENTER
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
            self._run(paragraph, line, self.fonts.heading if is_head else self.fonts.title, 10.5)

    def _foot(self) -> None:
        layout = self.sample.layout
        if layout.signed and self.sample.issuer:
            self._paragraph()
            for unit in self.sample.issuer.split("、"):
                self._signature(unit)
            self._signature(self.sample.date_text)
        if layout.addition:
            paragraph = self._paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(2 * self.size_pt)
            self._run(paragraph, f"（{layout.addition}）")
        if layout.copy_to:
            paragraph = self._paragraph()
            paragraph.paragraph_format.space_before = Pt(24)
            _rule(paragraph, "top", "000000", 8)
            self._run(paragraph, f"抄送：{layout.copy_to}", size_pt=14)
        if layout.printed:
            paragraph = self._paragraph()
            paragraph.paragraph_format.space_before = Pt(0 if layout.copy_to else 24)
            _rule(paragraph, "top", "000000", 6)
            _rule(paragraph, "bottom", "000000", 8)
            self._run(paragraph, layout.printed, size_pt=14)

    def _signature(self, text: str) -> None:
        paragraph = self._paragraph(RIGHT)
        paragraph.paragraph_format.right_indent = Pt(3 * self.size_pt)
        self._run(paragraph, text)

    def _paragraph(self, alignment: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
        paragraph = self.word.add_paragraph()
        paragraph.alignment = alignment
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, font: str = "", size_pt: float = 0) -> Run:
        run = paragraph.add_run(text)
        run.font.size = Pt(size_pt or self.size_pt)
        _set_font(run._r.get_or_add_rPr(), font or self.fonts.body)
        return run


def _set_font(properties, name: str) -> None:  # type: ignore[no-untyped-def]
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _rule(paragraph: Paragraph, side: str, color: str, eighths_pt: int) -> None:
    """Draw a line along one side of the paragraph; its width is in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths_pt)), ("space", "6"), ("color", color)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _clear_borders(paragraph: Paragraph) -> None:
    _rule(paragraph, "bottom", "FFFFFF", 2)
