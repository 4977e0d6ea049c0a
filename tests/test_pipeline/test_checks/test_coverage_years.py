"""Which years a document speaks for."""

from datetime import date
from typing import Any

import pytest

from pipeline.coverage.years import cover, cover_once, single_year
from schemas.document import Document, Period

YEARS = (2019, 2020, 2021, 2022, 2023)


def covered(county: Any, viewed: Any, indicator_id: str, sub: int | None = None) -> dict[int, str]:
    indicator = county.edition.by_id(indicator_id)
    found = {year: cover(viewed, indicator, sub, year) for year in YEARS}
    return {year: how for year, how in found.items() if how is not None}


def test_its_own_numbers_name_the_years(county: Any) -> None:
    facts = [county.fact("sewage_town", year, "95") for year in (2020, 2022)]
    viewed = county.document("统计表", facts=facts, years=(2020, 2022), kind="statistics")
    assert covered(county, viewed, "sewage_town") == {2020: "full", 2022: "full"}


@pytest.mark.parametrize("role", ["target", "baseline"])
def test_a_target_or_baseline_is_no_number_of_its_year(county: Any, role: str) -> None:
    facts = [county.fact("sewage_town", 2020, "95", role=role)]
    viewed = county.document("材料", facts=facts, years=(2022, 2022), kind="statistics")
    assert covered(county, viewed, "sewage_town") == {2022: "full"}


def test_numbers_of_another_measure_say_nothing(county: Any) -> None:
    facts = [county.fact("agri_waste", 2020, "95", sub=2)]
    viewed = county.document("材料", facts=facts, years=(2021, 2021))
    assert covered(county, viewed, "agri_waste", 1) == {2021: "full"}


def test_period_without_numbers(county: Any) -> None:
    viewed = county.document("报告", years=(2020, 2021), kind="summary")
    assert covered(county, viewed, "sewage_town") == {2020: "full", 2021: "full"}


def test_single_year_period_counts_beside_older_numbers(county: Any) -> None:
    facts = [county.fact("sewage_town", 2021, "95")]
    viewed = county.document("2022年报告", facts=facts, years=(2022, 2022), kind="summary")
    assert covered(county, viewed, "sewage_town") == {2021: "full", 2022: "full"}


@pytest.mark.parametrize(
    ("kind", "signed", "year"),
    [
        ("monitoring", date(2022, 2, 10), 2021),
        ("certificate", date(2023, 3, 31), 2022),
        ("summary", date(2022, 4, 1), 2022),
        ("minutes", date(2022, 1, 5), 2022),
        ("notice", date(2021, 3, 1), 2021),
        (None, date(2021, 2, 1), 2021),
    ],
)
def test_nothing_but_the_date(county: Any, kind: Any, signed: date, year: int) -> None:
    viewed = county.document("材料", kind=kind, date=signed)
    assert covered(county, viewed, "sewage_town") == {year: "full"}


def test_date_does_not_speak_where_numbers_do(county: Any) -> None:
    facts = [county.fact("sewage_town", 2021, "95")]
    viewed = county.document("报告", facts=facts, kind="summary", date=date(2022, 6, 1))
    assert covered(county, viewed, "sewage_town") == {2021: "full"}


def test_a_quarter_is_only_a_part(county: Any) -> None:
    period = Period(start=date(2022, 1, 1), end=date(2022, 3, 31))
    facts = [county.fact("drink_source", 2022, "100")]
    viewed = county.document("第一季度水质报告", kind="monitoring", period=period, facts=facts)
    assert covered(county, viewed, "drink_source") == {2022: "part"}
    assert covered(county, viewed, "plan_eia") == {2022: "full"}


def test_a_plan_stands_until_it_ends(county: Any) -> None:
    ends = county.document("全面推行河长制工作方案", kind="plan", years=(2017, 2020))
    endless = county.document("全面推行河长制工作方案", kind="plan", date=date(2021, 7, 13))
    assert covered(county, ends, "river_chief") == {2019: "standing", 2020: "standing"}
    assert covered(county, endless, "river_chief") == {2021: "standing", 2022: "standing", 2023: "standing"}


def test_a_plan_on_something_else_does_not_stand(county: Any) -> None:
    other = county.document("巡河宣传活动方案", kind="plan", date=date(2021, 7, 13))
    assert covered(county, other, "river_chief") == {2021: "full"}


def test_once_means_any_year_but_not_an_expired_plan(county: Any) -> None:
    survey = county.document("普查报告", kind="survey", date=date(2021, 10, 1))
    expired = county.document("防控方案", kind="plan", years=(2015, 2020))
    undated = county.document("普查报告", kind="survey")
    years = (2020, 2021, 2022)
    assert [cover_once(survey, year, years) for year in years] == [True, True, True]
    assert [cover_once(expired, year, years) for year in years] == [True, False, False]
    assert not any(cover_once(undated, year, years) for year in years)


def test_single_year_prefers_the_period() -> None:
    document = Document(
        sha256="0", file="a", status="ok", kind="bulletin", date=date(2022, 1, 9),
        period=Period(start=date(2020, 1, 1), end=date(2020, 12, 31)),
    )  # fmt: skip
    assert single_year(document) == 2020
    assert single_year(document.model_copy(update={"period": None})) == 2021
    assert single_year(document.model_copy(update={"period": None, "date": None})) is None
