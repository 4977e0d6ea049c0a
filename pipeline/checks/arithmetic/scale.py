"""Whether two numbers are the same digits at another scale."""

from decimal import Decimal

from pipeline.coverage.series import Value

_TELLING_DIGITS = 3

_SCALES = {power: Decimal(10) ** power for power in (-8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8)}
# two prints of one number at other scales may have been rounded differently
_SLACK = Decimal("0.006")


def power_of_ten(one: Decimal, other: Decimal, slack: Decimal = _SLACK) -> Decimal | None:
    """Return the power of ten by which the other is larger (10, 1000, 0.0001 …), None where it is none.

    `slack` is the share by which the digits may differ.
    """
    if not one or not other or (one < 0) != (other < 0):
        return None
    ratio = other / one
    # 9.97 and 10.03 may both be ten: the power of the first digit, and the next one
    for power in (ratio.adjusted(), ratio.adjusted() + 1):
        scale = _SCALES.get(power)
        if scale is not None and abs(ratio / scale - 1) <= slack:
            return scale
    return None


def is_in_other_unit(one: Value, other: Value) -> bool:
    """Tell whether two values have the same digits, three or more, in two units."""
    same = one.fact.value == other.fact.value and one.fact.unit != other.fact.unit and one.value != other.value
    return same and len(one.fact.value.as_tuple().digits) >= _TELLING_DIGITS
