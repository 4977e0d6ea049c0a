"""Finds different documents that bear one number."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import about_document, conclude
from pipeline.checks.likeness.texts import is_same_text
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.coverage.case import Case
from pipeline.numbers.doc_numbers import standard_number
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "duplicate-number"
TITLE = "文号重复"
SCOPE = "meeting"


def run(case: Case) -> CheckResult:
    """Look at every document with a number; two formats of one document may share it."""
    numbered: dict[str, list[ViewedDocument]] = defaultdict(list)
    for viewed in case.readable:
        if viewed.document.doc_number:
            numbered[standard_number(viewed.document.doc_number)].append(viewed)
    findings = []
    for number, documents in numbered.items():
        other = next((each for each in documents[1:] if not is_same_text(documents[0], each)), None)
        if other is not None:
            findings.append(_finding(case, number, documents[0], other))
    return conclude(CHECK, TITLE, sum(map(len, numbered.values())), findings, "没有一份材料写有文号。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the numbers of documents."""
    for viewed in case.readable:
        if viewed.document.doc_number:
            key = (key_of_text(CHECK, standard_number(viewed.document.doc_number)),)
            yield viewed, Keys(key, key)


def counted(case: Case) -> int:
    """Return how many documents have a number."""
    return sum(1 for viewed in case.readable if viewed.document.doc_number)


def _finding(case: Case, number: str, one: ViewedDocument, other: ViewedDocument) -> Finding:
    files = (one.document.file, other.document.file)
    return Finding(
        check=CHECK,
        severity="warning",
        files=files,
        expected="一个文号只对应一份文件",
        found=number,
        message=f"{files[0]}（{one.document.title}）和 {files[1]}（{other.document.title}）文号同为{number}，内容不同",
        advice="请向出具单位核对文号。",
        **about_document(case, other),
    )
