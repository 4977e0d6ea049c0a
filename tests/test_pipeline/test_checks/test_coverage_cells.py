"""The matrix: state, reason, gap of each cell."""

from datetime import date
from typing import Any

import pytest

from pipeline.coverage.values import computed, parts_of, proves_number, stated
from schemas.document import Period


def row(case: Any, indicator_id: str, sub: int | None = None) -> list[str]:
    cells = [cell for cell in case.cells if (cell.indicator.id, cell.sub) == (indicator_id, sub)]
    return [f"{cell.state} {cell.gap}".strip() for cell in cells]


def test_every_indicator_sub_and_year_has_a_cell(county: Any) -> None:
    matrix = county.case().matrix()
    measures = [(i.id, sub) for i in county.edition.indicators for sub, _ in i.measures()]
    assert [(cell.indicator_id, cell.sub, cell.year) for cell in matrix] == [
        (*measure, year) for measure in measures for year in (2020, 2021, 2022)
    ]
    assert {cell.state for cell in matrix} == {"missing"}
    assert all(cell.reason for cell in matrix)


def test_number_and_document_make_a_quantitative_cell_complete(county: Any) -> None:
    facts = [county.fact("sewage_town", 2020, "95.40"), county.fact("sewage_town", 2022, "96.1")]
    viewed = county.document("统计表", county.tag("sewage_town"), facts=facts, years=(2020, 2022), kind="statistics")
    assert row(county.case(viewed), "sewage_town") == ["complete", "missing year", "complete"]
    cells = [cell for cell in county.case(viewed).matrix() if cell.indicator_id == "sewage_town"]
    assert [cell.values for cell in cells] == [("95.40%",), (), ("96.1%",)]
    assert cells[1].reason == "材料中没有2021年的数值"


def test_words_without_number_are_partial(county: Any) -> None:
    viewed = county.document("证明", county.tag("sewage_town"), years=(2021, 2021), kind="certificate")
    assert row(county.case(viewed), "sewage_town") == ["missing year", "partial number", "missing year"]


def test_qualitative_needs_the_year_not_a_number(county: Any) -> None:
    minutes = county.document("会议纪要", county.tag("deploy"), kind="minutes", date=date(2021, 5, 6))
    assert row(county.case(minutes), "deploy") == ["missing year", "complete", "missing year"]


def test_standing_document_alone_is_partial_where_each_year_is_due(county: Any) -> None:
    plan = county.document("全面推行河长制工作方案", county.tag("river_chief"), kind="plan", date=date(2017, 7, 1))
    report = county.document("河长制工作总结", county.tag("river_chief"), kind="summary", years=(2021, 2021))
    assert row(county.case(plan, report), "river_chief") == ["partial", "complete", "partial"]


def test_standing_document_does_not_replace_a_yearly_number(county: Any) -> None:
    approval = county.document(
        "饮用水水源保护区划定批复", county.tag("drink_source"), kind="approval", date=date(2015, 1, 1)
    )
    assert row(county.case(approval), "drink_source") == ["partial year"] * 3


def test_evidence_due_once_serves_all_years(county: Any) -> None:
    survey = county.document(
        "外来入侵物种普查报告", county.tag("biodiversity", 2), kind="survey", date=date(2021, 9, 1)
    )
    assert row(county.case(survey), "biodiversity", 2) == ["complete"] * 3


def test_number_due_once_serves_all_years(county: Any) -> None:
    facts = [county.fact("satisfaction", 2022, "94.2")]
    survey = county.document(
        "满意度调查报告", county.tag("satisfaction"), facts=facts, kind="survey", years=(2022, 2022)
    )
    assert row(county.case(survey), "satisfaction") == ["complete"] * 3


@pytest.mark.parametrize("change", [{"state": "rejected"}, {"relation": "mention"}])
def test_rejected_tag_or_mention_is_no_coverage(county: Any, change: dict[str, Any]) -> None:
    viewed = county.document("材料", county.tag("deploy", **change), years=(2020, 2022), kind="minutes")
    assert row(county.case(viewed), "deploy") == ["missing evidence"] * 3


@pytest.mark.parametrize("status", ["unreadable", "encrypted", "unsupported"])
def test_what_cannot_be_read_is_no_coverage(county: Any, status: str) -> None:
    viewed = county.document("材料", county.tag("deploy"), years=(2020, 2022), kind="minutes", status=status)
    assert row(county.case(viewed), "deploy") == ["missing evidence"] * 3


def test_tag_without_sub_counts_for_each_sub(county: Any) -> None:
    facts = [county.fact("agri_waste", year, "90", sub=1) for year in (2020, 2021, 2022)]
    viewed = county.document("报告", county.tag("agri_waste"), facts=facts, years=(2020, 2022), kind="statistics")
    case = county.case(viewed)
    assert row(case, "agri_waste", 1) == ["complete"] * 3
    assert row(case, "agri_waste", 2) == ["partial number"] * 3


def test_four_quarters_make_a_year_one_does_not(county: Any) -> None:
    quarters = [
        county.document(
            f"第{number}季度", county.tag("drink_source"), kind="monitoring",
            facts=[county.fact("drink_source", 2021, "100")] if number == 4 else [],
            period=Period(start=date(2021, 3 * number - 2, 1), end=date(2021, 3 * number, 28)),
        )
        for number in (1, 2, 3, 4)
    ]  # fmt: skip
    assert row(county.case(*quarters), "drink_source")[1] == "complete"
    one = county.case(quarters[3])
    assert row(one, "drink_source")[1] == "partial year"
    assert (
        next(cell for cell in one.cells if cell.gap == "year" and cell.files).reason == "只有3个月的材料，不能代表全年"
    )


