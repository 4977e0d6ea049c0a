"""Finds values that look copied from another indicator, the year before, or the target."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.checks import about, conclude, files_of, label
from pipeline.coverage.case import Case
from pipeline.coverage.series import Series, Value, valued
from pipeline.coverage.values import in_words, is_change
from pipeline.numbers.rounding import last_digit
from schemas.edition import Indicator, Measure
from schemas.finding import CheckResult, Finding

CHECK = "copied-series"
TITLE = "数值疑似照抄"
SCOPE = "county"
_FEWEST_YEARS = 3
# values that many measures reach honestly
_INNOCENT = frozenset({Decimal(0), Decimal(100)})
# so many digits do not agree by chance
_TELLING_DIGITS = 3
# two years are enough where each value has so many
_FEWEST_TELLING, _MANY_DIGITS = 2, 4


def run(case: Case) -> CheckResult:
    """Compare the series of the whole county of all measures, their years, their targets."""
    rows = list(_rows(case))
    parts = list(_rows_of_components(case))
    changes = [row for row in parts if _is_change_rate(row[2].of.name) or _is_level(row)]
    findings = [
        *_of_others(case, [*rows, *changes]),
        *(found for indicator, sub, _, values in rows for found in _of_years(case, indicator, sub, values)),
        *(
            found
            for indicator, sub, series, values in (*rows, *(row for row in parts if row[2].unit != "%"))
            for found in _of_targets(case, indicator, sub, series, values)
        ),
    ]
    return conclude(CHECK, TITLE, sum(len(row[2].years) for row in rows), findings, "没有可以比较的数值。")


Row = tuple[Indicator, int | None, Series, Mapping[int, Value]]


def _rows(case: Case) -> Iterator[Row]:
    """Yield each measure's own values by year."""
    for name, series in case.series.items():
        indicator = case.edition.by_id(name.indicator_id)
        if not name.scope and _is_the_measure(indicator.measure(name.sub), name.name):
            values = {year: v for year, v in series.sure().items() if v.fact.role == "actual"}
            if values or any(v.fact.role == "actual" for found in series.years.values() for v in found):
                yield indicator, name.sub, series, values


def _rows_of_components(case: Case) -> Iterator[Row]:
    """Yield the other numbers of each measure by year: its rate of change, the amounts it is made of."""
    for name, series in case.series.items():
        indicator = case.edition.by_id(name.indicator_id)
        if not name.scope and name.name != indicator.measure(name.sub).name:
            values = {year: v for year, v in series.sure().items() if v.fact.role in ("component", "count")}
            if series.years:
                yield indicator, name.sub, series, values


def _is_change_rate(name: str) -> bool:
    """Tell whether a component is the rate at which its measure rises or falls, which no other measure shares."""
    return name.endswith(("降低率", "下降率", "提高率", "增长率"))


def _is_level(row: Row) -> bool:
    """Tell whether a component is the rate whose rise or fall is measured (综合利用率 of its 提高幅度)."""
    measure, series = row[0].measure(row[1]), row[2]
    return series.unit == "%" and any(part.of == series.of.name for part in measure.components)


def _is_the_measure(measure: Measure, name: str) -> bool:
    return name == measure.name or any(part.sufficient and part.name == name for part in measure.components)


def _of_others(case: Case, rows: list[Row]) -> Iterator[Finding]:
    """Yield a finding for each two measures that share their values of three years, or of two with many digits.

    Looked at is every value that any document states, so that a series copied in one is found beside right ones.
    """
    known = [(row, _stated(row)) for row in rows]
    for (one, stated), (other, others) in combinations(known, 2):
        if (one[0].id, one[1]) == (other[0].id, other[1]) or one[2].unit != other[2].unit:
            continue
        shared = {
            year: (values[value], others[year][value])
            for year, values in stated.items()
            for value in values
            if value in others.get(year, ())
        }
        if _is_no_chance([pair[0].value for pair in shared.values()]):
            yield _copied(case, one, other, shared)


def _stated(row: Row) -> dict[int, dict[Decimal, Value]]:
    """Return by year every exact value that is stated."""
    years = row[2].years.items()
    return {year: {v.value: v for v in values if not v.fact.approx} for year, values in years}


