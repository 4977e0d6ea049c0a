"""Finds breaks in the numbering of headings, items, articles."""

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding
from schemas.particulars import NumberingGap
from schemas.view import ViewedDocument

CHECK = "numbering-gap"
TITLE = "序号不连续"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at every numbered heading or item of the readable documents."""
    looked_at = sum(viewed.particulars.numbered for viewed in case.readable if viewed.particulars is not None)
    findings = [
        _finding(case, viewed, gap)
        for viewed in case.readable
        if viewed.particulars is not None
        for gap in viewed.particulars.numbering_gaps
    ]
    return conclude(CHECK, TITLE, max(looked_at, len(findings)), findings, "没有编号的标题或条目。")


def _finding(case: Case, viewed: ViewedDocument, gap: NumberingGap) -> Finding:
    file = viewed.document.file
    return Finding(
        check=CHECK,
        severity="info",
        files=(file,),
        expected=gap.expected,
        found=gap.found,
        message=f"{file}：应为“{gap.expected}”处是“{gap.found}”（{gap.quote}），可能缺页或漏段",
        advice="请核对原件是否缺页、漏扫或编号有误。",
        locators=(gap.locator,),
        **about_document(case, viewed),
    )
