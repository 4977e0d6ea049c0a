"""Running text in columns; text in columns that is no table; marks across the page."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.parsers.layout.sheet import Glyph

Make = Callable[..., Any]
WORDS = "全县各有关单位应当按照职责分工落实各项任务并且确保按期完成水质断面达标工作任务持续改善生态环境质量稳步提升"
XS = {2: [60.0, 310.0], 3: [60.0, 230.0, 400.0]}
PER_LINE = {2: 21, 3: 14}


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_columns_are_read_one_after_the_other(count: int, shift: float, paper: Make, read: Make) -> None:
    page = paper()
    page.put(200, 60, "水环境质量研究", 18)
    width = PER_LINE[count]
    texts = ["".join(WORDS[(7 * column + index) % 50] for index in range(width * 12)) for column in range(count)]
    for line in range(12):
        for column, x in enumerate(XS[count]):
            page.put(x, 110 + 16 * line + shift * column, texts[column][width * line : width * (line + 1)])
    reading = read(page)
    assert reading.texts == ["水环境质量研究", *texts]
    assert not reading.tables


def test_a_column_may_begin_a_line_higher_and_end_lower(paper: Make, read: Make) -> None:
    page = paper()
    texts = ["".join(WORDS[(7 * column + index) % 50] for index in range(21 * 11)) for column in range(2)]
    for column, x in enumerate(XS[2]):
        for line in range(11):
            page.put(x, 110 + 16 * line - 16 * column, texts[column][21 * line : 21 * (line + 1)])
    assert read(page).texts == texts


def test_text_above_and_below_columns_stays_there(paper: Make, read: Make) -> None:
    page = paper()
    page.put(60, 60, WORDS[:40])
    for line in range(8):
        for x in XS[2]:
            page.put(x, 110 + 16 * line, WORDS[line : line + 21])
    page.put(60, 300, "数据来源：县监测站。")
    texts = read(page).texts
    assert texts[0] == WORDS[:40] and texts[-1] == "数据来源：县监测站。" and len(texts) == 4


def test_a_table_below_columns_is_a_table(paper: Make, read: Make) -> None:
    page = paper()
    for line in range(12):
        for x in XS[2]:
            page.put(x, 110 + 16 * line, WORDS[line : line + 21])
    rows = [["断面", "一月", "二月", "三月"], *([f"断{row}", "1.1", "2.2", "3.3"] for row in range(3))]
    for number, words in enumerate(rows):
        page.row([80, 190, 300, 410], 325 + 20 * number, words)
    reading = read(page)
    assert reading.tables == [rows] and len(reading.texts) == 2


def test_contents_with_leaders_and_numbers_are_lines_of_text(paper: Make, read: Make) -> None:
    page = paper()
    for number, title in enumerate(["总体要求", "主要目标", "水环境质量", "大气环境质量", "保障措施"]):
        page.row([80, 150, 300, 515], 120 + 22 * number, [f"附件{number + 1}", title, "." * 36, str(number * 3 + 1)])
    reading = read(page)
    assert not reading.tables
    assert len(reading.texts) == 5 and reading.texts[0].startswith("附件1") and reading.texts[0].endswith("1")


def test_contents_below_their_heading_are_text(paper: Make, read: Make) -> None:
    page = paper()
    page.put(260, 80, "目　录", 16)
    for number, title in enumerate(["总体要求", "主要目标", "水环境质量", "大气环境质量"]):
        page.row([80, 120, 515], 120 + 22 * number, [str(number + 1), title, str(number * 3 + 1)])
    assert not read(page).tables


FORM = [
    ["项目名称：", "青溪治理", "总投资：", "1200万元"],
    ["建设单位：", "县水利局", "建设年限：", "2021-2023"],
    ["联系人：", "张某", "电话：", "0750-1234567"],
    ["地址：", "青岚县城", "邮编：", "529000"],
]


def test_forms_and_places_for_signatures_are_no_tables(paper: Make, read: Make) -> None:
    page = paper()
    for number, words in enumerate(FORM):
        page.row([80, 150, 300, 370], 100 + 22 * number, words)
    reading = read(page)
    assert not reading.tables and len(reading.texts) == 4
    signatures = paper()
    for number, words in enumerate(
        [["编制：张某", "审核：李某", "批准：王某"], ["日期：2022.3.1"] * 3, ["电话：123"] * 3]
    ):
        signatures.row([80, 240, 400], 100 + 30 * number, words)
    assert not read(signatures).tables


def test_a_mark_all_over_the_page_is_told_once(paper: Make, read: Make) -> None:
    page = paper()
    page.put(60, 100, WORDS[:40])
    for start in range(100, 700, 150):
        for number, character in enumerate("内部"):
            x, top = 100 + 20 * number, start - 20 * number
            page.sheet.askew.append(Glyph(character, x, top, x + 24, top + 24, 20))
    assert read(page).texts == [WORDS[:40], "内部"]


def test_a_mark_across_the_page_is_a_block_of_its_own(paper: Make, read: Make) -> None:
    page = paper()
    for line in range(20):
        page.put(60, 100 + 16 * line, WORDS[:40])
    page.put(150, 180, "内部资料", 60)
    page.grid([60, 200, 400], [500, 600, 700])
    page.put(70, 510, "断面")
    page.put(210, 510, "98%")
    for number, character in enumerate("样稿"):
        x, top = 150 + 40 * number, 560 - 40 * number
        page.sheet.askew.append(Glyph(character, x, top, x + 50, top + 50, 40))
    reading = read(page)
    assert reading.texts[0] == WORDS[:40] * 20
    assert reading.roles["内部资料"] == reading.roles["样稿"] == "textbox"
    assert reading.tables == [[["断面", "98%"], ["", ""]]]
