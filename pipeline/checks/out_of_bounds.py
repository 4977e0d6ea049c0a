"""Finds values that cannot be: shares over 100 %, amounts below zero, parts larger than their whole."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.targets.by_components import shares_of
from pipeline.coverage.case import Case
from pipeline.coverage.series import LEVEL_ROLES
from pipeline.coverage.values import Stated, in_unit, in_words, is_change
from schemas.claims import SlipKind
from schemas.edition import Indicator, Measure
from schemas.finding import CheckResult, Finding

CHECK = "out-of-bounds"
TITLE = "数值超出可能范围"
SCOPE = "indicator"
_SLIPS: tuple[SlipKind, ...] = ("over_whole",)
_LONGEST_YEAR_DAYS, _WHOLE = 366, 100
# a rise or fall may exceed any bound, either way
_CHANGES = ("幅度", "降低率", "下降率", "增长率", "提高率", "上升率")


def run(case: Case) -> CheckResult:
    """Look at every level that any document states, whatever it is of; at words that ask for more than 100 %."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            for item in case.facts(indicator.id, sub):
                if item.fact.role in LEVEL_ROLES and not item.fact.name.endswith(_CHANGES):
                    looked_at += 1
                    if bound := _bound_broken(item, measure):
                        findings.append(_finding(case, indicator, sub, item, bound))
            computed = list(_over_whole(case, indicator, sub, measure))
            looked_at += len(computed)
            findings += computed
    slips = slip_findings(case, CHECK, _SLIPS)
    return conclude(CHECK, TITLE, looked_at + len(slips), (*findings, *slips), "档案中还没有数值。")


def _over_whole(case: Case, indicator: Indicator, sub: int | None, measure: Measure) -> Iterator[Finding]:
    """Yield a finding for a part that is more than its whole where no paper tells the share: 使用236吨，回收263.4吨."""
    if measure.unit != "%" or not measure.formula or any(part.optional for part in measure.components):
        return
    told = {item.year for item in case.facts(indicator.id, sub) if item.fact.name == measure.name}
    seen: set[int] = set()
    for year, share, parts in shares_of(case, indicator, sub, measure):
        if share <= _WHOLE or year in told or year in seen or is_change(measure):
            continue
        seen.add(year)
        stated = "，".join(dict.fromkeys(f"{item.fact.name}{in_words(item.fact)}" for item in parts))
        yield Finding(
            check=CHECK,
            severity="warning",
            year=year,
            files=files_of(parts),
            expected="不超过100%",
            found=f"{share:.2f}%",
            message=f"{label(indicator, sub)}：{year}年{stated}，按此计算为{share:.2f}%，应不超过100%",
            advice="请核对分子、分母和单位，由提供单位更正。",
            locators=tuple(dict.fromkeys(item.fact.locator for item in parts)),
            **about(case, indicator.id, sub),
        )


def _finding(case: Case, indicator: Indicator, sub: int | None, item: Stated, bound: str) -> Finding:
    return Finding(
        check=CHECK,
        severity="error",
        year=item.year,
        files=(item.file,),
        expected=bound,
        found=in_words(item.fact),
        message=f"{label(indicator, sub)}：{item.year}年“{item.fact.name}”为{in_words(item.fact)}，"
        f"应{bound}。{quoted(item)}",
        advice="请核对数值、单位和小数点，由提供单位更正。",
        locators=(item.fact.locator,),
        **about(case, indicator.id, sub),
    )


def _bound_broken(item: Stated, measure: Measure) -> str:
    """Return the bound that a value breaks, in words; "" where it breaks none."""
    fact = item.fact
    if fact.value < 0 and not _may_be_negative(fact.name):
        return "不小于0"
    share = in_unit(fact.value, fact.unit, "%") if fact.unit in ("%", "‰") else None
    if share is not None and share > 100:
        return "不超过100%"
    if fact.unit == "天" and fact.value > _LONGEST_YEAR_DAYS and "天数" in fact.name:
        return f"不超过{_LONGEST_YEAR_DAYS}天"
    if measure.unit == "" and fact.name == measure.name and fact.unit in ("", "分") and fact.value > Decimal(100):
        return "不超过100"
    return ""


def _may_be_negative(name: str) -> bool:
    return name.startswith("环境限制指数")
