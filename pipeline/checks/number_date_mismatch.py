"""Finds documents whose number is of another year than their date."""

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from pipeline.numbers.doc_numbers import find_doc_numbers
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "number-date-mismatch"
TITLE = "文号与日期不符"
SCOPE = "document"
_LAST_DAY = (12, 31)


def run(case: Case) -> CheckResult:
    """Look at every document with number and date; in January the old year's number may still be in use."""
    numbered = [(viewed, year) for viewed in case.readable if (year := _year_of_number(viewed)) is not None]
    findings = [_finding(case, viewed, year) for viewed, year in numbered if not _agree(viewed, year)]
    return conclude(CHECK, TITLE, len(numbered), findings, "没有一份材料同时写有文号和成文日期。")


def _year_of_number(viewed: ViewedDocument) -> int | None:
    document = viewed.document
    found = find_doc_numbers(document.doc_number or "")
    return found[0].year if found and document.date is not None else None


def _agree(viewed: ViewedDocument, year: int) -> bool:
    signed = viewed.document.date
    if signed is None or signed.year == year or (signed.year == year + 1 and signed.month == 1):
        return True
    # signed on the last day of a year, numbered when it was printed
    return signed.year == year - 1 and (signed.month, signed.day) == _LAST_DAY


def _finding(case: Case, viewed: ViewedDocument, year: int) -> Finding:
    document = viewed.document
    signed = document.date.isoformat() if document.date else ""
    return Finding(
        check=CHECK,
        severity="warning",
        files=(document.file,),
        expected=f"文号年份与成文日期{signed}一致",
        found=document.doc_number or "",
        message=f"{document.file} 文号为{document.doc_number}（{year}年），成文日期却是{signed}",
        advice="请核对文号和成文日期，由出具单位更正（GB/T 9704-2012：年份为发文年度）。",
        **about_document(case, viewed),
    )
