"""Changes of a share of days where only the days are told: 349天、361天，比例提高了3.3%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.coverage.case import Case
from pipeline.coverage.facts import Told
from pipeline.coverage.series import Name, Series, Value
from pipeline.coverage.values import Stated
from pipeline.numbers.rounding import Reach, last_digit
from schemas.edition import Measure
from schemas.formula import Name as FormulaName
from schemas.formula import Operation, parse_formula

DAYS_A_YEAR = Decimal(365)
_BASE = re.compile(r"[较比]\s*(?P<year>(?:19|20)\d{2})\s*年")


@dataclass(frozen=True)
class ChangeOfDays:
    """A change stated in % that is right in 百分点 only, were every day of both years monitored."""

    measure: Measure
    item: Stated
    indicator_id: str
    sub: int | None
    before: Value
    now: Value

    @property
    def in_full(self) -> str:
        """The recomputation in words."""
        points = (self.now.value - self.before.value) / DAYS_A_YEAR * 100
        return f"（{self.now.value:f}－{self.before.value:f}）÷{DAYS_A_YEAR:f}×100≈{points:.2f}个百分点"


def changes_of_days(case: Case) -> tuple[int, tuple[ChangeOfDays, ...]]:
    """Return (how many changes were computed, those that should be stated in 百分点).

    Looks where the share itself is stated for neither year, but the days it counts are; a year has 365 days.
    """
    looked_at, found = 0, []
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            counted = counted_days(measure)
            series = case.series.get(Name(indicator.id, sub, counted, "")) if counted else None
            for item, before, now in _told(case, indicator.id, sub, measure, series) if series else ():
                looked_at += 1
                if _is_in_points(item, before.value, now.value):
                    found.append(ChangeOfDays(measure, item, indicator.id, sub, before, now))
    return looked_at, tuple(found)


def counted_days(measure: Measure) -> str:
    """Return the component of days that a measure is the share of, "" where it is no share of days."""
    days = {component.name for component in measure.components if component.unit == "天"}
    root = parse_formula(measure.formula).root if measure.formula else None
    while isinstance(root, Operation):
        root = root.left
    return root.name if isinstance(root, FormulaName) and root.name in days and len(days) > 1 else ""


def _told(
    case: Case, indicator_id: str, sub: int | None, measure: Measure, series: Series
) -> Iterator[tuple[Stated, Value, Value]]:
    shares = case.series.get(Name(indicator_id, sub, measure.name, ""))
    known = shares.years if shares is not None else {}
    sure = series.sure()
    for item in case.facts_alike(indicator_id, sub).get(Told(measure.name, "change", "%"), ()):
        fact = item.fact
        if fact.op != "=" or fact.approx:
            continue
        named = _BASE.search(fact.quote)
        base = int(named["year"]) if named else item.year - 1
        before, now = sure.get(base), sure.get(item.year)
        if before is None or now is None or {base, item.year} & set(known):
            continue
        if before.value > 0:
            yield item, before, now


def _is_in_points(item: Stated, before: Decimal, now: Decimal) -> bool:
    stated, step = item.fact.value, last_digit(item.fact.value)
    said = Reach(stated - step / 2, stated + step / 2)
    points, percent = (now - before) / DAYS_A_YEAR * 100, (now / before - 1) * 100
    return said.meets(Reach(points, points)) and not said.meets(Reach(percent, percent))
