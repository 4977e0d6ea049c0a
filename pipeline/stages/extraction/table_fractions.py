"""Percentages that a table prints as fractions: 0.9735 below 处理率（%）."""

from collections.abc import Iterable

from pipeline.numbers.quantities import Quantity
from pipeline.values import replace

# a share printed as 0.97 could be less than one per cent; four digits after the point are those of a spreadsheet
MIN_PLACES = 3
MIN_SHARE = 0.2


def are_fractions(values: Iterable[Quantity]) -> bool:
    """Tell whether the numbers of one line of a table are fractions: none above 1, some of a fifth and more.

    Differences and rare things stay below a fifth for all years, so 0.125 % is never taken for 12.5 %.
    """
    told = list(values)
    if any(one.unit or not 0 <= one.value <= 1 for one in told):
        return False
    return any(one.value >= MIN_SHARE and _places(one) >= MIN_PLACES for one in told)


def in_percent(quantity: Quantity) -> Quantity:
    """Return a fraction as the percentage it means; its words stay as printed."""
    return replace(quantity, value=quantity.value.scaleb(2))


def _places(quantity: Quantity) -> int:
    exponent = quantity.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
