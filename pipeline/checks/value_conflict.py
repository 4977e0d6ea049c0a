"""Finds values of one name for one year that contradict each other."""

from collections.abc import Sequence
from itertools import permutations

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.across import AT_OWN_PRICES, PRICED, shared_components
from pipeline.checks.arithmetic.changes_apart import changes_apart
from pipeline.checks.arithmetic.circles import are_surely_one, circles, groups_of, standing_values, without_companions
from pipeline.checks.arithmetic.scale import is_in_other_unit, power_of_ten
from pipeline.checks.arithmetic.stocks import Broken, broken_stocks
from pipeline.checks.arithmetic.told_apart import are_of_one_document, are_other_things, are_worlds_apart
from pipeline.checks.arithmetic.undated import Apart, undated_apart
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Value
from pipeline.coverage.values import in_words
from pipeline.numbers.misprints import is_one_digit_off
from schemas.finding import CheckResult, Finding, Severity
from schemas.formula import parse_formula

CHECK = "value-conflict"
TITLE = "数值前后不一"
SCOPE = "indicator"


def run(case: Case) -> CheckResult:
    """Look at every name and year for which two values or more are stated, then at stocks carried over years."""
    looked_at = 0
    findings: list[Finding] = []
    for series in case.series.values():
        for year, values in series.years.items():
            if len(values) < 2:
                continue
            looked_at += 1
            if are_surely_one(values):
                continue
            of_circles = circles(case, standing_values(case, values), is_measure=_is_measure(case, series.of))
            groups = max((without_companions(groups_of(circle)) for circle in of_circles), key=len, default=[])
            if len(groups) < 2 or _differ_by_scale(groups):
                continue
            is_apart = _is_at_own_prices(series.of, groups) or _is_named_otherwise(case, series.of, groups)
            if not are_other_things(groups) and not is_apart:
                findings.append(_careful(_finding(case, series.of, year, groups), series.of, groups))
    stocks, broken = broken_stocks(case)
    findings += [_of_stock(case, one) for one in broken]
    undated, apart = undated_apart(case)
    findings += [_of_undated(case, one) for one in apart]
    changes, told_apart = changes_apart(case)
    findings += [
        _finding(case, one.of, one.year, [[value] for value in one.values]).model_copy(update={"severity": "warning"})
        for one in told_apart
    ]
    return conclude(CHECK, TITLE, looked_at + stocks + undated + changes, findings, "没有一个数值被两处材料同时写到。")


def _careful(finding: Finding, name: Name, groups: Sequence[Sequence[Value]]) -> Finding:
    """Return a finding as a warning where two products may be told at two prices, but for a wrong digit."""
    if name.name not in PRICED or is_one_digit_off(groups[0][0].value, groups[1][0].value):
        return finding
    return finding.model_copy(update={"severity": "warning"})


