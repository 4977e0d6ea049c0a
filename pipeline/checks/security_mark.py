"""Finds documents that must not go to an outside platform: those with a security mark."""

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding
from schemas.particulars import SecurityMark
from schemas.view import ViewedDocument

CHECK = "security-mark"
TITLE = "涉密或内部材料"
SCOPE = "document"


def run(case: Case) -> CheckResult:
    """Look at the marks of every readable document (Law on Guarding State Secrets: 绝密, 机密, 秘密)."""
    findings = [
        _finding(case, viewed, viewed.particulars.security_mark)
        for viewed in case.readable
        if viewed.particulars is not None and viewed.particulars.security_mark is not None
    ]
    return conclude(CHECK, TITLE, len(case.readable), findings, "档案中还没有能读取的文件。")


def _finding(case: Case, viewed: ViewedDocument, mark: SecurityMark) -> Finding:
    is_secret = mark.word != "内部"
    file = viewed.document.file
    return Finding(
        check=CHECK,
        severity="error" if is_secret else "warning",
        files=(file,),
        expected="没有密级或内部标志的材料",
        found=mark.text,
        message=f"{file} 标有“{mark.text}”，" + ("涉密材料不得上传到外部平台" if is_secret else "属内部材料"),
        advice="请立即移出本档案所在的联网计算机，并按保密规定处理；改用可以公开的材料证明。"
        if is_secret
        else "请向出具单位确认能否对外提供，不能的改用可以公开的材料。",
        locators=(mark.locator,),
        **about_document(case, viewed),
    )
