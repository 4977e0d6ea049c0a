"""Pages that lay askew, were photographed, are worn or stamped: read as they were printed, located as they lay."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from pipeline.parsers import parse
from pipeline.parsers.layout.compose import compose
from pipeline.parsers.recognition import recognise
from pipeline.parsers.recognition.doubts import doubts_of, is_blank
from pipeline.parsers.recognition.placing import RecognisedPage, around, as_laid
from schemas.parsed import TableBlock, TextBlock

Sheets = Callable[[float, float], Any]
WIDTH, HEIGHT = 420.0, 300.0
ROWS = [
    ["序号", "监测断面", "达标率（%）"],
    ["1", "龙潭大桥", "100.00"],
    ["2", "白石渡口", "91.67"],
    ["3", "云溪", "85.4"],
]
WIDTHS = [60.0, 160.0, 120.0]


@pytest.fixture
def drawn(paper: Sheets) -> Any:
    sheet = paper(WIDTH, HEIGHT)
    sheet.write(60, 30, "全县地表水水质监测结果汇总表", 16)
    sheet.table(40, 80, WIDTHS, 30, ROWS, 12)
    return sheet


def _cells(image: Image.Image) -> list[list[str]]:
    page = recognise(image, 1, WIDTH, HEIGHT)
    tables = [block for block in compose([page]) if isinstance(block, TableBlock)]
    return [[cell.text for cell in table.cells] for table in tables]


EXPECTED = [[text for row in ROWS for text in row]]


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize("degrees", [3.0, -2.0])
def test_boxes_stand_on_the_page_as_it_lay(drawn: Any, degrees: float) -> None:
    image = drawn.image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")
    page = recognise(image, 1, WIDTH, HEIGHT)
    table = next(block for block in as_laid(compose([page]), [page]) if isinstance(block, TableBlock))
    assert [cell.text for cell in table.cells] == EXPECTED[0]
    from math import cos, radians, sin

    turn = radians(degrees)
    for cell, (x, y) in ((table.cells[0], (70.0, 95.0)), (table.cells[-1], (320.0, 185.0))):
        assert cell.locator.bbox_pt is not None
        x0, top, x1, bottom = cell.locator.bbox_pt
        dx, dy = x - WIDTH / 2, y - HEIGHT / 2
        lay = WIDTH / 2 + dx * cos(turn) - dy * sin(turn), HEIGHT / 2 + dx * sin(turn) + dy * cos(turn)
        assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(lay, abs=2)


@pytest.mark.usefixtures("ocr")
def test_a_photograph_from_an_odd_place_is_made_level(drawn: Any) -> None:
    image = drawn.image
    width, height = image.size
    corners = (-20, 10, 15, height + 12, width + 18, height - 8, width - 10, -14)
    photo = image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")
    assert _cells(photo) == EXPECTED


@pytest.mark.usefixtures("ocr")
def test_rules_worn_through_in_places_are_rules(drawn: Any) -> None:
    pen = ImageDraw.Draw(drawn.image)
    scale = drawn.image.width / WIDTH
    for x, y in ((80, 80), (150, 110), (230, 140), (330, 170), (120, 200)):
        pen.rectangle([x * scale, y * scale - 4, (x + 5) * scale, y * scale + 4], fill="white")
    for x, y in ((40, 92), (100, 120), (260, 155), (380, 180)):
        pen.rectangle([x * scale - 4, y * scale, x * scale + 4, (y + 5) * scale], fill="white")
    assert _cells(drawn.image) == EXPECTED


@pytest.mark.usefixtures("ocr")
def test_a_blue_stamp_is_looked_through(drawn: Any) -> None:
    stamp = Image.new("RGB", drawn.image.size, "white")
    scale = drawn.image.width / WIDTH
    box = [value * scale for value in (215, 100, 330, 150)]
    ImageDraw.Draw(stamp).rectangle(box, outline=(40, 70, 190), width=6)
    assert _cells(ImageChops.multiply(drawn.image, stamp)) == EXPECTED


@pytest.mark.usefixtures("ocr")
def test_a_table_ruled_in_blue_keeps_its_rules(paper: Sheets) -> None:
    sheet = paper(WIDTH, HEIGHT)
    pen, scale = ImageDraw.Draw(sheet.image), sheet.image.width / WIDTH
    for number in range(len(ROWS) + 1):
        pen.line([40 * scale, (80 + 30 * number) * scale, 190 * scale, (80 + 30 * number) * scale], (40, 70, 190), 3)
    for x in (40, 90, 190):
        pen.line([x * scale, 80 * scale, x * scale, (80 + 30 * len(ROWS)) * scale], (40, 70, 190), 3)
    for number, row in enumerate(ROWS):
        sheet.write(50, 86 + 30 * number, row[0], 12)
        sheet.write(100, 86 + 30 * number, row[1], 12)
    assert _cells(sheet.image) == [[text for row in ROWS for text in row[:2]]]


@given(
    st.tuples(*[st.floats(-0.05, 0.05)] * 4),
    st.tuples(*[st.floats(0, 600)] * 4),
)
def test_a_box_put_back_holds_its_corners_and_its_middle(
    bend: tuple[float, ...], sides: tuple[float, float, float, float]
) -> None:
    a, b, c, d = bend
    warp = (1 + a, b, 3.0, c, 1 + d, -2.0, a / 1000, b / 1000, 1.0)
    (x0, x1), (top, bottom) = sorted(sides[:2]), sorted(sides[2:])
    left, upper, right, lower = around((x0, top, x1, bottom), warp)
    assert all(first <= second for first, second in pairwise((left, right)))
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    depth = warp[6] * x + warp[7] * y + 1
    assert left - 0.01 <= (warp[0] * x + warp[1] * y + 3) / depth <= right + 0.01
    assert upper - 0.01 <= (warp[3] * x + warp[4] * y - 2) / depth <= lower + 0.01


def test_a_page_that_lay_straight_keeps_its_boxes() -> None:
    page = RecognisedPage(1, 100, 100)
    assert as_laid((), [page]) == ()


def test_lines_hardly_read_are_told() -> None:
    (problem,) = doubts_of([RecognisedPage(1, 100, 100), RecognisedPage(2, 100, 100, unsure=3)])
    assert (problem.code, problem.page) == ("unsure", 2)
    assert "3 行" in problem.message


@pytest.mark.usefixtures("ocr")
def test_a_blank_page_is_told_as_blank(tmp_path: Path) -> None:
    Image.new("L", (800, 1100), 235).save(tmp_path / "空白.png")
    parsed = parse(tmp_path / "空白.png", "image/png")
    assert [problem.code for problem in parsed.problems] == ["no-text"]
    assert "空白页" in parsed.problems[0].message
    assert not any(isinstance(block, TextBlock) for block in parsed.blocks)
    assert not is_blank(Image.linear_gradient("L"))
