"""Days held against targets for a share of them; stocks carried from year to year."""

from typing import Any

import pytest

from pipeline.checks import outlier, target_missed, unit_suspect, value_conflict

TAKEN, END = "危险废物利用处置往年贮存量", "危险废物年末贮存量"
MADE, USED = "危险废物产生量", "危险废物利用处置量"


def _days(county: Any, days: str, *more: Any) -> Any:
    fact = county.fact("air", 2021, days, "天", sub=1, name="优良天数", role="component")
    return county.document("公报.docx", county.tag("air", 1), facts=(fact, *more))


def _target(county: Any, **more: Any) -> Any:
    return county.fact("air", 2021, "97", sub=1, role="target", op=">=", **more)


def test_days_that_cannot_reach_the_target_are_a_warning(county: Any, flat: Any) -> None:
    result = target_missed.run(county.case(_days(county, "349", _target(county))))
    assert flat(result) == ["warning air(1) 2021"]
    assert "349÷365×100＝95.62%" in result.findings[0].message
    assert "不多于359天" in result.findings[0].advice


@pytest.mark.parametrize("days", ["355", "361"])
def test_days_that_reach_the_target_are_silent(county: Any, days: str) -> None:
    assert target_missed.run(county.case(_days(county, days, _target(county)))).findings == ()


@pytest.mark.parametrize("known", [("优良天数比例", "97.2", "%", "actual"), ("有效监测天数", "350", "天", "component")])
def test_where_share_or_monitored_days_are_told_days_alone_say_nothing(county: Any, known: Any) -> None:
    name, value, unit, role = known
    component = next(c.name for c in county.edition.by_id("air").measure(1).components if c.name.endswith("监测天数"))
    told = county.fact("air", 2021, value, unit, sub=1, name=component if unit == "天" else name, role=role)
    assert target_missed.run(county.case(_days(county, "349", _target(county), told))).findings == ()


def _waste(county: Any, *rows: tuple[str, int, str]) -> Any:
    facts = [county.fact("hazwaste", year, value, "吨", name=name, role="component") for name, year, value in rows]
    return county.case(county.document("危废.docx", county.tag("hazwaste"), facts=facts))


def test_more_taken_from_the_stock_than_was_left_is_found(county: Any, flat: Any) -> None:
    result = value_conflict.run(_waste(county, (END, 2020, "175"), (TAKEN, 2021, "191")))
    assert flat(result) == ["warning hazwaste 2021"]
    assert "多出16吨" in result.findings[0].message


def test_a_stock_that_does_not_follow_is_found_with_its_recomputation(county: Any, flat: Any) -> None:
    rows = ((END, 2020, "50"), (MADE, 2021, "800"), (USED, 2021, "810"), (END, 2021, "70"))
    result = value_conflict.run(_waste(county, *rows))
    assert flat(result) == ["warning hazwaste 2021"]
    assert result.findings[0].expected.endswith("50＋800－810＝40吨")


@pytest.mark.parametrize(
    "rows",
    [
        ((END, 2020, "50"), (TAKEN, 2021, "50")),
        ((END, 2020, "50.1"), (TAKEN, 2021, "50.2")),
        ((END, 2020, "50"), (MADE, 2021, "800"), (USED, 2021, "810"), (END, 2021, "40")),
        ((END, 2020, "50"), (MADE, 2021, "800"), (USED, 2021, "810"), (TAKEN, 2021, "30"), (END, 2021, "20")),
        ((MADE, 2021, "800"), (USED, 2021, "810"), (END, 2021, "70")),
        ((END, 2019, "50"), (TAKEN, 2021, "60")),
    ],
)
def test_stocks_that_may_follow_are_silent(county: Any, rows: Any) -> None:
    assert value_conflict.run(_waste(county, *rows)).findings == ()


def test_an_index_with_a_target_in_percent_is_told_once(county: Any, flat: Any) -> None:
    entries = [county.entry("ei", ">= 82 %")]
    assert flat(unit_suspect.run(county.case(entries=entries))) == ["warning ei None"]
    assert unit_suspect.run(county.case(entries=[county.entry("ei", ">= 82")])).findings == ()
    assert unit_suspect.run(county.case(entries=[county.entry("forest_grass", ">= 82 %")])).findings == ()


def test_a_share_far_from_all_parts_of_the_year_before_is_an_outlier(county: Any, flat: Any) -> None:
    def told(last: str) -> Any:
        parts = [
            county.fact("assess_ratio", 2021, value, subject=town)
            for town, value in (("甲类镇", "35"), ("乙类镇", "40"))
        ]
        whole = county.fact("assess_ratio", 2022, last)
        return county.case(county.document("考核.docx", county.tag("assess_ratio"), facts=[*parts, whole]))

    assert flat(outlier.run(told("66"))) == ["info assess_ratio 2022"]
    assert outlier.run(told("45")).findings == ()
    assert outlier.run(told("37")).findings == ()
