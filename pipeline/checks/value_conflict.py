"""Finds values of one name for one year that contradict each other."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.across import AT_OWN_PRICES, PRICED, at_constant_prices, shared_components
from pipeline.checks.arithmetic.scale import is_in_other_unit, power_of_ten
from pipeline.checks.arithmetic.stocks import Broken, broken_stocks
from pipeline.checks.arithmetic.undated import Apart, undated_apart
from pipeline.coverage.case import Case
from pipeline.coverage.kinds import clause_before, kind_words
from pipeline.coverage.series import Name, Value
from pipeline.coverage.values import in_words
from pipeline.numbers.misprints import is_one_digit_off
from pipeline.numbers.units import is_counter
from schemas.document import Document
from schemas.finding import CheckResult, Finding, Severity
from schemas.formula import parse_formula
from schemas.locator import CellLocator

CHECK = "value-conflict"
TITLE = "数值前后不一"
SCOPE = "indicator"
# what a share is a share of, where it is but a part of a measure: 46个居民小区, 118家公共机构
_COUNTED = re.compile(r"小区|机构|学校|企业|经营(?:性)?单位|行政村|社区|宾馆|商场")
# who looks after what is counted: 6个国控断面, 12个市控断面
_CONTROLLED = re.compile(r"[国省市县]+控(?=断面|点位|水体|站)")
# the text itself says why the figure differs from one published before
_REVISED = re.compile(r"修订|更正|订正|勘误|调整后|最终核实|核定后|快报|初步统计|初步核算|预计|原(?:为|报|公布)")
_COMPARES = re.compile(r"一致|相符|接近|不同|差异|高于|低于|相比|口径")
# one amount of a paper that is so many times another is of something else
_MOST_TIMES = 3
# so many characters of a cut sentence are no chance
_LEAST_SHARED = 8
_PLACES = frozenset("个处条家座")
# whom a number counts: some of all
_CIRCLE = re.compile(
    r"女|男|党员|[国省市县乡镇村区]级|专职|兼职|民间|志愿|义务|其中|新增|新任|调整|总河|副(?![科处县局厅]级)"
)


def run(case: Case) -> CheckResult:
    """Look at every name and year for which two values or more are stated, then at stocks carried over years."""
    looked_at = 0
    findings: list[Finding] = []
    for series in case.series.values():
        for year, values in series.years.items():
            if len(values) < 2:
                continue
            looked_at += 1
            if _are_surely_one(values):
                continue
            standing = _standing(case, values)
            groups = max(
                (
                    _without_companions(_apart(circle))
                    for circle in _circles(standing, is_measure=_is_measure(case, series.of))
                ),
                key=len,
                default=[],
            )
            if len(groups) < 2 or _differ_by_scale(groups):
                continue
            is_apart = _is_at_own_prices(series.of, groups) or _is_named_otherwise(case, series.of, groups)
            if not _are_other_things(groups) and not is_apart:
                findings.append(_careful(_finding(case, series.of, year, groups), series.of, groups))
    stocks, broken = broken_stocks(case)
    findings += [_of_stock(case, one) for one in broken]
    undated, apart = undated_apart(case)
    findings += [_of_undated(case, one) for one in apart]
    return conclude(CHECK, TITLE, looked_at + stocks + undated, findings, "没有一个数值被两处材料同时写到。")


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
        groups = _apart(shared.values)
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


def _standing(case: Case, values: Sequence[Value]) -> list[Value]:
    """Return values but those of a paper that another of them ends or corrects, as it says itself or a person said.

    What is told of several (苇河、柏溪岸线177公里) is not the last one's either.
    """
    stated = {value.item.viewed.document.sha256 for value in values}
    standing = [value for value in values if not _is_corrected(case, value.item.viewed.document, stated)]
    return [value for value in standing if f"、{value.fact.subject}" not in value.fact.quote or not value.fact.subject]


def _is_corrected(case: Case, older: Document, stated: Container[str]) -> bool:
    link = case.revisions.get(older.sha256)
    if link is None or link.newer not in stated:
        return False
    newer = case.successors.get(older.sha256)
    says_so = newer is not None and _REVISED.search(newer.document.title or "") is not None
    return says_so or link.basis in ("repealed", "person")


def _is_measure(case: Case, name: Name) -> bool:
    return case.edition.by_id(name.indicator_id).measure(name.sub).name == name.name


def _circles(values: Sequence[Value], *, is_measure: bool) -> Iterator[list[Value]]:
    """Yield numbers of things by the circle that their words draw: 河长412人, 女性河长62人, 党员河长377人."""
    circles: dict[frozenset[str | bool], list[Value]] = defaultdict(list)
    for value in values:
        words = _CIRCLE.findall(clause_before(value.fact)) if is_counter(value.fact.unit) else []
        words += _CONTROLLED.findall(value.fact.quote) + kind_words(value.fact)
        if value.fact.unit == "%" and not is_measure:
            words += _COUNTED.findall(value.fact.quote)
        prices = at_constant_prices(value) if value.fact.name in PRICED else False
        circles[frozenset((*words, prices))].append(value)
    yield from circles.values()


def _are_surely_one(values: Sequence[Value]) -> bool:
    """Tell whether no two values are further apart than one unit of the finest print."""
    ends = [value.value for value in values]
    return max(ends) - min(ends) <= min(map(_unit_printed, values))


def _unit_printed(value: Value) -> Decimal:
    """Return one unit of the last printed digit, nothing for a number of things counted."""
    return (value.reach.high - value.reach.low) / 2


def _may_be_one(one: Value, other: Value) -> bool:
    """Tell whether two prints may be of one value: they differ by a unit of the coarser one's last digit at most."""
    return abs(one.value - other.value) <= max(_unit_printed(one), _unit_printed(other))


