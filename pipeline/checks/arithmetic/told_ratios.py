"""Rates computed again from the two numbers that stand beside them, whether or not the edition knows them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.arithmetic.claimed import facts_at
from pipeline.coverage.case import Case
from pipeline.coverage.values import in_unit
from pipeline.numbers.rounding import Reach, reach
from schemas.claims import Amount, Ratio
from schemas.edition import Measure
from schemas.fact import Fact
from schemas.locator import Locator
from schemas.view import ViewedDocument

_SIMPLE = re.compile(r"[^-+*/()]+/[^-+*/()]+(?:\*\s*100\s*)?")
_PARTS = {"%": Decimal(100), "‰": Decimal(1000)}
_COUNTED_IN = frozenset({"天", "分"})

Stated = tuple[str, Locator, Decimal]


@dataclass(frozen=True)
class ToldRatio:
    """A rate with what its numbers give; `reach` allows for their rounding."""

    claim: Ratio
    viewed: ViewedDocument
    value: Decimal
    reach: Reach

    @property
    def holds(self) -> bool:
        """Tell whether the rate may be what its numbers give; 100% is not said of less than all."""
        return reach(self.claim.stated.value, self.claim.stated.unit).meets(self.reach)

    @property
    def is_not_quite_all(self) -> bool:
        """Tell whether 100% is stated of what is not all."""
        is_all = self.claim.stated.unit == "%" and self.claim.stated.value == 100
        return is_all and self.reach.high < 100


def told_ratio(case: Case, viewed: ViewedDocument, claim: Ratio, known: Collection[Stated]) -> ToldRatio | None:
    """Compute a rate; None where the edition has judged it or has more than a plain quotient, or units differ."""
    stated = claim.stated
    if (viewed.document.sha256, stated.locator, stated.value) in known:
        return None
    is_part = bool(facts_at(viewed, claim.numerator))
    if any(not _is_plain(case, fact, is_part=is_part) for fact in facts_at(viewed, stated)):
        return None
    numerator = in_unit(claim.numerator.value, claim.numerator.unit, claim.denominator.unit)
    if (
        numerator is None
        or claim.denominator.value <= 0
        or any(one.approx for one in (claim.numerator, claim.denominator, stated))
    ):
        return None
    above, below = _reach(claim.numerator, claim.denominator.unit), _reach(claim.denominator, claim.denominator.unit)
    if above is None or below is None or below.low <= 0:
        return None
    parts = _PARTS.get(stated.unit, Decimal(100))
    value = numerator / claim.denominator.value * parts
    return ToldRatio(claim, viewed, value, Reach(above.low / below.high * parts, above.high / below.low * parts))


def _reach(amount: Amount, unit: str) -> Reach | None:
    counted = amount.unit in _COUNTED_IN and amount.value == amount.value.to_integral_value()
    printed = Reach(amount.value, amount.value) if counted else reach(amount.value, amount.unit)
    low, high = (in_unit(end, amount.unit, unit) for end in (printed.low, printed.high))
    return None if low is None or high is None else Reach(low, high)


def _is_plain(case: Case, fact: Fact, *, is_part: bool) -> bool:
    """Tell whether the edition computes what a fact states by one simple quotient, or not at all.

    `is_part` tells that the numerator is a number which the edition knows: it may be but one of several.
    """
    if all(indicator.id != fact.indicator_id for indicator in case.edition.indicators):
        return False
    measure = case.edition.by_id(fact.indicator_id).measure(fact.sub)
    texts = [text for text in _formulas(measure, fact.name, is_part=is_part) if text]
    return all(_SIMPLE.fullmatch(text) for text in texts) and not any(
        part.optional and part.name in text for part in measure.components for text in texts
    )


def _formulas(measure: Measure, name: str, *, is_part: bool) -> list[str]:
    if name == measure.name:
        below = [part.formula for part in measure.components if is_part and part.name in measure.formula]
        return [measure.formula, *measure.other_formulas, *below]
    return [part.formula for part in measure.components if part.name == name]
