"""The years of entries of a yearbook, of a summary without a date, of what a term of five years brought."""

from collections.abc import Callable
from decimal import Decimal

import pytest

YearsTold = Callable[[list[str]], dict[Decimal, set[int | None]]]

MORE = "【公园绿地】　2021年，新建口袋公园6处。"


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        # the year of the book is not that of what it tells
        (["云溪年鉴·2022", "【污水治理】　2021年，投入820万元。年末城镇污水处理率93.4%。", MORE], {"93.4": 2021}),
        (["云溪年鉴（2022）", "【污水治理】　2021年，铺设管网6公里。", "城镇污水处理率93.4%。", MORE], {"93.4": 2021}),
        (["2022云溪年鉴", "【污水治理】　2021年，铺设管网6公里。", "城镇污水处理率93.4%。", MORE], {"93.4": 2021}),
        # an entry is of the year that it begins with, whatever it tells first
        (
            ["【污水】2020年，铺设管网6公里。城镇污水处理率93.4%。", "【垃圾】2021年，无害化处理率99%。"],
            {"93.4": 2020},
        ),
        # where it goes on to another year its figures are not the first one's
        (["【污水】2020年，铺设管网6公里。2021年，开工2座厂站。城镇污水处理率93.4%。"], {"93.4": None}),
        # a page that is a summary by its title is of the year it tells of, not of prices or aims
        (["云溪县污水治理工作总结", "2023年以来，我县加大投入。", "二、成效。城镇污水处理率93.4%。"], {"93.4": 2023}),
        (["云溪县污水治理工作总结", "压实责任。2020年以来，我县加大投入。", "城镇污水处理率93.4%。"], {"93.4": None}),
        (["云溪县污水治理工作总结", "2022年开工3座，2023年开工2座。", "城镇污水处理率93.4%。"], {"93.4": None}),
        # aims and prices
        (["2022年城镇污水处理率93.4%，预计2025年达到98%。", "生活垃圾无害化处理率99.1%。"], {"99.1": 2022}),
        (["按2020年不变价计算，产值增长6%。2022年建成厂站3座。", "城镇污水处理率93.4%。"], {"93.4": 2022}),
    ],
)
def test_year_of_entries_and_summaries(years_told: YearsTold, lines: list[str], years: dict[str, int | None]) -> None:
    told = years_told(["十、城市建设", *lines] if "总结" not in lines[0] else lines)
    assert {value: told.get(Decimal(value)) for value in years} == {value: {year} for value, year in years.items()}


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        ("【污水治理】", "——摘自《云溪年鉴（2024）》，记事时间2023年1月1日至12月31日", 2023),
        ("【污水治理】", "——节选自《云溪年鉴·2024》", 2023),
        ("【污水治理】", "（录自《2024云溪年鉴》第211页）", 2023),
        ("云溪年鉴　2024", "（林　文）", 2023),
        ("【污水治理】", "本卷资料时限：2022年1月1日至2022年12月31日", 2022),
        # a book of two years, a book that is only cited, one older than what is told
        ("【污水治理】", "——摘自《云溪年鉴（2021—2022）》", None),
        ("【污水治理】", "数据来源：《云溪年鉴（2024）》", None),
        ("【污水治理】2024年，开工2座厂站。", "——摘自《云溪年鉴（2024）》", 2024),
    ],
)
def test_year_that_a_note_on_the_book_tells(years_told: YearsTold, first: str, last: str, year: int | None) -> None:
    told = years_told([first, "年内，铺设管网6公里。全县城镇污水处理率93.4%。", last])
    assert told.get(Decimal("93.4"), {None}) == {year}


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("五年来，城镇面貌大变。城镇污水处理率由80.7%提高到92.4%。", 2015),
        ("过去五年，城镇面貌大变。城镇污水处理率由80.7%提高到92.4%。", 2015),
        # of the year alone the rise began the year before
        ("一年来，城镇面貌大变。城镇污水处理率由80.7%提高到92.4%。", 2019),
        ("城镇污水处理率由80.7%提高到92.4%。", 2019),
        # told outright
        ("五年来，城镇面貌大变。城镇污水处理率由2016年的80.7%提高到92.4%。", 2016),
    ],
)
def test_year_that_a_rise_of_five_years_began_with(years_told: YearsTold, line: str, first: int) -> None:
    told = years_told(["云溪县2020年工作总结", line, "云溪县人民政府", "2021年1月5日"])
    assert told[Decimal("80.7")] == {first}


@pytest.mark.parametrize(
    ("opening", "first"),
    [
        ("“十三五”期间，云溪县迈上新台阶。", 2015),
        ("“十三五”时期，云溪县迈上新台阶。", 2015),
        # another term, or but its plan, says nothing of the rise
        ("“十二五”期间，云溪县打下基础。", 2019),
        ("“十三五”时期规划目标全面完成。", 2019),
    ],
)
def test_year_that_a_rise_of_a_plans_term_began_with(years_told: YearsTold, opening: str, first: int) -> None:
    line = "城乡环境提升。城镇污水处理率由80.7%提高到92.4%。"
    told = years_told(["云溪县2020年工作总结", opening, line, "云溪县人民政府", "2021年1月5日"])
    assert told[Decimal("80.7")] == {first}
