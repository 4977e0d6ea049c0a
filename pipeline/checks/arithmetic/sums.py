"""Totals added up again from the parts that stand beside them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.coverage.values import in_unit
from pipeline.numbers.misprints import is_sum_misprinted
from pipeline.numbers.rounding import last_digit
from pipeline.numbers.units import is_counter
from schemas.claims import Amount, Sum

# close: no more than rounding may do, in a unit that nobody states; exceeds: one part is more than the whole;
# misprint: parts that need not be all make it up but for one digit
Verdict = Literal["agrees", "close", "differs", "exceeds", "misprint"]
_FEWEST_DIGITS = 4
# kinds under 其中 that lack but one of twenty of all, where nothing says that there are others
_MANY_KINDS, _ONE_OF = 4, 20
_SAYS_NOT_ALL = re.compile(r"等|主要|重点|部分|其[余他它]|另|[前首][两二三四五六]|突出|典型|交叉|重复|同时|兼")
_COUNTED_IN = frozenset({"天", "分"})


@dataclass(frozen=True)
class Added:
    """A sum with what its parts, in the unit of the total, add up to; `largest` is the largest of them."""

    claim: Sum
    parts: tuple[Decimal, ...]
    value: Decimal
    verdict: Verdict

    @property
    def is_of_names(self) -> bool:
        """Tell whether the parts are names that were counted."""
        return (
            not any(character.isdigit() for character in self.claim.parts[0].raw)
            and len(self.claim.parts) > 1
            and (all(part == 1 for part in self.parts))
        )


def added(claim: Sum) -> Added | None:
    """Add up a sum; None where parts cannot be expressed in the unit of the total, or are only roughly known."""
    parts = [in_unit(part.value, part.unit, claim.total.unit) for part in claim.parts]
    known = tuple(part for part in parts if part is not None)
    if len(known) != len(parts) or not known or any(one.approx for one in (claim.total, *claim.parts)):
        return None
    value = sum(known, Decimal(0))
    return Added(claim, known, value, _verdict(claim, known, value))


def _verdict(claim: Sum, parts: tuple[Decimal, ...], value: Decimal) -> Verdict:
    if not claim.is_whole:
        most = max(range(len(parts)), key=lambda i: parts[i])
        slack = _slack(claim.parts[most], claim.total.unit) + _slack(claim.total, claim.total.unit)
        if parts[most] > claim.total.value + slack:
            return "exceeds"
        return "misprint" if _is_misprint(claim, parts, value) else "agrees"
    off = abs(value - claim.total.value)
    # each part may be off by half a unit of its last digit, the total by a whole one where it was cut off
    halves = sum((_slack(part, claim.total.unit) for part in claim.parts), Decimal(0)) / 2
    if off <= halves + _slack(claim.total, claim.total.unit):
        return "agrees"
    loose = sum((_step(part, claim.total.unit) for part in claim.parts), Decimal(0)) / 2
    is_unit_known = claim.total.unit != ""
    return "differs" if is_unit_known or off > loose + last_digit(claim.total.value) else "close"


def _is_misprint(claim: Sum, parts: tuple[Decimal, ...], value: Decimal) -> bool:
    """Tell whether some parts of a total make it up but for one misprint, which chance hardly does with many digits."""
    total = claim.total.value
    is_telling = len(total.normalize().as_tuple().digits) >= _FEWEST_DIGITS or total < value
    is_near = 10 * abs(value - total) <= total
    is_counted = all(is_counter(part.unit) for part in (claim.total, *claim.parts))
    if len(parts) >= _MANY_KINDS and is_counted and 0 < _ONE_OF * (total - value) <= total:
        is_telling = _SAYS_NOT_ALL.search(claim.quote) is None
    return len(claim.parts) > 1 and is_near and is_telling and is_sum_misprinted(parts, total)


def _slack(amount: Amount, unit: str) -> Decimal:
    """Return how far an amount may be from what is true, in a unit: nothing for a number of things counted."""
    is_whole = amount.value == amount.value.to_integral_value() and last_digit(amount.value) >= 1
    counted = is_counter(amount.unit) and amount.unit[:1] not in "百千万亿"
    if is_whole and (counted or amount.unit in _COUNTED_IN or amount.unit == ""):
        return Decimal(0)
    return _step(amount, unit)


def _step(amount: Amount, unit: str) -> Decimal:
    return abs(in_unit(last_digit(amount.value), amount.unit, unit) or Decimal(0))
