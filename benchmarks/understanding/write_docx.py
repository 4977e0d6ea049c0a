"""Writes a gold document as Word."""

from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.table import Table

from benchmarks.understanding.layout import Break, Grid, Line, blocks_of

ALIGNMENTS = {
    "head": WD_ALIGN_PARAGRAPH.CENTER,
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_docx(body: str, path: Path) -> None:
    """Write paragraphs with direct formatting only, as typists do: no style says what is a title."""
    document = docx.Document(BytesIO(_template()))
    for block in blocks_of(body):
        if isinstance(block, Break):
            document.add_page_break()
        elif isinstance(block, Line):
            _write_line(document.add_paragraph(), block)
        else:
            _fill(document.add_table(len(block.rows), len(block.rows[0])), block)
    document.save(str(path))
    _untie(document)


@cache
def _template() -> bytes:
    """Return the library's empty document without its hundred styles of tables, kept twice, that no paper uses.

    They are 99% of a small file: writing and reading it took nearly thrice as long.
    """
    document = docx.Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _untie(document) -> None:  # type: ignore[no-untyped-def]
    """Cut the ring in which the parts hold each other: some 5 MB a document that else wait for a rare collection."""
    for part in list(document.part.package.iter_parts()):
        part.__dict__.clear()


def _write_line(paragraph, line: Line) -> None:  # type: ignore[no-untyped-def]
    run = paragraph.add_run(line.text)
    run.font.size = Pt({"head": 30, "title": 20}.get(line.style, 14))
    run.bold = line.style == "title" or None
    if line.style == "head":
        run.font.color.rgb = RGBColor(255, 0, 0)
    if line.style == "body":
        paragraph.paragraph_format.first_line_indent = Pt(28)
    if line.style in ALIGNMENTS:
        paragraph.alignment = ALIGNMENTS[line.style]


def _fill(table: Table, grid: Grid) -> None:
    if grid.is_ruled:
        table.style = "Table Grid"
    for (row, column), places in grid.owners().items():
        cell = table.cell(row, column)
        if len(places) > 1:
            cell = cell.merge(table.cell(*max(places)))
        cell.text = grid.rows[row][column]
