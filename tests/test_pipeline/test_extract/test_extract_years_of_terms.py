"""The year that a rise began in below a heading on what a five-year plan brought."""

from collections.abc import Callable
from decimal import Decimal

import pytest

YearsTold = Callable[[list[str]], dict[Decimal, set[int | None]]]

TOLD = "环境质量改善。2020年，城镇生活垃圾无害化处理率99.2%。"
RISE = "设施短板加快补齐。城镇污水处理率从88.6%提高到95.1%。"


@pytest.mark.parametrize(
    ("heading", "began"),
    [
        ("第一节　“十三五”生态环境保护成效", 2015),
        ("第一节　“十三五”工作回顾", 2015),
        # what is told of the plan that runs, or of no plan, is of a year
        ("第一节　生态环境保护工作成效", 2019),
    ],
)
def test_where_a_term_began(years_told: YearsTold, heading: str, began: int) -> None:
    told = years_told(["第一章　基础与形势", heading, TOLD, RISE])
    assert (told[Decimal("88.6")], told[Decimal("95.1")]) == ({began}, {2020})


STATE = (
    "“十三五”时期，优良天数比例由2015年的94.2%提高到2020年的98.9%；城镇污水处理率由82.6%提高到95.1%。",
    "城镇生活垃圾无害化处理率从71.3%提高到98.2%。",
    "但也要看到，农村生活污水治理率仅为12.7%。",
)


def test_a_plans_look_back_on_the_term_before_it(years_told: YearsTold) -> None:
    told = years_told(["云溪县国家生态文明建设示范区规划（2021—2030年）", "第二节　工作基础", *STATE])
    began, ended = (
        {Decimal("94.2"), Decimal("82.6"), Decimal("71.3")},
        {Decimal("95.1"), Decimal("98.2"), Decimal("12.7")},
    )
    assert {one: told[one] for one in (*began, *ended)} == {
        **{one: {2015} for one in began},
        **{one: {2020} for one in ended},
    }


def test_a_plan_of_another_term_does_not_end_with_it(years_told: YearsTold) -> None:
    told = years_told(["云溪县国家生态文明建设示范区规划（2023—2030年）", "第二节　工作基础", *STATE])
    assert told[Decimal("12.7")] == {None}


@pytest.mark.parametrize(
    ("heading", "day", "year"),
    [
        ("一、过去五年工作回顾", "2021年12月27日", 2021),
        ("第一部分　五年来的政府工作回顾", "2021年12月27日", 2021),
        ("一、过去五年工作回顾", "2022年1月12日", 2021),
        ("一、过去五年工作回顾", "2022年7月12日", None),
        ("一、今后五年的目标", "2021年12月27日", None),
    ],
)
def test_what_a_report_to_a_new_congress_looks_back_on(
    years_told: YearsTold, heading: str, day: str, year: int | None
) -> None:
    told = years_told(["政府工作报告", f"（{day}在云溪县第九届人民代表大会第一次会议上）", heading, RISE])
    assert told.get(Decimal("95.1"), {None}) == {year}


def test_values_of_two_things_are_not_of_the_years_told_before(years_told: YearsTold) -> None:
    last = "危险废物利用处置率、城镇生活垃圾无害化处理率分别达到98.7%和99.6%。"
    told = years_told(["云溪县环境情况", "城镇污水处理率由2017年的88.6%提高到2021年的95.1%。", last])
    assert (told[Decimal("98.7")], told[Decimal("99.6")]) == ({None}, {None})
