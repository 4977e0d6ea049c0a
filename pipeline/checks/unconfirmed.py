"""Finds measures whose evidence rests on tags that nobody has confirmed."""

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding

CHECK = "unconfirmed"
TITLE = "标注尚未确认"
SCOPE = "evidence"


def run(case: Case) -> CheckResult:
    """Look at every measure that has evidence."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            proving = case.proving(indicator.id, sub)
            if proving:
                looked_at += 1
                if not any(said.is_confirmed for said in proving):
                    files = tuple(case.file_at(said.place) for said in proving)
                    findings.append(_finding(case, indicator, sub, files))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一个指标有证明材料。")


def _finding(case: Case, indicator: Indicator, sub: int | None, files: tuple[str, ...]) -> Finding:
    return Finding(
        check=CHECK,
        severity="info",
        files=files,
        expected="至少一份材料的标注由人确认",
        found=f"{len(files)}份材料的标注都只是程序的建议",
        message=f"{label(indicator, sub)}：{len(files)}份材料的标注都只是程序的建议，尚未有人确认",
        advice="请逐份查看材料，在网页“收件”中确认或否定（也可运行 zuozheng tag confirm、tag reject）。",
        **about(case, indicator.id, sub),
    )
