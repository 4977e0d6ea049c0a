"""Heads of several levels in tables without a grid."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
LEAF = [160.0, 240.0, 320.0, 400.0]
ROWS = [["青溪", "98.1", "100", "97.2", "99"], ["白石", "88.1", "90", "87.2", "89"], ["柳塘", "7.1", "8", "7.2", "7"]]
NAMES = ["优良率", "达标率", "优良率", "达标率"]
EXPECTED = [["断面(2x1)", "2021年(1x2)", "2022年(1x2)"], NAMES, *ROWS]


def printed(paper: Make, name_top: float, lines: list[float], short: bool) -> Any:
    page = paper()
    page.put(80, name_top, "断面")
    page.put(197, 110, "2021年")
    page.put(357, 110, "2022年")
    page.row(LEAF, 130, NAMES)
    for number, words in enumerate(ROWS):
        page.row([80, *LEAF], 150 + 20 * number, words)
    for y in lines:
        page.line(y, 76, 470)
    if short:
        page.line(125, 156, 290)
        page.line(125, 316, 450)
    return page


@pytest.mark.parametrize("name_top", [110, 120, 130])
@pytest.mark.parametrize("lines", [[105, 145, 210], [105, 145, 165, 185, 210], []])
@pytest.mark.parametrize("short", [True, False])
def test_titles_over_several_columns(name_top: float, lines: list[float], short: bool, paper: Make, read: Make) -> None:
    assert read(printed(paper, name_top, lines, short and bool(lines))).tables == [EXPECTED]


def test_three_levels(paper: Make, read: Make) -> None:
    page = printed(paper, 110, [85, 145, 165, 185, 210], False)
    page.put(275, 90, "水质监测指标")
    page.line(105, 156, 470)
    page.line(125, 156, 470)
    expected = [["断面(3x1)", "水质监测指标(1x4)"], ["2021年(1x2)", "2022年(1x2)"], *EXPECTED[1:]]
    assert read(page).tables == [expected]


def test_unlike_groups_and_a_remark_behind(paper: Make, read: Make) -> None:
    page = paper()
    xs = [80.0, 140.0, 200.0, 260.0, 320.0, 380.0, 440.0]
    page.row([80, 202, 349, 440], 110, ["断面", "浓度", "达标情况", "备注"])
    page.row(xs[1:6], 130, ["甲项", "乙项", "丙项", "天数", "比例"])
    for number in range(3):
        page.row(xs, 150 + 20 * number, [f"断{number}", "1.1", "2.2", "3.3", "44", "55", "无"])
    first, second, *_ = read(page).tables[0]
    assert first == ["断面(2x1)", "浓度(1x3)", "达标情况(1x2)", "备注(2x1)"]
    assert second == ["甲项", "乙项", "丙项", "天数", "比例"]


def test_a_caption_above_is_no_head(paper: Make, read: Make) -> None:
    page = printed(paper, 110, [], False)
    page.put(220, 90, "表1　断面水质")
    reading = read(page)
    assert reading.tables == [EXPECTED] and reading.texts == ["表1 断面水质"]


def test_an_empty_cell_in_a_plain_head_merges_nothing(paper: Make, read: Make) -> None:
    page = paper()
    page.row(LEAF[:3], 130, ["年份", "优良率", "达标率"])
    for number, words in enumerate(ROWS):
        page.row([80, *LEAF[:3]], 150 + 20 * number, words[:4])
    for y in (125, 145, 210):
        page.line(y, 76, 400)
    assert read(page).tables == [[["", "年份", "优良率", "达标率"], *(words[:4] for words in ROWS)]]


def test_a_caption_in_two_pieces_is_no_title_of_columns(paper: Make, read: Make) -> None:
    page = paper()
    page.row([195, 355], 112, ["表8", "断面水质统计表"])
    page.row([80, *LEAF], 130, ["断面", *NAMES])
    for number, words in enumerate(ROWS):
        page.row([80, *LEAF], 150 + 20 * number, words)
    assert read(page).tables == [[["断面", *NAMES], *ROWS]]
