"""target-missed: the dossier's number, and not getting worse."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import target_missed
from pipeline.checks.targets.comparison import bound_of, misses

RATE = "sewage_town"


def judged(
    county: Any, target: str, *facts: Any, indicator_id: str = RATE, sub: int | None = None, **entry: Any
) -> Any:
    viewed = county.document("统计表", county.tag(indicator_id, sub), facts=facts, kind="statistics")
    entries = (county.entry(indicator_id, target, **entry),)
    return target_missed.run(county.case(viewed, entries=entries))


def test_below_the_target_of_no_year_is_an_error(county: Any) -> None:
    result = judged(county, ">= 95 %", county.fact(RATE, 2021, "94.9"), county.fact(RATE, 2022, "95.0"))
    (finding,) = result.findings
    assert (finding.severity, finding.year, finding.expected, finding.found) == ("error", 2021, "≥95%", "94.9%")
    assert (finding.unit, finding.files, len(finding.locators)) == ("县水利局", ("统计表",), 1)
    assert result.looked_at == 2


@pytest.mark.parametrize(
    ("target", "value", "severity"),
    [
        (">= 95 % 2021", "94", "error"),
        (">= 95 % 2023", "94", "warning"),
        (">= 95 % 2020", "94", "warning"),
        ("= 95 %", "94", "error"),
        ("= 95 %", "96", None),
        ("> 95 %", "95", "error"),
        (">= 95 %", "95", None),
        (">= 95 %", "94.999", "error"),
        (">= 95", "94", "error"),
        (">= 95 亩", "94", None),
        ("<= 90 %", "91", "error"),
        ("完成上级规定的考核任务", "1", None),
    ],
)
def test_operator_unit_year(county: Any, flat: Any, target: str, value: str, severity: str | None) -> None:
    expected = [f"{severity} {RATE} 2021"] if severity else []
    assert flat(judged(county, target, county.fact(RATE, 2021, value))) == expected


def test_a_target_handed_down_for_the_year(county: Any, flat: Any) -> None:
    target = county.fact(RATE, 2021, "97.0", role="target", op=">=")
    notice = county.document(
        "通知",
        county.tag(RATE, relation="mention"),
        facts=[target],
        title="关于下达2021年度目标任务的通知",
        kind="notice",
    )
    plan = county.document("规划", facts=[target], title="临溪县生态文明建设规划", kind="plan")
    facts = [county.fact(RATE, 2021, "96.5"), county.fact(RATE, 2022, "96.5")]
    table = county.document("统计表", county.tag(RATE), facts=facts, kind="statistics")
    (finding,) = target_missed.run(county.case(notice, table)).findings
    assert (finding.severity, finding.year, finding.files) == ("error", 2021, ("统计表", "通知"))
    assert not target_missed.run(county.case(plan, table)).findings


def test_a_target_told_beside_the_value(county: Any, flat: Any) -> None:
    target = county.fact("water_gdp", 2021, "227.3", "立方米/万元", role="target", op="<=")
    used = county.fact("water_gdp", 2021, "228.1", "立方米/万元")
    told = county.document("说明", county.tag("water_gdp"), facts=[target, used], kind="summary")
    assert flat(target_missed.run(county.case(told))) == ["warning water_gdp 2021"]
    alone = county.document("规划", county.tag("water_gdp"), facts=[target], kind="plan")
    other = county.document("公报", county.tag("water_gdp"), facts=[used], kind="bulletin")
    assert not target_missed.run(county.case(alone, other)).findings


def test_before_a_target_that_was_reached_it_is_only_information(county: Any, flat: Any) -> None:
    facts = [county.fact(RATE, 2020, "90"), county.fact(RATE, 2021, "93"), county.fact(RATE, 2022, "95.2")]
    assert flat(judged(county, ">= 95 % 2022", *facts)) == [f"info {RATE} 2020", f"info {RATE} 2021"]


def test_at_most_reads_a_bare_number_as_the_most(county: Any, flat: Any) -> None:
    def used(year: int, value: str) -> Any:
        return county.fact("water_gdp", year, value, "立方米/万元")

    result = judged(county, "= 90 立方米/万元", used(2020, "90.97"), used(2021, "88"), indicator_id="water_gdp")
    assert flat(result) == ["error water_gdp 2020"]
    assert result.findings[0].expected == "≤90立方米/万元"


def test_units_are_converted(county: Any, flat: Any) -> None:
    facts = [county.fact("eco_space", 2021, value, "公顷", sub=1) for value in ("51550",)]
    assert flat(judged(county, ">= 515.5 平方公里", *facts, indicator_id="eco_space")) == []
    facts = [county.fact("eco_space", 2021, "51549", "公顷", sub=1)]
    assert flat(judged(county, ">= 515.5 平方公里", *facts, indicator_id="eco_space")) == ["error eco_space(1) 2021"]


@pytest.mark.parametrize(
    "more",
    [{"role": "target"}, {"role": "baseline"}, {"role": "change"}, {"subject": "吉山镇"}, {"op": ">="}, {"op": ">"}],
)
def test_what_is_no_value_of_the_county_is_not_judged(county: Any, more: dict[str, Any]) -> None:
    assert judged(county, ">= 95 %", county.fact(RATE, 2021, "94", **more)).findings == ()


@pytest.mark.parametrize("subject", ["全县", "临溪县", "临溪"])
def test_the_county_by_name_is_the_county(county: Any, subject: str) -> None:
    assert len(judged(county, ">= 95 %", county.fact(RATE, 2021, "94", subject=subject)).findings) == 1


def test_other_years_are_not_judged(county: Any) -> None:
    result = judged(county, ">= 95 %", county.fact(RATE, 2015, "60"))
    assert (result.outcome, result.looked_at) == ("not_applicable", 0)


def test_approximate_value_or_mere_mention_is_a_warning(county: Any, flat: Any) -> None:
    assert flat(judged(county, ">= 95 %", county.fact(RATE, 2021, "94", approx=True))) == [f"warning {RATE} 2021"]
    mention = county.document("简报", county.tag(RATE, relation="mention"), facts=[county.fact(RATE, 2021, "94")])
    result = target_missed.run(county.case(mention, entries=(county.entry(RATE, ">= 95 %"),)))
    assert flat(result) == [f"warning {RATE} 2021"]


def test_contradicting_values_are_a_warning(county: Any, flat: Any) -> None:
    result = judged(county, ">= 95 %", county.fact(RATE, 2021, "94"), county.fact(RATE, 2021, "96"))
    assert flat(result) == [f"warning {RATE} 2021"]


def test_same_value_in_two_documents_is_one_finding(county: Any) -> None:
    documents = [county.document(name, county.tag(RATE), facts=[county.fact(RATE, 2021, "94")]) for name in "甲乙"]
    (finding,) = target_missed.run(county.case(*documents, entries=(county.entry(RATE, ">= 95 %"),))).findings
    assert (finding.files, finding.found) == (("甲", "乙"), "94%")


def test_subs_have_targets_of_their_own(county: Any, flat: Any) -> None:
    subs = (county.sub(1, "化肥利用率", ">= 41 %"), county.sub(2, "农药利用率", ">= 43 %"))
    facts = [county.fact("fert_pest", 2022, "42", sub=1), county.fact("fert_pest", 2022, "42", sub=2)]
    assert flat(judged(county, "", *facts, indicator_id="fert_pest", subs=subs)) == ["error fert_pest(2) 2022"]


def test_target_on_the_level_of_a_change(county: Any, flat: Any) -> None:
    level = county.fact("water", 2021, "88", sub=1, name="水质达到或优于Ⅲ类比例", role="component")
    rise = county.fact("water", 2021, "2", "百分点", sub=1)
    subs = (county.sub(1, "水质达到或优于Ⅲ类比例提高幅度", ">= 92.9 %"),)
    assert flat(judged(county, "", level, rise, indicator_id="water", subs=subs)) == ["error water(1) 2021"]


def test_score_with_a_wrong_percent_sign_is_still_a_score(county: Any, flat: Any) -> None:
    assert flat(judged(county, ">= 82 %", county.fact("ei", 2021, "81.5", ""), indicator_id="ei")) == ["error ei 2021"]


def test_not_applicable_is_not_judged(county: Any) -> None:
    assert judged(county, ">= 95 %", county.fact(RATE, 2021, "1"), applicable=False, reason="没有").looked_at == 0


def area(county: Any, year: int, value: str, unit: str = "平方公里", **more: Any) -> Any:
    return county.fact("eco_space", year, value, unit, sub=1, **more)


def test_area_must_not_shrink(county: Any, flat: Any) -> None:
    words = "面积不减少，性质不改变，功能不降低"
    facts = [area(county, 2019, "515.5"), area(county, 2020, "515.50"), area(county, 2021, "51500", "公顷")]
    result = judged(county, words, *facts, indicator_id="eco_space")
    assert flat(result) == ["error eco_space(1) 2021"]
    assert (result.findings[0].expected, result.findings[0].found) == ("不差于2020年的515.50平方公里", "51500公顷")
    assert result.looked_at == 2


def test_two_values_in_a_year_are_left_to_another_check(county: Any) -> None:
    facts = [area(county, 2020, "515"), area(county, 2020, "520"), area(county, 2021, "500")]
    assert judged(county, "面积不减少", *facts, indicator_id="eco_space").findings == ()


@pytest.mark.parametrize(("now", "severity"), [("84.5", "warning"), ("84.0", "error"), ("85.2", None)])
def test_score_that_falls_invisibly_is_a_warning(county: Any, flat: Any, now: str, severity: str | None) -> None:
    facts = [county.fact("ei", 2020, "85.0", ""), county.fact("ei", 2021, now, "")]
    assert flat(judged(county, "不降低", *facts, indicator_id="ei")) == ([f"{severity} ei 2021"] if severity else [])


def test_kept_stable_in_words_compares_the_level(county: Any, flat: Any) -> None:
    def rate(year: int, value: str) -> Any:
        return county.fact("solid_waste", year, value, name="一般工业固体废物综合利用率", role="component")

    facts = [rate(2020, "87"), rate(2021, "86.2"), rate(2022, "86.2")]
    assert flat(judged(county, "保持稳定或持续改善", *facts, indicator_id="solid_waste")) == [
        "warning solid_waste 2021"
    ]
    assert flat(judged(county, "完成任务", *facts, indicator_id="solid_waste")) == []


def test_what_should_fall_is_worse_when_it_rises(county: Any, flat: Any) -> None:
    def dust(year: int, value: str) -> Any:
        return county.fact("air", year, value, "微克/立方米", sub=2, name="PM2.5浓度", role="component")

    facts = [dust(2020, "24"), dust(2021, "26"), dust(2022, "22")]
    assert flat(judged(county, "持续改善", *facts, indicator_id="air")) == ["warning air(2) 2021"]


values = st.decimals(-1000, 1000, places=2)


@given(values, values, st.sampled_from([">=", "<=", ">", "<"]))
def test_exact_value_misses_exactly_when_the_comparison_is_false(value: Decimal, target: Decimal, bound: Any) -> None:
    holds = {">=": value >= target, "<=": value <= target, ">": value > target, "<": value < target}[bound]
    assert misses(value, "=", target, bound) is (not holds)


@given(values, st.sampled_from([">=", "<=", ">", "<"]), values, st.sampled_from([">=", "<=", ">", "<"]), values)
def test_a_bound_misses_only_what_it_rules_out(
    value: Decimal, op: Any, target: Decimal, bound: Any, sample: Decimal
) -> None:
    allowed = not misses(sample, "=", value, op)
    if allowed and misses(value, op, target, bound):
        assert misses(sample, "=", target, bound)


def test_a_bare_number_means_what_the_measure_wants() -> None:
    assert [bound_of("=", way) for way in ("at_least", "not_lower", "at_most", "not_higher")] == [
        ">=",
        ">=",
        "<=",
        "<=",
    ]
    assert bound_of("<", "at_least") == "<"
