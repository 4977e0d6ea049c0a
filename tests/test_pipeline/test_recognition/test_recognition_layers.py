"""Scans under which a program laid text: it is kept where it is what the picture shows, and read anew where not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline import parsers
from schemas.parsed import ParsedDocument

pytestmark = pytest.mark.usefixtures("ocr")
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SHOWN = ["二〇二二年青岚县森林覆盖率为百分之七十八点六", "全县水质优良断面共有十二个"]
OTHER = ["一二仁〇年吉山且木木复皿玄勺白分之七士入占", "仝旦水贡尢艮断囬共冇卄二亇"]
INVISIBLE = 3


def pdf(path: Path, sheet: Any, layers: list[list[str]]) -> ParsedDocument:
    """Write pages of one picture, each over its own invisible text."""
    canvas = Canvas(str(path), pagesize=A4)
    for lines in layers:
        for number, text in enumerate(lines):
            layer = canvas.beginText(90, A4[1] - 120 - 40 * number - 15)
            layer.setFont(FONT, 14)
            layer.setTextRenderMode(INVISIBLE)
            layer.textOut(text)
            canvas.drawText(layer)
        canvas.drawImage(ImageReader(sheet.image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return parsers.parse(path, "application/pdf")


@pytest.fixture
def sheet(paper: Callable[..., Any]) -> Any:
    sheet = paper(*A4)
    for number, text in enumerate(SHOWN):
        sheet.write(90, 120 + 40 * number - 4, text, 14)
    return sheet


def test_text_that_is_shown_is_kept(sheet: Any, tmp_path: Path) -> None:
    document = pdf(tmp_path / "a.pdf", sheet, [SHOWN])
    assert (document.text_source, document.problems) == ("text", ())
    assert [text for _, text in document.page_texts()] == ["\n".join(SHOWN)]


def test_other_text_is_read_from_the_picture(sheet: Any, tmp_path: Path) -> None:
    document = pdf(tmp_path / "a.pdf", sheet, [SHOWN, OTHER, SHOWN])
    assert (document.text_source, document.problems) == ("mixed", ())
    for _, text in document.page_texts():
        assert "森林覆盖率" in text and "十二个" in text


def test_a_picture_without_text_leaves_its_text(paper: Callable[..., Any], tmp_path: Path) -> None:
    document = pdf(tmp_path / "a.pdf", paper(*A4), [SHOWN])
    assert document.text_source == "text"
    assert "森林覆盖率" in "".join(text for _, text in document.page_texts())
