"""The year of the numbers of a page torn from its paper, which has neither title nor date."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pipeline.stages.extraction.looked_back import year_looked_back_on
from schemas.document import Identity

YearsTold = Callable[[list[str]], dict[Decimal, set[int | None]]]

GOES_ON = "城镇生活垃圾无害化处理率99.1%。"


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        # what goes on without a year is of the one that the page is on
        (["2019年末建成区22平方公里。城镇污水处理率93.4%。", GOES_ON], {"93.4": 2019, "99.1": 2019}),
        (["2021年，全县用水普及率99%。", "城镇污水处理率93.4%，比上年提高0.9个百分点。"], {"93.4": 2021, "0.9": 2021}),
        (["与2020年相比，2021年城镇污水处理率93.4%。", GOES_ON], {"93.4": 2021, "99.1": 2021}),
        # aims are of no year that the page is on
        (["2021年城镇污水处理率93.4%，到2025年达到98%。", GOES_ON], {"93.4": 2021, "99.1": 2021}),
        # nor is the year since which something goes on, the one that a page looks ahead to
        (["自2019年启动创建以来，城镇污水处理率由90.1%提高到93.4%。", GOES_ON], {"93.4": None, "99.1": None}),
        # nor is one that is told once beside 今年, which nobody knows here
        (["2021年城镇污水处理率93.4%。今年，水厂扩建完工。", GOES_ON], {"93.4": 2021, "99.1": None}),
        # prices of a year are no figures of it
        (["地区生产总值（2020年价）92亿元。城镇污水处理率93.4%。", GOES_ON], {"93.4": None, "99.1": None}),
        (["2021年城镇污水处理率93.4%。", GOES_ON, "展望2035年，城镇污水处理率达到99%。"], {"93.4": 2021, "99.1": 2021}),
        # 全年 goes on after a sentence that began with the year
        (["2021年全县有水厂12座。全年城镇污水处理率93.4%。"], {"93.4": 2021}),
        (["2021年全县有水厂12座。年末城镇污水处理率93.4%。"], {"93.4": 2021}),
        # of two years told alike none is the page's
        (["2020年城镇污水处理率93.4%，2021年94.2%。", GOES_ON], {"94.2": 2021, "99.1": None}),
    ],
)
def test_year_of_page(years_told: YearsTold, lines: list[str], years: dict[str, int | None]) -> None:
    told = years_told(["十、城市建设", *lines])
    assert {value: told.get(Decimal(value)) for value in years} == {value: {year} for value, year in years.items()}


def test_what_a_plans_page_aims_at_is_for_the_end_of_its_term(years_told: YearsTold) -> None:
    aims = "近期（2020—2025年）：到2025年，建成示范区。城镇污水处理率达到97%，林草覆盖率达到62.5%。"
    told = years_told(["第四章 规划目标与指标", aims])
    assert (told[Decimal(97)], told[Decimal("62.5")]) == ({2025}, {2025})


@pytest.mark.parametrize(
    ("told", "years"),
    [
        # 去年 behind a comparison is the year of the rise, of what goes on after it
        ("与2020年相比，去年优良天数比例提高0.2个百分点。城镇污水处理率95.8%。", {"0.2": 2023, "95.8": 2023}),
        ("相较2021年，上年优良天数比例提高0.2个百分点。城镇污水处理率95.8%。", {"0.2": 2023, "95.8": 2023}),
        # a figure told of 上年 to compare with leaves the rise to the year after
        ("2023年优良天数比例89%，上年为88.8%，提高0.2个百分点。", {"89": 2023, "88.8": 2022, "0.2": 2023}),
    ],
)
def test_year_of_a_rise_behind_a_comparison(years_told: YearsTold, told: str, years: dict[str, int]) -> None:
    found = years_told(["关于有关情况的说明", told, "云溪县人民政府", "2024年6月5日"])
    assert {value: found.get(Decimal(value)) for value in years} == {value: {year} for value, year in years.items()}


def test_when_a_page_was_put_on_the_web_is_no_year_of_its_figures(years_told: YearsTold) -> None:
    lines = ["城镇污水处理率情况", "一、发布时间：2024年5月6日　来源：云溪县人民政府网", "去年，城镇污水处理率95.8%。"]
    assert years_told(lines).get(Decimal("95.8"), set()) <= {2023}


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        # a page that looks back, then sets the work of a year, looks back on the year before it
        (
            ["这一年，全县城镇污水处理率95.2%。", "2023年工作安排。主要预期目标是：城镇污水处理率达到96%。"],
            {"95.2": 2022, "96": 2023},
        ),
        (
            ["过去一年，城镇污水处理率95.2%。", "2024年主要预期目标：城镇污水处理率达到96%。"],
            {"95.2": 2023, "96": 2024},
        ),
        (
            ["节能较好，全年城镇污水处理率95.2%。", "2023年预期目标：城镇污水处理率达到96%。"],
            {"95.2": 2022, "96": 2023},
        ),
        # what only sets, or tells a year of its own, has no year before it
        (["2021年，城镇污水处理率95.2%。", "2021年城镇生活垃圾无害化处理率100%。"], {"95.2": 2021}),
    ],
)
def test_year_before_the_work_that_a_page_sets(
    years_told: YearsTold, lines: list[str], years: dict[str, int | None]
) -> None:
    told = years_told(["（接上页）", *lines])
    assert {value: told.get(Decimal(value)) for value in years} == {value: {year} for value, year in years.items()}


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        # a page that goes on with what is to be done in the next year compares with the year before its own
        (
            ["城镇污水处理率95.2%，较2018年提高0.9个百分点。", "2020年，要确保城镇污水处理率达到96%。"],
            {"95.2": 2019, "0.9": 2019, "96": 2020},
        ),
        (
            ["城镇污水处理率95.2%，比上年提高0.9个百分点。", "2024年，我们将推动城镇污水处理率达到96%。"],
            {"95.2": 2023, "0.9": 2023, "96": 2024},
        ),
        # compared with another year than the one before, with none at all
        (["城镇污水处理率95.2%，较2015年提高4.9个百分点。", "2020年，要确保城镇污水处理率达到96%。"], {"95.2": None}),
        (["城镇污水处理率95.2%。", "2020年，要确保城镇污水处理率达到96%。"], {"95.2": None}),
    ],
)
def test_a_page_that_goes_on_with_the_next_year(
    years_told: YearsTold, lines: list[str], years: dict[str, int | None]
) -> None:
    told = years_told(["（六）坚持标本兼治，污染防治取得突破", *lines])
    assert {value: told.get(Decimal(value), {None}) for value in years} == {v: {year} for v, year in years.items()}


YEARS_OF_LIST = {"5.63": 2021, "5.71": 2022, "5.78": 2023}


@pytest.mark.parametrize(
    "told",
    [
        "三年清运量5.63万吨、5.71万吨、5.78万吨，无害化处理率均为100%。",
        "三年清运量分别为5.63万吨、5.71万吨、5.78万吨。",
        "2021—2023年清运量分别为5.63万吨、5.71万吨、5.78万吨。",
    ],
)
def test_three_years_are_those_that_the_page_names_together(years_told: YearsTold, told: str) -> None:
    before = ["3.5　生态生活领域", "3.5.1　集中式饮用水水源地水质优良比例"]
    lines = ["2021年至2023年各月均符合Ⅱ类标准，水质优良比例三年均为100%。", "3.5.5　城镇生活垃圾无害化处理率", told]
    found = years_told([*before, *lines])
    assert {value: found.get(Decimal(value)) for value in YEARS_OF_LIST} == {
        value: {year} for value, year in YEARS_OF_LIST.items()
    }


def test_a_plan_of_three_years_dates_no_list(years_told: YearsTold) -> None:
    found = years_told(["2023年工作总结", "三年行动计划投资5.63亿元、5.71亿元。城镇污水处理率95.2%。"])
    assert found.get(Decimal("95.2")) == {2023}


ASKED = "调查公司于11月1日至20日在全县开展入户和电话调查，回收有效问卷1024份。"
OPINION = "公众满意度调查结果出炉"
ANSWER = "县住建局局长王晓明：城镇污水处理率95.8%。"


@pytest.mark.parametrize(
    ("title", "dated", "texts", "year"),
    [
        # the title looks back on a year, the first words do, people were asked on days of a year
        ("“回眸2024·展望2025”新闻发布会实录", "2025-01-22", [ANSWER], 2024),
        ("2024年度城乡建设盘点", "2024-12-30", [ANSWER], 2024),
        ("新闻发布会实录", "2025-02-22", ["记者：请问过去一年，城乡环境怎么样？", ANSWER], 2024),
        (OPINION, "2023-12-15", [ASKED], 2023),
        (OPINION, "2024-01-15", [ASKED], 2023),
        # a title that looks ahead, a year told behind the first figure, in the midst of a year, a year told besides
        ("展望2025：城乡建设新闻发布会实录", "2025-04-22", [ANSWER], None),
        ("新闻发布会实录", "2025-02-22", [ANSWER, "过去一年，新改厕所1203户。"], None),
        ("新闻发布会实录", "2025-07-22", ["记者：请问过去一年，城乡环境怎么样？", ANSWER], None),
        (OPINION, "2024-01-15", [ASKED, "2022年满意度为92.1%。"], None),
        ("县城：一江碧水两岸青", "2024-01-15", [ASKED], None),
    ],
)
def test_the_year_that_news_look_back_on(title: str, dated: str, texts: list[str], year: int | None) -> None:
    identity = Identity(title=title, kind="news", date=date.fromisoformat(dated))
    assert year_looked_back_on(identity, texts) == year


@pytest.mark.parametrize(
    ("aim", "year"),
    [
        ("“今年的目标是城镇污水处理率不低于97%。”该局负责人说。", 2024),
        ("今年的总体目标为城镇污水处理率不低于97%。", 2024),
        ("去年的目标是城镇污水处理率不低于97%。", 2023),
    ],
)
def test_what_news_of_a_new_year_aims_at(years_told: YearsTold, aim: str, year: int) -> None:
    told = "刚刚过去的2023年，我县城镇污水处理率95.1%。"
    assert years_told(["清水入湖来", "2024-01-18　来源：云溪融媒", told, aim])[Decimal(97)] == {year}
