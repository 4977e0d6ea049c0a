"""What checks of paper and series tell apart at a second look: terms, names, spikes, copies, limits of components."""

from datetime import date
from typing import Any

import pytest

from pipeline.checks import (
    change_mismatch,
    cited_not_archived,
    copied_series,
    expired,
    name_mismatch,
    out_of_period,
    outlier,
    rate_mismatch,
    stale_target,
    superseded,
    target_missed,
    unit_suspect,
    value_conflict,
    wrong_issuer,
)
from schemas.document import Period
from schemas.locator import PageLocator
from schemas.particulars import Citation, NumberedName, Particulars, Validity

PLACE = PageLocator(page=1)


def _years(first: int, last: int) -> Period:
    return Period(start=date(first, 1, 1), end=date(last, 12, 31))


@pytest.mark.parametrize(
    ("title", "end", "expected"),
    [
        ("临溪县秸秆综合利用实施方案（2019—2021年）", 2021, ["warning agri_waste(1) 2022"]),
        ("临溪县秸秆综合利用实施方案（2019—2023年）", 2023, []),
        ("临溪县招商引资实施方案（2019—2021年）", 2021, []),
    ],
)
def test_a_plan_titled_after_a_measure_expires_without_a_tag(
    county: Any, flat: Any, title: str, end: int, expected: list[str]
) -> None:
    validity = Validity(start=None, end=date(end, 12, 31), text="（…）", locator=PLACE)
    plan = county.document("方案.docx", title=title, kind="plan", particulars=Particulars(validity=validity))
    assert flat(expired.run(county.case(plan))) == expected


@pytest.mark.parametrize(("kind", "is_told"), [("plan", True), ("notice", True), ("news", False)])
def test_an_ended_plan_without_a_tag_is_told(county: Any, kind: str, is_told: bool) -> None:
    old = county.document("旧.docx", kind=kind, doc_number="临农发〔2020〕29号", date=date(2020, 5, 1))
    cited = Citation(title="", doc_number="临农发〔2020〕29号", quote="停止执行", locator=PLACE)
    new = county.document("新.docx", kind="notice", date=date(2022, 3, 1), particulars=Particulars(repeals=(cited,)))
    assert bool(superseded.run(county.case(old, new)).findings) == is_told


@pytest.mark.parametrize(
    ("title", "period", "signed", "is_early"),
    [
        ("2022年绿色采购执行情况", _years(2022, 2022), date(2022, 11, 18), True),
        ("2022年政府工作报告", _years(2022, 2022), date(2022, 1, 11), False),
        ("2022年突发环境事件应急演练总结", _years(2022, 2022), date(2022, 11, 10), False),
        ("《生态文明建设规划（2021—2030年）》自评估报告", _years(2021, 2030), date(2024, 5, 30), False),
    ],
)
def test_reports_that_come_too_early(county: Any, title: str, period: Period, signed: date, is_early: bool) -> None:
    paper = county.document("报告.docx", county.tag("plan"), title=title, kind="summary", period=period, date=signed)
    assert bool(out_of_period.run(county.case(paper)).findings) == is_early


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("农村无害化卫生户厕覆盖率", True),
        ("农村无害化卫生厕所普及率", False),
        ("城乡居民人均可支配收入", False),
    ],
)
def test_a_row_named_otherwise_in_a_list_of_indicators(county: Any, flat: Any, row: str, is_told: bool) -> None:
    numbered = [("sewage_town", None), ("garbage_town", None), ("toilet", row)]
    named = tuple(
        NumberedName(number=one.number, name=name or one.name, locator=PLACE)
        for one, name in ((county.edition.by_id(indicator_id), name) for indicator_id, name in numbered)
    )
    paper = county.document("填报表.docx", particulars=Particulars(numbered_names=named))
    assert flat(name_mismatch.run(county.case(paper))) == (["warning toilet None"] if is_told else [])


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("城镇生活垃圾回收利用率", True),
        ("城镇污水处理率", False),  # the name of another measure is meant as it is told
    ],
)
def test_the_only_row_that_names_a_component_of_another(county: Any, flat: Any, row: str, is_told: bool) -> None:
    names = {10: "林草覆盖率", 12: "危险废物利用处置率", 27: row, 34: "公众对生态文明建设的满意度"}
    named = tuple(NumberedName(number=number, name=name, locator=PLACE) for number, name in names.items())
    paper = county.document("汇总表.docx", particulars=Particulars(numbered_names=named))
    assert flat(name_mismatch.run(county.case(paper))) == (["warning garbage_town None"] if is_told else [])


