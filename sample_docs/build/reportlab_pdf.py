"""Writes a sample document as PDF with ReportLab, as reporting systems of offices do."""

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import PageBreak as NewPage

from sample_docs.build.blocks import Block, Box, Grid, PageBreak, Text
from sample_docs.build.content import SampleDocument

FONT = "STSong-Light"
ALIGNMENTS = {"center": TA_CENTER, "caption": TA_CENTER, "annex": TA_CENTER, "right": TA_RIGHT, "unit": TA_RIGHT}
SIZES_PT = {"annex": 15.0, "unit": 9.5, "note": 9.5, "caption": 12.0, "heading1": 13.0}


def write_reportlab(document: SampleDocument, path: Path, password: str = "") -> None:
    """Write the document; the same content gives the same bytes, except with a password to open it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = landscape(A4) if document.layout.landscape else A4
    encryption = StandardEncryption(password, ownerPassword=f"{password}-owner", strength=128) if password else None
    template = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        topMargin=24 * mm,
        bottomMargin=22 * mm,
        title=document.title,
        author=document.issuer,
        invariant=1,
        encrypt=encryption,
    )
    template.build(_flowables(document, size[0] - 48 * mm), onFirstPage=_page_number, onLaterPages=_page_number)


def _page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(template.pagesize[0] / 2, 12 * mm, f"第 {canvas.getPageNumber()} 页")


def _style(
    size_pt: float, alignment: int = 0, indent_pt: float = 0, color: colors.Color = colors.black
) -> ParagraphStyle:
    return ParagraphStyle(
        name="sample",
        fontName=FONT,
        fontSize=size_pt,
        leading=size_pt * 1.6,
        alignment=alignment,
        firstLineIndent=indent_pt,
        wordWrap="CJK",
        textColor=color,
    )


def _flowables(document: SampleDocument, width_pt: float) -> list[Flowable]:
    flowables: list[Flowable] = []
    if document.layout.head:
        flowables.append(Paragraph(escape(document.layout.head), _style(28, TA_CENTER, color=colors.red)))
        flowables.append(Spacer(1, 8 * mm))
    flowables += [Paragraph(escape(number), _style(12, TA_CENTER)) for number in document.number_lines]
    flowables.append(Paragraph(escape(document.title or ""), _style(18, TA_CENTER)))
    flowables.append(Spacer(1, 5 * mm))
    flowables += [_flowable(block, width_pt) for block in document.blocks]
    if document.layout.signed and document.issuer:
        flowables.append(Spacer(1, 6 * mm))
        flowables += [Paragraph(escape(line), _style(12, TA_RIGHT)) for line in (document.issuer, document.date_text)]
    return flowables


def _flowable(block: Block, width_pt: float) -> Flowable:
    if isinstance(block, Grid):
        return _table(block, width_pt)
    if isinstance(block, PageBreak):
        return NewPage()
    if isinstance(block, Box):
        return Paragraph(escape(block.text), _style(10))
    return _paragraph(block)


def _paragraph(block: Text) -> Paragraph:
    size_pt = SIZES_PT.get(block.style, 12.0)
    indent_pt = 2 * size_pt if block.style in ("body", "heading1", "heading2") else 0
    return Paragraph(escape(block.text), _style(size_pt, ALIGNMENTS.get(block.style, 0), indent_pt))


def _table(grid: Grid, width_pt: float) -> Table:
    data: list[list[Paragraph | str]] = [["" for _ in row] for row in grid.rows]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    if grid.head_rows:
        commands.append(("BACKGROUND", (0, 0), (-1, grid.head_rows - 1), colors.Color(0.92, 0.95, 0.92)))
    for span in grid.spans():
        text = escape(span.text).replace("\n", "<br/>")
        data[span.row][span.column] = Paragraph(text, _style(9, TA_CENTER))
        if span.row_span > 1 or span.column_span > 1:
            end = (span.column + span.column_span - 1, span.row + span.row_span - 1)
            commands.append(("SPAN", (span.column, span.row), end))
    widths_pt = [width_pt * width / sum(grid.widths) for width in grid.widths]
    return Table(data, colWidths=widths_pt, repeatRows=grid.head_rows, style=commands)
