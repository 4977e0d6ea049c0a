"""Finds files whose content was received before under another name."""

from pipeline.checks import conclude
from pipeline.coverage.case import Case
from pipeline.coverage.duties import unit_in_path
from schemas.document import Document
from schemas.finding import CheckResult, Finding

CHECK = "duplicate-file"
TITLE = "重复文件"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at every received file; the later of two with the same content is reported."""
    documents = [viewed.document for viewed in case.view.documents]
    findings = [_finding(case, document) for document in documents if document.duplicate_of is not None]
    return conclude(CHECK, TITLE, len(documents), findings, "档案中还没有文件。")


def _finding(case: Case, document: Document) -> Finding:
    first = document.duplicate_of or ""
    return Finding(
        check=CHECK,
        severity="warning",
        files=(document.file, first),
        expected="每份材料只提交一次",
        found=f"与 {first} 内容完全相同",
        message=f"{document.file} 与 {first} 内容完全相同",
        advice="请确认是否交错了文件（如用同一份材料代替另一年或另一项）；确属重复的，保留一份即可。",
        unit=unit_in_path(case.dossier, document.file),
    )
