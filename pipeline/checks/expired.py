"""Finds plans and rules that had ended within or before the review years."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from pipeline.checks import About, about, about_document, conclude, label, proven_by
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.eligibility import has_ended, is_draft, last_day
from pipeline.coverage.succession import essence
from pipeline.coverage.years import fits, slots_of, was_in_force
from pipeline.numbers.shadow import shadow
from pipeline.units.area import area_of
from schemas.document import DocumentKind
from schemas.edition import Edition, Indicator
from schemas.finding import CheckResult, Finding, Severity
from schemas.view import ViewedDocument

CHECK = "expired"
TITLE = "文件已过有效期"
SCOPE = "meeting"
_PLANS: frozenset[DocumentKind] = frozenset({"plan", "notice", "regulation"})
_MEASURED = re.compile(r"(?:率|比例|占比|幅度|面积|工作占.*)$")
_FEWEST_CHARS = 4
_SPAN = re.compile(
    r"[“\"（(]*十[一二三四五]五[”\"]?(?:期间|时期)?[）)]?"
    r"|[（(]?(?:19|20)\d\d年?[-—–－~～至到]+(?:19|20)\d\d年?[）)]?"
)
_YEAR = 370
_MIDDLE_OF_YEAR = (7, 1)
# 有效期两年 is a term; what a plan's title spans ends with a year
_TERM = re.compile(r"有效期|施行|实施|执行|试行|届满|失效|废止")
_LICENCE = re.compile(r"许可证|经营证|资质证书?|合同(?:书)?$|协议(?:书)?$")


def run(case: Case) -> CheckResult:
    """Look at every plan or rule that says until when it holds: for what it proves, names or is titled after.

    One that is about no measure in particular is told where it had ended before the review years began.
    """
    looked_at = 0
    findings: list[Finding] = []
    for viewed in case.readable:
        if last_day(viewed) is None:
            continue
        looked_at += 1
        for indicator_id, sub in proven_by(viewed):
            findings += _findings(case, viewed, case.edition.by_id(indicator_id), sub)
        if not proven_by(viewed) and (viewed.document.kind in _PLANS or _is_licence(viewed)):
            findings += _of_no_evidence(case, viewed)
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份作为证明的规划、预案、制度写明有效期。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the names of documents; those with a last day ask for others of the name."""
    for viewed in case.readable:
        names = (f"证明{essence(viewed.document.title or '')}", f"名称{_essence(viewed)}")
        keys = tuple(key_of_text(CHECK, name) for name in names)
        yield viewed, Keys(keys, keys if last_day(viewed) is not None else ())


def counted(case: Case) -> int:
    """Return how many documents say until when they hold."""
    return sum(1 for viewed in case.readable if last_day(viewed) is not None)


def _of_no_evidence(case: Case, viewed: ViewedDocument) -> Iterator[Finding]:
    """Yield a finding for a plan that proves nothing: by what it names or is titled after, else for its own sake.

    A plan of one year ends with it, as it should; one of another area is no plan of the county.
    """
    end = last_day(viewed)
    is_of_one_year = _is_of_one_year(viewed)
    is_of_others = area_of(viewed, case.dossier) != "own" and not _is_licence(viewed)
    if end is None or is_draft(viewed) or is_of_one_year or is_of_others:
        return
    measures = _named(case, viewed)
    for indicator_id, sub in measures:
        yield from _findings(case, viewed, case.edition.by_id(indicator_id), sub)
    name = _essence(viewed)
    years = [year for year in case.dossier.years if has_ended(viewed, year)]
    is_of_most = bool(years) and len(years) >= len(case.dossier.years) - 1 > 0
    is_contract = bool(years) and _is_licence(viewed) and _runs_for_years(viewed)
    if not measures and name and (is_of_most or is_contract):
        others = [one for one in _by_name(case).get(name, ()) if one.document.sha256 != viewed.document.sha256]
        if not any(was_in_force(other, years[-1]) for other in others):
            is_all = len(years) == len(case.dossier.years)
            severity: Severity = "warning" if is_all or is_contract else "info"
            yield _finding(viewed, years, end, "", about_document(case, viewed), severity)


def _runs_for_years(viewed: ViewedDocument) -> bool:
    """Tell whether a contract or licence was for more than a year: those of one year are followed by the next."""
    term = viewed.particulars.validity if viewed.particulars else None
    return term is not None and term.start is not None and term.end is not None and (term.end - term.start).days > _YEAR


def _is_of_one_year(viewed: ViewedDocument) -> bool:
    """Tell whether a document is the plan of one year, which ends as it should; a year's trial (试行一年) is none."""
    span = viewed.document.period
    return span is not None and span.start.year == span.end.year


