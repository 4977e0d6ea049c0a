"""Finds targets for years to come that are weaker than what has been reached already."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.targets.handed_down import is_from_above
from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import is_draft
from pipeline.coverage.series import Name, Series, Value, valued
from pipeline.coverage.values import Stated, in_words
from pipeline.numbers.units import is_counter
from pipeline.units.area import area_of
from schemas.edition import Indicator, Measure
from schemas.finding import CheckResult, Finding
from schemas.formula import parse_formula

CHECK = "stale-target"
TITLE = "目标低于已达到的水平"
SCOPE = "indicator"
# what is required of every county is no target of this one
_REQUIRED = re.compile(r"指标值|标准值|考核标准|国家标准|国家要求|要求值|达标值")
# a rise or fall of one year says nothing about what the next may ask for, or several years together
_CHANGES = ("降低率", "下降率", "增长率", "提高率", "上升率", "幅度")


def run(case: Case) -> CheckResult:
    """Hold every target for a year to come against the last value reached."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            if measure.direction not in ("at_least", "at_most"):
                continue
            weaker: dict[tuple[int, Decimal], tuple[list[Stated], Value]] = {}
            for target, reached in _pairs(case, indicator, sub, measure):
                looked_at += 1
                if _is_weaker(target, reached, measure):
                    key = (target.item.year, target.value)
                    weaker.setdefault(key, ([], reached))[0].append(target.item)
            findings += [_finding(case, indicator, sub, targets, reached) for targets, reached in weaker.values()]
    return conclude(CHECK, TITLE, looked_at, findings, "没有写明年份、又有此前数值可比的目标。")


def _pairs(case: Case, indicator: Indicator, sub: int | None, measure: Measure) -> Iterator[tuple[Value, Value]]:
    """Yield each target of the whole county for a year still to come, with the last value that was reached.

    A target for a year that was measured is the check of targets' matter.
    """
    for item in case.targets(indicator.id, sub):
        fact = item.fact
        if fact.op in ("<=", "<") and "总量" in fact.name:
            continue  # what may be used at most is allotted from above, whatever is saved of it
        if fact.name.endswith(_CHANGES) or is_counter(fact.unit) or _REQUIRED.search(fact.quote):
            continue
        if is_draft(item.viewed) or area_of(item.viewed, case.dossier) != "own" or is_from_above(item.viewed, case):
            continue
        if _is_of_a_scheme(item, measure):
            continue
        series = case.series.get(Name(indicator.id, sub, fact.name, ""))
        target = valued(item, series.unit) if series else None
        reached = _last_reached(series, target, measure) if series and target else None
        if target is None or reached is None or reached.item.year >= item.year:
            continue
        if item.year not in case.dossier.years or _was_reached_before(item, reached):
            yield target, reached


def _is_of_a_scheme(target: Stated, measure: Measure) -> bool:
    """Tell whether a paper tells all that a number is made of for the same year: the share is set, not aimed at."""
    told = {fact.name for fact in target.viewed.facts if fact.role == "component" and fact.year == target.fact.year}
    names = parse_formula(measure.formula).names if measure.formula else frozenset()
    return bool(names) and target.fact.name == measure.name and names <= told


def _was_reached_before(target: Stated, reached: Value) -> bool:
    """Tell whether a target for a year that is over was set when the value had been reached; else it was met early."""
    day = target.viewed.document.date
    return day is not None and day.year > reached.item.year


def _last_reached(series: Series, target: Value, measure: Measure) -> Value | None:
    """Return the value of the last year; of a year with values that contradict each other the one that is worst."""
    stated = {
        year: [value for value in values if value.fact.role != "baseline" and not value.fact.approx]
        for year, values in series.years.items()
    }
    last = max((year for year, values in stated.items() if values), default=None)
    if last is None:
        return None
    if (sure := series.sure().get(last)) is not None and sure.fact.role != "baseline":
        return sure
    worst = max if _is_a_limit(target, measure) else min
    return worst(stated[last], key=lambda value: value.value)


def _is_weaker(target: Value, reached: Value, measure: Measure) -> bool:
    """Tell whether a target asks for less than was reached; a target is set, not rounded."""
    if _is_a_limit(target, measure):
        return target.value > reached.reach.high
    return target.value < reached.reach.low


def _is_a_limit(target: Value, measure: Measure) -> bool:
    """Tell whether the least is best: by the target's own sign, else by the measure."""
    if target.fact.op != "=":
        return target.fact.op in ("<=", "<")
    return measure.direction == "at_most" or "浓度" in target.fact.name


def _finding(case: Case, indicator: Indicator, sub: int | None, targets: list[Stated], reached: Value) -> Finding:
    first = targets[0]
    items = [*targets, reached.item]
    return Finding(
        check=CHECK,
        severity="warning",
        year=first.year,
        files=files_of(items),
        expected=f"不弱于{reached.item.year}年已报的{in_words(reached.fact)}",
        found=in_words(first.fact),
        message=f"{label(indicator, sub)}：{first.year}年目标为{in_words(first.fact)}，"
        f"而{reached.item.year}年已达到{in_words(reached.fact)}。{quoted(first)}",
        advice="目标可能沿用了旧文本，请核对；确为原定目标的，在说明中写明已提前完成。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, indicator.id, sub),
    )
