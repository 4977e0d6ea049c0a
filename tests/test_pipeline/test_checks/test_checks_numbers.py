"""The checks of numbers: each fault is found, its innocent look-alike is not."""

from typing import Any

import pytest

from pipeline.checks import (
    change_mismatch,
    copied_series,
    out_of_bounds,
    outlier,
    rate_mismatch,
    stale_target,
    unit_suspect,
    value_conflict,
)

RATE = "sewage_town"
TREATED, ALL = "城镇污水达标排放量", "城镇污水排放总量"


@pytest.fixture
def paper(county: Any) -> Any:
    """A statistics table of the county that states these facts."""

    def make(*facts: Any, file: str = "统计表", **more: Any) -> Any:
        tags = [county.tag(key, sub) for key, sub in dict.fromkeys((fact.indicator_id, fact.sub) for fact in facts)]
        return county.document(file, *tags, facts=facts, kind="statistics", **more)

    return make


@pytest.fixture
def part(county: Any) -> Any:
    """A component of the sewage rate."""

    def make(name: str, year: int, value: str, unit: str = "万吨", **more: Any) -> Any:
        return county.fact(RATE, year, value, unit, name=name, role="component", **more)

    return make


class TestRateMismatch:
    @pytest.mark.parametrize(
        ("treated", "whole", "stated", "severity"),
        [
            ("68.00", "121.00", "58.6", "error"),
            ("68.00", "121.00", "56.2", None),
            ("68.00", "121.00", "56.1", None),  # cut off, not rounded
            ("68.00", "121.00", "56", None),
            ("68", "121", "57.0", None),  # 68 and 121 are themselves rounded
            ("99.75", "100.00", "100", "warning"),
            ("100.00", "100.00", "100", None),
        ],
    )
    def test_one_unit_of_the_last_digit_is_allowed(
        self,
        county: Any,
        paper: Any,
        part: Any,
        flat: Any,
        *,
        treated: str,
        whole: str,
        stated: str,
        severity: str | None,
    ) -> None:
        document = paper(part(TREATED, 2021, treated), part(ALL, 2021, whole), county.fact(RATE, 2021, stated))
        result = rate_mismatch.run(county.case(document))
        assert flat(result) == ([f"{severity} {RATE} 2021"] if severity else [])
        assert result.looked_at == 1

    def test_the_recomputation_stands_in_full(self, county: Any, paper: Any, part: Any) -> None:
        document = paper(part(TREATED, 2021, "68.00"), part(ALL, 2021, "121.00"), county.fact(RATE, 2021, "58.6"))
        (finding,) = rate_mismatch.run(county.case(document)).findings
        assert (finding.expected, finding.found) == ("680000÷1210000×100＝56.20%", "58.6%")
        assert TREATED in finding.message
        assert finding.files == ("统计表",)

    def test_components_in_other_units_and_of_their_own_parts(self, county: Any, paper: Any, part: Any) -> None:
        parts = [
            part("污水处理厂达标排放量", 2021, "480000", "吨"),
            part("其他污水处理设施达标排放量", 2021, "20.00"),
            part(ALL, 2021, "100.00"),
        ]
        right, wrong = (county.fact(RATE, 2021, value) for value in ("68.0", "48.0"))
        assert not rate_mismatch.run(county.case(paper(*parts, right))).findings
        assert len(rate_mismatch.run(county.case(paper(*parts, wrong))).findings) == 1

    def test_an_optional_component_nowhere_stated_may_be_anything(self, county: Any, paper: Any) -> None:
        def waste(name: str, value: str) -> Any:
            return county.fact("hazwaste", 2021, value, "吨", name=name, role="component")

        parts = [waste("危险废物利用处置量", "90.00"), waste("危险废物产生量", "100.00")]
        # with what was stored the year before in the denominator the rate may be lower, not higher
        lower, higher = (county.fact("hazwaste", 2021, value) for value in ("80", "95"))
        assert not rate_mismatch.run(county.case(paper(*parts, lower))).findings
        assert len(rate_mismatch.run(county.case(paper(*parts, higher))).findings) == 1

    def test_components_of_another_document_make_a_warning(self, county: Any, paper: Any, part: Any, flat: Any) -> None:
        table = paper(part(TREATED, 2021, "68.00"), part(ALL, 2021, "121.00"))
        summary = paper(county.fact(RATE, 2021, "58.6"), file="总结")
        assert flat(rate_mismatch.run(county.case(table, summary))) == [f"warning {RATE} 2021"]

    def test_a_towns_components_are_not_the_countys(self, county: Any, paper: Any, part: Any) -> None:
        parts = [part(TREATED, 2021, "68.00", subject="河口镇"), part(ALL, 2021, "121.00", subject="河口镇")]
        result = rate_mismatch.run(county.case(paper(*parts, county.fact(RATE, 2021, "95.0"))))
        assert (result.outcome, result.looked_at) == ("not_applicable", 0)


