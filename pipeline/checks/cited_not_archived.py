"""Finds documents of the county or the city that evidence relies on and nobody has handed in."""

import re
from collections import defaultdict

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from pipeline.coverage.succession import essence
from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.units.area import area_of
from schemas.finding import CheckResult, Finding
from schemas.particulars import Citation
from schemas.view import ViewedDocument

CHECK = "cited-not-archived"
TITLE = "引用的文件没有归档"
_PLAN = re.compile(r"(?:规划|方案|计划|办法|细则|预案|意见|规定|制度)(?:（[^（）]*）)?$")
# what was asked for stands in the answer
_REQUESTS = ("请示", "申请", "来函", "请示》")
_FEWEST_CHARS = 8
# how the codes of the state's organs begin: their documents are public and nobody's to hand in
_OF_THE_STATE = frozenset("国中环发财建农水自林卫住工科教交商民人统能税应市公司文银法办")


def run(case: Case) -> CheckResult:
    """Look at every citation by number in a document that has tags.

    Looked for are those whose number begins as the numbers of this archive's own documents do (the county's and the
    city's letter): laws, standards, what ministries and other places issue is nobody's to hand in. A plan or rule of
    the county that is cited by its title alone is only told.
    """
    letters = _own_letters(case)
    numbers = {viewed.document.doc_number for viewed in case.readable if viewed.document.doc_number}
    names = {essence(viewed.document.title) for viewed in case.readable if viewed.document.title}
    cited: dict[str, list[tuple[ViewedDocument, Citation]]] = defaultdict(list)
    for viewed in case.readable:
        for citation in viewed.particulars.cites if viewed.particulars and viewed.tags else ():
            if citation.title.endswith(_REQUESTS):
                continue
            if citation.doc_number and citation.doc_number[:1] in letters:
                cited[citation.doc_number].append((viewed, citation))
            elif not citation.doc_number and _is_own_plan(case, citation.title):
                cited[citation.title].append((viewed, citation))
    findings = [
        _finding(case, number, places)
        for number, places in cited.items()
        if number not in numbers and not any(_is_among(place.title, names) for _, place in places if place.title)
    ]
    return conclude(CHECK, TITLE, len(cited), findings, "没有一份材料引用本县或本市的文件。")


def _is_own_plan(case: Case, title: str) -> bool:
    """Tell whether a title is that of a plan or rule of the county itself."""
    own = (case.dossier.county, *case.dossier.aliases)
    return title.startswith(own) and _PLAN.search(title) is not None


def _is_among(title: str, names: set[str]) -> bool:
    plain = essence(title)
    return plain in names or (len(plain) >= _FEWEST_CHARS and any(plain in name for name in names))


def _own_letters(case: Case) -> set[str]:
    """Return the first letters of the numbers of documents that the county or the area above it issued."""
    letters = {name[0] for name in (case.dossier.county, *case.dossier.aliases) if name}
    for viewed in case.readable:
        number = viewed.document.doc_number or ""
        if number[:1] in letters:
            continue
        if find_doc_numbers(number) and viewed.document.issuer and area_of(viewed, case.dossier) != "other":
            letters.add(number[0])
    return letters - _OF_THE_STATE


def _finding(case: Case, number: str, places: list[tuple[ViewedDocument, Citation]]) -> Finding:
    viewed, citation = places[0]
    is_numbered = citation.doc_number is not None
    name = f"《{citation.title}》（{number}）" if citation.title and is_numbered else number
    name = name if is_numbered else f"《{citation.title}》"
    files = tuple(dict.fromkeys(each.document.file for each, _ in places))
    return Finding(
        check=CHECK,
        severity="warning" if is_numbered else "info",
        files=files,
        expected=f"{name}在档案中",
        found="没有这份文件",
        message=f"{files[0]} 引用了{name}，档案中没有：“{citation.quote}”",
        advice=f"请补充{name}；与复核无关的可以不理会。",
        locators=tuple(place.locator for _, place in places),
        **about_document(case, viewed),
    )
