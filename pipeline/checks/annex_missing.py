"""Finds annexes that a document announces and nobody has handed in."""

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from pipeline.coverage.succession import essence
from schemas.finding import CheckResult, Finding
from schemas.particulars import Annex
from schemas.view import ViewedDocument

CHECK = "annex-missing"
TITLE = "附件缺失"
_FEWEST_CHARS = 4


def run(case: Case) -> CheckResult:
    """Look at every annex announced (附件：1. …); one that is a file of its own in the archive is there."""
    announced = [
        (viewed, annex)
        for viewed in case.readable
        if viewed.particulars is not None
        for annex in viewed.particulars.annexes
    ]
    lacking = [(viewed, annex) for viewed, annex in announced if not annex.is_present]
    names = _names(case) if lacking else set()
    findings = [_finding(case, viewed, annex) for viewed, annex in lacking if not _is_there(annex, names)]
    return conclude(CHECK, TITLE, len(announced), findings, "没有一份材料写有附件。")


def _names(case: Case) -> set[str]:
    """Return what the titles and the files of the archive name."""
    names = {essence(viewed.document.title) for viewed in case.readable if viewed.document.title}
    return names | {essence(viewed.document.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]) for viewed in case.readable}


def _is_there(annex: Annex, names: set[str]) -> bool:
    title = essence(annex.title)
    return len(title) >= _FEWEST_CHARS and any(title in name for name in names)


def _finding(case: Case, viewed: ViewedDocument, annex: Annex) -> Finding:
    file = viewed.document.file
    name = f"附件{annex.ordinal}" + (f"“{annex.title}”" if annex.title else "")
    return Finding(
        check=CHECK,
        severity="warning",
        files=(file,),
        expected=name,
        found="文件中没有，档案中也没有同名文件",
        message=f"{file} 写有{name}，但文件中没有这个附件，档案中也没有同名文件",
        advice=f"请向提供单位索取{name}。",
        locators=(annex.locator,),
        **about_document(case, viewed),
    )
