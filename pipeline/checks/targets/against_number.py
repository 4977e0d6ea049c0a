"""Values held against the number that the dossier sets."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.checks.targets.comparison import bound_of, misses
from pipeline.checks.targets.handed_down import is_asked_of_county, is_handed_down, told_targets
from pipeline.coverage.areas_above import is_of_area_above
from pipeline.coverage.case import Case
from pipeline.coverage.kinds import is_of_a_kind, is_of_another
from pipeline.coverage.series import is_of_another_county
from pipeline.coverage.values import WHOLE_COUNTY, Stated, in_unit, sufficient
from pipeline.numbers.units import same_dimension
from schemas.dossier import Dossier, Target
from schemas.edition import Indicator, Measure
from schemas.fact import Operator
from schemas.finding import Severity

# a score has no unit; plans print % or 分 after it all the same
_SCORE_UNITS = frozenset({"", "分", "%", "级"})


@dataclass(frozen=True)
class Missed:
    """The values of one year that miss a target, and how much that weighs; `source` sets a target from above."""

    year: int
    target: Target
    bound: Operator
    values: tuple[Stated, ...]
    severity: Severity
    source: Stated | None = None


def missed_numbers(case: Case, indicator: Indicator, sub: int | None) -> tuple[int, list[Missed]]:
    """Return how many values were compared, and by year those that miss the dossier's target.

    A target that the level above sets for one year is held against all values of that year, one that a document tells
    beside its own value against that value (a warning), unless the dossier's is missed already.
    """
    entry = case.dossier.entry(indicator.id)
    target = entry.target_of(sub) if entry else None
    compared, missed = _against(case, indicator, sub, target) if target is not None else (0, [])
    known_of: dict[Target, tuple[int, list[Missed]]] = {}
    for told, source in told_targets(case, indicator, sub):
        if told not in known_of:
            known_of[told] = _against(case, indicator, sub, told)
        more, found = known_of[told]
        compared += more
        known = {one.year for one in missed}
        fitting = [one for one in found if one.year == told.year and one.year not in known]
        if is_handed_down(source.viewed, case) or is_asked_of_county(source, case):
            missed += [replace(one, source=source) for one in fitting]
        else:
            missed += [own for one in fitting if (own := _of_own_document(one, source))]
    return compared, missed


def _of_own_document(missed: Missed, source: Stated) -> Missed | None:
    """Return a miss by the values that stand in the document that tells the target, None where none does."""
    values = tuple(item for item in missed.values if item.viewed is source.viewed)
    return replace(missed, values=values, severity="warning", source=source) if values else None


def _against(case: Case, indicator: Indicator, sub: int | None, target: Target) -> tuple[int, list[Missed]]:
    if target.value is None or target.op is None:
        return 0, []
    measure = indicator.measure(sub)
    bound = bound_of(target.op, measure.direction)
    compared = list(_comparable(case, indicator, sub, measure, target))
    missing: dict[int, list[Stated]] = defaultdict(list)
    reached: set[int] = set()
    for item, value in compared:
        if misses(value, item.fact.op, target.value, bound):
            missing[item.year].append(item)
        else:
            reached.add(item.year)
    return len(compared), [
        Missed(year, target, bound, tuple(values), _severity(year, target, values, missing, reached))
        for year, values in sorted(missing.items())
    ]


def _severity(
    year: int, target: Target, values: Sequence[Stated], missing: Collection[int], reached: Collection[int]
) -> Severity:
    """Weigh a miss: an error where the target is for that year and evidence states an exact value, no other.

    Where the evidence also states a value that reaches the target, or the target is of another year: a warning.
    Before a target that was reached in its own year: an information.
    """
    if target.year is not None and year < target.year and target.year in reached and target.year not in missing:
        return "info"
    is_stated = any(not item.fact.approx and item.viewed.proves(*_measure_of(item)) for item in values)
    return "error" if target.year in (None, year) and is_stated and year not in reached else "warning"


def _measure_of(item: Stated) -> tuple[str, int | None]:
    return item.fact.indicator_id, item.fact.sub


def _comparable(
    case: Case, indicator: Indicator, sub: int | None, measure: Measure, target: Target
) -> Iterator[tuple[Stated, Decimal]]:
    """Yield the actual values of the whole county that the target can be held against, in the target's unit."""
    years = {*case.dossier.years, target.year}
    names = _names_meant(measure, target)
    for item in case.facts_of_county(indicator.id, sub):
        fact = item.fact
        if item.year not in years or not of_whole_county(fact.subject, case.dossier):
            continue
        if not is_level(item, measure, names) or is_of_area_above(item, case.dossier):
            continue
        if is_of_another_county(item, case.dossier) or is_of_another(fact) or is_of_a_kind(fact, item.viewed.document):
            continue
        value = _in_unit(fact.value, fact.unit, target.unit or measure.unit, measure)
        if value is not None:
            yield item, value


def _names_meant(measure: Measure, target: Target) -> frozenset[str]:
    """Return the components that the target is for: those of its dimension, where the measure's own differs."""
    if not target.unit or _fits(measure.unit, target.unit, measure):
        return frozenset()
    return frozenset(name for name, part in sufficient(measure).items() if same_dimension(part.unit, target.unit))


def is_level(item: Stated, measure: Measure, names: frozenset[str]) -> bool:
    """Tell whether a fact states the measure itself, or (`names` given) one of these components."""
    fact = item.fact
    if names:
        return fact.name in names and fact.role in ("actual", "component")
    parts = {component.name for component in measure.components}
    return fact.role == "actual" and fact.name not in parts


def _in_unit(value: Decimal, unit: str, wanted: str, measure: Measure) -> Decimal | None:
    if measure.unit == "" and {unit, wanted} <= _SCORE_UNITS:
        return value
    return in_unit(value, unit, wanted)


def _fits(unit: str, wanted: str, measure: Measure) -> bool:
    if measure.unit == "" and {unit, wanted} <= _SCORE_UNITS:
        return True
    return bool(unit) and same_dimension(unit, wanted)


def of_whole_county(subject: str, dossier: Dossier) -> bool:
    """Tell whether a subject is the county itself, not a town, plant or river section of it."""
    return subject in WHOLE_COUNTY or subject in (dossier.county, *dossier.aliases)
