"""Finds jumps that a series does not explain."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks import about, conclude, files_of, label
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.coverage.case import Case
from pipeline.coverage.series import Series, Value
from pipeline.coverage.values import in_words
from schemas.finding import CheckResult, Finding

CHECK = "outlier"
TITLE = "年际变化异常"
SCOPE = "indicator"
# a share that moves by more in one year, an amount that more than doubles or halves
_MOST_POINTS = 25
_MOST_TIMES = 2
_FEWEST_PARTS = 2
_LEAST_SPIKE = 8


def run(case: Case) -> CheckResult:
    """Look at every two years in a row of the whole county's series."""
    looked_at = 0
    findings: list[Finding] = []
    for series in case.series.values():
        if series.of.scope:
            continue
        for before, now in _neighbours(series):
            looked_at += 1
            if _jumps(series, before, now) and power_of_ten(before.value, now.value) is None:
                findings.append(_finding(case, series, before, now))
    findings += _of_parts(case)
    findings += [found for series in case.series.values() for found in _of_spikes(case, series)]
    return conclude(CHECK, TITLE, looked_at, findings, "没有相邻两年的数值可比。")


def _of_parts(case: Case) -> Iterator[Finding]:
    """Yield a finding for a share of the county far from all that parts of it had the year before."""
    parts: dict[tuple[str, int | None, str], list[Series]] = defaultdict(list)
    for series in case.series.values():
        if series.of.scope and series.unit == "%":
            parts[series.of[:3]].append(series)
    for series in case.series.values() if parts else ():
        for year, now in series.sure().items() if not series.of.scope else ():
            if year - 1 in series.years:
                continue
            before = [value for part in parts.get(series.of[:3], ()) if (value := part.sure().get(year - 1))]
            if len(before) < _FEWEST_PARTS:
                continue
            nearest = min(before, key=lambda value: abs(value.value - now.value))
            ends = [value.value for value in before]
            if not min(ends) <= now.value <= max(ends) and _jumps(series, nearest, now):
                yield _finding(case, series, nearest, now)


def _of_spikes(case: Case, series: Series) -> Iterator[Finding]:
    """Yield a finding for a share that leaves its neighbours, which are alike, for one year: 84.6, 97.8, 86.4."""
    if series.of.scope or series.unit != "%":
        return
    values = list(series.sure().items())
    for (first, before), (_, now), (last, after) in zip(values, values[1:], values[2:], strict=False):
        if last - first != 2 or _jumps(series, before, now) or _jumps(series, now, after):
            continue
        away = min(abs(now.value - before.value), abs(now.value - after.value))
        is_between = min(before.value, after.value) < now.value < max(before.value, after.value)
        if not is_between and away >= _LEAST_SPIKE and 3 * abs(after.value - before.value) <= away:
            yield _finding(case, series, before, now)


def _neighbours(series: Series) -> Iterator[tuple[Value, Value]]:
    for (year, before), (next_year, now) in pairwise(series.sure().items()):
        if next_year == year + 1:
            yield before, now


def _jumps(series: Series, before: Value, now: Value) -> bool:
    if series.unit == "%":
        return abs(now.value - before.value) > _MOST_POINTS
    if before.value <= 0 or now.value <= 0:
        return False
    return max(before.value, now.value) > _MOST_TIMES * min(before.value, now.value)


def _finding(case: Case, series: Series, before: Value, now: Value) -> Finding:
    items = [before.item, now.item]
    values = f"{before.item.year}年{before.fact.subject}{in_words(before.fact)}，{now.item.year}年{in_words(now.fact)}"
    indicator = case.edition.by_id(series.of.indicator_id)
    return Finding(
        check=CHECK,
        severity="info",
        year=now.item.year,
        files=files_of(items),
        expected="相邻两年变化有据可查",
        found=values,
        message=f"{label(indicator, series.of.sub)}：“{series.of.name}”一年之间变化很大：{values}",
        advice="请核对两年的口径和单位；变化属实的，在说明中写明原因。",
        locators=tuple(item.fact.locator for item in items),
        **about(case, series.of.indicator_id, series.of.sub),
    )
