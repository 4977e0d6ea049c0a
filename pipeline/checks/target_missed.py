"""Finds values that miss their target: the dossier's number, or not getting worse."""

from collections.abc import Iterator

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.targets.against_days import TooFewDays, too_few_days
from pipeline.checks.targets.against_number import Missed, missed_numbers
from pipeline.checks.targets.against_year_before import Worse, worsened
from pipeline.checks.targets.by_components import FollowsLess, follows_less
from pipeline.checks.targets.of_components import missed_components
from pipeline.coverage.case import Case
from pipeline.coverage.cells import not_applicable
from pipeline.coverage.values import in_words
from schemas.edition import Indicator
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding

CHECK = "target-missed"
TITLE = "未达到目标"
SCOPE = "indicator"
_SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": ""}


def run(case: Case) -> CheckResult:
    """Compare every value of the whole county with the target, else with the year before."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator, sub in _applicable(case):
        compared, missed = missed_numbers(case, indicator, sub)
        pairs, worse = worsened(case, indicator, sub)
        of_days, too_few = too_few_days(case, indicator, sub)
        of_parts, beyond = missed_components(case, indicator, sub)
        of_shares, less = follows_less(case, indicator, sub)
        looked_at += compared + pairs + of_days + of_parts + of_shares
        findings += [_of_number(case, indicator, sub, found) for found in (*missed, *beyond)]
        findings += [_of_year_before(case, indicator, sub, found) for found in worse]
        findings += [_of_days(case, indicator, sub, found) for found in too_few]
        findings += [_of_share(case, indicator, sub, found) for found in less]
    return conclude(CHECK, TITLE, looked_at, findings, "没有可以与目标比较的数值。")


def _applicable(case: Case) -> Iterator[tuple[Indicator, int | None]]:
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            if not_applicable(indicator.id, sub, case.dossier) is None:
                yield indicator, sub


def _of_number(case: Case, indicator: Indicator, sub: int | None, missed: Missed) -> Finding:
    target = missed.target
    unit = target.unit or indicator.measure(sub).unit
    source = missed.source
    of_year = f"（{target.year}年目标）" if target.year is not None else ""
    if source is not None:
        of_year = f"（{source.file} 写明的{target.year}年目标）"
    expected = f"{_SIGNS[missed.bound]}{target.value:f}{unit}"
    stated = list(dict.fromkeys(_said(item.fact) for item in missed.values))
    found = "、".join(stated)
    named = missed.values[0].fact.name
    what = "" if named == indicator.measure(sub).name else f"“{named}”"
    remark = "" if target.year in (None, missed.year) else f"目标写明的年份是{target.year}年；"
    return Finding(
        check=CHECK,
        severity=missed.severity,
        year=missed.year,
        files=files_of([*missed.values, *([source] if source else [])]),
        expected=expected,
        found=found,
        message=f"{label(indicator, sub)}：{missed.year}年{what}为{found}，未达到{expected}{of_year}",
        advice=f"{remark}请核对数值和统计口径；确未达标的，说明原因和整改措施，或提供上级对该年的考核结论。",
        locators=tuple(item.fact.locator for item in [*missed.values, *([source] if source else [])]),
        **about(case, indicator.id, sub),
    )


def _said(fact: Fact) -> str:
    """Return a value in words, a fall as such: 下降8.9%."""
    is_fall = fact.role == "change" and fact.value < 0
    return f"下降{in_words(fact).replace('-', '', 1)}" if is_fall else in_words(fact)


def _of_days(case: Case, indicator: Indicator, sub: int | None, few: TooFewDays) -> Finding:
    items = [few.days.item, *([few.source] if few.source else [])]
    target = few.target
    days = f"{few.days.fact.name}{in_words(few.days.fact)}"
    expected = f"{_SIGNS[target.op or '>=']}{target.value:f}{target.unit or '%'}"
    where = f"（{quoted(few.source)}）" if few.source else ""
    return Finding(
        check=CHECK,
        severity="warning",
        year=few.year,
        files=files_of(items),
        expected=expected,
        found=in_words(few.days.fact),
        message=f"{label(indicator, sub)}：{few.year}年{days}，按全年有效监测计，"
        f"{few.in_full}，未达到{expected}{where}",
        advice=f"请提供全年有效监测天数和比例；有效监测天数不多于{few.most_monitored}天时才达到目标。",
        locators=tuple(item.fact.locator for item in items),
        **about(case, indicator.id, sub),
    )


def _of_share(case: Case, indicator: Indicator, sub: int | None, less: FollowsLess) -> Finding:
    items = [*less.parts, *([less.source] if less.source else [])]
    target = less.target
    expected = f"{_SIGNS[target.op or '>=']}{target.value:f}{target.unit or '%'}"
    parts = "，".join(dict.fromkeys(f"{item.fact.name}{in_words(item.fact)}" for item in less.parts))
    where = f"（{quoted(less.source)}）" if less.source else ""
    return Finding(
        check=CHECK,
        severity="warning",
        year=less.year,
        files=files_of(items),
        expected=expected,
        found=f"{less.value:.2f}%",
        message=f"{label(indicator, sub)}：{less.year}年没有写明比例，按{parts}计算为{less.value:.2f}%，"
        f"未达到{expected}{where}",
        advice="请核对分子、分母并写明比例；确未达标的，说明原因和整改措施。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, indicator.id, sub),
    )


def _of_year_before(case: Case, indicator: Indicator, sub: int | None, worse: Worse) -> Finding:
    before, now = worse.before.fact, worse.now.fact
    expected = f"不差于{worse.year - 1}年的{in_words(before)}"
    return Finding(
        check=CHECK,
        severity="error" if worse.sure else "warning",
        year=worse.year,
        files=tuple(dict.fromkeys((worse.now.file, worse.before.file))),
        expected=expected,
        found=in_words(now),
        message=f"{label(indicator, sub)}：{worse.year}年为{in_words(now)}，{expected}的要求未达到",
        advice="请核对两年的数值和统计口径是否一致；确有下降的，说明原因并提供依据。",
        locators=(now.locator, before.locator),
        **about(case, indicator.id, sub),
    )
