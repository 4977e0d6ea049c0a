"""Units that a series tells with one of its values alone: 2020年0.512吨标准煤/万元，2021年0.497; 1.4个、5.3个百分点."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.values import replace

_LINK = re.compile(r"[度底末]?的?[为是达到:约]{0,3}")
_ENDS = re.compile(r"[,;。、)(]|$|和")
_SHARES = frozenset({"%", "百分点", "‰"})
# 各升1.4个、5.3个百分点: what is counted are points
_POINTS_NEXT = re.compile(r"(?:[、,]|和|与|及|以及)(?:约)?$")
# a value of the next year is no other thing: of the same precision, not many times as large
_MOST = 3


def with_units_told_behind(found: list[Quantity], text: str) -> list[Quantity]:
    """Return quantities, those of a list that ends with 个百分点 as points: 分别提高1.4个、5.3个百分点."""
    if "个百分点" not in text:
        return found
    told: list[Quantity] = []
    for one in reversed(found):
        last = told[-1] if told else None
        is_point = last is not None and last.unit == "百分点" and one.unit == "个"
        if last is not None and is_point and _POINTS_NEXT.fullmatch(text, one.end, last.outer_start):
            one = replace(one, unit="百分点")  # noqa: PLW2901
        told.append(one)
    return told[::-1]


def with_units_told_before(found: list[Quantity], years: Sequence[YearSpan], text: str) -> list[Quantity]:
    """Return quantities, those that stand bare right behind a year with the unit of the last value before them.

    Changes in percent between them say nothing of it; things that are counted bear their counter each time.
    """
    if all(one.unit for one in found):
        return found
    last: Quantity | None = None
    told = []
    for bare in found:
        goes_on = last is not None and not bare.unit and _goes_on(bare, last, years, text)
        one = replace(bare, unit=last.unit) if last is not None and goes_on else bare
        told.append(one)
        if one.unit and one.unit not in _SHARES and not is_counter(one.unit):
            last = one
    return told


def _goes_on(one: Quantity, last: Quantity, years: Sequence[YearSpan], text: str) -> bool:
    begins = (span.end for span in years if last.end <= span.start and span.end <= one.start)
    is_dated = any(_LINK.fullmatch(text, begin, one.start) for begin in begins)
    if not is_dated or not _ENDS.match(text, one.end) or not last.value or not one.value:
        return False
    is_as_precise = one.value.as_tuple().exponent == last.value.as_tuple().exponent
    return is_as_precise and 1 / _MOST < one.value / last.value < _MOST
