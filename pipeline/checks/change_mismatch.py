"""Finds rises and falls that their own levels contradict."""

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.changes import Change, changes
from pipeline.checks.arithmetic.wording import change_in_full
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding

CHECK = "change-mismatch"
TITLE = "增减幅度与两年数值不符"


def run(case: Case) -> CheckResult:
    """Compute every stated change from the levels of the two years; % and 百分点 are kept apart."""
    found = list(changes(case))
    findings = [_finding(case, one) for one in found if one.verdict in ("opposite", "differs")]
    return conclude(CHECK, TITLE, len(found), findings, "没有一处增减幅度同时写有两年的数值。")


def _finding(case: Case, one: Change) -> Finding:
    items = [one.item, one.now.item, one.before.item]
    stated = _in_words(one)
    recomputed = change_in_full(one)
    indicator = case.edition.by_id(one.of.indicator_id)
    contrary = "升降方向相反，" if one.verdict == "opposite" else ""
    return Finding(
        check=CHECK,
        severity="error" if one.verdict == "opposite" or one.is_of_one_document else "warning",
        year=one.year,
        files=files_of(items),
        expected=recomputed,
        found=stated,
        message=f"{label(indicator, one.of.sub)}：{one.year}年“{one.of.name}”写为较{one.base_year}年{stated}，"
        f"{contrary}按两年数值复算，{recomputed}。{quoted(one.item)}",
        advice="请核对两年的数值和升降幅度，更正写错的一个；比率之差应写“百分点”。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, one.of.indicator_id, one.of.sub),
    )


def _in_words(one: Change) -> str:
    way = "上升" if one.stated > 0 else "下降"
    return f"{way}{abs(one.stated):f}{one.item.fact.unit}"