class TestValueConflict:
    @pytest.mark.parametrize(
        ("one", "other", "unit", "is_conflict"),
        [
            ("93.4", "95.4", "%", True),
            ("93.4", "93.43", "%", False),
            ("93.4", "93.5", "%", False),
            ("100", "99.2", "%", False),
            ("93.40", "93.47", "%", True),
        ],
    )
    def test_values_of_two_documents(
        self, county: Any, paper: Any, one: str, other: str, unit: str, is_conflict: bool
    ) -> None:
        documents = [
            paper(county.fact(RATE, 2021, value, unit), file=file) for file, value in (("甲", one), ("乙", other))
        ]
        result = value_conflict.run(county.case(*documents))
        assert [finding.severity for finding in result.findings] == (["error"] if is_conflict else [])
        assert result.looked_at == 1

    def test_units_are_converted_first(self, county: Any, paper: Any) -> None:
        area = [
            county.fact("forest_grass", 2021, value, unit, name="森林面积", role="component")
            for value, unit in (("1530.00", "公顷"), ("15.30", "平方公里"), ("22950", "亩"))
        ]
        documents = [paper(fact, file=str(number)) for number, fact in enumerate(area)]
        assert not value_conflict.run(county.case(*documents)).findings

    def test_about_is_not_exact(self, county: Any, paper: Any) -> None:
        documents = [
            paper(county.fact(RATE, 2021, "95", approx=True), file="甲"),
            paper(county.fact(RATE, 2021, "93.4"), file="乙"),
        ]
        assert not value_conflict.run(county.case(*documents)).findings

    def test_a_revision_that_says_so_is_none(self, county: Any, paper: Any) -> None:
        documents = [
            paper(county.fact(RATE, 2021, "93.4"), file="甲"),
            paper(county.fact(RATE, 2021, "94.1", quote="2021年污水处理率修订为94.1%"), file="乙"),
        ]
        assert not value_conflict.run(county.case(*documents)).findings

    def test_a_half_years_value_is_not_the_years(self, county: Any, paper: Any) -> None:
        from datetime import date

        from schemas.document import Period

        half = Period(start=date(2021, 1, 1), end=date(2021, 6, 30))
        documents = [
            paper(county.fact(RATE, 2021, "93.4"), file="甲"),
            paper(county.fact(RATE, 2021, "90.1"), file="乙", period=half),
        ]
        assert not value_conflict.run(county.case(*documents)).findings

    def test_two_towns_or_two_years_do_not_contradict(self, county: Any, paper: Any) -> None:
        facts = [
            county.fact(RATE, 2021, "93.4", subject="河口镇"),
            county.fact(RATE, 2021, "91.4", subject="白石镇"),
            county.fact(RATE, 2020, "90.4"),
        ]
        assert value_conflict.run(county.case(paper(*facts))).looked_at == 0