@pytest.mark.parametrize(("middle", "is_told"), [("97.80", True), ("86.00", False), ("88.90", False)])
def test_a_share_that_leaves_its_neighbours_for_one_year(county: Any, flat: Any, middle: str, is_told: bool) -> None:
    facts = [
        county.fact("participation", year, value) for year, value in ((2020, "84.62"), (2021, middle), (2022, "86.37"))
    ]
    case = county.case(county.document("调查.pdf", county.tag("participation"), facts=facts))
    assert flat(outlier.run(case)) == (["info participation 2021"] if is_told else [])


def test_rates_of_decline_copied_between_indicators(county: Any, flat: Any) -> None:
    def told(indicator_id: str, *values: str) -> Any:
        name = f"{county.edition.by_id(indicator_id).name}降低率"
        facts = [
            county.fact(indicator_id, year, value, name=name, role="component")
            for year, value in zip((2020, 2021, 2022), values, strict=True)
        ]
        return county.document(f"{indicator_id}.docx", county.tag(indicator_id), facts=facts)

    same = ("3.1", "3.6", "3.7")
    assert flat(copied_series.run(county.case(told("energy_gdp", *same), told("water_gdp", *same)))) == [
        "warning water_gdp None"
    ]
    other = told("water_gdp", "3.1", "3.6", "3.8")
    assert copied_series.run(county.case(told("energy_gdp", *same), other)).findings == ()


def _limited(county: Any, used: str, words: str = "用水总量控制目标", limit: str = "1.40") -> Any:
    target = county.fact(
        "water_gdp", 2021, limit, "亿立方米", name="用水总量", role="target", quote=words, subject="临溪县"
    )
    limit = county.document(
        "通知.pdf", facts=[target], title="市水利局关于下达2021年用水目标的通知", issuer="东江市水利局"
    )
    fact = county.fact("water_gdp", 2021, used, "亿立方米", name="用水总量", role="component")
    return county.case(limit, county.document("说明.docx", county.tag("water_gdp"), facts=[fact]))


@pytest.mark.parametrize(
    ("used", "words", "expected"),
    [
        ("1.41", "用水总量控制目标", ["error water_gdp 2021"]),
        ("1.39", "用水总量控制目标", []),
        ("1.41", "用水总量预期值", []),
    ],
)
def test_a_limit_handed_down_for_a_component(
    county: Any, flat: Any, used: str, words: str, expected: list[str]
) -> None:
    assert flat(target_missed.run(_limited(county, used, words))) == expected


def test_an_amount_that_is_its_limit_to_the_last_digit(county: Any, flat: Any) -> None:
    assert flat(copied_series.run(_limited(county, "1.38", limit="1.38"))) == ["warning water_gdp 2021"]
    assert copied_series.run(_limited(county, "1.39")).findings == ()


@pytest.mark.parametrize("target", ["3", "15"])
def test_a_decline_of_one_year_makes_no_target_stale(county: Any, target: str) -> None:
    name = "单位地区生产总值能耗降低率"
    facts = [
        county.fact("energy_gdp", 2022, "3.7", name=name, role="component"),
        county.fact("energy_gdp", 2025, target, name=name, role="target", op=">="),
    ]
    case = county.case(county.document("方案.docx", county.tag("energy_gdp"), facts=facts))
    assert stale_target.run(case).findings == ()


def test_growth_of_the_product_is_at_constant_prices(county: Any) -> None:
    facts = [
        county.fact("energy_gdp", year, value, "亿元", name="地区生产总值", role="component")
        for year, value in ((2021, "150.0"), (2022, "165.0"))
    ]
    growth = county.fact("energy_gdp", 2022, "5.8", name="地区生产总值", role="change", quote="比上年增长5.8")
    case = county.case(county.document("公报.pdf", county.tag("energy_gdp"), facts=[*facts, growth]))
    assert change_mismatch.run(case).findings == ()


