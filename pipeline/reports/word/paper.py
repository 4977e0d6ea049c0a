"""A Word file written from top to bottom, in the layout of an official document (GB/T 9704-2012).

A4; margins 37 mm above, 35 below, 28 left, 26 right; title in 22 pt 小标宋, body in 16 pt 仿宋, first headings in 黑体,
second ones in 楷体; page numbers outside. Where a font is absent its common substitute is named; the text is the same.
"""

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from pipeline.reports.signs import Sign
from pipeline.reports.word.elements import TWIPS_PER_MM, Runs, page_number, paragraph, table, table_cell, table_row
from pipeline.reports.word.styles import set_styles

MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
_PAGE_MM = (210, 297)
_FOOTER_MM = 28


class Paper:
    """A document that grows downwards. All text handed in must be safe for XML (see `visible.plain`)."""

    def __init__(self, title: str, day: date, *, body_pt: float = 16, is_landscape: bool = False) -> None:
        """Begin an empty document; `title` and `day` go into its properties."""
        self._document = docx.Document()
        body: Any = self._document.element.body
        # looked for once: it stands behind all paragraphs
        self._end: Any = body.sectPr
        set_styles(self._document, body_pt)
        self._set_page(is_landscape)
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""
        about.created = about.modified = datetime(day.year, day.month, day.day)

    def add(self, style: str, *texts: str, align: str = "") -> None:
        """Add a paragraph; of several texts the first is bold."""
        if len(texts) > 1:
            self.add_runs(style, ((texts[0], "b"), *((text, "") for text in texts[1:])), align=align)
        else:
            self.add_runs(style, [(text, "") for text in texts], align=align)

    def add_runs(self, style: str, runs: Runs, *, align: str = "") -> None:
        """Add a paragraph of runs, see `elements.paragraph`."""
        self._append(paragraph(style, runs, align=align))

    def add_table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str | tuple[str, Sign]]],
        shares: Sequence[float],
        *,
        centred: Collection[int] = (),
    ) -> None:
        """Add a table whose head is repeated on each page; a cell may have a sign's colours.

        `shares` are those of the columns in the width; `centred` are 0-based columns.
        """
        widths = [round(share / sum(shares) * self._width_mm * TWIPS_PER_MM) for share in shares]
        made = [
            table_row(
                (_cell(width, head, is_head=True) for width, head in zip(widths, heads, strict=True)), is_head=True
            )
        ]
        made += [_row(widths, row, centred) for row in rows]
        self._append(table(widths, made))
        self.add("Small", "")

    def add_picture(self, png: bytes, width_mm: float) -> None:
        """Add a picture in a paragraph of its own."""
        self._document.add_picture(io.BytesIO(png), width=Mm(width_mm))
        holder = self._document.paragraphs[-1]
        holder.style, holder.alignment = "Small", WD_ALIGN_PARAGRAPH.CENTER
        holder.paragraph_format.keep_with_next = True

    def as_bytes(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _append(self, made: Any) -> None:
        self._end.addprevious(made)

    @property
    def _width_mm(self) -> float:
        section = self._document.sections[0]
        width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        return width / Mm(1)

    def _set_page(self, is_landscape: bool) -> None:
        section = self._document.sections[0]
        width, height = _PAGE_MM[::-1] if is_landscape else _PAGE_MM
        section.page_width, section.page_height = Mm(width), Mm(height)
        for side, size_mm in MARGINS_MM.items():
            setattr(section, f"{side}_margin", Mm(size_mm))
        section.footer_distance = Mm(_FOOTER_MM)
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            inner: Any = footer._element
            for old in list(inner):
                inner.remove(old)
            inner.append(page_number("Footer", align))


def _row(widths: Sequence[int], row: Sequence[str | tuple[str, Sign]], centred: Collection[int]) -> Any:
    pairs = enumerate(zip(widths, row, strict=True))
    return table_row(_cell(width, cell, is_centred=index in centred) for index, (width, cell) in pairs)


def _cell(width_twips: int, content: str | tuple[str, Sign], *, is_head: bool = False, is_centred: bool = False) -> Any:
    if isinstance(content, tuple):
        text, sign = content
        return table_cell(width_twips, paragraph("Cell", [(text, f"#{sign.ink}")], align="center"), sign.ground)
    made = paragraph("Cell", [(content, "b" if is_head else "")], align="center" if is_head or is_centred else "")
    return table_cell(width_twips, made, "E7EEEB" if is_head else "")
