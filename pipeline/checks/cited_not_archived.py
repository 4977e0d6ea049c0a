"""Finds documents of the county or the city that evidence relies on and nobody has handed in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.checks import about_document, conclude
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.checks.meeting.names import Names, letter, names_of, number, title
from pipeline.coverage.case import Case
from pipeline.units.area import area_of
from schemas.dossier import Dossier
from schemas.finding import CheckResult, Finding
from schemas.particulars import Citation
from schemas.view import ViewedDocument

CHECK = "cited-not-archived"
TITLE = "引用的文件没有归档"
SCOPE = "meeting"
_PLAN = re.compile(r"(?:规划|方案|计划|办法|细则|预案|意见|规定|制度)(?:（[^（）]*）)?$")
# 县河长办《关于印发…方案的通知》: the words before a title say whose it is
_OF_OWN_OFFICE = re.compile(
    r"(?:[我本]?[县区旗]|我局|本局)[^《》]{0,16}《[^《》]*(?:方案|办法|细则|制度|规定|计划|意见|要点|决议|决定)(?:的通知)?》"
)
# …环罚〔2023〕5号, …检〔2023〕第12号: papers of single cases, of a laboratory
_OF_CASES = re.compile(r"(?:罚|责改|检|测|许|准|验|估|鉴)(?:决|告|听|字|函)?(?:字)?[〔(\[]")
_OF_A_CITY = re.compile(r"[一-龥]{0,6}市(?:人民)?(?:政府|委)")
_MINUTES = re.compile(r"(?P<of>.*纪要)(?P<year>〔\d{4}〕)(?P<number>\d+)期")
# what was asked for stands in the answer
_REQUESTS = ("请示", "申请", "来函", "请示》")
# how the codes of the state's organs begin: their documents are public and nobody's to hand in
_OF_THE_STATE = frozenset("国中环发财建农水自林卫住工科教交商民人统能税应市公司文银法办")


def run(case: Case) -> CheckResult:
    """Look at every citation by number in a document of the county, or one that has tags.

    Looked for are those whose number begins as the numbers of this archive's own documents do (the county's and the
    city's letter): laws, standards, what ministries and other places issue is nobody's to hand in. A plan or rule of
    the county that is cited by its title alone is only told.
    """
    names = names_of(case)
    letters = {name[0] for name in (case.dossier.county, *case.dossier.aliases) if name} | names.letters
    cited: dict[str, list[tuple[ViewedDocument, Citation]]] = defaultdict(list)
    for viewed in case.readable:
        for citation in _citations(viewed, case.dossier):
            cited[citation.doc_number or citation.title].append((viewed, citation))
    findings = [
        _finding(case, name, places)
        for name, places in cited.items()
        if places[0][1].doc_number is None or name[0] in letters - _OF_THE_STATE or _MINUTES.fullmatch(name)
        if not _is_archived(places, names)
    ]
    looked_at = sum(map(len, cited.values()))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份材料引用本县或本市的文件。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield what documents cite: they share it with those that cite the same, want it to be there."""
    for viewed in case.readable:
        citations = list(_citations(viewed, case.dossier))
        if citations:
            keys = [key_of_text(CHECK, one.doc_number or one.title) for one in citations]
            yield viewed, Keys(keys, keys, [want for one in citations for want in _wants(one)])


def counted(case: Case) -> int:
    """Return how many citations are looked at."""
    return sum(1 for viewed in case.readable for _ in _citations(viewed, case.dossier))


def _citations(viewed: ViewedDocument, dossier: Dossier) -> Iterator[Citation]:
    """Yield the citations by number, or of the county's own plans by title, of a document that may prove anything."""
    if viewed.particulars is None or not viewed.particulars.cites:
        return
    is_of_city = dossier.county.endswith("市")
    if viewed.tags or area_of(viewed, dossier) == "own":
        ended = {(one.title, one.doc_number) for one in viewed.particulars.repeals}
        for citation in viewed.particulars.cites:
            if (citation.title, citation.doc_number) in ended:
                continue
            is_own = _is_own_plan(dossier, citation.title) or _OF_OWN_OFFICE.match(citation.quote) is not None
            is_looked_at = _is_looked_for(citation.doc_number, is_of_city) if citation.doc_number else is_own
            if is_looked_at and not citation.title.endswith(_REQUESTS):
                yield citation


def _is_looked_for(told: str, is_of_city: bool) -> bool:
    """Tell whether a document of a number may be handed in: no paper of a single case, no minutes of the city above."""
    if _MINUTES.fullmatch(told):
        return is_of_city or _OF_A_CITY.match(told) is None
    return _OF_CASES.search(told) is None


def _wants(citation: Citation) -> Iterator[str]:
    if citation.doc_number:
        yield number(citation.doc_number)
        yield letter(citation.doc_number)
        yield from map(number, _numbers_of_minutes(citation.doc_number))
    if citation.title:
        yield title(citation.title)


def _numbers_of_minutes(words: str) -> list[str]:
    """Return how minutes that are cited by their number may bear it, [] for any other document."""
    if (match := _MINUTES.fullmatch(words)) is None:
        return []
    year, issue = match["year"], match["number"]
    return [f"{year}{issue}号", f"{year}第{issue}号", f"{year}第{issue}期", f"{year}{issue}期"]


def _is_own_plan(dossier: Dossier, title: str) -> bool:
    """Tell whether a title is that of a plan or rule of the county itself."""
    return title.startswith((dossier.county, *dossier.aliases, dossier.county[-1])) and _PLAN.search(title) is not None


def _is_archived(places: Sequence[tuple[ViewedDocument, Citation]], names: Names) -> bool:
    cited = [citation for _, citation in places]
    told = cited[0].doc_number
    if told and any(names.has(number(words)) for words in (told, *_numbers_of_minutes(told))):
        return True
    return any(names.has(title(citation.title)) for citation in cited if citation.title)


def _finding(case: Case, cited: str, places: list[tuple[ViewedDocument, Citation]]) -> Finding:
    viewed, citation = places[0]
    is_numbered = citation.doc_number is not None
    is_sure = is_numbered and _MINUTES.fullmatch(cited) is None  # minutes are seldom handed in
    name = f"《{citation.title}》（{cited}）" if citation.title and is_numbered else cited
    name = name if is_numbered else f"《{citation.title}》"
    files = tuple(dict.fromkeys(each.document.file for each, _ in places))
    return Finding(
        check=CHECK,
        severity="warning" if is_sure else "info",
        files=files,
        expected=f"{name}在档案中",
        found="没有这份文件",
        message=f"{files[0]} 引用了{name}，档案中没有：“{citation.quote}”",
        advice=f"请补充{name}；与复核无关的可以不理会。",
        locators=tuple(place.locator for _, place in places),
        **about_document(case, viewed),
    )
