"""Whole pages: what was drawn is what is read, with its place."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.recognition import recognise
from schemas.parsed import Block, TableBlock, TextBlock

pytestmark = pytest.mark.usefixtures("ocr")
Sheets = Callable[[float, float], Any]
WIDTH, HEIGHT = 420.0, 420.0
TITLE = "2022年生态环境状况公报"
PROSE = [
    "全县空气优良天数比例为98.6%，细颗粒物年均浓",
    "度为24微克/立方米，同比下降7.7%。全县河流断面水",
    "质优良比例为100%，其中Ⅱ类断面3个。",
]
ROWS = [
    ["序号", "监测断面", "水质类别（2022年）", "<"],
    ["1", "龙潭大桥", "Ⅱ类", "100.00"],
    ["2", "白石渡口", "Ⅲ类", "91.67"],
    ["3", "云溪", "—", "8"],
]
EXPECTED = [(row, column, text) for row, texts in enumerate(ROWS) for column, text in enumerate(texts) if text != "<"]


def drawn(sheet: Any) -> Any:
    sheet.write(105, 30, TITLE, 18)
    for number, line in enumerate(PROSE):
        sheet.write(64 if number == 0 else 36, 80 + 26 * number, line, 14)
    sheet.table(36, 190, [40, 120, 100, 80], 28, ROWS, 11)
    return sheet


def read(image: Image.Image, width_pt: float, height_pt: float) -> tuple[list[TextBlock], list[TableBlock]]:
    blocks: tuple[Block, ...] = compose([recognise(image, 1, width_pt, height_pt)])
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    return [block for block in blocks if isinstance(block, TextBlock)], tables


def test_a_clean_page_is_read_exactly(paper: Sheets, no_network: None, capfd: pytest.CaptureFixture[str]) -> None:
    texts, tables = read(drawn(paper(WIDTH, HEIGHT)).image, WIDTH, HEIGHT)
    assert [block.text for block in texts] == [TITLE, "".join(PROSE)]
    assert texts[0].role == "heading"
    (table,) = tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == EXPECTED
    assert next(cell for cell in table.cells if cell.text.startswith("水质")).column_span == 2
    assert all(cell.confidence is not None and 0.5 <= cell.confidence <= 1 for cell in table.cells if cell.text != "—")
    assert capfd.readouterr() == ("", "")


def test_boxes_stand_where_the_text_was_drawn(paper: Sheets) -> None:
    texts, tables = read(drawn(paper(WIDTH, HEIGHT)).image, WIDTH, HEIGHT)
    assert texts[0].locator.bbox_pt == pytest.approx((106, 36, 307, 54), abs=3)  # type: ignore[union-attr]
    assert tables[0].cells[0].locator.bbox_pt == pytest.approx((36, 190, 76, 218), abs=1)
    assert [line.confidence for line in texts[1].lines] == pytest.approx([1.0] * 3, abs=0.2)


def test_numbers_under_a_seal_on_a_slanting_scan(paper: Sheets) -> None:
    sheet = drawn(paper(WIDTH, HEIGHT))
    sheet.stamp(310, 262)
    texts, tables = read(sheet.scanned(0.6), WIDTH, HEIGHT)
    assert [block.text for block in texts] == [TITLE, "".join(PROSE)]
    assert [[(cell.row, cell.column, cell.text) for cell in table.cells] for table in tables] == [EXPECTED]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_laid_on_the_scanner_the_wrong_way_is_turned(paper: Sheets, degrees: int) -> None:
    sheet = paper(300, 160)
    sheet.table(30, 20, [60, 160], 26, [["年份", "化肥施用量（吨）"], ["2021", "1306.5"], ["2022", "1189.2"]], 12)
    image = sheet.image.rotate(degrees, expand=True)
    width_pt, height_pt = (160, 300) if degrees in (90, 270) else (300, 160)
    _, (table,) = read(image, width_pt, height_pt)
    assert [cell.text for cell in table.cells] == ["年份", "化肥施用量（吨）", "2021", "1306.5", "2022", "1189.2"]
    first = {90: (20, 210, 46, 270), 180: (210, 114, 270, 140), 270: (114, 30, 140, 90)}[degrees]
    assert table.cells[0].locator.bbox_pt == pytest.approx(first, abs=1.5)


def test_a_red_letterhead_is_no_seal(paper: Sheets) -> None:
    sheet = paper(420, 160)
    sheet.write(60, 30, "某某县人民政府文件", 32, (214, 32, 38))
    sheet.write(150, 100, "某政发〔2022〕15号", 14)
    texts, _ = read(sheet.image, 420, 160)
    assert [block.text for block in texts] == ["某某县人民政府文件", "某政发〔2022〕15号"]


def test_characters_set_downwards_in_a_narrow_cell(paper: Sheets) -> None:
    sheet = paper(220, 170)
    for x in (20, 48, 130, 200):
        sheet.rule(x, 20, x, 148)
    for y in (20, 148):
        sheet.rule(20, y, 200, y)
    for y in (62, 106):
        sheet.rule(48, y, 200, y)
    for number, character in enumerate("生态安全"):
        sheet.write(28, 28 + 29 * number, character, 12)
    for number, (name, value) in enumerate((("林草覆盖率", "63.2%"), ("物种保护率", "95%"), ("危废处置率", "100%"))):
        sheet.write(54, 33 + 42 * number, name, 12)
        sheet.write(140, 33 + 42 * number, value, 12)
    _, (table,) = read(sheet.image, 220, 170)
    assert table.cells[0].row_span == 3
    assert "".join(table.cells[0].text.split()) == "生态安全"
    assert [cell.text for cell in table.cells[1:]] == ["林草覆盖率", "63.2%", "物种保护率", "95%", "危废处置率", "100%"]


def test_nothing_is_read_from_an_empty_page() -> None:
    printed = recognise(Image.new("RGB", (600, 400), "white"), 1, 216, 144)
    assert (printed.lines, printed.tables, printed.askew) == ([], [], [])


def test_boxes_on_a_poster_refer_to_its_own_size(paper: Sheets) -> None:
    sheet = paper(400, 100)
    sheet.write(60, 30, "全县共有河长214名", 20)
    texts, _ = read(sheet.image, 4000, 1000)
    assert [block.text for block in texts] == ["全县共有河长214名"]
    assert texts[0].locator.bbox_pt == pytest.approx((600, 360, 2320, 560), abs=40)  # type: ignore[union-attr]
