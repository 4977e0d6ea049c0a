"""Finds certificates without issuer or date."""

from pipeline.checks import about_document, conclude, proven_by
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "no-signature"
TITLE = "证明缺少署名或日期"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at every certificate (证明, 证书); one that names no measure is only asked about."""
    documents = [viewed for viewed in case.readable if viewed.document.kind == "certificate"]
    findings = [_finding(case, viewed) for viewed in documents if _lacking(viewed)]
    return conclude(CHECK, TITLE, len(documents), findings, "没有证明、证书一类的材料。")


def _lacking(viewed: ViewedDocument) -> str:
    document = viewed.document
    return "和".join(name for name, value in (("出具单位", document.issuer), ("日期", document.date)) if value is None)


def _finding(case: Case, viewed: ViewedDocument) -> Finding:
    lacking = _lacking(viewed)
    return Finding(
        check=CHECK,
        severity="error" if proven_by(viewed) else "warning",
        files=(viewed.document.file,),
        expected="有出具单位、日期并加盖公章的证明",
        found=f"没有{lacking}",
        message=f"{viewed.document.file} 是一份证明，但没有{lacking}",
        advice="请出具单位补充署名、日期并加盖公章。",
        **about_document(case, viewed),
    )
