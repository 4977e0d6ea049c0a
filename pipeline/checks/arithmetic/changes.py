"""Stated rises and falls held against the levels they lie between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from pipeline.checks.arithmetic.across import AT_OWN_PRICES
from pipeline.checks.arithmetic.base_years import (
    base_years,
    names_the_year_before,
    words_before,
    year_meant,
)
from pipeline.checks.arithmetic.printing import PUBLISHED_WHOLE, closeness
from pipeline.coverage.areas_above import is_of_area_above
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.series import Name, Series, Value, scope_of, unit_of
from pipeline.coverage.values import Stated, in_unit
from pipeline.numbers.rounding import Reach, last_digit
from schemas.edition import Measure
from schemas.fact import Fact
from schemas.locator import CellLocator

# agrees: as stated; points / percent: right were it in 百分点 / in %; opposite: the levels go the other way; differs;
# loose / unlikely: only levels much rounded, levels cut off would agree
# either: right in %, and in 百分点 to the last digit
# off_print: what is published in whole units gives another change
Verdict = Literal["agrees", "either", "points", "percent", "opposite", "differs", "loose", "unlikely", "off_print"]

_TO_A_LEVEL = re.compile(r"[降升减增](?:低|少|高|加|长)?(?:为|到|至|成)$")
_THAN_NO_YEAR = re.compile(
    r"[较比](?!.*[较比])[^,，。；;]*?(?:计划|目标|要求|任务|指标值|考核值|控制值|均值|平均|预期)[^,，。；;]*$"
)
# growth of the product is told at constant prices, the product itself at those of the year
_AT_CONSTANT_PRICES = ("生产总值", "增加值")
_AT_PRICES = re.compile(r"可比价|不变价")
_SURE_OF_ANY: tuple[Verdict, ...] = ("agrees", "opposite", "points")
_FALL = re.compile(r"(.+?)(?:降低率|下降率|降低幅度|下降幅度)")
_RISE = re.compile(r"(.+?)(?:提高幅度|增长率|上升率|提高率)")


@dataclass(frozen=True)
class Change:
    """A stated change of one name between two years; `stated` is signed: below zero is a fall.

    `is_base_untold` tells that a table names no year to hold it against, and the base year's level is nowhere told.
    `percent` and `points` are what the levels give, `points` only where the level is itself a percentage (else the
    difference in the unit of the level).
    """

    of: Name
    item: Stated
    stated: Decimal
    year: int
    base_year: int
    before: Value
    now: Value
    percent: Reach
    difference: Reach
    level_unit: str
    verdict: Verdict
    is_judged_as_rate: bool = False
    is_base_untold: bool = False

    @property
    def is_of_one_document(self) -> bool:
        """Tell whether the change and both levels stand in one document."""
        return len({one.viewed.document.sha256 for one in (self.item, self.before.item, self.now.item)}) == 1


@once_for_a_case
def changes(case: Case) -> Iterator[Change]:
    """Return every stated change of which both levels are known and not in doubt."""
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            computed = {measure.name} if measure.formula else set()
            alike = case.facts_alike(indicator.id, sub).items()
            for item in (one for of, same in alike if of.role == "change" or names_a_change(of.name) for one in same):
                found = _change(case, measure, item)
                is_told = item.fact.name not in computed or item.fact.role == "change"
                if found is not None:
                    # what a formula computes is judged as a rate: here it is only told
                    own_base = case.dossier.baseline_year if has_base(measure) else found.year - 1
                    is_of_other_base = own_base is not None and found.base_year != own_base
                    yield found if is_told or is_of_other_base else replace(found, is_judged_as_rate=True)


def _change(case: Case, measure: Measure, item: Stated) -> Change | None:
    fact = item.fact
    named = _level_named(item, measure)
    if (
        named is None
        or fact.op != "="
        or fact.approx
        or named[0].endswith(_AT_CONSTANT_PRICES)
        or is_of_area_above(item, case.dossier)
    ):
        return None
    level, sign = named
    series = case.series.get(Name(fact.indicator_id, fact.sub, level, scope_of(fact.subject, case.dossier)))
    words = words_before(fact.quote, fact.value_raw) if series is not None else ""
    if series is None or _TO_A_LEVEL.search(words) or _THAN_NO_YEAR.search(words):
        return None  # 降为0: a level; 比年度计划的95%高0.9个百分点: no change over years
    year = year_meant(item, words)
    told = base_years(words, year, case.dossier.baseline_year)
    is_untold = told == (year - 1,) and not names_the_year_before(words, year)
    bases = _told_of_nothing(case, measure, item, year) if is_untold else told
    found = [one for base in bases if (one := _against(case, measure, item, series, (base, year), sign)) is not None]
    chosen = next((one for one in found if one.verdict == "agrees"), found[0] if found else None)
    if chosen is None or len(told) == 1:
        # a table's own base year may make right what the year before does not
        if chosen is None or chosen.verdict == "agrees":
            return chosen
        return replace(chosen, is_base_untold=len(found) < len(bases)) if chosen.base_year == bases[0] else None
    # with a base that is not known nobody can tell but where no base would make it right
    is_sure = len(found) == len(bases) or chosen.verdict in _SURE_OF_ANY
    return chosen if is_sure and chosen.is_of_one_document else None


def _told_of_nothing(case: Case, measure: Measure, item: Stated, year: int) -> tuple[int, ...]:
    """Return the years that a change may be held against whose words name none: a table may name it above."""
    baseline = case.dossier.baseline_year
    if baseline is None or baseline >= year - 1:
        return (year - 1,)
    if item.fact.name == measure.name and has_base(measure):
        return (baseline,)
    return (year - 1, baseline) if isinstance(item.fact.locator, CellLocator) else (year - 1,)


def _against(
    case: Case, measure: Measure, item: Stated, series: Series, years: tuple[int, int], sign: int
) -> Change | None:
    before, now = _levels(case, series, item, years)
    if before is None or now is None or before.reach.low <= 0 or _is_at_other_prices(item.fact, before, now):
        return None
    unit = unit_of(measure, series.of.name) or series.unit
    return _judged(series.of, item, sign * item.fact.value, years, before, now, unit)


def has_base(measure: Measure) -> bool:
    """Tell whether a measure is itself held against a base year."""
    return any(part.year == "baseline" for part in measure.components)


def _is_at_other_prices(fact: Fact, before: Value, now: Value) -> bool:
    """Tell whether a change is told at constant prices, its levels at those of each year or elsewhere."""
    is_constant = _AT_PRICES.search(fact.quote) is not None
    if any(AT_OWN_PRICES.search(value.fact.quote) for value in (before, now)):
        return is_constant or not AT_OWN_PRICES.search(fact.quote)
    return is_constant and not all(value.fact.value_raw in fact.quote for value in (before, now))


def _level_named(item: Stated, measure: Measure) -> tuple[str, int] | None:
    """Return the name of the level whose change a fact states, and 1 for a rise, -1 for a fall stated as positive."""
    fact = item.fact
    if fact.role in ("actual", "component", "change"):
        named = _named_by(fact.name)
        if named and (named[0] == measure.name or any(part.name == named[0] for part in measure.components)):
            return named
    return (fact.name, 1) if fact.role == "change" else None


@lru_cache(maxsize=4096)
def _named_by(name: str) -> tuple[str, int] | None:
    """Return what rises (1) or falls (-1) by the name of a change, None where it is no such name."""
    for pattern, sign in ((_FALL, -1), (_RISE, 1)):
        if named := pattern.fullmatch(name):
            return named[1], sign
    return None


def names_a_change(name: str) -> bool:
    """Tell whether a name is itself that of a rise or a fall: 单位地区生产总值能耗降低率."""
    return _named_by(name) is not None


def _levels(case: Case, series: Series, item: Stated, years: tuple[int, int]) -> tuple[Value | None, Value | None]:
    """Return the levels of both years, those of the document that states the change first."""
    base, year = years
    before = _level(series, item, base)
    if before is None and base == case.dossier.baseline_year:
        before = _called_baseline(case, series.of, item, base)
    return before, _level(series, item, year)


def _level(series: Series, item: Stated, year: int) -> Value | None:
    values = series.stated_in(item.viewed.document.sha256, year)
    return values[0] if len({value.value for value in values}) == 1 else series.sure().get(year)


def _called_baseline(case: Case, of: Name, item: Stated, base: int) -> Value | None:
    """Return the level of the base year where papers call it by that name: 基准年PM2.5浓度."""
    for part in case.edition.by_id(of.indicator_id).measure(of.sub).components:
        series = (
            case.series.get(of._replace(name=part.name)) if part.year == "baseline" and part.of == of.name else None
        )
        if series is not None:
            return _level(series, item, base)
    return None


def _judged(
    of: Name, item: Stated, stated: Decimal, years: tuple[int, int], before: Value, now: Value, unit: str
) -> Change:
    base_year, year = years
    difference = Reach(now.reach.low - before.reach.high, now.reach.high - before.reach.low)
    percent = Reach(
        (now.reach.low / before.reach.high - 1) * 100,
        (now.reach.high / before.reach.low - 1) * 100,
    )
    verdict = _verdict(item, stated, difference, percent, unit)
    if verdict == "agrees" and item.fact.unit == "%" == unit and is_told_in_points(before.value, now.value, stated):
        verdict = "points"
    if verdict == "agrees" and item.fact.unit == "%" == unit and _is_difference(before.value, now.value, stated):
        verdict = "either"
    if verdict == "agrees" and not (before.fact.approx or now.fact.approx):
        verdict = _by_printing(item, stated, before, now, unit)
    return Change(of, item, stated, year, base_year, before, now, percent, difference, unit, verdict)


def is_told_in_points(before: Decimal, now: Decimal, stated: Decimal) -> bool:
    """Tell whether a change of a percentage is the difference to the last digit, and not so near in percent."""
    half = last_digit(stated) / 2
    return now - before == stated and before > 0 and abs((now / before - 1) * 100 - stated) > half


def _is_difference(before: Decimal, now: Decimal, stated: Decimal) -> bool:
    """Tell whether a change is the difference of two percentages, printed as those of one paper would be.

    97.0 against 96.16 of a station's table, 96.2 in the bulletins, is told as 0.8.
    """
    unit = max(last_digit(before), last_digit(now))
    return now.quantize(unit, ROUND_HALF_UP) - before.quantize(unit, ROUND_HALF_UP) == stated


def _by_printing(item: Stated, stated: Decimal, before: Value, now: Value, unit: str) -> Verdict:
    """Tell whether the printed levels give the change, or only what they may have been rounded from."""
    told = stated if item.fact.unit in ("%", "百分点") else in_unit(stated, item.fact.unit, unit)
    if told is None:
        return "agrees"
    is_whole = unit in PUBLISHED_WHOLE
    return closeness(told, before.reach, now.reach, in_percent=item.fact.unit == "%", is_published_whole=is_whole)


def _verdict(item: Stated, stated: Decimal, difference: Reach, percent: Reach, unit: str) -> Verdict:
    step = last_digit(item.fact.value)
    said = Reach(stated - step, stated + step)
    of_percentage = unit == "%"
    in_points = item.fact.unit == "百分点" or (of_percentage and item.fact.unit not in ("%", "‰"))
    if item.fact.unit in ("%", "百分点"):
        meant, other = (difference, percent) if in_points and of_percentage else (percent, difference)
        if said.meets(meant):
            return "agrees"
        if of_percentage and said.meets(other):
            return "percent" if in_points else "points"
    else:
        converted = in_unit(stated, item.fact.unit, unit)
        if converted is None:
            return "agrees"
        if Reach(converted - step, converted + step).meets(difference):
            return "agrees"
    if stated and ((difference.high < 0) if stated > 0 else (difference.low > 0)):
        return "opposite"
    return "differs"
