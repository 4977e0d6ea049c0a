"""Finds totals that are not the sum of their parts."""

from decimal import Decimal

from pipeline.checks import conclude
from pipeline.checks.arithmetic.claimed import about_claim, can_block, documents_with_claims, year_of_claim
from pipeline.checks.arithmetic.sums import Added, added
from pipeline.coverage.case import Case
from schemas.claims import Amount
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "sum-mismatch"
TITLE = "合计与分项之和不符"
SCOPE = "document"
MAX_SPELT = 12


def run(case: Case) -> CheckResult:
    """Add up every total whose parts stand beside it, in running text and tables, and every counted list of names.

    Numbers of things counted are exact; of measured parts each may be off by half a unit of its last printed digit,
    the total by one. Parts under 其中 need not add up: only a single part above the total is a fault.
    """
    found: list[tuple[ViewedDocument, Added]] = []
    for viewed, particulars in documents_with_claims(case):
        found.extend((viewed, one) for claim in particulars.sums if (one := added(claim)) is not None)
    findings = [_finding(case, viewed, one) for viewed, one in found if one.verdict != "agrees"]
    return conclude(CHECK, TITLE, len(found), findings, "没有一处合计同时写有分项。")


def _finding(case: Case, viewed: ViewedDocument, one: Added) -> Finding:
    claim = one.claim
    is_sure = one.verdict == "differs" and not one.is_of_names and not claim.is_apart and can_block(viewed)
    expected, said = _expected(one), claim.total.raw
    return Finding(
        check=CHECK,
        severity="error" if is_sure else "warning",
        year=year_of_claim(viewed, claim.total),
        files=(viewed.document.file,),
        expected=expected,
        found=said,
        message=f"{viewed.document.file}：“{claim.name}”写作{said}，{_recomputed(one)}。“{claim.quote}”",
        advice=_advice(one),
        locators=tuple(dict.fromkeys((claim.total.locator, *(part.locator for part in claim.parts)))),
        **about_claim(case, viewed, (claim.total, *claim.parts), claim.name),
    )


def _expected(one: Added) -> str:
    if one.verdict == "exceeds":
        return f"不小于其中一项{max(one.parts):f}{one.claim.total.unit}"
    return f"{len(one.parts)}{one.claim.total.unit}" if one.is_of_names else _spelt(one)


def _recomputed(one: Added) -> str:
    if one.verdict == "exceeds":
        return f"而其中一项为{max(one.parts):f}{one.claim.total.unit}，大于总数"
    if one.is_of_names:
        return f"列出的为{len(one.parts)}个（{'、'.join(part.raw for part in one.claim.parts[:MAX_SPELT])}）"
    return f"{'另一处写明的' if one.claim.is_apart else ''}各分项之和{_spelt(one)}"


def _spelt(one: Added) -> str:
    """Return the whole sum: 6＋40＝46种; of very many parts the first, the last."""
    terms = [_plain(part, value) for part, value in zip(one.claim.parts, one.parts, strict=True)]
    if len(terms) > MAX_SPELT:
        terms = [*terms[: MAX_SPELT - 1], f"…（共{len(terms)}项）", terms[-1]]
    return f"{'＋'.join(terms)}＝{one.value:f}{one.claim.total.unit}"


def _plain(part: Amount, value: Decimal) -> str:
    return f"{part.value if part.value == value else value.normalize():f}"


def _advice(one: Added) -> str:
    if one.verdict == "exceeds":
        return "请提供单位核对总数和其中项各是多少，更正写错的一个。"
    rounding = "" if one.is_of_names else "；计数须一致，计量值已允许各分项和合计末位的进舍误差"
    return f"请提供单位核对合计和各分项，更正写错的一个或补上遗漏的分项{rounding}。"
