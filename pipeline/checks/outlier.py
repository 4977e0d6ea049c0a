"""Finds jumps that a series does not explain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks import about, conclude, files_of, label
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Series, Value
from pipeline.coverage.values import in_words
from schemas.finding import CheckResult, Finding

CHECK = "outlier"
TITLE = "年际变化异常"
SCOPE = "indicator"
# a share that moves by more in one year, an amount that more than doubles or halves
_MOST_POINTS = 25
_MOST_TIMES = 2
_FEWEST_PARTS = 2
_LEAST_SPIKE_POINTS, _LEAST_SPIKE_SHARE = 4, Decimal("0.25")


def run(case: Case) -> CheckResult:
    """Look at every two years in a row of the whole county's series.

    What only all parts of the county tell (`beside_parts`) is told where they are all seen.
    """
    looked_at = 0
    findings: list[Finding] = []
    for series in case.series.values():
        if series.of.scope:
            continue
        for before, now in _neighbours(series):
            looked_at += 1
            if _jumps(series, before, now) and power_of_ten(before.value, now.value) is None:
                findings.append(_finding(case, before, now))
    findings += [found for series in case.series.values() for found in _of_spikes(case, series)]
    if case.is_whole:
        findings += [found for indicator in case.edition.indicators for found in _of_parts(case, indicator.id)]
    return conclude(CHECK, TITLE, looked_at, findings, "没有相邻两年的数值可比。")


def _of_parts(case: Case, indicator_id: str) -> Iterator[Finding]:
    shares, alone = shares_of_parts(case, indicator_id), shares_alone(case, indicator_id)
    return beside_parts(case, indicator_id, alone, shares, lambda name, year: case.series[name].sure()[year])


class Share(NamedTuple):
    """The shares that a part of the county states of a name, by year, in few words: (year, value)."""

    sub: int | None
    name: str
    scope: str
    values: Sequence[tuple[int, str]]


class Alone(NamedTuple):
    """A value that the whole county states for a year, none being stated for the year before."""

    sub: int | None
    name: str
    unit: str
    year: int
    value: str


def shares_of_parts(case: Case, indicator_id: str) -> list[Share]:
    """Return the shares that parts of the county state."""
    return [
        Share(name.sub, name.name, name.scope, [(year, str(value.value)) for year, value in series.sure().items()])
        for name, series in case.series.items()
        if name.indicator_id == indicator_id and name.scope and series.unit == "%"
    ]


def shares_alone(case: Case, indicator_id: str) -> list[Alone]:
    """Return the values of the whole county that only those of its parts can be held against."""
    return [
        Alone(name.sub, name.name, series.unit, year, str(value.value))
        for name, series in case.series.items()
        if name.indicator_id == indicator_id and not name.scope
        for year, value in series.sure().items()
        if year - 1 not in series.years
    ]


def beside_parts(
    case: Case,
    indicator_id: str,
    alone: Iterable[Alone],
    shares: Iterable[Share],
    value_of: Callable[[Name, int], Value],
) -> Iterator[Finding]:
    """Yield a finding for a share of the county far from all that parts of it had the year before.

    `value_of` gives the sure value of a name for a year.
    """
    before: dict[tuple[int | None, str, int], list[tuple[str, Decimal]]] = defaultdict(list)
    wanted = {(one.sub, one.name, one.year - 1) for one in alone}
    for share in shares:
        for year, value in share.values:
            if (share.sub, share.name, year) in wanted:
                before[share.sub, share.name, year].append((share.scope, Decimal(value)))
    for one in alone:
        parts, own = before[one.sub, one.name, one.year - 1], Decimal(one.value)
        ends = [each for _, each in parts]
        if len(parts) < _FEWEST_PARTS or min(ends) <= own <= max(ends):
            continue
        scope, nearest = min(parts, key=lambda part: (abs(part[1] - own), part[0]))
        if _jump(one.unit, nearest, own):
            now = value_of(Name(indicator_id, one.sub, one.name, ""), one.year)
            yield _finding(case, value_of(Name(indicator_id, one.sub, one.name, scope), one.year - 1), now)


def _of_spikes(case: Case, series: Series) -> Iterator[Finding]:
    """Yield a finding for a value that leaves its neighbours, which are alike, for one year: 84.6, 97.8, 86.4."""
    if series.of.scope:
        return
    values = list(series.sure().items())
    for (first, before), (_, now), (last, after) in zip(values, values[1:], values[2:], strict=False):
        if last - first != 2 or _jumps(series, before, now) or _jumps(series, now, after):
            continue
        away = min(abs(now.value - before.value), abs(now.value - after.value))
        is_between = min(before.value, after.value) < now.value < max(before.value, after.value)
        least = _LEAST_SPIKE_POINTS if series.unit == "%" else _LEAST_SPIKE_SHARE * min(before.value, after.value)
        if not is_between and away > 0 and away >= least and 3 * abs(after.value - before.value) <= away:
            yield _finding(case, before, now)


def _neighbours(series: Series) -> Iterator[tuple[Value, Value]]:
    for (year, before), (next_year, now) in pairwise(series.sure().items()):
        if next_year == year + 1:
            yield before, now


def _jumps(series: Series, before: Value, now: Value) -> bool:
    return _jump(series.unit, before.value, now.value)


def _jump(unit: str, before: Decimal, now: Decimal) -> bool:
    if unit == "%":
        return abs(now - before) > _MOST_POINTS
    if before <= 0 or now <= 0:
        return False
    return max(before, now) > _MOST_TIMES * min(before, now)


def _finding(case: Case, before: Value, now: Value) -> Finding:
    items = [before.item, now.item]
    values = f"{before.item.year}年{before.fact.subject}{in_words(before.fact)}，{now.item.year}年{in_words(now.fact)}"
    of = now.fact
    indicator = case.edition.by_id(of.indicator_id)
    return Finding(
        check=CHECK,
        severity="info",
        year=now.item.year,
        files=files_of(items),
        expected="相邻两年变化有据可查",
        found=values,
        message=f"{label(indicator, of.sub)}：“{of.name}”一年之间变化很大：{values}",
        advice="请核对两年的口径和单位；变化属实的，在说明中写明原因。",
        locators=tuple(item.fact.locator for item in items),
        **about(case, of.indicator_id, of.sub),
    )