@pytest.mark.parametrize(
    ("quote", "is_told"),
    [("完成12个行政村治理", False), ("新增12个", False), ("累计完成12个行政村治理", True), ("全县有12个", True)],
)
def test_what_was_done_within_the_year_is_not_all_there_is(county: Any, quote: str, is_told: bool) -> None:
    done, whole = "完成生活污水治理的行政村数", "行政村总数"
    table = [
        county.fact("sewage_rural", 2022, "57.9"),
        county.fact("sewage_rural", 2022, "55", "个", name=done, role="component"),
        county.fact("sewage_rural", 2022, "95", "个", name=whole, role="component"),
    ]
    told = county.fact("sewage_rural", 2022, "12", "个", name=done, role="component", quote=quote)
    case = county.case(
        county.document("表.docx", county.tag("sewage_rural"), facts=table),
        county.document(
            "报告.docx", county.tag("sewage_rural"), facts=[told, county.fact("sewage_rural", 2022, "57.9")]
        ),
    )
    assert bool(value_conflict.run(case).findings) == is_told
    assert bool(rate_mismatch.run(case).findings) == is_told


def test_one_number_in_two_units_in_years_beside(county: Any, flat: Any) -> None:
    def told(unit: str, value: str = "214.35") -> Any:
        facts = [
            county.fact("eco_space", 2021, value, unit, sub=1),
            county.fact("eco_space", 2022, "214.35", "平方公里", sub=1),
        ]
        return county.case(county.document("证明.docx", county.tag("eco_space", 1), facts=facts))

    # of two years alone either may be the wrong one
    assert flat(unit_suspect.run(told("公顷"))) == ["warning eco_space(1) None"]
    assert unit_suspect.run(told("平方公里")).findings == ()
    assert unit_suspect.run(told("公顷", "21435")).findings == ()


@pytest.mark.parametrize(("quote", "is_early"), [("2022年全年为96.8%", True), ("2022年为96.8%", False)])
def test_a_certificate_of_a_whole_year_that_was_not_over(county: Any, quote: str, is_early: bool) -> None:
    fact = county.fact("sewage_town", 2022, "96.8", quote=quote)
    paper = county.document(
        "证明.docx",
        county.tag("sewage_town"),
        facts=[fact],
        kind="certificate",
        period=_years(2022, 2022),
        date=date(2022, 10, 12),
    )
    assert bool(out_of_period.run(county.case(paper)).findings) == is_early


def test_a_plan_of_the_county_cited_by_title_is_told(county: Any) -> None:
    def cited(title: str) -> Any:
        citation = Citation(title=title, doc_number=None, quote=f"《{title}》", locator=PLACE)
        paper = county.document("方案.docx", county.tag("plan"), particulars=Particulars(cites=(citation,)))
        kept = county.document("规划.docx", title="临溪县人民政府关于印发临溪县治水专项规划的通知")
        return [found.severity for found in cited_not_archived.run(county.case(paper, kept)).findings]

    assert cited("临溪县农村环境整治行动方案") == ["info"]
    assert cited("临溪县治水专项规划") == []
    assert cited("东江市农村环境整治行动方案") == []
    assert cited("临溪县志") == []


def test_a_summary_by_another_office_is_told_once(county: Any, flat: Any) -> None:
    tags = [county.tag(one) for one in ("forest_grass", "sewage_town", "toilet", "green_proc")]
    paper = county.document("汇总.docx", *tags, issuer="临溪县生态文明建设领导小组办公室", kind="statistics")
    (found,) = wrong_issuer.run(county.case(paper)).findings
    assert (found.severity, found.indicator_id) == ("warning", None)
    assert "4项" in found.message


@pytest.mark.parametrize(
    ("issuer", "quote", "is_told"),
    [
        ("临溪绿源环保有限公司", "产生量6.82", False),
        ("临溪绿源环保有限公司", "全县产生量6.82", True),
        ("临溪县生态环境局", "产生量6.82", True),
    ],
)
def test_a_firms_own_numbers_are_not_the_countys(county: Any, issuer: str, quote: str, is_told: bool) -> None:
    name = "危险废物产生量"
    own = county.fact("hazwaste", 2021, "6.82", "吨", name=name, role="component", quote=quote)
    whole = county.fact("hazwaste", 2021, "4826.5", "吨", name=name, role="component")
    papers = [
        county.document("企业.docx", facts=[own], issuer=issuer, kind="summary", title="环境信息依法披露报告"),
        county.document("县.docx", county.tag("hazwaste"), facts=[whole]),
    ]
    assert bool(value_conflict.run(county.case(*papers)).findings) == is_told


@pytest.mark.parametrize(
    ("quote", "is_told"), [("考核断面9个，其中国控断面2", False), ("全年完成治理断面2", False), ("断面2", True)]
)
def test_a_part_of_all_is_no_other_number_of_all(county: Any, quote: str, is_told: bool) -> None:
    name = "监测断面数"
    facts = [
        county.fact("water", 2021, value, "个", sub=1, name=name, role="component", quote=words)
        for value, words in (("9", "断面9"), ("2", quote))
    ]
    papers = [county.document(f"{i}.docx", county.tag("water", 1), facts=[one]) for i, one in enumerate(facts)]
    assert bool(value_conflict.run(county.case(*papers)).findings) == is_told