def test_the_same_original_counts_once(county: Any) -> None:
    facts = [county.fact("sewage_town", 2021, "95")]
    first = county.document("甲", county.tag("sewage_town"), facts=facts, sha256="1")
    again = county.document("乙", county.tag("sewage_town"), facts=facts, sha256="1", duplicate_of="甲")
    cell = next(cell for cell in county.case(first, again).cells if cell.state == "complete")
    assert cell.files == ("甲",)


def test_evidence_of_no_review_year_is_told_from_undated(county: Any) -> None:
    old = county.document("旧报告", county.tag("deploy"), years=(2015, 2015), kind="minutes")
    undated = county.document("未署日期", county.tag("assess_ratio"), kind="minutes")
    reasons = {(cell.indicator.id, cell.reason) for cell in county.case(old, undated).cells}
    assert ("deploy", "有1份材料，都不属于复核年份") in reasons
    assert ("assess_ratio", "有1份材料看不出所属年份") in reasons


def test_not_applicable_keeps_its_reason(county: Any) -> None:
    whole = county.entry("bank", applicable=False, reason="上级未下达岸线管控目标")
    part = county.entry("water", subs=(county.sub(3, "黑臭水体消除比例", applicable=False, reason="没有黑臭水体"),))
    cells = county.case(entries=(whole, part)).cells
    assert {cell.reason for cell in cells if cell.indicator.id == "bank"} == {"不适用：上级未下达岸线管控目标"}
    states = {(cell.sub, cell.state) for cell in cells if cell.indicator.id == "water"}
    assert states == {(1, "missing"), (2, "missing"), (3, "not_applicable")}


def test_value_that_follows_from_components_counts(county: Any) -> None:
    facts = [
        county.fact("sewage_town", 2021, "910", "万立方米", name="城镇污水达标排放量", role="component"),
        county.fact("sewage_town", 2021, "1000", "万立方米", name="城镇污水排放总量", role="component"),
    ]
    viewed = county.document("统计表", county.tag("sewage_town"), facts=facts, kind="statistics")
    assert row(county.case(viewed), "sewage_town")[1] == "complete"
    assert next(cell for cell in county.case(viewed).cells if cell.values).values == ("91.00%（按数据项计算）",)
    acres = [fact.model_copy(update={"unit": "亩"}) for fact in facts]
    odd = county.document("统计表", county.tag("sewage_town"), facts=acres, kind="statistics")
    assert row(county.case(odd), "sewage_town")[1] == "partial number"


def computed_of(county: Any, indicator_id: str, viewed: Any, year: int) -> Any:
    measure = county.edition.by_id(indicator_id)
    names = {part.name for part in measure.components}
    return computed(measure, parts_of(stated([viewed], indicator_id, None), names), year)


def test_computed_from_parts_and_the_year_before(county: Any) -> None:
    def land(year: int, area: str, product: str) -> list[Any]:
        return [
            county.fact("land_gdp", year, area, "亩", name="建设用地使用面积", role="component"),
            county.fact("land_gdp", year, product, "亿元", name="地区生产总值", role="component"),
        ]

    viewed = county.document("测算表", facts=[*land(2020, "100000", "100"), *land(2021, "100000", "110")])
    assert computed_of(county, "land_gdp", viewed, 2020) is None
    waste = [
        county.fact("hazwaste", 2021, value, "吨", name=name, role="component")
        for name, value in (("危险废物利用量", "60"), ("危险废物处置量", "30"), ("危险废物产生量", "100"))
    ]
    assert computed_of(county, "hazwaste", county.document("表", facts=waste), 2021) == 90


def test_two_values_of_a_component_compute_nothing(county: Any) -> None:
    facts = [
        county.fact("toilet", 2021, value, "户", name=name, role="component")
        for name, value in (("使用无害化卫生厕所的农户数", "90"), ("农户总数", "100"), ("农户总数", "101"))
    ]
    assert computed_of(county, "toilet", county.document("表", facts=facts), 2021) is None


def test_level_proves_a_change_but_a_bare_component_proves_no_rate(county: Any) -> None:
    air = county.edition.by_id("air").measure(2)
    level = county.fact("air", 2021, "24", "微克/立方米", sub=2, name="PM2.5浓度", role="component")
    assert proves_number(level, air)
    days = county.fact("air", 2021, "349", "天", sub=1, name="优良天数", role="component")
    assert not proves_number(days, county.edition.by_id("air").measure(1))
    rise = county.fact("air", 2021, "3.3", "百分点", sub=1, role="change")
    assert not proves_number(rise, county.edition.by_id("air").measure(1))


def test_none_of_the_sections_is_a_number(county: Any) -> None:
    nothing = county.fact("water", 2021, "0", "个", sub=2, name="劣V类断面数", role="component")
    paper = county.document("公报", county.tag("water", 2), facts=[nothing], kind="bulletin")
    (cell,) = [
        cell for cell in county.case(paper).cells if (cell.indicator.id, cell.sub, cell.year) == ("water", 2, 2021)
    ]
    assert (cell.state, cell.values) == ("complete", ("劣V类水体比例0.00%（按数据项计算）",))


def test_where_there_is_nothing_there_is_no_rate(county: Any) -> None:
    none = county.fact("water", 2021, "0", "个", sub=3, name="黑臭水体总量", role="component")
    paper = county.document("公报", county.tag("water", 3), facts=[none], kind="bulletin")
    cells = county.case(paper).cells
    (cell,) = [cell for cell in cells if (cell.indicator.id, cell.sub, cell.year) == ("water", 3, 2021)]
    assert (cell.state, cell.values) == ("complete", ("黑臭水体总量0个",))