def _apart(values: Sequence[Value]) -> list[list[Value]]:
    """Sort values into groups that may be one value, revised or preliminary ones left out; the largest group first."""
    groups: list[list[Value]] = []
    for value in sorted(values, key=lambda value: value.reach.high - value.reach.low):
        if _REVISED.search(value.fact.quote):
            continue
        fitting = next((group for group in groups if _may_be_one(group[0], value)), None)
        if fitting is None:
            groups.append([value])
        else:
            fitting.append(value)
    return sorted(groups, key=len, reverse=True)


def _without_companions(groups: Sequence[list[Value]]) -> list[list[Value]]:
    """Return groups without values whose own sentence states that of most as well: it tells the two apart.

    由7.1%降为0: whichever year the first is of, the sentence does not contradict those who say 0.
    """
    most = [(value.item.viewed, value.fact.quote) for group in groups[:1] for value in group]
    others = [[value for value in group if (value.item.viewed, value.fact.quote) not in most] for group in groups[1:]]
    return [*groups[:1], *(group for group in others if group)]


def _differ_by_scale(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether the values are the same digits at another scale, which is a wrong unit: another check's."""
    first = groups[0][0]
    return all(
        power_of_ten(first.value, group[0].value) is not None or is_in_other_unit(first, group[0])
        for group in groups[1:]
    )


def _are_other_things(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether the values are of things that their words, their rows, their columns, their sizes tell apart."""
    if _are_of_one_sentence(groups) or _are_of_rows(groups) or _are_of_one_row(groups) or _are_told_apart(groups):
        return True
    return _are_worlds_apart(groups) and _are_known_together(groups)


def _are_known_together(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether each paper that states another value than most states theirs as well."""
    most = {value.item.viewed.document.sha256 for value in groups[0]}
    return all(value.item.viewed.document.sha256 in most for group in groups[1:] for value in group)


def _are_of_one_document(groups: Sequence[Sequence[Value]]) -> bool:
    return len({value.item.viewed.document.sha256 for group in groups for value in group}) == 1


def _are_worlds_apart(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one amount is many times the other, which no slip of the pen makes it: 363天, 缺测2天."""
    ends = sorted(abs(group[0].value) for group in groups)
    return groups[0][0].fact.unit != "%" and ends[-1] > _MOST_TIMES * ends[0]


def _are_of_one_row(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether all values stand in one row of a table, whose columns are of other things: 全县, 县城, 乡镇."""
    places = [value.fact.locator for group in groups for value in group]
    rows = {(place.table, place.row) for place in places if isinstance(place, CellLocator)}
    return len(rows) == 1 and all(isinstance(place, CellLocator) for place in places) and _are_of_one_document(groups)


def _are_of_one_sentence(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one sentence states all the values: then they are of different things that it tells apart."""
    first = groups[0][0]
    return all(
        value.item.viewed is first.item.viewed and (value.fact.quote == first.fact.quote or _is_cut(first, value))
        for group in groups
        for value in group
    )


def _is_cut(one: Value, other: Value) -> bool:
    """Tell whether two quotes are cut from one sentence, where the end of one that holds both values opens the other.

    优良比例80.0%，比上年（10个断面，占62.5%）; 上年（10个断面，占62.5%）提高17.5个百分点
    """
    for early, late in permutations((one.fact, other.fact)):
        start = early.quote.rfind(late.quote[:_LEAST_SHARED])
        is_shared = start >= 0 and late.quote.startswith(early.quote[start:]) and late.value_raw in early.quote[start:]
        if is_shared and early.value_raw in early.quote[:start]:
            return True
    return False


def _are_told_apart(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether a text knows of both: it compares them itself, or some are the parts of another (319＋190＝509)."""
    for group, other in permutations(groups, 2):
        if any(_tells(value, other) or _counts_both(value, other) for value in group):
            return True
    values = sorted((group[0].value for group in groups), reverse=True)
    return len(values) > 2 and values[0] == sum(values[1:])


def _counts_both(value: Value, other: Sequence[Value]) -> bool:
    """Tell whether the words around a number of things hold the other as well: 8个监测断面有7个达到."""
    fact = value.fact
    return fact.unit in _PLACES and any(
        re.search(rf"(?<![\d.]){re.escape(each.fact.value_raw)}", fact.quote)
        and each.fact.value_raw != fact.value_raw
        and fact.value_raw[-1:] in _PLACES
        for each in other
    )


def _tells(value: Value, other: Sequence[Value]) -> bool:
    """Tell whether the words around a value hold the other one, as another source's: 与调查结果（95.6%）一致."""
    quote = value.fact.quote
    return _COMPARES.search(quote) is not None and any(
        each.item.viewed is not value.item.viewed and each.fact.value_raw in quote for each in other
    )


def _are_of_rows(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether all values stand in one table in rows of other names: 野生动物（一级）, 野生动物（二级）."""
    places = [value.fact.locator for group in groups for value in group]
    if any(not isinstance(place, CellLocator) for place in places):
        return False
    files = {value.item.viewed.document.sha256 for group in groups for value in group}
    names = [{value.fact.quote.split(" ")[0] for value in group} for group in groups]
    tables = {place.table for place in places if isinstance(place, CellLocator)}
    return len(files) == len(tables) == 1 and not set.intersection(*names)


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
    if _are_of_one_document(groups):
        return "warning"
    first, second = groups[0][0], groups[1][0]
    is_listed = any(one.fact.role != "actual" and one.item.viewed.document.kind == "list" for one in (first, second))
    if first.reach.meets(second.reach) or is_listed or _are_worlds_apart(groups):
        return "warning"
    sides = [next((v for v in group if v.fact.year is not None and not v.fact.approx), None) for group in groups[:2]]
    return "error" if all(side is not None for side in sides) else "warning"


def _what(name: Name, measure: str) -> str:
    """Return whose value it is, where that is not the measure of the whole county."""
    own = "" if name.name == measure else f"“{name.name}”"
    return f"{name.scope}{own}" if name.scope else own
