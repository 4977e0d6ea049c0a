"""Which values of a year are told in a unit, or at a scale, that others of the name do not have."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from pipeline.checks.arithmetic.scale import is_in_other_unit, power_of_ten
from pipeline.coverage.series import Series, Value

# a year that is ten times its neighbours may be a real jump; a hundred times is not
_JUMPS = (Decimal(100), Decimal(1000), Decimal(10000), Decimal(100000))
_JUMP_SLACK = Decimal("0.35")
_TELLING_DIGITS, _NEARLY, _THE_SAME = 3, Decimal("1.2"), Decimal("1.05")
# 万亩 for 平方公里 is 6.7 times as much
LEAST_FACTOR = 3
_NEAR_YEARS = 3


def of_same_digits(one: Value, others: Sequence[Value]) -> Value | None:
    """Return the value of the same year with the same digits in another unit: 159600公顷, 159600亩."""
    return next((other for other in others if is_in_other_unit(one, other)), None)


def in_other_unit(series: Series, year: int, value: Value) -> Value | None:
    """Return the value of a year near, nearly the same number in a unit that makes it another amount.

    The odd one is that which no third year is like, the smaller where that tells nothing.
    """
    for near in sorted(
        (one for one in series.years if 0 < abs(one - year) <= _NEAR_YEARS), key=lambda y: abs(y - year)
    ):
        for other in series.years[near]:
            if not is_number_of_other_unit(value, other) or _is_odd_itself(series, near, other):
                continue
            years = {year, near}
            is_known, other_is = _agrees_with_third(series, years, value), _agrees_with_third(series, years, other)
            if other_is if is_known != other_is else value.value < other.value:
                return other
    return None


def is_number_of_other_unit(one: Value, other: Value) -> bool:
    """Tell whether two numbers are nearly the same in units far apart: 286.0吨, 276.0万吨; 61.80平方公里, 62.00万亩."""
    first, second = sorted((one.fact.value, other.fact.value))
    smaller, larger = sorted((one.value, other.value))
    if not 0 < second <= _NEARLY * first or one.fact.unit == other.fact.unit or smaller <= 0:
        return False
    if len(one.fact.value.as_tuple().digits) < _TELLING_DIGITS:
        return smaller * 500 <= larger
    return smaller * (LEAST_FACTOR if second <= _THE_SAME * first else 100) <= larger


def _agrees_with_third(series: Series, years: set[int], value: Value) -> bool:
    """Tell whether a value of another year than these is about as large."""
    third = [one.value for near, values in series.years.items() if near not in years for one in values]
    return any(one and max(one, value.value) < LEAST_FACTOR * min(one, value.value) for one in third)


def _is_odd_itself(series: Series, year: int, value: Value) -> bool:
    """Tell whether a value is at another scale than others of its own year, or than all other years: it is told there.

    Else each right year beside a wrong one would be suspected with it.
    """
    beside = series.years[year]
    if any(power_of_ten(value.value, other.value) is not None or is_in_other_unit(value, other) for other in beside):
        return True
    around = [one for near, found in series.years.items() if near != year for one in found]
    return len({one.item.year for one in around}) >= 2 and value is series.years[year][0] and jumps(value, around)


def jumps(value: Value, around: Sequence[Value]) -> bool:
    """Tell whether a value stands a hundredfold or more above or below all others, which are alike."""
    others = [each.value for each in around if each.value > 0]
    if len(others) < 2 or value.value <= 0 or max(others) > 3 * min(others):
        return False
    middle = median(others)
    ratio = max(value.value / middle, middle / value.value)
    return any(abs(ratio / jump - 1) <= _JUMP_SLACK for jump in _JUMPS)
