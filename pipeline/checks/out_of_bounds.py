"""Finds values that cannot be: shares over 100 %, amounts below zero, parts larger than their whole."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.checks import about, conclude, files_of, label, quoted
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.targets.by_components import shares_of
from pipeline.coverage.case import Case
from pipeline.coverage.facts import Told
from pipeline.coverage.series import LEVEL_ROLES
from pipeline.coverage.values import Stated, in_words, is_change
from schemas.claims import SlipKind
from schemas.edition import Indicator, Measure
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding

CHECK = "out-of-bounds"
TITLE = "数值超出可能范围"
SCOPE = "indicator"
_SLIPS: tuple[SlipKind, ...] = ("over_whole",)
_LONGEST_YEAR_DAYS, _WHOLE = Decimal(366), Decimal(100)
_WHOLES = {"%": _WHOLE, "‰": Decimal(1000)}
# a rise or fall may exceed any bound, either way
_CHANGES = ("幅度", "降低率", "下降率", "增长率", "提高率", "上升率")


def run(case: Case) -> CheckResult:
    """Look at every level that any document states, whatever it is of; at words that ask for more than 100 %."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            for of, items in case.facts_alike(indicator.id, sub).items():
                if of.role in LEVEL_ROLES and not of.name.endswith(_CHANGES):
                    looked_at += len(items)
                    broken = _out_of_bounds(items, _least(of), _most(of, measure))
                    findings += [_finding(case, indicator, sub, item, bound) for item, bound in broken]
            computed = list(_over_whole(case, indicator, sub, measure))
            looked_at += len(computed)
            findings += computed
    slips = slip_findings(case, CHECK, _SLIPS)
    return conclude(CHECK, TITLE, looked_at + len(slips), (*findings, *slips), "档案中还没有数值。")


def _over_whole(case: Case, indicator: Indicator, sub: int | None, measure: Measure) -> Iterator[Finding]:
    """Yield a finding for a part that is more than its whole where no paper tells the share: 使用236吨，回收263.4吨."""
    are_options = any(part.optional for part in measure.components)
    if measure.unit != "%" or not measure.formula or are_options or is_change(measure):
        return
    named = case.facts_alike(indicator.id, sub).items()
    told = {item.year for of, items in named if of.name == measure.name for item in items}
    seen: set[int] = set()
    for year, share, parts in shares_of(case, indicator, sub, measure, told):
        if share <= _WHOLE or year in seen:
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


def _out_of_bounds(
    items: Iterable[Stated], least: Decimal | None, most: Decimal | None
) -> Iterator[tuple[Stated, str]]:
    """Yield values that break a bound, with the bound in words."""
    for item in items:
        value = item.fact.value
        if least is not None and value < least:
            yield item, f"不小于{least:f}"
        elif most is not None and value > most:
            yield item, _not_above(item.fact, most)


def _least(of: Told) -> Decimal | None:
    """Return the least that a value may be, None where it may be below zero."""
    return None if of.name.startswith("环境限制指数") else Decimal(0)


def _most(of: Told, measure: Measure) -> Decimal | None:
    """Return the most that a value may be, in its own unit; None where nothing bounds it."""
    if of.unit in _WHOLES:
        return _WHOLES[of.unit]
    if of.unit == "天" and "天数" in of.name:
        return _LONGEST_YEAR_DAYS
    is_index = measure.unit == "" and of.name == measure.name and of.unit in ("", "分")
    return _WHOLE if is_index else None


def _not_above(fact: Fact, most: Decimal) -> str:
    if fact.unit in _WHOLES:
        return "不超过100%"
    return f"不超过{most:f}天" if fact.unit == "天" else f"不超过{most:f}"
