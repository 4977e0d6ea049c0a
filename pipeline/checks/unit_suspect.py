"""Finds numbers whose unit cannot be right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.changes import Change, changes
from pipeline.checks.arithmetic.claimed import documents_with_claims
from pipeline.checks.arithmetic.other_units import (
    LEAST_FACTOR,
    in_other_unit,
    is_number_of_other_unit,
    jumps,
    of_same_digits,
)
from pipeline.checks.arithmetic.recomputation import Recomputed, all_recomputed
from pipeline.checks.arithmetic.rules import Rule
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.arithmetic.wording import change_in_full, in_full
from pipeline.coverage.case import Case
from pipeline.coverage.series import LEVEL_ROLES, Name, Series, Value
from pipeline.coverage.values import Stated, in_words
from pipeline.numbers.units import convert, same_dimension
from schemas.claims import Amount, SlipKind
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "unit-suspect"
TITLE = "单位可疑"
SCOPE = "indicator"
# values closer together than this are all at one scale
_LEAST_SCALE = 9
_MANY_DIGITS = 4
_SLIPS: tuple[SlipKind, ...] = ("land_unit", "index_in_percent")
# no place has so much fine dust in its air over a year
_SMALL, _NO_AIR = "微克/立方米", 1000
_SCORES = frozenset({"", "分"})


def run(case: Case) -> CheckResult:
    """Look for % in place of 百分点, for values at another scale than the components, other years or documents say."""
    stated_changes = changes(case)
    computed = all_recomputed(case)
    series = list(case.series.values())
    findings = [
        *(_of_points(case, one) for one in stated_changes if _is_of_points(one)),
        *(_of_components(case, one) for one in computed if one.is_at_another_scale),
        *(found for each in series for found in _of_years(case, each)),
        *_in_two_units(case),
        *_of_scores(case),
        *_of_concentrations(case),
        *_of_targets(case),
        *(slips := slip_findings(case, CHECK, _SLIPS)),
    ]
    looked_at = len(stated_changes) + len(computed) + sum(len(each.years) for each in series) + len(slips)
    return conclude(CHECK, TITLE, looked_at, findings, "没有带单位的数值。")


def _label(case: Case, of: Name | Rule) -> str:
    return label(case.edition.by_id(of.indicator_id), of.sub)


def _is_of_points(one: Change) -> bool:
    return one.verdict in ("points", "percent") and not one.is_judged_as_rate


def _of_points(case: Case, one: Change) -> Finding:
    right = "个百分点" if one.verdict == "points" else "%"
    stated, items = f"{one.item.fact.value:f}{one.item.fact.unit}", [one.item, one.now.item, one.before.item]
    return Finding(
        check=CHECK,
        severity="warning",
        year=one.year,
        files=files_of(items),
        expected=f"{one.item.fact.value:f}{right}",
        found=stated,
        message=f"{_label(case, one.of)}：{one.year}年“{one.of.name}”的变化写为{stated}，"
        f"应为{one.item.fact.value:f}{right}："
        f"{change_in_full(one, in_percent=right == '%')}。{quoted(one.item)}",
        advice="两个百分比之差用“百分点”，相对变化用“%”，请更正。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.of.indicator_id, one.of.sub),
    )


def _of_components(case: Case, one: Recomputed) -> Finding:
    items = [one.stated.item, *(part.item for part in one.parts.values())]
    stated = in_words(one.stated.fact)
    return Finding(
        check=CHECK,
        severity="error",
        year=one.year,
        files=files_of(items),
        expected=in_full(one),
        found=stated,
        message=f"{_label(case, one.rule)}：{one.year}年“{one.rule.name}”写为{stated}，"
        f"按分项复算{in_full(one)}，数字相同而量级不同",
        advice="请核对该数值和各分项的单位（万、亿，公顷、亩，吨、万吨）。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.rule.indicator_id, one.rule.sub),
    )


def _of_years(case: Case, series: Series) -> Iterator[Finding]:
    """Yield a finding for each value at another scale than other documents say of its year, or than other years."""
    ends = [value.value for values in series.years.values() for value in values]
    units = {value.fact.unit for values in series.years.values() for value in values}
    if ends and 0 < max(ends) < (_LEAST_SCALE if len(units) == 1 else LEAST_FACTOR) * min(ends):
        return
    for year, values in series.years.items():
        first = values[0]
        apart = (
            value for value in values[1:] if value.fact.quote != first.fact.quote
        )  # else of county, towns, villages
        other = next((value for value in apart if power_of_ten(first.value, value.value) is not None), None)
        if other is not None:
            yield _of_scale(case, series, year, first, [other])
            continue
        twin = of_same_digits(first, values[1:])
        if twin is None and (twin := in_other_unit(series, year, first)) is not None and len(series.years) == 2:
            yield _of_scale(case, series, year, first, [twin]).model_copy(update={"year": None})  # which is wrong?
            continue
        if twin is not None:
            yield _of_scale(case, series, year, first, [twin])
            continue
        around = [value for near, found in series.years.items() if near != year for value in found]
        if len({value.item.year for value in around}) >= 2 and jumps(first, around):
            yield _of_scale(case, series, year, first, around[:3])


def _in_two_units(case: Case) -> Iterator[Finding]:
    """Yield a finding for each table that adds up the digits of a fact in another unit: 412.50米, 412.50公里.

    The fact may name no year; a number of two or three digits may be there by chance.
    """
    claimed = [(viewed, said) for viewed, said in documents_with_claims(case) if said.sums]
    if not claimed:
        return
    known = {one.id for one in case.edition.indicators}
    told: dict[Decimal, list[tuple[ViewedDocument, Fact]]] = defaultdict(list)
    for viewed in case.readable:
        for fact in viewed.facts:
            is_level = fact.role in LEVEL_ROLES and fact.indicator_id in known
            if is_level and len(fact.value.as_tuple().digits) >= _MANY_DIGITS:
                told[fact.value].append((viewed, fact))
    for viewed, particulars in claimed:
        amounts = [amount for claim in particulars.sums for amount in (claim.total, *claim.parts)]
        for amount in amounts:
            twin = next((pair for pair in told.get(amount.value, ()) if _is_twin(amount, pair[1])), None)
            if twin is not None:
                yield _of_two_units(case, viewed, amount, *twin)
                break


def _is_twin(amount: Amount, fact: Fact) -> bool:
    """Tell whether a number and a fact have the same telling digits in units that lie a power of ten apart."""
    if amount.unit == fact.unit or amount.locator == fact.locator or not same_dimension(amount.unit, fact.unit):
        return False
    return power_of_ten(amount.value, convert(fact.value, fact.unit, amount.unit)) is not None


def _of_two_units(case: Case, viewed: ViewedDocument, amount: Amount, other: ViewedDocument, fact: Fact) -> Finding:
    said, right = f"{amount.value:f}{amount.unit}", in_words(fact)
    file = viewed.document.file
    return Finding(
        check=CHECK,
        severity="warning",
        year=amount.year or fact.year,
        files=tuple(dict.fromkeys((file, other.document.file))),
        expected=right,
        found=said,
        message=f"{label(case.edition.by_id(fact.indicator_id), fact.sub)}：{file} 写作{said}，"
        f"{other.document.file} 写作{right}，数字相同而单位不同",
        advice="请核对表头、表中的单位（米、公里，公顷、平方公里，吨、万吨，元、万元）。",
        locators=tuple(dict.fromkeys((amount.locator, fact.locator))),
        **about(case, fact.indicator_id, fact.sub),
    )


def _of_scale(case: Case, series: Series, year: int, value: Value, others: Sequence[Value]) -> Finding:
    items = [value.item, *(other.item for other in others)]
    said = "、".join(f"{other.item.year}年{in_words(other.fact)}" for other in others)
    is_same = any(is_number_of_other_unit(value, other) for other in others)
    how = "数字几乎相同而单位不同" if is_same else "相差整十倍、整百倍或更多"
    return Finding(
        check=CHECK,
        severity="warning",
        year=year,
        files=files_of(items),
        expected=f"与{said}同一量级",
        found=in_words(value.fact),
        message=f"{_label(case, series.of)}：{year}年{series.of.scope}“{series.of.name}”为{in_words(value.fact)}，"
        f"与{said}{how}，可能写错单位。{quoted(value.item)}",
        advice="请核对单位（万、亿，公顷、亩，吨、万吨）和小数点。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, series.of.indicator_id, series.of.sub),
    )


def _of_concentrations(case: Case) -> Iterator[Finding]:
    """Yield a finding for each yearly mean that no air ever had, with the digits of one in a smaller unit: 27毫克."""
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            units = {part.name for part in measure.components if part.unit == _SMALL}
            for of, items in case.facts_alike(indicator.id, sub).items() if units else ():
                if of.name not in units or of.unit == _SMALL or not same_dimension(of.unit, _SMALL):
                    continue
                for item in items:
                    if convert(item.fact.value, of.unit, _SMALL) >= _NO_AIR:
                        yield _of_dimension(case, indicator.id, sub, item, _SMALL)


def _of_scores(case: Case) -> Iterator[Finding]:
    """Yield a finding for each value in a unit that the measure cannot have: an index in %."""
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            for of, items in case.facts_alike(indicator.id, sub).items() if measure.is_quantitative else ():
                if of.name != measure.name or of.role != "actual":
                    continue
                if measure.unit == "":
                    fits = of.unit in _SCORES
                else:
                    fits = not of.unit or same_dimension(of.unit, measure.unit) or of.unit == "百分点"
                if not fits:
                    yield from (_of_dimension(case, indicator.id, sub, item, measure.unit) for item in items)


def _of_targets(case: Case) -> Iterator[Finding]:
    """Yield a finding for each target of the dossier in % for what is an index without a unit."""
    for indicator in case.edition.indicators if case.is_whole else ():
        entry = case.dossier.entry(indicator.id)
        for sub, measure in indicator.measures():
            target = entry.target_of(sub) if entry and entry.applicable else None
            if measure.unit or not measure.is_quantitative or target is None or target.unit != "%":
                continue
            yield Finding(
                check=CHECK,
                severity="warning",
                year=target.year,
                expected="没有单位的指数",
                found=target.text,
                message=f"{label(indicator, sub)}：任务分解表的目标写作{target.text}，该指标应是没有单位的指数，"
                "不是百分比",
                advice="请核对任务分解表和规划原文，改正目标的单位。",
                **about(case, indicator.id, sub),
            )


def _of_dimension(case: Case, indicator_id: str, sub: int | None, item: Stated, right: str) -> Finding:
    indicator = case.edition.by_id(indicator_id)
    expected = f"单位为{right}" if right else "没有单位的指数"
    should_be = f"的单位应为{right}" if right else "应是没有单位的指数"
    return Finding(
        check=CHECK,
        severity="warning",
        year=item.year,
        files=(item.file,),
        expected=expected,
        found=in_words(item.fact),
        message=f"{label(indicator, sub)}：{item.year}年写为{in_words(item.fact)}，该指标{should_be}。{quoted(item)}",
        advice="请核对该数值是否属于本指标，单位是否写错。",
        locators=(item.fact.locator,),
        **about(case, indicator_id, sub),
    )