class TestChanges:
    def levels(self, county: Any, before: str, now: str) -> list[Any]:
        return [county.fact(RATE, 2020, before), county.fact(RATE, 2021, now)]

    @pytest.mark.parametrize(
        ("change", "unit", "check"),
        [
            ("1.21", "百分点", None),
            ("1.21", "%", "unit-suspect"),
            ("1.26", "%", None),
            ("1.26", "百分点", "unit-suspect"),
            ("3.50", "百分点", "change-mismatch"),
            ("-1.21", "百分点", "change-mismatch"),
        ],
    )
    def test_percent_and_points_are_kept_apart(
        self, county: Any, paper: Any, change: str, unit: str, check: str | None
    ) -> None:
        stated = county.fact(RATE, 2021, change, unit, role="change", quote=f"较上年提高{change}{unit}")
        case = county.case(paper(*self.levels(county, "96.21", "97.42"), stated))
        found = [*change_mismatch.run(case).findings, *unit_suspect.run(case).findings]
        assert [finding.check for finding in found] == ([check] if check else [])

    def test_a_fall_that_is_a_rise(self, county: Any, paper: Any) -> None:
        energy = [
            county.fact("energy_gdp", year, value, "吨标准煤/万元")
            for year, value in ((2020, "0.236"), (2021, "0.319"))
        ]
        fall = county.fact("energy_gdp", 2021, "14.72", name="单位地区生产总值能耗降低率", role="component")
        (finding,) = change_mismatch.run(county.case(paper(*energy, fall))).findings
        assert finding.severity == "error"
        assert "＝35.17" in finding.expected
        right = county.fact("energy_gdp", 2021, "-35.2", name="单位地区生产总值能耗降低率", role="component")
        assert not change_mismatch.run(county.case(paper(*energy, right))).findings

    def test_the_year_compared_with_is_the_one_named(self, county: Any, paper: Any) -> None:
        levels = [*self.levels(county, "96.21", "97.42"), county.fact(RATE, 2019, "90.42")]
        change = county.fact(RATE, 2021, "7.0", "百分点", role="change", quote="比2019年提高7.0个百分点")
        result = change_mismatch.run(county.case(paper(*levels, change)))
        assert (result.outcome, result.looked_at) == ("passed", 1)

    def test_month_on_month_is_not_compared(self, county: Any, paper: Any) -> None:
        change = county.fact(RATE, 2021, "9.9", "百分点", role="change", quote="环比提高9.9个百分点")
        result = change_mismatch.run(county.case(paper(*self.levels(county, "96.21", "97.42"), change)))
        assert result.looked_at == 0


class TestUnitSuspect:
    def test_a_hundred_times_the_other_years(self, county: Any, paper: Any, part: Any, flat: Any) -> None:
        facts = [part(ALL, year, value) for year, value in ((2020, "98.1"), (2021, "10140"), (2022, "103.5"))]
        assert flat(unit_suspect.run(county.case(paper(*facts)))) == [f"warning {RATE} 2021"]

    def test_ten_times_may_be_a_jump(self, county: Any, paper: Any, part: Any) -> None:
        facts = [part(ALL, year, value) for year, value in ((2020, "98.1"), (2021, "985"), (2022, "103.5"))]
        assert not unit_suspect.run(county.case(paper(*facts))).findings

    def test_the_same_digits_in_a_sister_document(self, county: Any, paper: Any, part: Any) -> None:
        documents = [paper(part(ALL, 2021, "98.13"), file="甲"), paper(part(ALL, 2021, "9813"), file="乙")]
        case = county.case(*documents)
        assert len(unit_suspect.run(case).findings) == 1
        assert not value_conflict.run(case).findings

    def test_components_at_another_scale(self, county: Any, paper: Any, flat: Any) -> None:
        def water(name: str, value: str, unit: str) -> Any:
            return county.fact("water_gdp", 2021, value, unit, name=name, role="component")

        parts = [water("用水总量", "12206", "立方米"), water("地区生产总值", "134.18", "万元")]
        stated = county.fact("water_gdp", 2021, "0.9097", "立方米/万元")
        case = county.case(paper(*parts, stated))
        assert flat(unit_suspect.run(case)) == ["error water_gdp 2021"]
        assert not rate_mismatch.run(case).findings

    def test_an_index_is_no_percentage(self, county: Any, paper: Any, flat: Any) -> None:
        facts = [county.fact("ei", 2021, "82.1", "%"), county.fact("ei", 2022, "82.3", "")]
        assert flat(unit_suspect.run(county.case(paper(*facts)))) == ["warning ei 2021"]


