"""PDF files drawn by tests."""

import io
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline import parsers
from schemas.parsed import ParsedDocument

FONT = "STSong-Light"
SIZE = 12
LEFT, RIGHT, TOP = 72, A4[0] - 72, 72
PER_LINE = int((RIGHT - LEFT) // SIZE)
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def put(canvas: Canvas, x: float, top: float, text: str, size: float = SIZE) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, A4[1] - top - 0.88 * size, text)


def prose(*paragraphs: str, top: float = TOP) -> Draw:
    """Justified paragraphs, the first line of each indented by two characters."""

    def page(canvas: Canvas) -> None:
        y = top
        for paragraph in paragraphs:
            text = "　　" + paragraph
            for start in range(0, len(text), PER_LINE):
                put(canvas, LEFT, y, text[start : start + PER_LINE])
                y += 1.6 * SIZE

    return page


def cells(canvas: Canvas, xs: list[float], ys: list[float], words: dict[tuple[int, int], str]) -> None:
    """A ruled grid; `words` maps (row, column) to lines parted by a line break."""
    canvas.grid(xs, [A4[1] - y for y in ys])
    for (row, column), text in words.items():
        for number, line in enumerate(text.split("\n")):
            put(canvas, xs[column] + 4, ys[row] + 3 + 13 * number, line, 10)


class Pdf:
    """What tests call: the pieces above under one name, since test modules share nothing by import."""

    drawn = staticmethod(drawn)
    put = staticmethod(put)
    prose = staticmethod(prose)
    cells = staticmethod(cells)
    size, left, right, top, per_line = SIZE, LEFT, RIGHT, TOP, PER_LINE
    first = "青岚县各有关单位应当按照职责分工落实各项任务，" * 4 + "确保按期完成。"
    second = "二〇二二年全县优良天数比例为九成以上。" * 3

    @cached_property
    def whole(self) -> bytes:
        """A sound file of two pages."""
        return drawn(prose(self.first), prose(self.second))


@pytest.fixture(scope="session")
def pdf() -> Pdf:
    return Pdf()


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], ParsedDocument]:
    """Read the text layer alone, as where text recognition is not installed."""
    monkeypatch.setattr("pipeline.parsers.pdf.available", lambda: False)

    def reader(content: bytes) -> ParsedDocument:
        path = tmp_path / "file.pdf"
        path.write_bytes(content)
        return parsers.parse(path, "application/pdf")

    return reader
