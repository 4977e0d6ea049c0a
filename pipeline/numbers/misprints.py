"""Numbers that one wrong keystroke parts."""

from collections.abc import Sequence
from decimal import Decimal


def is_one_digit_off(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers differ in one digit, or in two neighbours changed about: 31850 and 31750."""
    first, second = _aligned(one, other)
    if len(first) != len(second) or first == second:
        return False
    apart = [index for index, digit in enumerate(first) if digit != second[index]]
    if len(apart) == 1:
        return True
    left, right = apart[0], apart[-1]
    return len(apart) == 2 and right == left + 1 and first[left] == second[right] and first[right] == second[left]


def is_sum_misprinted(parts: Sequence[Decimal], total: Decimal) -> bool:
    """Tell whether parts miss their total by one wrong keystroke, in the total or in one of them."""
    off = sum(parts, Decimal(0)) - total
    if off == 0:
        return False
    return any(
        other > 0 and is_one_digit_off(one, other)
        for one, other in [(total + off, total), *((p, p - off) for p in parts)]
    )


def _aligned(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Return the digits of both with the same number of places."""
    places = min(0, *(int(value.normalize().as_tuple().exponent) for value in (one, other)))
    first, second = (f"{value.scaleb(-places):.0f}" for value in (one, other))
    return first, second
