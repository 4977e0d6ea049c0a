"""Total rows, total columns of tables held against their parts."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.locator import CellLocator
from schemas.parsed import ParsedDocument

FIXTURE_IS_STATELESS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TOWNS = ["甲山镇", "乙水镇", "丙田镇", "丁岭乡", "戊塘乡", "己桥镇"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("|乡镇|行政村（个）|\n|甲山镇|12|\n|乙水镇|15|\n|合计|28|", ["12＋15＝27个"]),
        ("|乡镇|行政村（个）|已治理（个）|\n|全县|27|21|\n|甲山镇|12|9|\n|乙水镇|15|11|", ["9＋11＝20个"]),
        (
            "|级别|名称|面积（公顷）|\n|国家级|甲山|10.5|\n|国家级|乙水|20.5|\n|国家级|小计|31.0|\n"
            "|省级|丙田|5.0|\n|省级|丁岭|6.0|\n|省级|小计|12.0|\n|合计|合计|43.0|",
            ["5.0＋6.0＝11.0公顷"],
        ),
        (
            "|项目|2021年（吨）|2022年（吨）|\n|一、生活源|10.0|11.0|\n|（一）城镇|6.0|6.5|\n|（二）农村|4.0|4.5|\n"
            "|二、工业源|20.0|21.0|\n|合计|30.0|33.0|",
            ["11.0＋21.0＝32.0吨"],
        ),
        (
            "|项目|2021年（吨）|2022年（吨）|\n|生活源|10.0|11.0|\n|其中：城镇|6.0|6.5|\n|工业源|20.0|21.0|\n|合计|30.0|33.0|",
            ["11.0＋21.0＝32.0吨"],
        ),
        (
            "|年份|优良天数（天）|优良天数（天）|优良天数（天）|\n|年份|优|良|小计|\n|2021年|180|160|340|\n|2022年|182|161|353|",
            ["182＋161＝343天"],
        ),
        ("|名称|级别|面积（公顷）|\n|甲山|省级|10.5|\n|乙水|国家级|20.5|\n|合计|2个|21.0|", ["10.5＋20.5＝31.0公顷"]),
        ("|河流|保护区|保留区|保护区、保留区合计|\n|甲河|10.1|5.0|15.1|\n|乙河|7.0|3.2|12.0|", ["7.0＋3.2＝10.2"]),
    ],
)
def test_wrong_totals_are_found(judge: Any, table: str, expected: list[str]) -> None:
    assert [found[2] for found in judge.told("sum", table)] == expected


@pytest.mark.parametrize(
    "table",
    [
        "|乡镇|行政村（个）|治理率（%）|\n|甲山镇|12|75.0|\n|乙水镇|15|80.0|\n|合计|27|77.8|",
        "|乡镇|行政村（个）|治理数（个）|\n|甲山镇|12|—|\n|乙水镇|15|8|\n|合计|27|10|",
        "|乡镇|行政村（个）|治理数（个）|\n|甲山镇|12|/|\n|乙水镇|15|8|\n|合计|27|8|",
        "|县区|人口（万人）|\n|全省|400|\n|甲县|30|\n|乙县|40|",
        "|项目|数量|\n|总投资|100|\n|环保投资|20|\n|总量|300|",
        "|项目|数量（万吨）|\n|污水排放总量|865.0|\n|处理厂达标排放量|791.5|\n|其他达标排放量|37.0|\n|达标排放量合计|828.5|",
        "|月份|浓度（微克/立方米）|\n|1月|20|\n|2月|30|\n|全年平均|25|",
        "|乡镇|名次|\n|甲山镇|1|\n|乙水镇|2|\n|合计|3|\n",
        "|年份|产生量（吨）|利用量（吨）|\n|2021年|10|9|\n|2022年|20|19|\n|三年合计|45|41|",
        "|序号|乡镇|人口（人）|\n|3|丙田镇|100|\n|4|丁岭乡|200|\n|合计|合计|900|",
    ],
)
def test_what_cannot_or_need_not_add_up_is_left_alone(judge: Any, table: str) -> None:
    assert judge.told("sum", table) == []


def test_a_table_that_goes_on_after_a_page_is_added_up_as_one(judge: Any) -> None:
    head = "|序号|乡镇|人口（人）|"
    text = f"{head}\n|1|甲山镇|100|\n|2|乙水镇|200|\n续表\n{head}\n|3|丙田镇|300|\n|合计|合计|600|"
    result = judge("sum", text)
    assert (result.looked_at, result.findings) == (1, ())
    (found,) = judge.findings("sum", text.replace("|600|", "|660|"))
    assert found.expected == "100＋200＋300＝600人"


def test_the_place_is_the_cell_of_the_total(judge: Any, written: Callable[[str], ParsedDocument]) -> None:
    (found,) = judge.findings("sum", "|乡镇|行政村（个）|\n|甲山镇|12|\n|乙水镇|15|\n|合计|28|")
    assert isinstance(found.locators[0], CellLocator)
    assert (found.locators[0].row, found.locators[0].column) == (3, 1)
    assert len(found.locators) == 3


@st.composite
def _tables(draw: st.DrawFn) -> list[list[Decimal]]:
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(1, 3))
    number = st.integers(1, 9_999).map(lambda value: Decimal(value).scaleb(-1))
    return [[draw(number) for _ in range(columns)] for _ in range(rows)]


def _printed(values: list[list[Decimal]], totals: list[Decimal]) -> str:
    head = "|".join(["", "乡镇", *(f"{2020 + i}年（吨）" for i in range(len(totals))), ""])
    rows = [[TOWNS[i], *(f"{value:f}" for value in row)] for i, row in enumerate(values)]
    rows.append(["合计", *(f"{value:f}" for value in totals)])
    return "\n".join([head, *(f"|{'|'.join(row)}|" for row in rows)])


@FIXTURE_IS_STATELESS
@given(_tables())
def test_a_right_table_is_never_reported(judge: Any, values: list[list[Decimal]]) -> None:
    totals = [sum(column, Decimal(0)) for column in zip(*values, strict=True)]
    result = judge("sum", _printed(values, totals))
    assert (result.looked_at, result.findings) == (len(totals), ())


@FIXTURE_IS_STATELESS
@given(_tables(), st.integers(5, 500), st.booleans())
def test_one_wrong_total_always_is(judge: Any, values: list[list[Decimal]], tenths: int, is_above: bool) -> None:
    totals = [sum(column, Decimal(0)) for column in zip(*values, strict=True)]
    off = Decimal(tenths).scaleb(-1)
    wrong = totals[0] + (off if is_above else -off)
    if wrong >= 0:
        told = judge.told("sum", _printed(values, [wrong, *totals[1:]]))
        assert [found[0] for found in told] == ["error"]


def test_a_total_may_stand_where_the_other_rows_are_numbered(judge: Any) -> None:
    head = "|序号|名称|类型|面积（公顷）|\n|1|甲园|湿地|2165.40|\n|2|乙园|森林|1872.15|\n|3|丙区|保护区|940.60|\n"
    wrong = judge.told("sum", f"{head}|合计|3个|—|9478.15|")
    assert [found[2] for found in wrong] == ["2165.40＋1872.15＋940.60＝4978.15公顷"]
    assert judge.told("sum", f"{head}|合计|3个|—|4978.15|") == []
