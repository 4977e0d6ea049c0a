"""Finds values that do not follow from their own components."""

from collections.abc import Iterable, Iterator

from pipeline.checks import about, conclude, files_of, label
from pipeline.checks.arithmetic.claimed import (
    about_claim,
    can_block,
    documents_with_claims,
    is_judged_here,
    year_of_claim,
)
from pipeline.checks.arithmetic.recomputation import Recomputed, all_recomputed
from pipeline.checks.arithmetic.told_ratios import ToldRatio, told_ratio
from pipeline.checks.arithmetic.wording import in_full, names_in_full, shown
from pipeline.coverage.case import Case
from pipeline.coverage.values import in_words
from schemas.finding import CheckResult, Finding

CHECK = "rate-mismatch"
TITLE = "比率与分子分母不符"
SCOPE = "indicator"


def run(case: Case) -> CheckResult:
    """Compute by the edition's formulas every value whose components are stated, then every other rate whose numerator
    and denominator stand beside it in one sentence or one row.

    Printed values are rounded or cut off: one unit of the last printed digit is allowed, of the value as of every
    component that was measured, not counted.
    """
    found = list(all_recomputed(case))
    wrong = [
        one
        for one in found
        if (not one.holds and not one.is_at_another_scale and not _is_told_the_wrong_way(one))
        or _is_not_quite_all(one)
        or (one.leans_on_the_untold and one.is_of_one_document and (one.is_of_one_sentence or not one.is_far_off))
    ]
    told = list(_told(case, found))
    findings = [
        *(_finding(case, one) for one in wrong),
        *(_told_finding(case, one) for one in told if not one.holds or one.is_not_quite_all),
    ]
    return conclude(CHECK, TITLE, len(found) + len(told), findings, "没有一个比率同时写有分子和分母。")


def _told(case: Case, computed: Iterable[Recomputed]) -> Iterator[ToldRatio]:
    """Yield the rates of documents that no formula of the edition has computed."""
    claims = [
        (viewed, claim)
        for viewed, particulars in documents_with_claims(case)
        for claim in particulars.ratios
        if is_judged_here(case, viewed, claim.stated)
    ]
    known = {
        (one.stated.item.viewed.document.sha256, one.stated.fact.locator, one.stated.fact.value)
        for one in (computed if claims else ())
    }
    for viewed, claim in claims:
        if (one := told_ratio(case, viewed, claim, known)) is not None:
            yield one


def _is_told_the_wrong_way(one: Recomputed) -> bool:
    """Tell whether only the direction of a change is wrong, told beside both its levels: another check says so."""
    particulars = one.stated.item.viewed.particulars
    if one.value * one.stated.value >= 0 or particulars is None:
        return False
    return any(
        claim.stated.locator == one.stated.fact.locator
        and claim.stated.value == one.stated.fact.value
        and claim.earlier is not None
        and claim.later is not None
        for claim in particulars.changes
    )


def _is_not_quite_all(one: Recomputed) -> bool:
    """Tell whether 100% is stated of what is not all: rounding makes 99.75% a hundred, a reviewer does not."""
    return one.holds and one.rule.unit == "%" and one.stated.value == 100 and one.reach.high < 100


def _finding(case: Case, one: Recomputed) -> Finding:
    rule = one.rule
    items = [one.stated.item, *(part.item for part in one.parts.values())]
    stated = in_words(one.stated.fact)
    of = f"{one.scope}“{rule.name}”" if one.scope or rule.name != rule.measure.name else ""
    return Finding(
        check=CHECK,
        severity="error" if _is_sure(one) else "info" if _is_harmless(one) else "warning",
        year=one.year,
        files=files_of(items),
        expected=in_full(one),
        found=stated,
        message=f"{label(case.edition.by_id(rule.indicator_id), rule.sub)}：{one.year}年{of}写为{stated}，"
        f"按{names_in_full(one)}复算，{in_full(one)}",
        advice="请核对分子、分母和比率各是多少，更正其中写错的一个；已允许末位一个单位的进舍误差。",
        locators=tuple(dict.fromkeys(item.fact.locator for item in items)),
        **about(case, rule.indicator_id, rule.sub),
    )


def _is_sure(one: Recomputed) -> bool:
    """Tell whether a value is surely wrong: by numbers of its own document, however optional ones are counted."""
    own = one.is_of_one_document and not one.stated.fact.approx
    return own and not one.holds and not one.is_far_off and not _is_harmless(one)


def _is_harmless(one: Recomputed) -> bool:
    return one.holds_without_options or one.is_at_other_prices


def _told_finding(case: Case, one: ToldRatio) -> Finding:
    claim = one.claim
    above, below = claim.numerator, claim.denominator
    parts = "×1000" if claim.stated.unit == "‰" else "×100"
    full = f"{above.raw}÷{below.raw}{parts}＝{shown(one.value, claim.stated.value)}{claim.stated.unit}"
    file = one.viewed.document.file
    where = "正文两处写明" if claim.is_apart else "同处"
    return Finding(
        check=CHECK,
        severity="error" if not one.holds and not claim.is_apart and can_block(one.viewed) else "warning",
        year=year_of_claim(one.viewed, claim.stated),
        files=(file,),
        expected=full,
        found=claim.stated.raw,
        message=f"{file}：“{claim.name}”写为{claim.stated.raw}，按{where}的分子、分母复算，{full}。“{claim.quote}”",
        advice="请核对分子、分母和比率各是多少，更正其中写错的一个；已允许末位一个单位的进舍误差。",
        locators=tuple(dict.fromkeys((claim.stated.locator, above.locator, below.locator))),
        **about_claim(case, one.viewed, (claim.stated, above, below), claim.name),
    )
