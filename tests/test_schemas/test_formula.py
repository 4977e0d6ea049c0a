"""Formulas are parsed without running anything, and compute as arithmetic says."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import EditionError, ZuozhengError
from schemas.formula import is_component_name, parse_formula

NAMES = ["优良天数", "有效监测天数", "PM2.5浓度", "达到或优于Ⅲ类断面数"]
VALUES = {
    "优良天数": Decimal(349),
    "有效监测天数": Decimal(365),
    "PM2.5浓度": Decimal("24.5"),
    "达到或优于Ⅲ类断面数": Decimal(7),
}

leaves = (
    st.sampled_from(NAMES) | st.integers(0, 999).map(str) | st.decimals(0, 9, places=2).map(lambda d: format(d, "f"))
)
expressions = st.recursive(
    leaves,
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    ),
    max_leaves=12,
)


def as_python(text: str) -> Decimal:
    """Compute the same text with Python's own grammar, names replaced by their values."""
    for index, name in enumerate(NAMES):
        text = text.replace(name, f"V{index}")
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    wrapped = " ".join(f"Decimal('{token}')" if token[0].isdigit() else token for token in tokens)
    names = {f"V{index}": VALUES[name] for index, name in enumerate(NAMES)} | {"Decimal": Decimal}
    with localcontext() as context:
        context.prec = 34
        result = eval(wrapped, {"__builtins__": {}}, names)
    assert isinstance(result, Decimal)
    return result


@given(expressions)
def test_same_value_as_ordinary_arithmetic(text: str) -> None:
    assert parse_formula(text).evaluate(VALUES) == as_python(text)


@given(expressions)
def test_names_are_those_that_stand_in_it(text: str) -> None:
    assert parse_formula(text).names == {name for name in NAMES if name in text}


@given(expressions, st.text(alphabet=" \t\n", max_size=3))
def test_white_space_between_parts_means_nothing(text: str, blank: str) -> None:
    spaced = text.replace("(", f"({blank}").replace(")", f"{blank})")
    assert parse_formula(spaced).evaluate(VALUES) == parse_formula(text).evaluate(VALUES)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_our_own_words(text: str) -> None:
    try:
        formula = parse_formula(text)
    except ZuozhengError as refused:
        assert refused.message.startswith("公式")
    else:
        assert all(is_component_name(name) for name in formula.names)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("8 - 4 - 2", "2"),
        ("8 / 4 / 2", "1"),
        ("-2 - -3", "1"),
        ("优良天数 / 有效监测天数 * 100", "95.6164383561643835616438356164"),
        ("PM2.5浓度*2", "49.0"),
    ],
)
def test_examples(text: str, value: str) -> None:
    assert str(parse_formula(text).evaluate(VALUES)).startswith(value)


def test_missing_value_and_zero_divisor() -> None:
    with pytest.raises(KeyError):
        parse_formula("优良天数 / 全年").evaluate(VALUES)
    for text in ("优良天数 / 0", "0 / 0"):
        with pytest.raises(ZeroDivisionError):
            parse_formula(text).evaluate(VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "(1",
        "1)",
        "1 2",
        "甲 乙",
        "1.2.3",
        "1.",
        "5吨",
        "²",
        "__import__('os')",
        "甲[0]",
        "甲, 乙",
        "甲（乙）",
        "*",
        "+1",
        "(" * 60,
        "1" * 500,
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(EditionError):
        parse_formula(text)
