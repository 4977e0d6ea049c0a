"""Finds files that could not be read, or only in part."""

from pipeline.checks import conclude
from pipeline.coverage.case import Case
from pipeline.coverage.duties import unit_in_path
from schemas.document import Document
from schemas.finding import CheckResult, Finding

CHECK = "unreadable"
TITLE = "文件无法读取"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at every received file; encrypted ones are another check's."""
    documents = [viewed.document for viewed in case.view.documents]
    found = [document for document in documents if document.status in ("unreadable", "unsupported", "partial")]
    findings = [_finding(case, document) for document in found]
    return conclude(CHECK, TITLE, len(documents), findings, "档案中还没有文件。")


def _finding(case: Case, document: Document) -> Finding:
    problem = document.errors[0] if document.errors else None
    what = "只读出一部分" if document.status == "partial" else "无法读取"
    why = problem.message if problem else "原因不明"
    where = f"（第{problem.page}页）" if problem and problem.page else ""
    return Finding(
        check=CHECK,
        severity="error" if document.status == "unreadable" else "warning",
        files=(document.file,),
        expected="能打开并读出文字的文件",
        found=why,
        message=f"{document.file} {what}{where}：{why}",
        advice=(problem.advice if problem else "") or "请向提供单位重新索取该文件。",
        unit=unit_in_path(case.dossier, document.file),
    )
