"""Files that ReportLab prints: no font embedded, tables drawn line by line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Flowing

from benchmarks.parsing.content import Document, Paragraph, Table

_FONT = "STSong-Light"
_STYLES = {
    0: ParagraphStyle("p0", fontName=_FONT, fontSize=12, leading=19, firstLineIndent=24, wordWrap="CJK", alignment=4),
    1: ParagraphStyle("p1", fontName=_FONT, fontSize=20, leading=28, alignment=1, spaceAfter=12, wordWrap="CJK"),
    2: ParagraphStyle("p2", fontName=_FONT, fontSize=14, leading=20, keepWithNext=1, wordWrap="CJK"),
    3: ParagraphStyle("p3", fontName=_FONT, fontSize=10.5, leading=15, alignment=1, keepWithNext=1, wordWrap="CJK"),
}
_CELLS = {
    name: ParagraphStyle(name, fontName=_FONT, fontSize=10.5, leading=14, wordWrap="CJK", alignment=number)
    for number, name in enumerate(("left", "center"))
}
_ALL = ((0, 0), (-1, -1))
_LINES: dict[str, list[tuple[Any, ...]]] = {
    "ruled": [("GRID", *_ALL, 0.5, "black")],
    "dashed": [("GRID", *_ALL, 0.5, "black", None, (2, 2))],
    "double": [("GRID", *_ALL, 0.4, "black", None, None, None, 2, 1)],
    "horizontal": [("LINEABOVE", (0, 0), (-1, 0), 0.5, "black"), ("LINEBELOW", *_ALL, 0.5, "black")],
    "three_line": [
        ("LINEABOVE", (0, 0), (-1, 0), 1.5, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.75, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1.5, "black"),
    ],
    "borderless": [],
}


def render(documents: Sequence[Document], folder: Path) -> None:
    """Print the documents into a folder as PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    for document in documents:
        flow: list[Any] = []
        for part in document.parts:
            if isinstance(part, Paragraph):
                flow.append(Flowing(part.text, _STYLES[part.level]))
            else:
                flow.extend((_table(part), Spacer(1, 8)))
        file = SimpleDocTemplate(
            str(folder / f"{document.name}.pdf"), pagesize=A4, invariant=1, leftMargin=2.5 * cm, rightMargin=2.5 * cm
        )
        file.build(flow, onFirstPage=_foot, onLaterPages=_foot)


def _table(table: Table) -> LongTable:
    rows = [[Flowing(text, _CELLS[table.align]) for text in row] for row in table.rows]
    style = [*_LINES[table.style], ("VALIGN", *_ALL, "MIDDLE"), ("TOPPADDING", *_ALL, 2), ("BOTTOMPADDING", *_ALL, 3)]
    for (row, column), (height, width) in table.spans.items():
        style.append(("SPAN", (column, row), (column + width - 1, row + height - 1)))
    return LongTable(rows, colWidths=[width * cm for width in table.widths_cm], repeatRows=1, style=style)


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"— {canvas.getPageNumber()} —")
