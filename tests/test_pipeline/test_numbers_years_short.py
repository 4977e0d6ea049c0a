"""Years told by two digits, and the numbers of years that they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.shadow import shadow
from pipeline.numbers.year_span import YearContext
from pipeline.numbers.years import years
from pipeline.numbers.years_short import is_short_year

CONTEXT = YearContext(reported=2022, dated=2023)


def read(text: str) -> list[tuple[int, ...]]:
    return [span.years for span in years(shadow(text), CONTEXT)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("20年植树3.1万亩，21年2.8万亩，22年2.6万亩", [(2020,), (2021,), (2022,)]),
        ("21年底共38个，22年底共41个", [(2021,), (2022,)]),
        ("2021年回收86吨，22年回收91吨", [(2021,), (2022,)]),
        ("20、21、22年分别为", [(2020, 2021, 2022)]),
        ("20-22年三年均", [(2020, 2021, 2022)]),
        ("较21年提高，22年达到", [(2021,), (2022,)]),
    ],
)
def test_two_digits_are_a_year_in_company(text: str, named: list[tuple[int, ...]]) -> None:
    assert read(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "设施运行20年",
        "有效期20年",
        "连续20年、21年从事护林的人员",
        "树龄20年以上、21年以内",
        "合同期限15年和20年",
        "近20年来",
        "30年、31年",  # after the paper
    ],
)
def test_two_digits_that_count_years_are_none(text: str) -> None:
    assert read(text) == []


@given(st.integers(min_value=2014, max_value=2021), st.integers(min_value=2, max_value=4))
def test_years_in_short_are_those_in_full(first: int, count: int) -> None:
    told = [year for year in range(first, first + count) if year <= CONTEXT.dated]
    if len(told) > 1:
        assert read("，".join(f"{year % 100}年收运1.2万吨" for year in told)) == [(year,) for year in told]


def test_a_head_may_be_a_year_in_short() -> None:
    assert is_short_year("22年")
    assert is_short_year("22年度")
    assert not is_short_year("22年完成")
    assert not is_short_year("2022年")
