"""A large PDF is opened anew between its pages, and reads the same."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.parsers import parse
from pipeline.parsers.pdf_file import document
from schemas.parsed import ParsedDocument

PAGES = 7


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A file of some pages."""
    path = tmp_path / "pages.pdf"
    canvas = Canvas(str(path))
    for number in range(PAGES):
        canvas.drawString(72, 700, f"Page number {number} of a report with some words on it")
        canvas.showPage()
    canvas.save()
    return path


def _read(path: Path) -> ParsedDocument:
    return parse(path, "application/pdf")


@pytest.mark.parametrize("held_pages", [0, 1, 3])
def test_pages_are_the_same_however_often_it_is_opened(
    printed: Path, monkeypatch: pytest.MonkeyPatch, held_pages: int
) -> None:
    """Whatever part of it may be held at once."""
    once = _read(printed)
    monkeypatch.setattr(document, "HELD_BYTES", held_pages * printed.stat().st_size // PAGES)
    with document.opened(printed) as file:
        assert [file.reading(page) is not None for page in range(1, PAGES + 1)] == [True] * PAGES
        assert file.reading(PAGES + 1) is None
    assert _read(printed) == once
    assert once.pages == PAGES
