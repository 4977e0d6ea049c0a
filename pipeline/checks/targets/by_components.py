"""Targets held against what follows from numerator and denominator, where no paper tells the share: 195 of 1000分."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.targets.against_days import targets_of_year
from pipeline.checks.targets.comparison import bound_of, misses
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name
from pipeline.coverage.values import Stated, computed, is_change, parts_of
from schemas.dossier import Target
from schemas.edition import Indicator, Measure

_WHOLE, _PRINTED = Decimal(100), Decimal("0.1")


@dataclass(frozen=True)
class FollowsLess:
    """A year whose share, which no paper tells, misses a target by its `parts`; `source` sets the target."""

    year: int
    target: Target
    value: Decimal
    parts: tuple[Stated, ...]
    source: Stated | None


def follows_less(case: Case, indicator: Indicator, sub: int | None) -> tuple[int, list[FollowsLess]]:
    """Return how many shares were computed, and those that miss the target of their year.

    All parts stand in one document that proves the measure; a year for which anybody tells the share is left to those
    who hold it against its parts.
    """
    measure = indicator.measure(sub)
    if measure.unit != "%" or not measure.formula or is_change(measure):
        return 0, []
    named = case.facts_alike(indicator.id, sub).items()
    told = {one.year for of, same in named if of.name == measure.name and of.role != "target" for one in same}
    looked_at = 0
    found: dict[int, FollowsLess] = {}
    for year, value, parts in shares_of(case, indicator, sub, measure, told):
        if value > _WHOLE or _is_rest_kept(parts):
            continue
        for target, source in targets_of_year(case, indicator, sub, year):
            looked_at += 1
            if _is_missed(value, target, measure):
                found.setdefault(year, FollowsLess(year, target, value, parts, source))
    return looked_at, list(found.values())


def shares_of(
    case: Case, indicator: Indicator, sub: int | None, measure: Measure, told: Collection[int]
) -> Iterator[tuple[int, Decimal, tuple[Stated, ...]]]:
    """Yield (year, share, parts) of each document that proves a measure and tells all parts of its formula.

    Left out are years of which the share itself is `told`.
    """
    years = [year for year in case.dossier.years if year not in told]
    names = [part.name for part in measure.components if part.year == "current"]
    known = [one for name in names if (one := case.series.get(Name(indicator.id, sub, name, ""))) is not None]
    for viewed in case.evidence(indicator.id, sub) if known and years else ():
        for year in years:
            values = [value for one in known for value in one.stated_in(viewed.document.sha256, year)]
            parts = tuple(value.item for value in values if not value.fact.approx)
            share = computed(measure, parts_of(parts, names), year) if len(parts) == len(values) else None
            if share is not None:
                yield year, share, parts


def _is_rest_kept(parts: tuple[Stated, ...]) -> bool:
    """Tell whether what is left of a whole is said to be stored: of 450.9 tons 448.6 were treated, 2.3 are in store."""
    return any(part.fact.name.endswith("年末贮存量") for part in parts)


def _is_missed(value: Decimal, target: Target, measure: Measure) -> bool:
    if target.value is None or target.op is None or target.unit not in ("", "%"):
        return False
    return misses(value.quantize(_PRINTED), "=", target.value, bound_of(target.op, measure.direction))
