"""Units: every alias has one canonical name, and conversion is exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.units import convert, is_counter, read_unit, same_dimension


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("％", "%"),
        ("km2", "平方公里"),
        ("㎡", "平方米"),
        ("hm²", "公顷"),
        ("万m³", "万立方米"),
        ("m³/万元", "立方米/万元"),
        ("立方米每万元", "立方米/万元"),
        ("吨标煤/万元", "吨标准煤/万元"),
        ("tce/万元", "吨标准煤/万元"),
        ("μg/m3", "微克/立方米"),
        ("µg/m³", "微克/立方米"),
        ("mg/L", "毫克/升"),
        ("个百分点", "百分点"),
        ("亿元", "亿元"),
        ("升/（人·日）", "升/人·日"),
        ("万 吨", "万吨"),
    ],
)
def test_aliases_have_one_name(printed: str, canonical: str) -> None:
    unit = read_unit(printed)
    assert unit is not None
    assert unit.name == canonical


@pytest.mark.parametrize("words", ["", "达标", "abc", "十万", "优秀"])
def test_other_words_are_no_unit(words: str) -> None:
    assert read_unit(words) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1", "平方公里", "公顷", "100"),
        ("1", "公顷", "亩", "15"),
        ("23035", "公顷", "平方公里", "230.35"),
        ("3.5", "万亩", "亩", "35000"),
        ("69.025", "万吨", "吨", "690250"),
        ("0.4034", "吨标准煤/万元", "千克标准煤/万元", "403.4"),
        ("1.25", "亿立方米", "万立方米", "12500"),
        ("125.6", "亿元", "万元", "1256000"),
        ("35", "微克/立方米", "毫克/立方米", "0.035"),
        ("5", "‰", "%", "0.5"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(result)


def test_a_value_in_its_own_unit_keeps_its_zeros() -> None:
    assert str(convert(Decimal("0.1280"), "亩/万元", "亩/万元")) == "0.1280"


@pytest.mark.parametrize(("source", "target"), [("吨", "亩"), ("%", "百分点"), ("光年", "米"), ("米", "光年")])
def test_what_cannot_be_converted_is_an_error(source: str, target: str) -> None:
    with pytest.raises(ValueError, match=r"unknown unit|cannot become"):
        convert(Decimal(1), source, target)


def test_dimensions_keep_shares_and_points_apart() -> None:
    assert same_dimension("公顷", "万亩")
    assert not same_dimension("%", "百分点")
    assert not same_dimension("人", "户")
    assert same_dimension("光年", "光年")


def test_counters_count_things() -> None:
    assert is_counter("个")
    assert is_counter("万人")
    assert not is_counter("天")
    assert not is_counter("光年")


@given(
    st.decimals(min_value=0, max_value=10**6, places=4),
    st.sampled_from(["平方公里", "公顷", "亩", "平方米", "万亩", "万公顷"]),
    st.sampled_from(["平方公里", "公顷", "亩", "平方米", "万亩"]),
)
def test_areas_come_back_unchanged(value: Decimal, one: str, other: str) -> None:
    assert abs(convert(convert(value, one, other), other, one) - value) <= Decimal("1e-15") * max(value, Decimal(1))