@pytest.mark.parametrize(
    ("quote", "op", "expected"),
    [
        ("到2025年不高于30", "<=", ["warning air(2) 2025"]),
        ("到2025年不高于20", "<=", []),
        ("指标值≤30", "<=", []),
    ],
)
def test_stale_limits_go_by_their_own_sign(county: Any, flat: Any, quote: str, op: str, expected: list[str]) -> None:
    facts = [
        county.fact("air", 2022, "25", "微克/立方米", sub=2, name="PM2.5浓度", role="component"),
        county.fact("air", 2025, quote[-2:], "微克/立方米", sub=2, name="PM2.5浓度", role="target", op=op, quote=quote),
    ]
    case = county.case(county.document("方案.docx", county.tag("air", 2), facts=facts))
    assert flat(stale_target.run(case)) == expected


def test_a_rate_that_leaves_out_an_optional_part_is_told(county: Any, flat: Any) -> None:
    def told(rate: str) -> Any:
        facts = [
            county.fact("hazwaste", 2021, rate),
            *(
                county.fact("hazwaste", 2021, value, "吨", name=name, role="component")
                for name, value in (
                    ("危险废物产生量", "5012.7"),
                    ("危险废物利用处置量", "4974.0"),
                    ("危险废物利用处置往年贮存量", "61.5"),
                )
            ),
        ]
        return county.case(county.document("表.docx", county.tag("hazwaste"), facts=facts))

    assert flat(rate_mismatch.run(told("99.2"))) == ["info hazwaste 2021"]
    assert flat(rate_mismatch.run(told("97.2"))) == ["error hazwaste 2021"]
    assert rate_mismatch.run(told("98.0")).findings == ()


def test_a_cell_shows_the_countys_value_where_a_paper_lists_its_neighbours(county: Any) -> None:
    rows = (("东江区", "88.0"), ("临溪县", "95.9"), ("北山县", "91.2"))
    facts = [county.fact("air", 2021, value, sub=1, subject=subject) for subject, value in rows]
    case = county.case(county.document("通报.pdf", county.tag("air", 1), facts=facts))
    (cell,) = [cell for cell in case.cells if (cell.indicator.id, cell.sub, cell.year) == ("air", 1, 2021)]
    assert cell.values == ("95.9%",)


@pytest.mark.parametrize(
    ("title", "repeals", "is_told"),
    [
        ("关于更正污水处理数据的函", "临住建〔2022〕5号", False),
        ("污水处理情况报告", "临住建〔2022〕5号", False),
        ("污水处理情况报告", "临住建〔2022〕9号", True),
    ],
)
def test_a_value_that_a_later_paper_takes_back_contradicts_nothing(
    county: Any, title: str, repeals: str, is_told: bool
) -> None:
    cited = Citation(title="", doc_number=repeals, quote="同时作废", locator=PLACE)
    papers = [
        county.document(
            "旧.docx", county.tag("sewage_town"), facts=[county.fact("sewage_town", 2021, "95.2")],
            doc_number="临住建〔2022〕5号", date=date(2022, 2, 1), title="污水处理情况报告",
        ),
        county.document(
            "新.docx", county.tag("sewage_town"), facts=[county.fact("sewage_town", 2021, "96.3")],
            doc_number="临住建〔2022〕41号", date=date(2022, 6, 1), title=title,
            particulars=Particulars(repeals=(cited,)),
        ),
    ]  # fmt: skip
    assert bool(value_conflict.run(county.case(*papers)).findings) == is_told


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        (("62.4", "68.9", "62.6"), True),
        (("62.4", "57.1", "61.8"), True),
        (("62.4", "64.9", "62.6"), False),
        (("62.4", "68.9", "69.2"), False),
    ],
)
def test_an_index_that_is_back_the_next_year(
    county: Any, flat: Any, values: tuple[str, str, str], is_told: bool
) -> None:
    facts = [county.fact("ei", year, value, "") for year, value in zip((2020, 2021, 2022), values, strict=True)]
    case = county.case(county.document("函.pdf", county.tag("ei"), facts=facts))
    assert flat(outlier.run(case)) == (["info ei 2021"] if is_told else [])
