"""Numbers whose words say that they are no value of their year, with look-alikes that are."""

import pytest

from pipeline.coverage.circumstances import is_no_target_of_its_year, is_no_value_of_its_year
from schemas.fact import Fact, Role
from schemas.locator import CellLocator, Locator, ParagraphLocator


def _fact(quote: str, raw: str, *, unit: str = "%", role: Role = "actual", place: Locator | None = None) -> Fact:
    return Fact(
        indicator=7,
        indicator_id="air",
        sub=1,
        name="优良天数比例",
        year=2023,
        value=raw.rstrip("%万吨"),  # type: ignore[arg-type]
        unit=unit,
        value_raw=raw,
        role=role,
        quote=quote,
        locator=place or ParagraphLocator(index=1),
    )


@pytest.mark.parametrize(
    ("quote", "raw"),
    [
        ("一季度优良率为88.9%", "88.9%"),
        ("其中第三季度为91.3%", "91.3%"),
        ("2023年1—9月优良天数比例为94.1%", "94.1%"),
        ("1至11月利用率达到90.2%", "90.2%"),
        ("上周（12月11日至17日）优良率85.7%", "85.7%"),
        ("春节期间7天中有5天优良，优良率71.4%", "71.4%"),
        ("从月度看，2月优良天数比例最低，为87.1%", "87.1%"),
        ("受理依申请公开5件，是上年的250%", "250%"),
        ("全年投入1250万元，为2022年的125%", "125%"),
        ("完成年度任务的102.5%", "102.5%"),
        ("投资占年度计划的110%", "110%"),
        ("人均水平相当于全市的96.5%", "96.5%"),
        ("任务完成率120%", "120%"),
        ("五年前为82.1%", "82.1%"),
        ("创建之初优良率仅76%", "76%"),
        ("治理前只有71.2%", "71.2%"),
        ("近三年平均为93.1%", "93.1%"),
        ("年初预计为90%", "90%"),
        ("（年初计划92.5%）", "92.5%"),
        ("若计入沙尘日，优良率为88.2%", "88.2%"),
        ("待二期建成后，处理率可达98%", "98%"),
        ("初步核算为91.2%，经市局核定为93.0%", "91.2%"),
        ("快报数为91.2%", "91.2%"),
        ("未加权的简单平均值为40.1%", "40.1%"),
        ("去年上报的2023年优良率为90.1%，因漏报已更正为93.0%", "90.1%"),
        ("原上报数90.1%有误，现更正为93.0%", "90.1%"),
        ("首次上报时误将优良率填为90.1%", "90.1%"),
        ("2023年数据由90.1%修订为93.0%", "90.1%"),
        ("此前简报中写作90.1%，系笔误", "90.1%"),
        ("相邻的云台县优良率为96.1%", "96.1%"),
        ("省级考核标准为85%", "85%"),
        ("2023年竣工10.01万平方米；上年同期为9.21%", "9.21%"),
    ],
)
def test_what_is_no_value_of_its_year(quote: str, raw: str) -> None:
    assert is_no_value_of_its_year(_fact(quote, raw))


@pytest.mark.parametrize(
    ("quote", "raw"),
    [
        ("2023年三季度组织开展调查，满意度为93.5%", "93.5%"),
        ("第四季度调查满意度为93.5%", "93.5%"),
        ("截至2023年12月底，治理率62.1%", "62.1%"),
        ("2023年1—12月优良天数比例为94.1%", "94.1%"),
        ("初步核算为91.2%，经市局核定为93.0%", "93.0%"),
        ("原上报数90.1%有误，现更正为93.0%", "93.0%"),
        ("2023年数据由90.1%修订为93.0%", "93.0%"),
        ("由2022年的94.1%提高到95.1%", "94.1%"),
        ("处理率更正为96.36%（原报95.90%），排放总量占比12.5%不变", "12.5%"),
        ("2023年利用率82.3%，高于上年1.3%", "1.3%"),
        ("2023年1月1日至12月31日，优良天数比例91.4%", "91.4%"),
        ("9月12日至16日举办专题培训班，参训率100%", "100%"),
        ("比上年的88.7%高1.4个百分点", "88.7%"),
        ("按照年度计划完成治理，治理率62.1%", "62.1%"),
        ("超额完成计划，治理率62.1%", "62.1%"),
        ("列入行动计划的村治理率达62.1%", "62.1%"),
        ("2023年全县优良率为93.0%，较五年前提高6个百分点", "93.0%"),
        ("治理三年后，优良率为93.0%", "93.0%"),
        ("占全县行政村总数的62.1%", "62.1%"),
        ("三年均为100%", "100%"),
        ("为全市平均水平以上，达到93.0%", "93.0%"),
        ("设计规模2万吨，2023年处理率95.2%", "95.2%"),
    ],
)
def test_what_is_a_value_all_the_same(quote: str, raw: str) -> None:
    assert not is_no_value_of_its_year(_fact(quote, raw))


@pytest.mark.parametrize(
    ("quote", "is_none"),
    [
        ("合计（目标值） 利用率（%） 88.1", True),
        ("全县合计（原上报数） 普及率（%） 88.1", True),
        ("优良天数比例（%）（上年同期） 2023年 88.1", True),
        ("三年平均 利用率 88.1", True),
        ("与目标差距 利用率 88.1", True),
        ("全县合计 普及率（%） 88.1", False),
        ("优良天数比例（%） 2023年 88.1", False),
        ("目标完成情况 优良率 2023年 88.1", False),
    ],
)
def test_rows_of_tables(quote: str, *, is_none: bool) -> None:
    place = CellLocator(table=0, row=3, column=2)
    assert is_no_value_of_its_year(_fact(quote, "88.1", place=place)) == is_none


@pytest.mark.parametrize(
    ("quote", "raw", "is_none"),
    [
        ("治理前利用率不足79.8%", "79.8%", True),
        ("待二期项目建成后，处理率将提高到99.5%", "99.5%", True),
        ("远期达到99.5%", "99.5%", True),
        ("2023年处理率不低于95%", "95%", False),
        ("利用率2023年未达到41%", "41%", False),
        ("2023年目标为95%", "95%", False),
    ],
)
def test_what_is_no_target(quote: str, raw: str, *, is_none: bool) -> None:
    assert is_no_target_of_its_year(_fact(quote, raw, role="target")) == is_none


def test_targets_are_left_alone() -> None:
    assert not is_no_value_of_its_year(_fact("一季度目标为88.9%", "88.9%", role="target"))