class TestOutOfBounds:
    @pytest.mark.parametrize(
        ("indicator_id", "sub", "value", "unit", "more", "is_out"),
        [
            (RATE, None, "100", "%", {}, False),
            (RATE, None, "100.2", "%", {}, True),
            (RATE, None, "-3", "%", {}, True),
            (RATE, None, "-3", "%", {"role": "change"}, False),
            ("air", 1, "367", "天", {"name": "优良天数", "role": "component"}, True),
            ("air", 1, "366", "天", {"name": "优良天数", "role": "component"}, False),
            ("air", 2, "-12.9", "%", {}, False),
            ("ei", None, "101", "", {}, True),
        ],
    )
    def test_what_cannot_be(
        self, county: Any, paper: Any, *, indicator_id: str, sub: int, value: str, unit: str, more: Any, is_out: bool
    ) -> None:
        fact = county.fact(indicator_id, 2021, value, unit, sub=sub, **more)
        assert len(out_of_bounds.run(county.case(paper(fact))).findings) == is_out


class TestCopiedSeries:
    def series(self, county: Any, indicator_id: str, *values: str, sub: int | None = None) -> list[Any]:
        return [county.fact(indicator_id, 2020 + year, value, sub=sub) for year, value in enumerate(values)]

    def test_the_same_three_values_of_two_measures(self, county: Any, paper: Any, flat: Any) -> None:
        case = county.case(
            paper(*self.series(county, RATE, "93.43", "92.15", "94.61"), file="甲"),
            paper(*self.series(county, "green_building", "93.43", "92.15", "94.61"), file="乙"),
        )
        assert flat(copied_series.run(case)) == ["warning green_building None"]

    @pytest.mark.parametrize("values", [("100", "100", "100"), ("0", "0", "100"), ("93.4", "92.1")])
    def test_what_is_honestly_alike(self, county: Any, paper: Any, values: tuple[str, ...]) -> None:
        case = county.case(
            paper(*self.series(county, RATE, *values), file="甲"),
            paper(*self.series(county, "green_building", *values), file="乙"),
        )
        assert not copied_series.run(case).findings

    def test_an_actual_that_is_its_target(self, county: Any, paper: Any, flat: Any) -> None:
        target = county.fact(RATE, 2021, "93.57", role="target", op=">=")
        assert flat(copied_series.run(county.case(paper(target, county.fact(RATE, 2021, "93.57"))))) == [
            f"warning {RATE} 2021"
        ]
        round_target = county.fact(RATE, 2021, "95", role="target", op=">=")
        assert not copied_series.run(county.case(paper(round_target, county.fact(RATE, 2021, "95")))).findings

    def test_a_year_that_repeats_the_last(self, county: Any, paper: Any, flat: Any) -> None:
        result = copied_series.run(county.case(paper(*self.series(county, RATE, "93.43", "93.43"))))
        assert flat(result) == [f"info {RATE} 2021"]
        areas = [county.fact("eco_space", year, "612.37", "平方公里", sub=1) for year in (2020, 2021)]
        assert not copied_series.run(county.case(paper(*areas))).findings


class TestStaleTarget:
    @pytest.mark.parametrize(
        ("year", "target", "is_stale"), [(2025, "95", True), (2025, "98", False), (2022, "95", False)]
    )
    def test_only_a_target_for_years_to_come(
        self, county: Any, paper: Any, year: int, target: str, is_stale: bool
    ) -> None:
        facts = [county.fact(RATE, 2022, "96.80"), county.fact(RATE, year, target, role="target", op=">=")]
        assert len(stale_target.run(county.case(paper(*facts))).findings) == is_stale

    def test_less_is_better_where_less_is_asked(self, county: Any, paper: Any) -> None:
        used = county.fact("water_gdp", 2022, "86.85", "立方米/万元")
        weak, strong = (
            county.fact("water_gdp", 2025, value, "立方米/万元", role="target", op="<=") for value in ("90", "80")
        )
        assert len(stale_target.run(county.case(paper(used, weak))).findings) == 1
        assert not stale_target.run(county.case(paper(used, strong))).findings


class TestOutlier:
    def test_a_share_that_jumps(self, county: Any, paper: Any, flat: Any) -> None:
        facts = [county.fact(RATE, 2020, "51.0"), county.fact(RATE, 2021, "96.0"), county.fact(RATE, 2022, "97.0")]
        assert flat(outlier.run(county.case(paper(*facts)))) == [f"info {RATE} 2021"]

    def test_years_that_are_not_neighbours_are_not_compared(self, county: Any, paper: Any) -> None:
        facts = [county.fact(RATE, 2018, "51.0"), county.fact(RATE, 2021, "96.0")]
        assert outlier.run(county.case(paper(*facts))).looked_at == 0
