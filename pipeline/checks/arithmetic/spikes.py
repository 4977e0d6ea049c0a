"""Values that leave those of the years around them for one year."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.coverage.series import Series, Value
from schemas.edition import Edition

_LEAST_POINTS, _LEAST_SHARE = 4, Decimal("0.3")
# HJ 192-2015: an index that moves by 8 changes notably
_LEAST_SCORE = 8
# one that is back the next year need move less far
_LEAST_SPIKE = 4
# so far away a value is odd though the years around it are not alike
_ODD_POINTS = 10
_ALIKE, _STEADY = 3, 4
_TWO_YEARS = 2


class Spike(NamedTuple):
    """A value with those of the years before and after it."""

    before: Value
    now: Value
    after: Value


def is_score(series: Series, edition: Edition) -> bool:
    """Tell whether a series is of an index between 0 and 100, which has no unit."""
    measure = edition.by_id(series.of.indicator_id).measure(series.of.sub)
    return measure.is_quantitative and measure.unit == "" and series.of.name == measure.name


def spikes_of(series: Series, edition: Edition) -> Iterator[Spike]:
    """Yield the values that leave their neighbours for one year: 84.6, 97.8, 86.4; those are much more alike.

    A share or an index may leave neighbours that are not alike as well, by ten or more.
    """
    values = list(series.sure().items())
    is_share, is_index = series.unit == "%", is_score(series, edition)
    for (first, before), (_, now), (last, after) in zip(values, values[1:], values[2:], strict=False):
        if last - first != _TWO_YEARS or min(before.value, after.value) <= now.value <= max(before.value, after.value):
            continue
        away = min(abs(now.value - before.value), abs(now.value - after.value))
        least = _LEAST_POINTS if is_share else _LEAST_SPIKE if is_index else _LEAST_SHARE * _least(before, after)
        is_alone = away >= least and _ALIKE * abs(after.value - before.value) <= away
        if away > 0 and (is_alone or ((is_share or is_index) and away >= _ODD_POINTS)):
            yield Spike(before, now, after)


def breaks_of(series: Series, edition: Edition) -> Iterator[tuple[Value, Value]]:
    """Yield (before, now) where a share or an index moves by ten or more beside a year in which it hardly moved."""
    values = list(series.sure().items())
    if series.unit != "%" and not is_score(series, edition):
        return
    for (first, before), (_, now), (last, after) in zip(values, values[1:], values[2:], strict=False):
        one, other = abs(now.value - before.value), abs(after.value - now.value)
        least = _ODD_POINTS if series.unit == "%" else _LEAST_SCORE
        if last - first == _TWO_YEARS and max(one, other) >= least and _STEADY * min(one, other) <= max(one, other):
            yield (before, now) if one > other else (now, after)


def _least(one: Value, other: Value) -> Decimal:
    return min(one.value, other.value)
