"""The last years of the five-year plans: of a named plan and of the one that a year falls into."""

import pytest

from pipeline.numbers.five_year_plans import last_year_of_plan, last_year_of_running_plan


@pytest.mark.parametrize(("term", "last"), [("一", 2010), ("二", 2015), ("三", 2020), ("四", 2025), ("五", 2030)])
def test_a_named_plan_ends_in_its_fifth_year(term: str, last: int) -> None:
    assert last_year_of_plan(term) == last


@pytest.mark.parametrize(("year", "last"), [(2016, 2020), (2019, 2020), (2020, 2020), (2021, 2025), (2025, 2025)])
def test_a_year_falls_into_one_plan(year: int, last: int) -> None:
    assert last_year_of_running_plan(year) == last