def _by_name(case: Case) -> Mapping[str, list[ViewedDocument]]:
    return _named_alike(case)[0]


@once_for_a_case
def _named_alike(case: Case) -> Iterator[Mapping[str, list[ViewedDocument]]]:
    named: dict[str, list[ViewedDocument]] = defaultdict(list)
    for viewed in case.readable:
        named[_essence(viewed)].append(viewed)
    yield named


def _is_licence(viewed: ViewedDocument) -> bool:
    """Tell whether a document is a licence, a contract: whoever issued it, it proves as long as it holds."""
    return _LICENCE.search(viewed.document.title or "") is not None


def _essence(viewed: ViewedDocument) -> str:
    """Return what a plan is called whatever span it is for: the 十三五 one is followed by that of the 十四五."""
    return essence(_SPAN.sub("", viewed.document.title or ""))


def _named(case: Case, viewed: ViewedDocument) -> list[tuple[str, int | None]]:
    """Return the measure that a plan names in its title (秸秆综合利用实施方案), else the first one that it mentions."""
    title = shadow(viewed.document.title or "").text
    titled = [measure for matter, measure in _matters(case.edition) if matter in title]
    return (titled or [(tag.indicator_id, tag.sub) for tag in viewed.tags if tag.state != "rejected"])[:1]


@lru_cache(maxsize=8)
def _matters(edition: Edition) -> tuple[tuple[str, tuple[str, int | None]], ...]:
    """Return what each measure is about, its name without 率, 比例…, with (indicator id, sub), the longest first."""
    found = [
        (matter, (indicator.id, sub))
        for indicator in edition.indicators
        for sub, measure in indicator.measures()
        if len(matter := _MEASURED.sub("", shadow(measure.name).text)) >= _FEWEST_CHARS and matter != measure.name
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _findings(case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> Iterator[Finding]:
    """Yield a finding with the first year without it, unless another plan or rule held in all of those years."""
    span = viewed.document.period
    is_of_a_review_year = _is_of_one_year(viewed) and span is not None and span.end.year in case.dossier.years
    if not _has_to_hold(viewed, indicator, sub) or is_of_a_review_year:
        return
    ended = [
        year
        for year in case.dossier.years
        if _lacked(viewed, year, case.dossier.years[-1]) and not _other_held(case, viewed, indicator, sub, year)
    ]
    end = last_day(viewed)
    if not ended or end is None:
        return
    is_sure = len(ended) == len(case.dossier.years) and bool(proven_by(viewed))
    whom = about(case, indicator.id, sub)
    yield _finding(viewed, ended, end, f"{label(indicator, sub)}：", whom, "error" if is_sure else "warning")


def _finding(
    viewed: ViewedDocument, ended: list[int], end: date, of: str, whom: About, severity: Severity = "warning"
) -> Finding:
    text = viewed.particulars.validity if viewed.particulars else None
    years = "、".join(map(str, ended))
    file = viewed.document.file
    return Finding(
        check=CHECK,
        severity=severity,
        year=ended[0],
        files=(file,),
        expected=f"{years}年有效",
        found=f"有效期至{end.isoformat()}",
        message=f"{of}{file} 有效期至{end.isoformat()}{f'（{text.text}）' if text else ''}，{years}年已失效",
        advice="请提供修订后的文本，或有权机关延长有效期的文件。",
        locators=(text.locator,) if text else (),
        **whom,
    )


def _has_to_hold(viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> bool:
    """Tell whether the document proves by being in force: a plan or rule, no report with numbers of its own."""
    if not proven_by(viewed):
        return True
    if _is_licence(viewed):
        return True
    if viewed.document.kind not in ("plan", "regulation", "notice", "list"):
        return False
    is_standing = any(slot.years == "standing" and fits(viewed, slot) for slot in slots_of(indicator, sub))
    return is_standing or not indicator.measure(sub).is_quantitative


def _lacked(viewed: ViewedDocument, year: int, last: int) -> bool:
    """Tell whether a plan or rule had ended before a year began; in the last one's first half by its own term."""
    end, term = last_day(viewed), viewed.particulars.validity if viewed.particulars else None
    if has_ended(viewed, year) or end is None or term is None or year != last:
        return has_ended(viewed, year)
    return end < date(year, *_MIDDLE_OF_YEAR) and _TERM.search(term.text) is not None


def _other_held(case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None, year: int) -> bool:
    """Tell whether another text of the same name held in a year; a plan for one matter is none for another."""
    name = essence(viewed.document.title or "")
    return any(
        other.document.sha256 != viewed.document.sha256
        and other.proves(indicator.id, sub)
        and was_in_force(other, year)
        for other in case.evidence_named(indicator.id, name)
    )
