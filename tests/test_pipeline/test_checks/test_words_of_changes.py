"""The words before a change: those up to its own number."""

import pytest

from pipeline.checks.arithmetic.base_years import words_before


@pytest.mark.parametrize(
    ("quote", "number", "words"),
    [
        ("年均浓度25微克，比上年降3.8%，比2020年降13.8%", "3.8%", "年均浓度25微克，比上年降"),
        ("年均浓度25微克，比上年降3.8%，比2020年降13.8%", "13.8%", "年均浓度25微克，比上年降3.8%，比2020年降"),
        ("比上年降3.8%，比2020年降3.8%", "3.8%", "比上年降3.8%，比2020年降"),
        ("比上年降13.8%", "3.8%", "比上年降1"),
        ("比上年有所下降", "3.8%", ""),
    ],
)
def test_the_words_end_where_the_number_stands_for_itself(quote: str, number: str, words: str) -> None:
    assert words_before(quote, number) == words
