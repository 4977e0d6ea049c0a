"""An open PDF file: pages read by PDFium, or by pdfplumber where PDFium cannot."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF

from pipeline.parsers.layout.sheet import Sheet
from pipeline.parsers.layout.turning import turned
from pipeline.parsers.pdf_file.annotations import loaded_with_annotations, runs_of_annotations
from pipeline.parsers.pdf_file.border import border
from pipeline.parsers.pdf_file.characters import read_characters
from pipeline.parsers.pdf_file.drawings import read_drawings
from pipeline.parsers.pdf_file.font_ranges import refuse_endless_fonts
from pipeline.parsers.pdf_file.fonts import only_square_fonts
from pipeline.parsers.pdf_file.frame import frame_of
from pipeline.parsers.pdf_file.reading import PageReading
from pipeline.parsers.pdf_file.sheets import read_sheet
from schemas.errors import EncryptedFile

_BROKEN = "PDF 文件已损坏，无法打开。"
HELD_BYTES = 32 * 1024 * 1024  # PDFium holds what it has read of a file, pictures too, until the file is closed


class PdfFile:
    """Pages of a file by their 1-based number; `pages` is how many the file states."""

    def __init__(self, stream: BufferedReader, native: pypdfium2.PdfDocument | None, path: Path | None = None) -> None:
        self._stream = stream
        self._native = native
        self._path = path
        self._plumber: PDF | None = None
        self.pages = len(native) if native is not None else 0
        self._pages_at_once = HELD_BYTES * self.pages // (path.stat().st_size or 1) if path is not None else 0
        self._read = 0
        if not self.pages:
            self.close()
            with border(_BROKEN):
                plumber = self._fallback()
                self.pages = max(_stated_pages(plumber), len(plumber.pages))

    def reading(self, page: int) -> PageReading | None:
        """Read a page; None where the file states one that it does not hold. Raises BrokenFile."""
        native = self._opened_in_time()
        found = _native_reading(native, page) if native is not None else None
        if found is not None:
            return found
        with border(f"第 {page} 页已损坏，无法读取。"):
            pages = self._fallback().pages
            if page > len(pages):
                return None
            try:
                return read_sheet(pages[page - 1])
            finally:
                pages[page - 1].close()

    def close(self) -> None:
        """Give the memory of PDFium back."""
        if self._native is not None:
            self._native.close()
            self._native = None

    def _opened_in_time(self) -> pypdfium2.PdfDocument | None:
        """Return the file as PDFium opens it, opened anew where it may hold too much of it by now."""
        if self._native is not None and self._path is not None and self._read >= max(self._pages_at_once, 1):
            self.close()
            self._native = _native(self._path, self._stream)
            self._read = 0
        self._read += 1
        return self._native

    def _fallback(self) -> PDF:
        """Return the file as pdfplumber opens it."""
        if self._plumber is None:
            plumber = pdfplumber.open(self._stream)
            refuse_endless_fonts(plumber)
            self._plumber = plumber
        return self._plumber


@contextmanager
def opened(path: Path) -> Iterator[PdfFile]:
    """Open a file for as long as the block runs. Raises OSError, BrokenFile, EncryptedFile."""
    with path.open("rb") as stream, only_square_fonts():
        file = PdfFile(stream, _native(path, stream), path)
        try:
            yield file
        finally:
            file.close()


def _native(path: Path, stream: BufferedReader) -> pypdfium2.PdfDocument | None:
    """Return the file as PDFium opens it, None where it cannot. Raises EncryptedFile."""
    try:
        return pypdfium2.PdfDocument(path if os.fsencode(path).decode(errors="ignore") == str(path) else stream)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile("PDF 设置了打开密码。") from error
        return None


def _native_reading(native: pypdfium2.PdfDocument, number: int) -> PageReading | None:
    """Read a page with PDFium; None where it cannot load it."""
    page, annotations = loaded_with_annotations(native.raw, number)
    if not page:
        return None
    try:
        frame = frame_of(page)
        characters = read_characters(page, frame)
        characters.runs.extend(runs_of_annotations(annotations, frame))
        drawings = read_drawings(page, frame)
    finally:
        pdfium.FPDF_ClosePage(page)
    sheet = Sheet(page=number, width_pt=frame.width_pt, height_pt=frame.height_pt, rulings=drawings.rulings)
    upright = characters.main_direction()
    if upright:
        askew = [(0, glyph) for run in characters.runs for glyph in run.glyphs()]
        everything = [*askew, *characters.others]
        sheet.glyphs = [glyph for way, glyph in everything if way == upright]
        sheet.askew = [glyph for way, glyph in everything if way != upright]
    else:
        sheet.runs, sheet.askew = characters.runs, [glyph for _, glyph in characters.others]
    area = max(sheet.width_pt * sheet.height_pt, 1.0)
    return PageReading(
        sheet=turned(sheet, upright) if upright else sheet,
        printed=characters.printed,
        garbage=characters.garbage,
        picture_share=min(drawings.picture_area / area, 1.0),
        drawings=drawings.paths,
    )


def _stated_pages(pdf: PDF) -> int:
    """Return the number of pages that the file itself states, 0 where it does not."""
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if type(count) is int and count > 0 else 0
