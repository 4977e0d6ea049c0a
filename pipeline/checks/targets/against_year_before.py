"""Values held against those of the year before, where the aim is not to get worse."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.arithmetic.spikes import spikes_of
from pipeline.checks.targets.against_number import is_level, of_whole_county
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name
from pipeline.coverage.values import Stated, in_unit
from schemas.edition import Component, Indicator, Measure
from schemas.formula import parse_formula

_STABLE = re.compile(r"不降低|不减少|不下降|不退化|保持稳定|稳定|持续改善")
# HJ 192-2015: a change of the index by less than 1 is no visible change
_VISIBLE_CHANGE_OF_SCORE = 1
_OF_A_HUNDRED, _WHOLE = ("", "%"), 100


@dataclass(frozen=True)
class Worse:
    """A year that is worse than the one before."""

    year: int
    before: Stated
    now: Stated
    sure: bool


def worsened(case: Case, indicator: Indicator, sub: int | None) -> tuple[int, list[Worse]]:
    """Return how many pairs of years were compared, and those that got worse.

    Compared is what the edition wants no lower (no higher) than before, and what the dossier's target wants kept
    stable in words. A year with two different values is left to the check of conflicting values; nothing is held
    against a year that stands out from those around it, which is the check of outliers' matter.
    """
    measure = indicator.measure(sub)
    by_edition = measure.direction in ("not_lower", "not_higher")
    if not measure.is_quantitative or not (by_edition or _is_to_stay(case, indicator, sub)):
        return 0, []
    level = level_of_change(measure)
    unit = level.unit if level else measure.unit
    by_year = _one_a_year(case, indicator, sub, measure, level, unit)
    pairs = [
        (year, by_year[year - 1], by_year[year]) for year in case.dossier.years if {year, year - 1} <= set(by_year)
    ]
    odd = _odd_years(case, indicator, sub, level.name if level else measure.name)
    found = [
        Worse(year, before, now, by_edition and _is_visible(measure, old, new))
        for year, (before, old), (now, new) in pairs
        if year - 1 not in odd and is_worse(measure, level, old, new)
    ]
    return len(pairs), found


def _odd_years(case: Case, indicator: Indicator, sub: int | None, name: str) -> set[int]:
    series = case.series.get(Name(indicator.id, sub, name, ""))
    return {spike.now.item.year for spike in spikes_of(series, case.edition)} if series else set()


def _is_to_stay(case: Case, indicator: Indicator, sub: int | None) -> bool:
    entry = case.dossier.entry(indicator.id)
    target = entry.target_of(sub) if entry else None
    return target is not None and target.op is None and bool(_STABLE.search(target.text))


def level_of_change(measure: Measure) -> Component | None:
    """Return the component whose rise or fall is measured, None where the measure is itself a level."""
    wanted = {component.of for component in measure.components if component.of}
    return next((component for component in measure.components if component.name in wanted), None)


def is_worse(measure: Measure, level: Component | None, before: Decimal, now: Decimal) -> bool:
    """Tell whether a later value is worse: for a change by the sign of its formula, for a level by its direction."""
    if level is None:
        return now > before if measure.direction in ("at_most", "not_higher") else now < before
    values = {component.name: before for component in measure.components if component.of == level.name}
    try:
        return parse_formula(measure.formula).evaluate({**values, level.name: now}) < 0
    except (KeyError, ZeroDivisionError):
        return False


def _is_visible(measure: Measure, before: Decimal, now: Decimal) -> bool:
    return measure.unit != "" or abs(now - before) >= _VISIBLE_CHANGE_OF_SCORE


def _one_a_year(
    case: Case, indicator: Indicator, sub: int | None, measure: Measure, level: Component | None, unit: str
) -> Mapping[int, tuple[Stated, Decimal]]:
    values: dict[int, dict[Decimal, Stated]] = defaultdict(dict)
    for item, value in _levels(case, indicator, sub, measure, level, unit):
        values[item.year].setdefault(value, item)
    return {year: (item, value) for year, found in values.items() if len(found) == 1 for value, item in found.items()}


def _levels(
    case: Case, indicator: Indicator, sub: int | None, measure: Measure, level: Component | None, unit: str
) -> Iterator[tuple[Stated, Decimal]]:
    names = frozenset({level.name}) if level else frozenset[str]()
    for item in case.facts_of_county(indicator.id, sub):
        fact = item.fact
        if fact.op != "=" or fact.approx or not of_whole_county(fact.subject, case.dossier):
            continue
        if not is_level(item, measure, names) or not item.viewed.proves(indicator.id, sub):
            continue
        if level is None and measure.unit in _OF_A_HUNDRED and fact.value > _WHOLE:
            continue  # what cannot be is another check's matter
        value = in_unit(fact.value, fact.unit, unit)
        if value is not None:
            yield item, value
