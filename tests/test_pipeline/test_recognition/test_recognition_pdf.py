"""PDF files with scanned pages among printed ones."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline import parsers
from schemas.parsed import TextBlock

pytestmark = pytest.mark.usefixtures("ocr")
MEDIA_TYPE = "application/pdf"


@pytest.fixture
def scanned(paper: Callable[..., Any]) -> ImageReader:
    sheet = paper(*A4)
    sheet.write(90, 120, "二〇二二年青岚县森林覆盖率为百分之七十八点六", 14)
    sheet.write(90, 160, "全县水质优良断面共有十二个", 14)
    return ImageReader(sheet.image)


def pdf(path: Path, *pages: ImageReader | str | None) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(90, 700, page)
        elif page is not None:
            canvas.drawImage(page, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return path


def test_a_scanned_page_between_printed_ones(scanned: ImageReader, tmp_path: Path) -> None:
    document = parsers.parse(pdf(tmp_path / "a.pdf", "water quality 2022", scanned, None), MEDIA_TYPE)
    assert (document.text_source, document.pages, document.problems) == ("mixed", 3, ())
    printed, *read = [block for block in document.blocks if isinstance(block, TextBlock)]
    assert (printed.text, printed.page) == ("water quality 2022", 1)
    assert {block.page for block in read} == {2}
    assert "森林覆盖率" in "".join(block.text for block in read)
    box = read[0].lines[0].bbox_pt
    assert box[0] == pytest.approx(90, abs=4) and box[1] == pytest.approx(120, abs=8)


def test_a_turned_scan_is_read_as_displayed(scanned: ImageReader, tmp_path: Path) -> None:
    upright = pypdfium2.PdfDocument(pdf(tmp_path / "a.pdf", scanned))
    upright[0].set_rotation(90)
    buffer = io.BytesIO()
    upright.save(buffer)
    (tmp_path / "b.pdf").write_bytes(buffer.getvalue())
    document = parsers.parse(tmp_path / "b.pdf", MEDIA_TYPE)
    assert document.text_source == "ocr"
    assert "水质优良断面" in "".join(text for _, text in document.page_texts())


def test_a_picture_without_text_stays_a_problem(tmp_path: Path) -> None:
    from PIL import Image

    landscape = ImageReader(Image.linear_gradient("L").resize((200, 300)))
    document = parsers.parse(pdf(tmp_path / "a.pdf", "water quality 2022", landscape), MEDIA_TYPE)
    assert document.text_source == "text"
    assert [(problem.code, problem.page) for problem in document.problems] == [("no-text", 2)]


def test_the_blank_back_of_a_sheet_is_no_problem(tmp_path: Path) -> None:
    from PIL import Image

    paper = ImageReader(Image.new("L", (200, 300), 240))
    document = parsers.parse(pdf(tmp_path / "a.pdf", "water quality 2022", paper), MEDIA_TYPE)
    assert (document.pages, document.problems) == (2, ())
