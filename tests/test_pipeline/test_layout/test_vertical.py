"""Vertical writing: whole pages, heads of tables, binding lines beside the text."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.parsers.layout.sheet import Glyph

COLUMNS = ["全县各有关单位应当按照职责分工落实", "各项任务并且确保按期完成水质断面达", "标工作任务。"]
PROSE = "全县各有关单位应当按照职责分工落实各项任务并且确保按期完成"
Make = Callable[..., Any]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_page_is_read_down_its_columns_from_the_right(order: tuple[int, ...], paper: Make, read: Make) -> None:
    page = paper()
    for number in order:
        page.down(480 - 24 * number, 100, COLUMNS[number])
    reading = read(page)
    assert reading.texts == ["".join(COLUMNS)]
    assert reading.roles == {"".join(COLUMNS): "body"}
    lines = reading.blocks[0].lines
    assert [reading.blocks[0].text[line.start : line.end] for line in lines] == COLUMNS
    assert lines[0].bbox_pt == pytest.approx((480, 100, 490, 286), abs=1)


def test_a_short_column_ends_a_paragraph(paper: Make, read: Make) -> None:
    page = paper()
    page.down(480, 100, "水质调查报告")
    for number, text in enumerate(COLUMNS):
        page.down(456 - 24 * number, 100, text)
    assert read(page).texts == ["水质调查报告", "".join(COLUMNS)]


def test_cells_with_one_column_and_with_two(paper: Make, read: Make) -> None:
    page = paper()
    page.grid([70, 100, 200, 300], [100, 220, 340])
    page.down(80, 105, "基本情况调查")
    page.down(86, 225, "主要指标")
    page.down(73, 225, "完成情况")
    for top in (105, 225):
        page.put(110, top, "断面")
        page.put(210, top, "98.5%")
    assert read(page).tables == [[["基本情况调查", "断面", "98.5%"], ["主要指标\n完成情况", "断面", "98.5%"]]]


def test_a_column_down_to_the_border_of_its_cell_goes_on_in_the_next(paper: Make, read: Make) -> None:
    page = paper()
    page.grid([70, 100, 200], [100, 150, 200])
    page.down(86, 104, "主要指标")
    page.down(73, 104, "完成率")
    page.put(110, 110, "98%")
    page.put(75, 170, "甲")
    assert read(page).tables[0][0] == ["主要指标完成率", "98%"]


def test_a_binding_line_is_no_part_of_the_lines_beside_it(paper: Make, read: Make) -> None:
    page = paper()
    for number in range(20):
        page.put(90, 100 + 20 * number, PROSE)
    page.down(30, 160, "装订线", step=9.0)
    reading = read(page)
    assert reading.texts == [PROSE * 20, "装订线"]
    assert reading.roles["装订线"] == "textbox"


def test_figures_below_each_other_are_no_vertical_text(paper: Make, read: Make) -> None:
    page = paper()
    page.grid([70, 120, 200], [100, 200, 220])
    page.put(75, 205, "甲")
    page.put(130, 205, "乙")
    for number in range(5):
        page.put(75, 102 + 15 * number, str(number + 1))
        page.put(130, 102 + 15 * number, "无")
    assert read(page).tables[0][0] == ["1\n2\n3\n4\n5", "无\n无\n无\n无\n无"]


def on_its_side(page: Any, x: float, top: float, text: str) -> float:
    """Print letters or figures turned by a quarter, down a column; return where they end."""
    for character in text:
        page.sheet.askew.append(Glyph(character, x, top, x + 10, top + 5, 10))
        top += 5
    return top


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("截至二〇二二年底达标率", "98.5%", "以上。"),
        ("达标", "1234567.89", "吨。"),
        ("", "2022", "年全县各有关单位"),
        ("全县达标率为", "98.5%", ""),
    ],
)
def test_numbers_on_their_side_stand_in_their_column(
    before: str, number: str, after: str, paper: Make, read: Make
) -> None:
    page = paper()
    page.down(480, 100, before)
    end = on_its_side(page, 480, 100 + 11 * len(before), number)
    page.down(480, end + 1, after)
    page.down(456, 100, "第二列的文字")
    assert "".join(read(page).texts) == before + number + after + "第二列的文字"


def test_a_vertical_text_on_a_page_of_lines_is_a_block_behind_them(paper: Make, read: Make) -> None:
    page = paper()
    for number in range(20):
        page.put(90, 100 + 20 * number, PROSE + "。")
    page.down(480, 100, COLUMNS[0])
    assert read(page).roles == {(PROSE + "。") * 20: "body", COLUMNS[0]: "textbox"}
