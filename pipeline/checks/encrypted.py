"""Finds files that need a password to be opened."""

from pipeline.checks import conclude
from pipeline.coverage.case import Case
from pipeline.coverage.duties import unit_in_path
from schemas.errors import EncryptedFile
from schemas.finding import CheckResult, Finding

CHECK = "encrypted"
TITLE = "文件已加密"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at every received file."""
    documents = [viewed.document for viewed in case.view.documents]
    findings = [_finding(case, document.file) for document in documents if document.status == "encrypted"]
    return conclude(CHECK, TITLE, len(documents), findings, "档案中还没有文件。")


def _finding(case: Case, file: str) -> Finding:
    return Finding(
        check=CHECK,
        severity="error",
        files=(file,),
        expected="不设打开密码的文件",
        found="需要密码才能打开",
        message=f"{file} 已加密，无法读取内容",
        advice=EncryptedFile.default_advice,
        unit=unit_in_path(case.dossier, file),
    )
