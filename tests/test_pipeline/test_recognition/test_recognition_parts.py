"""The steps on the way: resolution, seals, slant, ruled lines."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw

from pipeline.parsers.layout.grids import tables_of

pytestmark = pytest.mark.usefixtures("ocr")
Sheets = Callable[[float, float], Any]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_picture_becomes_grey_on_white(mode: str) -> None:
    from pipeline.parsers.recognition.preparation import prepared

    drawn = Image.new("L", (100, 50), 255)
    ImageDraw.Draw(drawn).rectangle((20, 10, 60, 30), fill=0)
    if mode == "I;16":
        image = drawn.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = drawn.convert(mode)
    page = prepared(image, 72, 36)
    assert page.shape == (100, 200)
    assert page[40, 80] < 20
    assert page[90, 190] > 235


def test_what_is_transparent_is_paper() -> None:
    from pipeline.parsers.recognition.preparation import prepared

    assert prepared(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), 14.4, 14.4).min() == 255


def test_a_seal_becomes_paper_and_print_under_it_stays(paper: Sheets) -> None:
    from pipeline.parsers.recognition.preparation import prepared

    bare, stamped = paper(200, 200), paper(200, 200)
    for sheet in (bare, stamped):
        sheet.write(50, 90, "123.45", 20)
    stamped.stamp(100, 100)
    without, under = prepared(bare.image, 200, 200), prepared(stamped.image, 200, 200)
    assert (abs(without.astype(int) - under) > 60).mean() < 0.001


@pytest.mark.parametrize("slant", [-3.0, -0.4, 0.0, 0.4, 3.0])
def test_the_slant_of_lines_is_measured(paper: Sheets, slant: float) -> None:
    from pipeline.parsers.recognition.engine import find_lines
    from pipeline.parsers.recognition.preparation import prepared
    from pipeline.parsers.recognition.straightening import slant_of

    sheet = paper(360, 150)
    for number in range(4):
        sheet.write(30, 20 + 28 * number, "全县森林覆盖率达到百分之六十三点二", 16)
    page = prepared(sheet.scanned(slant), 360, 150)
    assert slant_of(find_lines(page)) == pytest.approx(slant, abs=0.25)


def test_ruled_lines_are_found_and_strokes_of_large_type_are_not(paper: Sheets) -> None:
    import numpy as np

    from pipeline.parsers.recognition.engine import find_lines
    from pipeline.parsers.recognition.preparation import prepared
    from pipeline.parsers.recognition.ruled_lines import erased, find_rulings, ink_of

    sheet = paper(300, 200)
    sheet.write(60, 10, "国土三一", 36)
    sheet.table(40, 90, [18, 100, 90], 16, [["1", "面积", "2"], ["3", "<", "4"]], 9)
    page = prepared(sheet.image, 300, 200)
    rulings, mask = find_rulings(ink_of(page), find_lines(page))
    (table,) = tables_of(rulings, 1)
    assert [(cell.row, cell.column, cell.column_span) for cell in table.cells] == [
        (0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 2), (1, 2, 1),
    ]  # fmt: skip
    assert table.edges_pt == pytest.approx([40, 58, 158, 248], abs=0.6)
    assert min(ruling.start if not ruling.horizontal else ruling.at for ruling in rulings) > 85
    assert np.all(erased(page, mask)[mask > 0] > 200)


def test_an_overlooked_digit_is_found_among_specks_and_nothing_is_found_twice() -> None:
    import numpy as np

    from pipeline.parsers.layout.sheet import Ruling
    from pipeline.parsers.recognition.pieces import forgotten, quad
    from pipeline.parsers.recognition.pixels import DOTS_PER_POINT

    ink = (np.random.default_rng(3).random((120, 300)) < 0.04).astype(np.uint8) * 255
    ink[45:75, 30:110] = 255  # a line that was found
    ink[45:75, 220:234] = 255  # a digit that was not
    sides = [Ruling(True, y / DOTS_PER_POINT, 0, 300 / DOTS_PER_POINT) for y in (0, 119)]
    sides += [Ruling(False, x / DOTS_PER_POINT, 0, 120 / DOTS_PER_POINT) for x in (0, 150, 299)]
    (found,) = forgotten(tables_of(sides, 1), ink, [quad(25, 40, 115, 80)])
    assert [*found.min(axis=0), *found.max(axis=0)] == pytest.approx([220, 45, 234, 75], abs=10)
