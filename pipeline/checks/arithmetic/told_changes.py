"""Changes computed again from both levels that the same sentence states."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.arithmetic.changes import Verdict, is_told_in_points
from pipeline.checks.arithmetic.printing import PUBLISHED_WHOLE, closeness
from pipeline.coverage.values import in_unit
from pipeline.numbers.rounding import Reach, last_digit, reach
from schemas.claims import Amount, Change
from schemas.locator import Locator
from schemas.view import ViewedDocument

Stated = tuple[str, Locator, Decimal]


@dataclass(frozen=True)
class ToldChange:
    """A change with what its levels give: `percent` relative, `difference` in the unit of the levels."""

    claim: Change
    viewed: ViewedDocument
    earlier: Decimal
    later: Decimal
    unit: str
    verdict: Verdict

    @property
    def in_full(self) -> str:
        """The recomputation in words, in the way that the change should be stated."""
        if self.claim.kind == "percent" and self.verdict != "points":
            percent = (self.later / self.earlier - 1) * 100
            return f"（{self.later:f}－{self.earlier:f}）÷{self.earlier:f}×100＝{percent:.2f}%"
        unit = "个百分点" if self.unit == "%" else self.unit
        return f"{self.later:f}－{self.earlier:f}＝{self.later - self.earlier:f}{unit}"


def told_change(viewed: ViewedDocument, claim: Change, known: Collection[Stated]) -> ToldChange | None:
    """Compute a change; None where facts have judged it, or where its levels are unknown or only roughly known."""
    stated, earlier, later = claim.stated, claim.earlier, claim.later
    if earlier is None or later is None or (viewed.document.sha256, stated.locator, abs(stated.value)) in known:
        return None
    before, now = _reach(earlier, later.unit), _reach(later, later.unit)
    start = in_unit(earlier.value, earlier.unit, later.unit)
    if (
        before is None
        or now is None
        or start is None
        or before.low <= 0
        or any(one.approx for one in (stated, earlier, later))
    ):
        return None
    difference = Reach(now.low - before.high, now.high - before.low)
    percent = Reach((now.low / before.high - 1) * 100, (now.high / before.low - 1) * 100)
    verdict = _verdict(claim, difference, percent, later.unit)
    if verdict == "agrees" and claim.kind == "percent" and later.unit == "%":
        is_either = later.value - start == stated.value
        in_points = is_told_in_points(start, later.value, stated.value)
        verdict = "points" if in_points else "either" if is_either else verdict
    if (
        verdict == "agrees"
        and (told := in_unit(stated.value, stated.unit, later.unit) if claim.kind == "unit" else stated.value)
        is not None
    ):
        is_whole = later.unit in PUBLISHED_WHOLE
        verdict = closeness(told, before, now, in_percent=claim.kind == "percent", is_published_whole=is_whole)
    return ToldChange(claim, viewed, start, later.value, later.unit, verdict)


def _verdict(claim: Change, difference: Reach, percent: Reach, unit: str) -> Verdict:
    stated = claim.stated.value
    step = last_digit(stated)
    said = Reach(stated - step, stated + step)
    meant, other = (percent, difference) if claim.kind == "percent" else (difference, percent)
    if claim.kind == "unit":
        low, high = (in_unit(end, claim.stated.unit, unit) for end in (said.low, said.high))
        if low is None or high is None or Reach(low, high).meets(difference):
            return "agrees"
    elif said.meets(meant):
        return "agrees"
    elif unit == "%" and said.meets(other):
        return "points" if claim.kind == "percent" else "percent"
    if stated and ((difference.high < 0) if stated > 0 else (difference.low > 0)):
        return "opposite"
    return "differs"


def _reach(amount: Amount, unit: str) -> Reach | None:
    printed = reach(amount.value, amount.unit)
    low, high = (in_unit(end, amount.unit, unit) for end in (printed.low, printed.high))
    return None if low is None or high is None else Reach(low, high)
