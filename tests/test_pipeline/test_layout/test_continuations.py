"""Tables without a grid, and others, that a page end parts."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
XS = [80.0, 160.0, 240.0, 320.0]
HEAD = ["序号", "断面", "水质", "达标率"]
PROSE = "全县各有关单位应当按照职责分工落实各项任务并且确保按期完成"


def rows(first: int, count: int) -> list[list[str]]:
    return [[str(number), f"断面{number}", "Ⅱ类", f"9{number % 9}.5%"] for number in range(first, first + count)]


def printed(page: Any, top: float, lines: list[list[str]]) -> Any:
    for number, words in enumerate(lines):
        page.row(XS, top + 20 * number, words)
    return page


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("repeated", [True, False])
def test_a_head_with_few_rows_at_a_page_end(count: int, repeated: bool, paper: Make, read: Make) -> None:
    first, second = paper(1), paper(2)
    for number in range(30):
        first.put(80, 100 + 20 * number, PROSE + "。")
    printed(first, 740, [HEAD, *rows(1, count)])
    printed(second, 80, [HEAD] * repeated + rows(1 + count, 6))
    reading = read(first, second)
    assert reading.tables == [[HEAD, *rows(1, count + 6)]]
    assert "".join(reading.texts) == (PROSE + "。") * 30


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_four_pages(repeated: bool, paper: Make, read: Make) -> None:
    papers = [printed(paper(1), 80, [HEAD, *rows(1, 30)])]
    for page in range(2, 5):
        papers.append(printed(paper(page), 80, [HEAD] * repeated + rows(30 * page - 29, 30)))
    assert read(*papers).tables == [[HEAD, *rows(1, 120)]]


@pytest.mark.parametrize("count", [1, 2])
def test_few_rows_at_a_page_top(count: int, paper: Make, read: Make) -> None:
    second = printed(paper(2), 80, rows(31, count))
    second.put(80, 200, PROSE + "。")
    reading = read(printed(paper(1), 80, [HEAD, *rows(1, 30)]), second)
    assert reading.tables == [[HEAD, *rows(1, 30 + count)]] and reading.texts == [PROSE + "。"]


@pytest.mark.parametrize("caption", ["（续表）", "续表1", "表1　断面水质（续）"])
def test_a_head_below_a_caption_that_says_so_is_repeated(caption: str, paper: Make, read: Make) -> None:
    second = printed(paper(2), 80, [HEAD, *rows(31, 6)])
    second.put(240, 60, caption)
    assert read(printed(paper(1), 80, [HEAD, *rows(1, 30)]), second).tables == [[HEAD, *rows(1, 36)]]


def test_another_caption_begins_another_table(paper: Make, read: Make) -> None:
    second = printed(paper(2), 80, [HEAD, *rows(1, 6)])
    second.put(240, 60, "表2　续建断面水质")
    assert len(read(printed(paper(1), 80, [HEAD, *rows(1, 30)]), second).tables) == 2


def test_a_cut_row_is_joined(paper: Make, read: Make) -> None:
    first = printed(paper(1), 80, [HEAD, *rows(1, 29), ["30", "完成污水处理", "Ⅱ类", "99%"]])
    second = printed(paper(2), 100, rows(31, 5))
    second.put(160, 80, "设施建设")
    tables = read(first, second).tables
    assert len(tables) == 1
    assert tables[0][30] == ["30", "完成污水处理设施建设", "Ⅱ类", "99%"] and tables[0][31:] == rows(31, 5)


def test_a_unit_above_the_next_table_is_no_row(paper: Make, read: Make) -> None:
    second = printed(paper(2), 100, [["类别", "单位", "数量", "年份"], *rows(1, 5)])
    second.put(320, 80, "单位：万元")
    assert len(read(printed(paper(1), 80, [HEAD, *rows(1, 30)]), second).tables) == 2


def test_tables_that_follow_each_other_stay_two(paper: Make, read: Make) -> None:
    page = printed(paper(), 80, [HEAD, *rows(1, 4)])
    other = [["类别", "单位", "数量", "年份"], *rows(1, 4)]
    assert read(printed(page, 210, other)).tables == [[HEAD, *rows(1, 4)], other]


@pytest.mark.parametrize("caption", [["表6", "断面达标统计表"], ["单位：万元", "2022年"]])
def test_a_caption_at_a_page_end_is_no_row_of_the_table_behind_it(caption: list[str], paper: Make, read: Make) -> None:
    first = paper(1)
    first.put(80, 700, PROSE + "。")
    first.row([160.0, 240.0] if len(caption[0]) < 4 else [160.0, 320.0], 780, caption)
    reading = read(first, printed(paper(2), 80, [HEAD, *rows(1, 6)]))
    assert reading.tables == [[HEAD, *rows(1, 6)]]
