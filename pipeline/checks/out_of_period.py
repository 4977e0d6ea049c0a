"""Finds evidence dated after the cut-off, or before the end of the year that it reports in full."""

import datetime
import re

from pipeline.checks import about_document, conclude, proven_by
from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import is_late
from schemas.document import Document, DocumentKind
from schemas.finding import CheckResult, Finding, Severity
from schemas.view import ViewedDocument

CHECK = "out-of-period"
TITLE = "日期不合要求"
SCOPE = "document"
_REPORTS: frozenset[DocumentKind] = frozenset({"bulletin", "statistics", "summary"})
# what is signed in the last days of a year may well speak for the whole of it
_EARLIEST_DAY = (12, 20)
# the speech of January 2024 is called that of 2024 and reports on 2023; an exercise, a meeting is over the same day
_OF_ANOTHER_YEAR = re.compile(
    r"政府工作报告|演练|活动|培训|会议|检查|督查|巡查|专项行动|名录|名单|部署|办法|普查|调查|清查|排查|回头看|观摩|竞赛|宣传|验收|抽检"
)
_WHOLE_YEAR = re.compile(r"全年(?!有效|监测)|(?<!\d)1月?[-—－–~至]12月")
# 统计报表和采购清单: a list with what the year came to
_STATISTICS = re.compile(r"统计|报表|台账|汇总|情况")
_YEARS_END = re.compile(r"年末|年底(?!前|[完实达建力])")
# a monitoring of the year is one of its days, a yearly report is of all of them
_YEARLY = re.compile(r"年报|年度(?:质量)?报告|年鉴|公报|年度[^月季]{0,16}报告")
# what is told of some months only
_OF_MONTHS = re.compile(
    r"季度|[上下]半年|(?<![1一])[一二三四五六七八九十\d]月|截至|截止|年中|[上中下]旬|半年|阶段性|进展|快报|[春夏秋]季|夏收|秋收|春耕|汛期"
)
_FLOWS = ("吨", "立方米", "元", "天")
_LAST_MONTH = 12
_OF_A_TERM = re.compile(r"规划|方案|计划|行动|打算|思路|安排|要点|展望")


def run(case: Case) -> CheckResult:
    """Look at every dated document that proves something."""
    documents = [viewed for viewed in case.readable if proven_by(viewed) and viewed.document.date is not None]
    findings = []
    for viewed in documents:
        if is_late(viewed, case.dossier):
            findings.append(_late(case, viewed))
        elif _is_too_early(viewed.document, certifies_year=_certifies_year(viewed)):
            findings.append(_early(case, viewed))
    return conclude(CHECK, TITLE, len(documents), findings, "没有写明日期的证明材料。")


def _certifies_year(viewed: ViewedDocument) -> bool:
    """Tell whether the own numbers of a certificate or a measurement are said to be of the whole year: 2023年全年."""
    told = [fact for fact in viewed.facts if fact.role != "target"]
    signed = viewed.document.date
    if viewed.document.kind == "survey":
        return any(signed and re.search(rf"{signed.year}年度?,?全年", fact.quote) for fact in told)
    if viewed.document.kind == "list" and _STATISTICS.search(viewed.document.title or ""):
        return any(signed and fact.year == signed.year and _WHOLE_YEAR.search(fact.quote) for fact in told)
    if viewed.document.kind not in ("certificate", None):
        return False
    is_of_years_end = any(_YEARS_END.search(fact.quote) for fact in told if signed and fact.year == signed.year)
    return is_of_years_end or any(_WHOLE_YEAR.search(fact.quote) for fact in told) or _adds_up_a_year(viewed)


def _adds_up_a_year(viewed: ViewedDocument) -> bool:
    """Tell whether a certificate signed long before the year's end tells what ran up in it: 2023年31250吨."""
    signed = viewed.document.date
    if signed is None or signed.month == _LAST_MONTH:
        return False
    run_up = [
        fact
        for fact in viewed.facts
        if fact.year == signed.year and fact.role == "component" and fact.unit.endswith(_FLOWS) and fact.op == "="
    ]
    return bool(run_up) and not any(_OF_MONTHS.search(fact.quote) for fact in run_up)


def _is_too_early(document: Document, *, certifies_year: bool) -> bool:
    """Tell whether a report on a whole year was signed before the year was over."""
    period, signed = document.period, document.date
    if period is None or signed is None or _reports_no_whole_year(document):
        return False
    is_yearly = document.kind == "monitoring" and _YEARLY.search(document.title or "") is not None
    if document.kind not in _REPORTS and not is_yearly and not certifies_year:
        return False
    if signed.year < period.end.year:  # a summary with what is meant for the next year
        return False
    ends_a_year = (period.end.month, period.end.day) == (12, 31)
    return ends_a_year and period.start <= signed < datetime.date(period.end.year, *_EARLIEST_DAY)


def _reports_no_whole_year(document: Document) -> bool:
    """Tell whether the years are not those reported on: of a plan assessed, a government's yearly speech, an event."""
    title = document.title or document.file
    if _OF_MONTHS.search(title) and not _WHOLE_YEAR.search(title):
        return True
    several = document.period is not None and document.period.start.year != document.period.end.year
    return bool(_OF_ANOTHER_YEAR.search(title)) or (several and bool(_OF_A_TERM.search(title)))


def _late(case: Case, viewed: ViewedDocument) -> Finding:
    cutoff = case.dossier.cutoff.isoformat() if case.dossier.cutoff else ""
    return _finding(case, viewed, "error", f"成文日期不晚于{cutoff}", f"晚于材料截止日期{cutoff}，不计入")


def _early(case: Case, viewed: ViewedDocument) -> Finding:
    year = viewed.document.period.end.year if viewed.document.period else 0
    return _finding(case, viewed, "warning", f"{year}年结束后出具", f"早于所报告的{year}年结束，全年数值尚不可能产生")


def _finding(case: Case, viewed: ViewedDocument, severity: Severity, expected: str, why: str) -> Finding:
    signed = viewed.document.date.isoformat() if viewed.document.date else ""
    return Finding(
        check=CHECK,
        severity=severity,
        files=(viewed.document.file,),
        expected=expected,
        found=f"成文日期{signed}",
        message=f"{viewed.document.file} 成文日期{signed}，{why}",
        advice="请核对成文日期；确属预计数的，换成年度终了后的正式数据。"
        if severity == "warning"
        else "请改用截止日期前的材料。",
        **about_document(case, viewed),
    )
