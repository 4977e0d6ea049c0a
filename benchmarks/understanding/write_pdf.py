"""Writes a gold document as PDF."""

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from benchmarks.understanding.layout import Block, Break, Grid, Line, blocks_of

FONT = "STSong-Light"
SIZES_PT = {"head": 28.0, "title": 19.0}
ALIGNMENTS = {"head": 1, "title": 1, "center": 1, "right": 2}
WIDTH_PT = A4[0] - 52 * mm


def write_pdf(body: str, path: Path) -> None:
    """Write the document with page numbers such as “— 1 —” at the foot."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    template = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=26 * mm, rightMargin=26 * mm, invariant=1)
    template.build([_flowable(block) for block in blocks_of(body)], onFirstPage=_foot, onLaterPages=_foot)


def _foot(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 14 * mm, f"— {canvas.getPageNumber()} —")


def _flowable(block: Block) -> Flowable:
    if isinstance(block, Break):
        return PageBreak()
    return _paragraph(block) if isinstance(block, Line) else _table(block)


def _paragraph(line: Line) -> Paragraph:
    size_pt = SIZES_PT.get(line.style, 13.5)
    color = colors.red if line.style == "head" else colors.black
    indent_pt = 2 * size_pt if line.style == "body" else 0
    style = ParagraphStyle(
        line.style,
        fontName=FONT,
        fontSize=size_pt,
        leading=size_pt * 1.7,
        alignment=ALIGNMENTS.get(line.style, 0),
        firstLineIndent=indent_pt,
        wordWrap="CJK",
        textColor=color,
    )
    return Paragraph(escape(line.text).replace("　", "&#12288;"), style)


def _table(grid: Grid) -> Table:
    data: list[list[Paragraph | str]] = [["" for _ in row] for row in grid.rows]
    style = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, alignment=1, wordWrap="CJK")
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if grid.is_ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    for (row, column), places in grid.owners().items():
        data[row][column] = Paragraph(escape(grid.rows[row][column]), style)
        if len(places) > 1:
            last_row, last_column = max(places)
            commands.append(("SPAN", (column, row), (last_column, last_row)))
    return Table(data, colWidths=[WIDTH_PT / len(grid.rows[0])] * len(grid.rows[0]), style=commands)
