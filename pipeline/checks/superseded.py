"""Finds evidence whose place another document has taken, but for nearly identical texts (`near_duplicate`)."""

from pipeline.checks import about_document, conclude, proven_by
from pipeline.checks.likeness.texts import ALIKE, ALIKE_OF_ONE_NAME, FARTHEST_DAYS
from pipeline.checks.meeting.keys import Keys
from pipeline.coverage.case import Case
from schemas.document import DocumentKind
from schemas.finding import CheckResult, Finding
from schemas.revision import REVISES, Revision
from schemas.view import ViewedDocument

CHECK = "superseded"
TITLE = "已被废止或替代"
SCOPE = "meeting"
_IN_FORCE: frozenset[DocumentKind] = frozenset({"plan", "notice", "regulation"})


def run(case: Case) -> CheckResult:
    """Look at every document that proves something, and at every other plan, notice or rule that another ends.

    One in force until within the last review year is only told.
    """
    documents = _looked_at(case)
    findings = [
        _finding(case, viewed, case.successors[viewed.document.sha256])
        for viewed in documents
        if viewed.document.sha256 in case.successors
        and not _is_told(case.revisions[viewed.document.sha256])
        and not _is_a_report_again(case, viewed)
    ]
    return conclude(CHECK, TITLE, len(documents), findings, "没有作为证明的材料。")


def keys_of(_: Case) -> tuple[tuple[ViewedDocument, Keys], ...]:
    """Return nothing: which document takes the place of which is known to the case."""
    return ()


def counted(case: Case) -> int:
    """Return how many documents prove something or may be ended."""
    return len(_looked_at(case))


def _looked_at(case: Case) -> list[ViewedDocument]:
    return [viewed for viewed in case.readable if proven_by(viewed) or viewed.document.kind in _IN_FORCE]


def _is_told(link: Revision) -> bool:
    """Tell whether another check compares the two texts, and says which is the newer one."""
    return link.basis in REVISES and link.share >= ALIKE


def _is_a_report_again(case: Case, viewed: ViewedDocument) -> bool:
    """Tell whether a report was handed in again, reworded here and there, which ends nothing: it is told as alike."""
    old, new = viewed.document, case.successors[viewed.document.sha256].document
    link = case.revisions[old.sha256]
    if link.basis != "text" or old.kind in _IN_FORCE or old.date is None or new.date is None:
        return False
    return link.share >= ALIKE_OF_ONE_NAME and abs((new.date - old.date).days) <= FARTHEST_DAYS


def _finding(case: Case, viewed: ViewedDocument, new: ViewedDocument) -> Finding:
    old, later = viewed.document, new.document
    since = later.date.isoformat() if later.date else "日期不明"
    still_held = later.date is not None and bool(case.dossier.years) and later.date.year > max(case.dossier.years)
    number = f"（{later.doc_number}）" if later.doc_number else ""
    return Finding(
        check=CHECK,
        severity="info" if still_held else "warning",
        files=(old.file, later.file),
        expected="复核年份内有效的文本",
        found=f"{since}起由 {later.file}{number} 替代",
        message=f"{old.file} 已由 {later.file}{number} 废止或替代，日期 {since}",
        advice="替代之后的年份请使用新文本；两份都要用的，请分别说明适用年份。",
        **about_document(case, viewed),
    )
