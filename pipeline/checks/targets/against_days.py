"""Targets for a share of days held against the days alone: 339天 of a year cannot be 98%."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.arithmetic.changes_of_days import DAYS_A_YEAR, counted_days
from pipeline.checks.targets.comparison import bound_of, misses
from pipeline.checks.targets.handed_down import told_targets
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Value
from pipeline.coverage.values import Stated
from schemas.dossier import Target
from schemas.edition import Indicator


@dataclass(frozen=True)
class TooFewDays:
    """A year whose days are too few for its target, were every day of the year monitored; `source` sets the target."""

    year: int
    target: Target
    days: Value
    source: Stated | None

    @property
    def in_full(self) -> str:
        """The recomputation in words."""
        share = self.days.value / DAYS_A_YEAR * 100
        return f"{self.days.value:f}÷{DAYS_A_YEAR:f}×100＝{share:.2f}%"

    @property
    def most_monitored(self) -> int:
        """The most days that may have been monitored for the target to be reached."""
        return int(self.days.value * 100 / (self.target.value or 1))


def too_few_days(case: Case, indicator: Indicator, sub: int | None) -> tuple[int, list[TooFewDays]]:
    """Return how many years were compared, and those whose days are too few for the target of their year.

    Looks only at years for which no document states the share itself or the days that were monitored.
    """
    measure = indicator.measure(sub)
    counted = counted_days(measure)
    series = case.series.get(Name(indicator.id, sub, counted, "")) if counted else None
    if series is None:
        return 0, []
    others = {measure.name, *(part.name for part in measure.components if part.unit == "天")} - {counted}
    known = {
        year
        for name in others
        if (other := case.series.get(Name(indicator.id, sub, name, ""))) is not None
        for year in other.years
    }
    looked_at = 0
    found: dict[int, TooFewDays] = {}
    for year, days in series.sure().items():
        if year in known:
            continue
        for target, source in targets_of_year(case, indicator, sub, year):
            looked_at += 1
            if _is_missed(days.value, target, indicator, sub):
                found.setdefault(year, TooFewDays(year, target, days, source))
    return looked_at, list(found.values())


def targets_of_year(
    case: Case, indicator: Indicator, sub: int | None, year: int
) -> Iterator[tuple[Target, Stated | None]]:
    """Yield the targets that are set for a year: those told in documents, with the fact, and the dossier's."""
    for target, source in told_targets(case, indicator, sub):
        if target.year == year:
            yield target, source
    entry = case.dossier.entry(indicator.id)
    own = entry.target_of(sub) if entry else None
    if own is not None and own.year in (None, year) and year in case.dossier.years:
        yield own, None


def _is_missed(days: Decimal, target: Target, indicator: Indicator, sub: int | None) -> bool:
    if target.value is None or target.op is None or target.unit not in ("", "%"):
        return False
    bound = bound_of(target.op, indicator.measure(sub).direction)
    return bound in (">=", ">") and misses(days / DAYS_A_YEAR * 100, "=", target.value, bound)
