"""Finds jumps that a series does not explain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks import about, conclude, files_of, label
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.checks.arithmetic.spikes import breaks_of, spikes_of
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Series, Value
from pipeline.coverage.values import Stated, in_words
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding

CHECK = "outlier"
TITLE = "年际变化异常"
SCOPE = "indicator"
# a share that moves by more in one year, an amount that more than doubles or halves
_MOST_POINTS = 25
_MOST_TIMES = 2
_CHANGES = ("降低率", "下降率", "增长率", "提高率", "上升率", "幅度")
# one that gets worse by more, against its aim
_MOST_POINTS_BACK = 10
_AIMS = ("at_least", "at_most", "not_lower", "not_higher")
_FEWEST_PARTS = 2


def run(case: Case) -> CheckResult:
    """Look at every two years in a row of the whole county's series.

    What only all parts of the county tell (`beside_parts`) is told where they are all seen.
    """
    whole = [series for series in case.series.values() if not series.of.scope]
    looked_at = sum(sum(1 for _ in _neighbours(series)) for series in whole)
    findings = [found for series in whole for found in _of_series(case, series)]
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            findings += _of_targets(case, indicator, sub)
    if case.is_whole:
        findings += [found for indicator in case.edition.indicators for found in _of_parts(case, indicator.id)]
    return conclude(CHECK, TITLE, looked_at, findings, "没有相邻两年的数值可比。")


def _of_series(case: Case, series: Series) -> Iterator[Finding]:
    """Yield a finding for each value that leaves those of the years around it, once for a year."""
    spikes = [
        spike
        for spike in spikes_of(series, case.edition)
        if not _jumps(series, spike.before, spike.now) and not _jumps(series, spike.now, spike.after)
    ]
    yield from (_finding(case, spike.before, spike.now) for spike in spikes)
    told = {value.item.year for spike in spikes for value in (spike.now, spike.after)}
    breaks = {now.item.year for _, now in breaks_of(series, case.edition)} - told
    for before, now in _neighbours(series):
        year = now.item.year
        is_odd = year in breaks or (year not in told and _falls_back(case, series, before, now))
        if (is_odd or _jumps(series, before, now)) and power_of_ten(before.value, now.value) is None:
            yield _finding(case, before, now)


def _of_targets(case: Case, indicator: Indicator, sub: int | None) -> Iterator[Finding]:
    """Yield a finding for a target that more than doubles or halves within a year: 227.3, 210.4, 92.5."""
    named: dict[tuple[str, str, str], dict[int, Stated]] = defaultdict(dict)
    for item in case.targets(indicator.id, sub):
        key = (item.viewed.document.sha256, item.fact.name, item.fact.unit)
        if not item.fact.name.endswith(_CHANGES):
            named[key].setdefault(item.year, item)
    for by_year in named.values():
        for (year, before), (next_year, now) in pairwise(sorted(by_year.items())):
            if next_year == year + 1 and _jump(now.fact.unit, before.fact.value, now.fact.value):
                yield _finding_of(case, before, now, "目标")


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


def _neighbours(series: Series) -> Iterator[tuple[Value, Value]]:
    for (year, before), (next_year, now) in pairwise(series.sure().items()):
        if next_year == year + 1:
            yield before, now


def _jumps(series: Series, before: Value, now: Value) -> bool:
    return _jump(series.unit, before.value, now.value)


def _falls_back(case: Case, series: Series, before: Value, now: Value) -> bool:
    """Tell whether a share gets worse, against its aim, by more than it should in one year."""
    of = series.of
    measure = case.edition.by_id(of.indicator_id).measure(of.sub)
    if series.unit != "%" or of.name != measure.name or measure.direction not in _AIMS:
        return False
    worse = before.value - now.value if measure.direction in ("at_least", "not_lower") else now.value - before.value
    return worse > _MOST_POINTS_BACK


def _jump(unit: str, before: Decimal, now: Decimal) -> bool:
    if unit == "%":
        return abs(now - before) > _MOST_POINTS
    if before <= 0 or now <= 0:
        return False
    return max(before, now) > _MOST_TIMES * min(before, now)


def _finding(case: Case, before: Value, now: Value) -> Finding:
    return _finding_of(case, before.item, now.item, "")


def _finding_of(case: Case, before: Stated, now: Stated, what: str) -> Finding:
    """Return a finding about two values; `what` they are, where they are no actual ones (目标)."""
    items = [before, now]
    values = f"{before.year}年{before.fact.subject}{in_words(before.fact)}，{now.year}年{in_words(now.fact)}"
    of = now.fact
    indicator = case.edition.by_id(of.indicator_id)
    return Finding(
        check=CHECK,
        severity="info",
        year=now.year,
        files=files_of(items),
        expected="相邻两年变化有据可查",
        found=values,
        message=f"{label(indicator, of.sub)}：“{of.name}”{what}一年之间变化很大：{values}",
        advice="请核对两年的口径和单位；变化属实的，在说明中写明原因。",
        locators=tuple(item.fact.locator for item in items),
        **about(case, of.indicator_id, of.sub),
    )
