"""How far a printed number may lie from the true one."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.rounding import Reach, agree, computed_reach, last_digit, reach

TRUE = st.decimals(0, 100_000, places=6)
PLACES = st.integers(0, 4)
WAY = st.sampled_from([ROUND_DOWN, ROUND_HALF_UP])


def printed(value, places, way):
    return value.quantize(Decimal(1).scaleb(-places), rounding=way)


@given(TRUE, PLACES, WAY, PLACES, WAY)
def test_two_prints_of_one_value_agree(value, places, way, other_places, other_way):
    one, other = printed(value, places, way), printed(value, other_places, other_way)
    assert agree(one, other)
    assert reach(one).low <= value <= reach(one).high


def test_values_farther_apart_than_their_last_digits_do_not():
    assert not agree(Decimal("56.2"), Decimal("58.6"))
    assert agree(Decimal("56.2"), Decimal("56.3"))
    assert not agree(Decimal("56.20"), Decimal("56.23"))


def test_what_is_counted_is_what_it_is():
    assert reach(Decimal(68), "个") == Reach(Decimal(68), Decimal(68))
    assert reach(Decimal("1.2"), "万户") == Reach(Decimal("1.1"), Decimal("1.3"))
    assert reach(Decimal(68), "吨") == Reach(Decimal(67), Decimal(69))
    assert last_digit(Decimal("85.10")) == Decimal("0.01")


@given(TRUE, TRUE.filter(lambda value: value > 1), PLACES, PLACES, WAY)
def test_the_true_quotient_lies_within_that_of_the_prints(above, below, places, other_places, way):
    parts = {
        "a": reach(printed(above, places, way)),
        "b": reach(printed(below, other_places, way)),
    }
    found = computed_reach(lambda values: values["a"] / values["b"], parts)
    if parts["b"].low > 0:
        assert found is not None
        assert found.low - Decimal("1e-20") <= above / below <= found.high + Decimal("1e-20")


def test_what_cannot_be_computed_has_no_reach():
    assert computed_reach(lambda values: Decimal(1) / values["a"], {"a": Reach(Decimal(0), Decimal(0))}) is None
