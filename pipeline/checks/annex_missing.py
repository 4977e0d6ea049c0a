"""Finds annexes that a document announces and nobody has handed in, those that its announcement leaves out."""

import re
from collections.abc import Iterator

from pipeline.checks import about_document, conclude
from pipeline.checks.meeting.keys import Keys
from pipeline.checks.meeting.names import called, names_of, title_or_file
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding
from schemas.particulars import Annex
from schemas.view import ViewedDocument

CHECK = "annex-missing"
TITLE = "附件缺失"
SCOPE = "meeting"
_FEWEST_CHARS = 4
_COMES_APART = re.compile(r"[（(](?:文本)?(?:另发|另附|另册|另行(?:印发|下发|报送)|单独(?:印发|成册|装订))[）)]$")


def run(case: Case) -> CheckResult:
    """Look at every annex announced (附件：1. …); one that is a file of its own in the archive is there.

    GB/T 9704-2012 7.3.4: all annexes are announced below the text, in order.
    """
    every = [
        (viewed, annex)
        for viewed in case.readable
        if viewed.particulars is not None
        for annex in viewed.particulars.annexes
    ]
    lacking = [(viewed, annex) for viewed, annex in every if not annex.is_present]
    findings = [_finding(case, viewed, annex) for viewed, annex in lacking if not _is_there(case, viewed, annex)]
    findings += [_left_out(case, viewed, annex) for viewed, annex in every if not annex.is_announced]
    return conclude(CHECK, TITLE, len(every), findings, "没有一份材料写有附件。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the annexes that documents lack; those left out are told of whatever else there is."""
    for viewed in case.readable:
        annexes = viewed.particulars.annexes if viewed.particulars is not None else ()
        if odd := [annex for annex in annexes if not (annex.is_present and annex.is_announced)]:
            yield viewed, Keys(wants=[title_or_file(annex.title) for annex in odd if not annex.is_present])


def counted(case: Case) -> int:
    """Return how many annexes documents have or announce."""
    return sum(len(viewed.particulars.annexes) for viewed in case.readable if viewed.particulars is not None)


def _is_there(case: Case, viewed: ViewedDocument, annex: Annex) -> bool:
    """Tell whether another document is called as an annex is; the notice's own title may name its annex."""
    want = title_or_file(annex.title)
    return len(want) > _FEWEST_CHARS and names_of(case).has_beside(want, called(viewed, case.dossier))


def _finding(case: Case, viewed: ViewedDocument, annex: Annex) -> Finding:
    file, name = viewed.document.file, _name(annex)
    return Finding(
        check=CHECK,
        # without a title only the running text speaks of it (详见附件1); what comes apart (另册) may lie elsewhere
        severity="warning" if annex.title and _COMES_APART.search(annex.title) is None else "info",
        files=(file,),
        expected=name,
        found="文件中没有，档案中也没有同名文件",
        message=f"{file} 写有{name}，但文件中没有这个附件，档案中也没有同名文件",
        advice=f"请向提供单位索取{name}。",
        locators=(annex.locator,),
        **about_document(case, viewed),
    )


def _left_out(case: Case, viewed: ViewedDocument, annex: Annex) -> Finding:
    file, name = viewed.document.file, _name(annex)
    return Finding(
        check=CHECK,
        severity="info",
        files=(file,),
        expected="附件说明依次列出全部附件",
        found=f"附件说明中没有{name}",
        message=f"{file} 正文后附有{name}，正文下的附件说明中没有列出",
        advice="请核对附件说明与所附附件的份数、序号和名称，补写漏列的附件。",
        locators=(annex.locator,),
        **about_document(case, viewed),
    )


def _name(annex: Annex) -> str:
    return f"附件{annex.ordinal}" + (f"“{annex.title}”" if annex.title else "")
