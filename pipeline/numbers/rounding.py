"""How far a printed number may lie from the true one.

A printed value is rounded or cut off: it says that the true one lies within one unit of its last printed digit
(85.1 stands for anything above 85.0 and below 85.2). A number of things counted (68 个, 121 户) is what it is, unless
it is printed in 万 or 亿 or with 约.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import ROUND_UP, Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.numbers.units import is_counter

MOST_NAMES = 12
# rounded up to as many digits as a number has it is one unit of the last of them
_NEXT_TO_NOTHING = Decimal("1E-999999")


class Reach(NamedTuple):
    """All values that a printed number may stand for, both ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Reach") -> bool:
        """Tell whether both may stand for the same value."""
        return self.low <= other.high and other.low <= self.high


def all_meet(reaches: Collection[Reach]) -> bool:
    """Tell whether each two of the reaches meet: on a line that is so where all of them share a point."""
    return max(one.low for one in reaches) <= min(one.high for one in reaches)


def last_digit(value: Decimal) -> Decimal:
    """Return one unit of the last printed digit: 0.01 for 85.10, 1 for 1200."""
    return _NEXT_TO_NOTHING.quantize(value, ROUND_UP) if value.is_finite() else Decimal(1)


def reach(value: Decimal, unit: str = "") -> Reach:
    """Return what a printed value may stand for, in its own unit."""
    if _is_counted(unit) and value == value.to_integral_value():
        return Reach(value, value)
    step = last_digit(value)
    return Reach(value - step, value + step)


@lru_cache(maxsize=4096)
def _is_counted(unit: str) -> bool:
    return is_counter(unit) and unit[:1] not in "百千万亿"


def agree(one: Decimal, other: Decimal) -> bool:
    """Tell whether two values in the same unit may be one value, printed with different precision."""
    return reach(one).meets(reach(other))


def computed_reach(compute: Callable[[Mapping[str, Decimal]], Decimal], parts: Mapping[str, Reach]) -> Reach | None:
    """Return between which values a formula lies when each part is anywhere in its reach.

    The ends are sought at the ends of the parts, which is exact for sums, differences, products and quotients that
    keep their sign. None where no combination can be computed, or there are more than twelve parts.
    """
    if len(parts) > MOST_NAMES:
        return None
    found: list[Decimal] = []
    names = list(parts)
    for ends in product(*({parts[name].low, parts[name].high} for name in names)):
        try:
            found.append(compute(dict(zip(names, ends, strict=True))))
        except ArithmeticError:
            continue
    return Reach(min(found), max(found)) if found else None