def _is_at_own_prices(name: Name, groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one product is said to be at the year's own prices and the other is not, but for a wrong digit."""
    if name.name not in PRICED or is_one_digit_off(groups[0][0].value, groups[1][0].value):
        return False
    return len({any(AT_OWN_PRICES.search(value.fact.quote) for value in group) for group in groups[:2]}) > 1


def _is_named_otherwise(case: Case, name: Name, groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether a paper of one side tells the other's number as a part, or as what may stand in its place.

    污水处理厂达标排放量 of all that is discharged, 可收集量 for 产生总量: two papers mean two things by one word.
    """
    others = _names_beside(case, name)
    for group, other in permutations(groups[:2], 2):
        told = {fact.value for value in group for fact in value.item.viewed.facts if fact.name in others}
        if any(value.fact.value in told for value in other):
            return True
    return False


def _names_beside(case: Case, name: Name) -> frozenset[str]:
    """Return the parts that a component is added up from, and what another formula has in its place."""
    measure = case.edition.by_id(name.indicator_id).measure(name.sub)
    below = next((part.formula for part in measure.components if part.name == name.name), "")
    parts = parse_formula(below).names if below and "+" in below else frozenset()
    own = parse_formula(measure.formula).names if measure.formula else frozenset()
    if name.name not in own:
        return parts
    return parts.union(*(parse_formula(text).names - own for text in measure.other_formulas if text))


def run_across(case: Case) -> CheckResult:
    """Look at every number that several measures are made of: 地区生产总值 beside energy is that beside water."""
    looked_at = 0
    findings: list[Finding] = []
    for shared in shared_components(case):
        looked_at += 1
        groups = groups_of(shared.values)
        measures = [{value.fact.indicator_id for value in group} for group in groups]
        if len(groups) < 2 or _differ_by_scale(groups) or set.intersection(*measures):
            continue
        # at what prices a product is told stands in a table's head, or nowhere: only a wrong digit is no other price
        if shared.of.name not in PRICED or is_one_digit_off(groups[0][0].value, groups[1][0].value):
            found = _finding(case, shared.of, shared.year, groups)
            findings.append(found.model_copy(update={"severity": "warning"}))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一个数值被两处材料同时写到。")


def _of_stock(case: Case, one: Broken) -> Finding:
    items = [value.item for value in one.values]
    indicator = case.edition.by_id(one.of.indicator_id)
    return Finding(
        check=CHECK,
        severity="warning",
        year=one.year,
        files=files_of(items),
        expected=one.expected,
        found=one.found,
        message=f"{label(indicator, one.of.sub)}：{one.in_full}。{quoted(items[0])}；{quoted(items[1])}",
        advice="请核对各年的产生量、利用处置量、年末贮存量和其中动用往年贮存的数量。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.of.indicator_id, one.of.sub),
    )


def _of_undated(case: Case, apart: Apart) -> Finding:
    (viewed, fact), (other, another) = apart
    indicator = case.edition.by_id(fact.indicator_id)
    files = tuple(dict.fromkeys((viewed.document.file, other.document.file)))
    said = f"{in_words(fact)}、{in_words(another)}"
    return Finding(
        check=CHECK,
        severity="warning",
        files=files,
        expected="同一口径只有一个数值",
        found=said,
        message=f"{label(indicator, fact.sub)}：“{fact.name}”有不同数值 {said}，只差一个数字，前者没有写明年份。"
        f"{viewed.document.file}“{fact.quote}”；{other.document.file}“{another.quote}”",
        advice="请核对是否笔误，统一数值，并写明年份。",
        locators=(fact.locator, another.locator),
        **about(case, fact.indicator_id, fact.sub),
    )


def _is_measure(case: Case, name: Name) -> bool:
    return case.edition.by_id(name.indicator_id).measure(name.sub).name == name.name


def _differ_by_scale(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether the values are the same digits at another scale, which is a wrong unit: another check's."""
    first = groups[0][0]
    return all(
        power_of_ten(first.value, group[0].value) is not None or is_in_other_unit(first, group[0])
        for group in groups[1:]
    )


def _finding(case: Case, name: Name, year: int, groups: Sequence[Sequence[Value]]) -> Finding:
    chosen = [group[0].item for group in groups]
    indicator = case.edition.by_id(name.indicator_id)
    values = "、".join(dict.fromkeys(in_words(item.fact) for item in chosen))
    what = _what(name, indicator.measure(name.sub).name)
    where = "；".join(quoted(item) for item in chosen[:4])
    return Finding(
        check=CHECK,
        severity=_severity(groups),
        year=year,
        files=files_of(chosen),
        expected="同一口径、同一年度只有一个数值",
        found=values,
        message=f"{label(indicator, name.sub)}：{year}年{what}有不同数值 {values}。{where}",
        advice="请核对统计口径、范围和时点，确定采用哪一个数值，并请提供单位更正其余材料或书面说明差异原因。",
        locators=tuple(item.fact.locator for item in chosen),
        **about(case, name.indicator_id, name.sub),
    )


def _severity(groups: Sequence[Sequence[Value]]) -> Severity:
    """An error where two documents state the year themselves, without 约, values that no two prints of one can be.

    What is many times the other, what a list (清单) adds up is asked about only: it may be of other things. Inside
    one document the rows or clauses may be of different things whose names were not told apart.
    """
    if are_of_one_document(groups):
        return "warning"
    first, second = groups[0][0], groups[1][0]
    is_listed = any(one.fact.role != "actual" and one.item.viewed.document.kind == "list" for one in (first, second))
    if first.reach.meets(second.reach) or is_listed or are_worlds_apart(groups):
        return "warning"
    sides = [next((v for v in group if v.fact.year is not None and not v.fact.approx), None) for group in groups[:2]]
    return "error" if all(side is not None for side in sides) else "warning"


def _what(name: Name, measure: str) -> str:
    """Return whose value it is, where that is not the measure of the whole county."""
    own = "" if name.name == measure else f"“{name.name}”"
    return f"{name.scope}{own}" if name.scope else own
