"""Numbers and texts as the formats of a workbook display them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsers.workbook.cells import column_letters, place_of
from pipeline.parsers.workbook.display import number_of, shown_number, shown_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("0.1234", "G/通用格式", "0.1234"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("-5", "0.0_);[Red](0.0)", "(5.0)"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("0", "0;-0;;@", ""),
        ("44926", "[$-804]aaaa", "星期六"),
        ("44926", "[DBNum1][$-804]yyyy年m月d日", "二〇二二年十二月三十一日"),
        ("44926", "[$-F800]dddd, mmmm dd, yyyy", "2022年12月31日"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.75", "上午/下午h时mm分", "下午6时00分"),
        ("3000000", "yyyy/m/d", "3000000"),
        ("0.30000000000000004", "General", "0.3"),
        ("110101199001011", "General", "110101199001011"),
        ("1", "0.###", "1"),
    ],
)
def test_number_formats_of_chinese_files(value: str, code: str, shown: str) -> None:
    number = number_of(value)
    assert number is not None
    assert shown_number(number, code) == shown


def test_text_formats() -> None:
    assert shown_text("某局", '@"（盖章）"') == "某局（盖章）"
    assert shown_text("某局", "0.00") == "某局"
    assert shown_text("某局", ";;;") == ""


@given(
    code=st.text(st.sampled_from('0#?.,%;@"_*\\[]<>=$-ymdhsaE+/!年General '), max_size=24),
    value=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_code_displays_any_number(code: str, value: float) -> None:
    number = number_of(repr(value))
    assert number is not None
    assert isinstance(shown_number(number, code), str)
    assert isinstance(shown_text("文字", code), str)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_two_decimals_keep_the_value(value: Decimal) -> None:
    assert Decimal(shown_number(value, "#,##0.00").replace(",", "")) == value


@given(st.integers(0, 16_383))
def test_columns_by_letters(column: int) -> None:
    assert place_of(f"{column_letters(column)}7") == (6, column)
