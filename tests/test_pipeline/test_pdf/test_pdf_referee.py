"""What PDFium gives against what pdfplumber gives: the same characters in the same places, the same lines."""

import io
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.parsers.layout.printed_page import read_page
from pipeline.parsers.layout.sheet import Glyph, Ruling, Sheet
from pipeline.parsers.pdf_file.border import silenced
from pipeline.parsers.pdf_file.document import opened
from pipeline.parsers.pdf_file.fonts import only_square_fonts, square_font
from pipeline.parsers.pdf_file.sheets import read_sheet

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def glyphs_of(sheet: Sheet) -> list[Glyph]:
    glyphs = [*sheet.glyphs, *(glyph for run in sheet.runs for glyph in run.glyphs())]
    return sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda g: (round(g.middle), g.x0))


def both(path: Path) -> Iterator[tuple[Sheet, Sheet]]:
    with silenced(), opened(path) as file, pdfplumber.open(path) as referee:
        assert file.pages == len(referee.pages)
        for page in referee.pages[:: 3 if file.pages > 20 else 1]:
            ours = file.reading(page.page_number)
            assert ours is not None
            yield ours.sheet, read_sheet(page).sheet
            page.close()


@pytest.fixture(params=["luzhai_2023_work_plan.pdf", "lianshan_2017_2025_plan.pdf"])
def seed(request: pytest.FixtureRequest, seeds: Path) -> Path:
    return seeds / str(request.param)


def test_the_characters_of_real_files_stand_in_the_same_places(seed: Path) -> None:
    compared = different = 0
    for ours, theirs in both(seed):
        assert (ours.width_pt, ours.height_pt) == pytest.approx((theirs.width_pt, theirs.height_pt), abs=0.1)
        first, second = glyphs_of(ours), glyphs_of(theirs)
        assert len(first) == len(second)
        for one, other in zip(first, second, strict=True):
            assert one.x0 == pytest.approx(other.x0, abs=0.6), (one, other)
            assert one.middle == pytest.approx(other.middle, abs=0.13 * one.size_pt + 0.5), (one, other)
            different += one.text != other.text
            compared += 1
    assert compared > 3000
    assert different <= 4  # a font of the second file names two brackets wrongly, each reader in its own way


def test_the_cells_of_real_files_are_the_same(seed: Path) -> None:
    cells = 0
    for ours, theirs in both(seed):
        first, second = read_page(ours), read_page(theirs)
        assert [table.rows for table in first.tables] == [table.rows for table in second.tables]
        for one, other in zip(first.tables, second.tables, strict=True):
            assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in one.cells] == [
                (cell.row, cell.column, cell.row_span, cell.column_span) for cell in other.cells
            ]
            assert [[line.text for line in cell.lines] for cell in one.cells] == [
                [line.text for line in cell.lines] for cell in other.cells
            ]
            cells += len(one.cells)
    assert cells > 50


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path


def lines(canvas: Canvas) -> None:
    canvas.line(72, 700, 300, 700)
    canvas.setDash(2, 2)
    canvas.line(72, 680, 72, 500)
    canvas.rect(100, 500, 200, 100)
    canvas.rect(320, 500, 100, 0.5, stroke=0, fill=1)
    canvas.rect(320, 400, 100, 50, stroke=0, fill=1)
    canvas.saveState()
    canvas.transform(0, 1, -1, 0, 500, 100)
    canvas.line(0, 0, 100, 0)
    canvas.restoreState()
    canvas.beginForm("inner")
    canvas.line(0, 0, 50, 0)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.scale(2, 2)
    canvas.doForm("inner")
    canvas.restoreState()


def test_ruling_lines_of_every_kind(tmp_path: Path) -> None:
    ((ours, theirs),) = both(drawn(tmp_path / "a.pdf", lines))

    def places(rulings: list[Ruling]) -> list[tuple[bool, int, int, int]]:
        return sorted({(line.horizontal, round(line.at), round(line.start), round(line.end)) for line in rulings})

    assert places(ours.rulings) == places(theirs.rulings)
    height = A4[1]
    assert (True, round(height - 300), 200, 300) in places(ours.rulings)
    assert (False, 500, round(height - 200), round(height - 100)) in places(ours.rulings)


def test_boxes_do_not_depend_on_the_fonts_of_the_machine(tmp_path: Path) -> None:
    def text(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 700, "水质（2022）达标")
        for number, character in enumerate("单字"):
            canvas.drawString(72 + 40 * number, 600, character)

    ((ours, _),) = both(drawn(tmp_path / "a.pdf", text))
    found = glyphs_of(ours)
    assert "".join(glyph.text for glyph in found) == "水质（2022）达标单字"
    chinese = [glyph for glyph in found if glyph.text in "水质达标单字"]
    assert {round(glyph.x1 - glyph.x0, 2) for glyph in chinese} == {12.0}
    assert {round(glyph.bottom - glyph.top, 2) for glyph in found} == {12.0}


def test_pages_are_painted_with_the_fonts_of_the_machine_again(tmp_path: Path) -> None:
    def text(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 700, "OO")

    path = drawn(tmp_path / "a.pdf", text)

    def painted() -> bytes:
        document = pypdfium2.PdfDocument(path)
        image = document[0].render(scale=1).to_pil()
        document.close()
        return bytes(image.tobytes())

    before = painted()
    with only_square_fonts():
        pass
    assert painted() == before


def test_the_square_font_is_a_font() -> None:
    font = square_font()
    count = struct.unpack(">H", font[4:6])[0]
    for number in range(count):
        name, _, offset, length = struct.unpack(">4s3I", font[12 + 16 * number : 28 + 16 * number])
        assert offset % 4 == 0 and offset + length <= len(font), name
    document = pypdfium2.PdfDocument.new()
    loaded = pdfium.FPDFText_LoadFont(document.raw, (pdfium.c_uint8 * len(font))(*font), len(font), 2, True)
    assert loaded
    pdfium.FPDFFont_Close(loaded)


def test_an_image_only_file_has_no_characters(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    from PIL import Image

    Image.new("L", (60, 90), 128).save(buffer, "PDF", resolution=72)
    path = tmp_path / "a.pdf"
    path.write_bytes(buffer.getvalue())
    with opened(path) as file:
        reading = file.reading(1)
    assert reading is not None
    assert (reading.printed, reading.picture_share) == (0, 1.0)
