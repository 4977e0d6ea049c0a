"""How likely it is that a stated change differs from its printed levels by their rounding alone."""

from decimal import Decimal
from typing import Literal

from pipeline.numbers.rounding import Reach, last_digit

# agrees: what the printed levels give, or near it; loose: their rounding would have to do nearly all it can;
# unlikely: no rounding does it, only levels that were cut off; off_print: not what whole levels give
Closeness = Literal["agrees", "loose", "unlikely", "off_print"]
_TWO = Decimal(2)
# a concentration is published in whole micrograms, its change is that of the published levels
PUBLISHED_WHOLE = frozenset({"微克/立方米"})


def closeness(
    stated: Decimal, before: Reach, now: Reach, *, in_percent: bool, is_published_whole: bool = False
) -> Closeness:
    """Hold a stated change against what two levels give, `before` and `now` being one unit either way around them.

    Roundings seldom both go to their ends: what lies beyond the inner half of what they may do is loose. Levels that
    are published in whole units were not finer when the change was computed.
    """
    step = last_digit(stated)
    exact = _change(_middle(before), _middle(now), in_percent=in_percent)
    # a whole number told of finer levels is rounded, not off by one
    if abs(stated - exact) <= (step if step < 1 else step / _TWO):
        return "agrees"
    one, other = _rounded(before), _rounded(now)
    low = _change(one.high, other.low, in_percent=in_percent)
    high = _change(one.low, other.high, in_percent=in_percent)
    slack = step / _TWO
    if not low - slack <= stated <= high + slack:
        return "unlikely"
    if is_published_whole and _is_whole(before) and _is_whole(now):
        return "off_print"
    room = high - exact if stated > exact else exact - low
    return "loose" if abs(stated - exact) - slack > room / _TWO else "agrees"


def _is_whole(reach: Reach) -> bool:
    return reach.low == reach.low.to_integral_value() and reach.high - reach.low == _TWO


def _change(before: Decimal, now: Decimal, *, in_percent: bool) -> Decimal:
    return (now / before - 1) * 100 if in_percent else now - before


def _middle(reach: Reach) -> Decimal:
    return (reach.low + reach.high) / _TWO


def _rounded(reach: Reach) -> Reach:
    """Return the values that are rounded to what is printed: half of one unit either way."""
    middle = _middle(reach)
    return Reach((reach.low + middle) / _TWO, (reach.high + middle) / _TWO)
