"""Makes the files that cannot be read: cut off, locked, or pictures of pages."""

from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from sample_docs.build.content import SampleDocument
from sample_docs.build.reportlab_pdf import write_reportlab
from sample_docs.build.word import write_word

PASSWORD = "slj-2021"
SCAN_DPI = 96
TEMPORARY = ".whole"


def write_truncated(document: SampleDocument, path: Path) -> None:
    """Write a PDF of which only the first third arrived, as a broken transfer leaves it."""
    write_reportlab(document, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


def write_cut_word(document: SampleDocument, path: Path) -> None:
    """Write a .docx whose second half is missing, so that the zip has no directory."""
    write_word(document, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def write_encrypted(document: SampleDocument, path: Path) -> None:
    """Write a PDF that asks for a password to open."""
    write_reportlab(document, path, PASSWORD)


def write_scan(document: SampleDocument, path: Path) -> None:
    """Write a PDF of grey pictures of the pages, without any text."""
    whole = path.with_suffix(TEMPORARY)
    write_reportlab(document, whole)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    pages = pypdfium2.PdfDocument(whole)
    for page in pages:
        image = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().quantize(8).convert("L")
        canvas.drawInlineImage(image, 0, 0, *A4)
        canvas.showPage()
    pages.close()
    canvas.save()
    whole.unlink()
