"""Bounds told by what was reached before: 不低于2016年（98.0%）, 不高于上年水平（24微克/立方米）."""

import re

from pipeline.numbers.quantities import Operator, Quantity
from pipeline.numbers.year_span import YearSpan
from pipeline.values import replace

_BOUND = re.compile(
    r"(?:(?P<ge>不(?:得|应|能)?(?:低于|少于|小于|差于|劣于)|达到或优于|达到或超过|保持或优于)|(?P<le>不(?:得|应|能)?(?:高于|超过|多于|大于)))"
    r"(?:在|基准年)?$"
)
_TO_VALUE = re.compile(r"(?:年度?)?(?:同期)?(?:的)?(?:实际)?(?:水平|值|数值|浓度|比例)?(?:的|\(|,即)?(?:为|即)?")
_MAX_BOUND_CHARS = 10


def with_bounds_of_years(found: list[Quantity], spans: tuple[YearSpan, ...], text: str) -> list[Quantity]:
    """Return the quantities with those that bound a demand by an earlier year's value taken for its bound.

    The bound takes in the words from 不低于 on, so that the year compared with dates nothing.
    """
    bounds = [
        (match, span)
        for span in spans
        if (match := _BOUND.search(text, max(0, span.start - _MAX_BOUND_CHARS), span.start))
    ]
    if not bounds:
        return found
    changed = list(found)
    for match, span in bounds:
        for index, quantity in enumerate(changed):
            if quantity.op == "=" and quantity.outer_start >= span.end:
                if _TO_VALUE.fullmatch(text, span.end, quantity.outer_start):
                    op: Operator = ">=" if match["ge"] else "<="
                    changed[index] = replace(quantity, op=op, outer_start=match.start())
                break
    return changed
