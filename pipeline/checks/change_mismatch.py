"""Finds rises and falls that their own levels contradict."""

from collections.abc import Iterable, Iterator

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.changes import Change, Verdict, changes
from pipeline.checks.arithmetic.changes_of_days import ChangeOfDays, changes_of_days
from pipeline.checks.arithmetic.claimed import (
    about_claim,
    can_block,
    documents_with_claims,
    is_judged_here,
    year_of_claim,
)
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.arithmetic.told_changes import ToldChange, told_change
from pipeline.checks.arithmetic.wording import change_in_full
from pipeline.coverage.case import Case
from schemas.claims import SlipKind
from schemas.finding import CheckResult, Finding, Severity

CHECK = "change-mismatch"
TITLE = "增减幅度与两年数值不符"
SCOPE = "indicator"
_SLIPS: tuple[SlipKind, ...] = ("wrong_way",)
_WRONG: tuple[Verdict, ...] = ("opposite", "differs", "unlikely", "loose", "either", "off_print")
# a rate that a formula computes is judged as such: of its rises and falls only these are told with weight here
_OF_RATES: tuple[Verdict, ...] = ("opposite", "unlikely", "off_print")
_REMARKS: dict[Verdict, str] = {
    "either": "；两个比率正好相差这么多，说的如是两数之差，应写“百分点”",
    "unlikely": "，考虑四舍五入也得不出所写的幅度",
    "off_print": "；浓度按整数发布，升降幅度应按发布的数值计算",
    "loose": "，只有两个数值都经过较大的四舍五入，才会得出所写的幅度",
}


def run(case: Case) -> CheckResult:
    """Compute every stated change from the levels of the two years; % and 百分点 are kept apart.

    Then every other change whose sentence states both levels (由41.8%提高到42.5%，提高0.7个百分点).
    """
    found = changes(case)
    told = list(_told(case, found))
    of_days, in_points = changes_of_days(case)
    slips = slip_findings(case, CHECK, _SLIPS)
    looked_at = len(found) + len(told) + of_days + len(slips)
    findings = [
        *slips,
        *(_finding(case, one) for one in found if one.verdict in _WRONG),
        *(_told_finding(case, one) for one in told if one.verdict != "agrees"),
        *(_finding_of_days(case, one) for one in in_points),
    ]
    return conclude(CHECK, TITLE, looked_at, findings, "没有一处增减幅度同时写有两年的数值。")


def _told(case: Case, judged: Iterable[Change]) -> Iterator[ToldChange]:
    """Yield the changes of sentences that were not judged as facts."""
    known = {(one.item.viewed.document.sha256, one.item.fact.locator, abs(one.item.fact.value)) for one in judged}
    for viewed, particulars in documents_with_claims(case):
        for claim in particulars.changes:
            is_here = is_judged_here(case, viewed, claim.stated)
            if is_here and (one := told_change(viewed, claim, known)) is not None:
                yield one


def _finding(case: Case, one: Change) -> Finding:
    items = [one.item, one.now.item, one.before.item]
    stated = _in_words(one)
    recomputed = change_in_full(one)
    indicator = case.edition.by_id(one.of.indicator_id)
    contrary = "升降方向相反，" if one.verdict == "opposite" else ""
    return Finding(
        check=CHECK,
        severity="info"
        if one.is_judged_as_rate and one.verdict not in _OF_RATES
        else _severity(one.verdict, is_sure=_is_sure(one)),
        year=one.year,
        files=files_of(items),
        expected=recomputed,
        found=stated,
        message=f"{label(indicator, one.of.sub)}：{one.year}年“{one.of.name}”写为较{one.base_year}年{stated}，"
        f"{contrary}按两年数值复算，{recomputed}{_REMARKS.get(one.verdict, '')}。{quoted(one.item)}",
        advice="请核对两年的数值和升降幅度，更正写错的一个；比率之差应写“百分点”。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.of.indicator_id, one.of.sub),
    )


def _is_sure(one: Change) -> bool:
    return one.verdict == "opposite" or (one.is_of_one_document and not one.is_base_untold)


def _severity(verdict: Verdict, *, is_sure: bool) -> Severity:
    if verdict in ("loose", "either"):
        return "info"
    return "error" if is_sure and verdict not in ("unlikely", "off_print") else "warning"


def _in_words(one: Change) -> str:
    way = "上升" if one.stated > 0 else "下降"
    return f"{way}{abs(one.stated):f}{'个' if one.item.fact.unit == '百分点' else ''}{one.item.fact.unit}"


def _told_finding(case: Case, one: ToldChange) -> Finding:
    claim, file = one.claim, one.viewed.document.file
    is_of_unit = one.verdict in ("points", "percent")
    stated = f"{'上升' if claim.stated.value > 0 else '下降'}{claim.stated.raw}"
    levels = tuple(level for level in (claim.earlier, claim.later) if level is not None)
    contrary = "升降方向相反，" if one.verdict == "opposite" else ""
    return Finding(
        check=CHECK,
        severity=_severity(one.verdict, is_sure=not is_of_unit and can_block(one.viewed)),
        year=year_of_claim(one.viewed, claim.stated),
        files=(file,),
        expected=one.in_full,
        found=stated,
        message=f"{file}：“{claim.name}”写为{stated}，{contrary}按同一句中的两个数值复算，{one.in_full}"
        f"{_REMARKS.get(one.verdict, '')}。“{claim.quote}”",
        advice="请核对前后两个数值和升降幅度，更正写错的一个；比率之差应写“百分点”，相对变化用“%”。",
        locators=tuple(dict.fromkeys((claim.stated.locator, *(level.locator for level in levels)))),
        **about_claim(case, one.viewed, (claim.stated, *levels), claim.name),
    )


def _finding_of_days(case: Case, one: ChangeOfDays) -> Finding:
    items = [one.item, one.now.item, one.before.item]
    stated = f"{one.item.fact.value:f}%"
    return Finding(
        check=CHECK,
        severity="warning",
        year=one.item.year,
        files=files_of(items),
        expected=f"{one.item.fact.value:f}个百分点",
        found=stated,
        message=f"{label(case.edition.by_id(one.indicator_id), one.sub)}：{one.item.year}年“{one.measure.name}”的变化"
        f"写为{stated}，按天数复算，{one.in_full}，应为百分点。{quoted(one.item)}",
        advice="两个百分比之差用“百分点”，相对变化用“%”；请补充两年的比例和全年有效监测天数。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.indicator_id, one.sub),
    )