def _is_no_chance(values: list[Decimal]) -> bool:
    telling = [value for value in values if value not in _INNOCENT]
    if len(values) >= _FEWEST_YEARS:
        return bool(telling)
    return len(telling) >= _FEWEST_TELLING and all(
        len(value.as_tuple().digits) >= _MANY_DIGITS and last_digit(value) < 1 for value in telling
    )


def _copied(case: Case, one: Row, other: Row, shared: Mapping[int, tuple[Value, Value]]) -> Finding:
    items = [value.item for pair in zip(*shared.values(), strict=True) for value in pair]
    values = "、".join(f"{year}年{in_words(pair[0].fact)}" for year, pair in sorted(shared.items()))
    names = tuple(_named(row) for row in (one, other))
    return Finding(
        check=CHECK,
        severity="warning",
        files=files_of(items),
        expected="不同指标的历年数值各自统计",
        found=values,
        message=f"{names[0]}与{names[1]}的数值完全相同：{values}",
        advice="请向两个提供单位分别核对原始台账，确认是否填错行或照抄。",
        locators=tuple(item.fact.locator for item in items),
        **about(case, *_more_doubtful(one, other, shared)),
    )


def _more_doubtful(one: Row, other: Row, years: Collection[int]) -> tuple[str, int | None]:
    """Return the measure of which papers state other values as well for the same years; the second where both are."""
    disputed = [sum(len(stated) > 1 for year, stated in _stated(row).items() if year in years) for row in (one, other)]
    row = one if disputed[0] > disputed[1] else other
    return row[0].id, row[1]


def _named(row: Row) -> str:
    indicator, sub, series, _ = row
    own = "" if series.of.name == indicator.measure(sub).name else f"“{series.of.name}”"
    return label(indicator, sub) + own


def _of_years(case: Case, indicator: Indicator, sub: int | None, values: Mapping[int, Value]) -> Iterator[Finding]:
    """Yield a finding for two years in a row with one value to the last of three digits; an area may well stay."""
    if indicator.measure(sub).direction not in ("at_least", "at_most") or is_change(indicator.measure(sub)):
        return
    for (year, before), (next_year, now) in pairwise(values.items()):
        if next_year == year + 1 and before.value == now.value and _is_telling(now.fact.value):
            items = [before.item, now.item]
            yield Finding(
                check=CHECK,
                severity="info",
                year=next_year,
                files=files_of(items),
                expected="各年数值分别统计",
                found=in_words(now.fact),
                message=f"{label(indicator, sub)}：{year}年和{next_year}年都是{in_words(now.fact)}，一位不差",
                advice="请核对是否把上一年的数值照抄到了下一年。",
                locators=tuple(item.fact.locator for item in items),
                **about(case, indicator.id, sub),
            )


def _of_targets(
    case: Case, indicator: Indicator, sub: int | None, series: Series, values: Mapping[int, Value]
) -> Iterator[Finding]:
    """Yield a finding for an actual value that is its target to the last of three digits; scores are set."""
    if any(part.unit == "分" for part in indicator.measure(sub).components):
        return
    for item in case.facts_of_county(indicator.id, sub):
        if (item.fact.role, item.fact.name) != ("target", series.of.name):
            continue
        target, actual = valued(item, series.unit), values.get(item.year)
        if target is None or actual is None or target.value != actual.value or not _is_telling(actual.fact.value):
            continue
        items = [item, actual.item]
        yield Finding(
            check=CHECK,
            severity="warning",
            year=item.year,
            files=files_of(items),
            expected="实际值由统计得出",
            found=in_words(actual.fact),
            message=f"{_named((indicator, sub, series, values))}："
            f"{item.year}年实际值{in_words(actual.fact)}与目标值一位不差",
            advice="请核对实际值是否由目标值代替，并提供统计依据。",
            locators=tuple(each.fact.locator for each in items),
            **about(case, indicator.id, sub),
        )


def _is_telling(value: Decimal) -> bool:
    """Tell whether a value has so many digits that two do not agree by chance."""
    digits = value.normalize()
    return value not in _INNOCENT and len(digits.as_tuple().digits) >= _TELLING_DIGITS and last_digit(value) < 1
