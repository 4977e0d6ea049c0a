"""Targets that are set for a component of a measure: the total of water used, which the level above limits."""

import re
from collections.abc import Iterator

from pipeline.checks.targets.against_number import Missed
from pipeline.checks.targets.comparison import misses
from pipeline.checks.targets.handed_down import is_handed_down
from pipeline.coverage.case import Case
from pipeline.coverage.kinds import places_of
from pipeline.coverage.series import Name, Value, valued
from pipeline.coverage.values import Stated
from pipeline.numbers.rounding import reach
from schemas.dossier import Target
from schemas.edition import Indicator
from schemas.fact import Operator
from schemas.finding import Severity

_LEAST_IS_BEST = re.compile(r"浓度|排放|用水|消费|能耗")
# a fall of five years together is no target of one
_OF_YEARS = re.compile(r"累计|五年|三年|十[三四五]五|[较比]20\d\d年|[一三四五]年间|期间|总体|到20\d\d年")
_SINCE = re.compile(r"[较比](20\d\d)年")
_IS_BAD = re.compile(r"劣|超标|污染")
_FALLS = ("降低率", "下降率")
_EXPECTED = re.compile(r"预期|预计|测算|参考")
_LIMITS = re.compile(r"控制|限额|上限|红线|不超过|不高于|以内|总量指标")


def missed_components(case: Case, indicator: Indicator, sub: int | None) -> tuple[int, list[Missed]]:
    """Return how many values were compared, and by year those beyond a target that a document sets for a component.

    One that is handed down is held against all values of its year (an error where evidence states an exact one), any
    other against those of its own document. A bare number limits where its words say so (控制目标), or where it is
    handed down and the least is best (PM2.5浓度).
    """
    parts = {part.name for part in indicator.measure(sub).components}
    looked_at = 0
    found: dict[tuple[int, str], Missed] = {}
    for source, bound in _sources(case, indicator, sub, parts):
        fact = source.fact
        series = case.series.get(Name(indicator.id, sub, fact.name, ""))
        unit = series.unit if series else fact.unit
        target = valued(source, unit)
        if target is None:
            continue
        handed_down = is_handed_down(source.viewed, case)
        told = [*(series.years.get(source.year, ()) if series else ()), *_rates(case, indicator, sub, source, unit)]
        values = [value for value in told if handed_down or value.item.viewed is source.viewed]
        looked_at += len(values)
        beyond = tuple(value.item for value in values if misses(value.value, value.fact.op, target.value, bound))
        if beyond and len(beyond) == len(values):
            severity: Severity = "error" if handed_down and any(map(_is_sure, beyond)) else "warning"
            limit = Target(text=fact.value_raw, op=bound, value=fact.value, unit=fact.unit, year=source.year)
            found.setdefault((source.year, fact.name), Missed(source.year, limit, bound, beyond, severity, source))
    return looked_at, list(found.values())


def _rates(case: Case, indicator: Indicator, sub: int | None, source: Stated, unit: str) -> Iterator[Value]:
    """Yield the falls of a year told as such (比上年下降2.8%) for a target of the rate by which something falls.

    A fall since a base year is held against those that are told since the same year alone.
    """
    if not source.fact.name.endswith(_FALLS):
        return
    if (base := _base_of(source)) is not None:
        yield from (
            value
            for value in _falls_since(case, indicator, sub, source, base)
            if value.item.viewed.proves(indicator.id, sub)
        )
        return
    if _OF_YEARS.search(source.fact.quote):
        return
    for item in case.facts_of_county(indicator.id, sub):
        fact = item.fact
        is_one = (fact.name, fact.role, item.year) == (source.fact.name, "change", source.year) and fact.value > 0
        if is_one and (value := valued(item, unit)) is not None:
            yield value


def _base_of(item: Stated) -> str | None:
    """Return the one year since which a fall is told, before its own; None where none is, or several are.

    Of several falls in one sentence (比2021年下降4.07%，比2020年累计下降10.74%) it is the last before the number.
    """
    before = [item.fact.quote[:start] for start in places_of(item.fact)] or [item.fact.quote]
    found = [[match[1] for match in _SINCE.finditer(words)][-1:] for words in before]
    told = {year for years in found for year in years}
    return told.pop() if len(told) == 1 and int(min(told)) < item.year else None


def _falls_since(case: Case, indicator: Indicator, sub: int | None, source: Stated, base: str) -> Iterator[Value]:
    """Yield the falls of the measure itself (or its rate) in a target's year that are told since a base year."""
    names = {source.fact.name, _fallen(source.fact.name)}
    for item in case.facts_of_county(indicator.id, sub):
        fact = item.fact
        is_fall = fact.role == "change" and fact.unit == source.fact.unit and fact.name in names
        if not is_fall or item.year != source.year or _base_of(item) != base:
            continue
        value = abs(fact.value)
        yield Value(value, reach(value, fact.unit), item)


def _fallen(rate: str) -> str:
    """Return what a rate of falling is the fall of: 单位地区生产总值用水量降低率."""
    return next((rate.removesuffix(end) for end in _FALLS if rate.endswith(end)), rate)


def _sources(case: Case, indicator: Indicator, sub: int | None, parts: set[str]) -> Iterator[tuple[Stated, Operator]]:
    """Yield the facts that set a target for a component of the whole county, with the bound that they mean."""
    for item in case.targets(indicator.id, sub):
        fact = item.fact
        if fact.name not in parts or fact.approx:
            continue
        is_fall = fact.name.endswith(_FALLS)
        if fact.op in ("<=", "<") or (fact.op in (">=", ">") and (is_fall or not _LEAST_IS_BEST.search(fact.name))):
            yield item, fact.op
        elif is_fall and fact.op == "=":
            yield item, ">="
        elif fact.op != "=":
            continue
        elif _is_a_limit(item, case):
            yield item, "<="
        elif fact.unit == "%" and is_handed_down(item.viewed, case) and not _LEAST_IS_BEST.search(fact.name):
            yield item, _least_or_most(fact.name)


def _least_or_most(name: str) -> Operator:
    """Return the bound of a share that is handed down: of what is bad the most, of anything else the least."""
    return "<=" if _IS_BAD.search(name) else ">="


def _is_a_limit(item: Stated, case: Case) -> bool:
    if _LIMITS.search(item.fact.quote + (item.viewed.document.title or "")):
        return True
    is_expected = _EXPECTED.search(item.fact.quote) is not None
    return not is_expected and bool(_LEAST_IS_BEST.search(item.fact.name)) and is_handed_down(item.viewed, case)


def _is_sure(item: Stated) -> bool:
    return not item.fact.approx and item.viewed.proves(item.fact.indicator_id, item.fact.sub)
