"""Chinese numerals: those prose uses are read, malformed ones refused, every number survives the way there and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.numerals import read_numeral, write_numeral


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("二〇二三", "2023"),
        ("三百六十五", "365"),
        ("八十五", "85"),
        ("十二", "12"),
        ("两", "2"),
        ("两千三百", "2300"),
        ("一百零五", "105"),
        ("三点五", "3.5"),
        ("八十五点五〇", "85.50"),
        ("一万二千", "12000"),
        ("二千三百一十四亿六千万", "231460000000"),
    ],
)
def test_numerals_of_prose_are_read(words: str, number: str) -> None:
    assert read_numeral(words) == Decimal(number)
    assert str(read_numeral(words)) == number


@pytest.mark.parametrize("words", ["", "一百二", "十十", "百千", "二十三四", "两两", "甲"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    assert read_numeral(words) is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_is_read_back(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@pytest.mark.parametrize("number", [-1, 10**12])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        write_numeral(number)
