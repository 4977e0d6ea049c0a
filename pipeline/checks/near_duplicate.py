"""Finds documents whose text is nearly that of another one."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from pipeline.checks import about_document, conclude
from pipeline.checks.likeness.texts import ALIKE, ALIKE_OF_ONE_NAME, FARTHEST_DAYS, is_same_text, text_likeness
from pipeline.checks.meeting.keys import Keys, key_of_text, key_of_value
from pipeline.coverage.case import Case
from pipeline.fingerprint import most_alike
from pipeline.similar import alike_pairs, telling
from pipeline.units.county import county_names
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "near-duplicate"
TITLE = "内容几乎相同"
SCOPE = "meeting"
# two papers of one name and time are one reworded where so much is the same; less will do where every number is
_ALIKE_WITH_TWO_NUMBERS, _LEAST_ALIKE = 0.4, 0.3
_ALIKE_WITH_ALL_FIGURES = 0.35
_MOST_OF_ONE_NAME = 50
_IDLE = re.compile(r"(?:19|20)\d\d年度?|关于|的|情况|工作|开展|（[^（）]*）|\([^()]*\)|[\W_]")
# a value of a fingerprint that so many documents share comes from a form's words
_MOST_SHARING = 50


def run(case: Case) -> CheckResult:
    """Compare the fingerprints of all readable documents that share any part of them.

    Of short papers a few changed words are much of the text: those for one time that have one name, or all figures
    alike, are looked at closer.
    """
    texts = [(viewed, values) for viewed in case.readable if (values := _values(viewed))]
    documents = [viewed for viewed, _ in texts]
    pairs = (
        *_pairs(texts),
        *_reworded(texts, county_names(case.dossier)),
        *_with_the_same_figures(documents),
    )
    told = {(one.document.sha256, other.document.sha256): (one, other, share) for one, other, share in pairs}
    findings = [_finding(case, one, other, share) for one, other, share in told.values()]
    return conclude(CHECK, TITLE, len(documents), findings, "没有可以比较的文字材料。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the values of fingerprints by which texts alike are found, the names of papers, their figures."""
    places = county_names(case.dossier)
    for viewed in case.readable:
        if values := _values(viewed):
            keys = [key_of_value(CHECK, value) for value in telling(values, ALIKE)]
            if name := _name(viewed, places):
                keys.append(key_of_text(CHECK, name))
            if (figures := _figures(viewed)) is not None:
                keys.append(key_of_text(CHECK, f"figures {figures}"))
            yield viewed, Keys(keys, keys)


def counted(case: Case) -> int:
    """Return how many documents have a fingerprint."""
    return sum(1 for viewed in case.readable if _values(viewed))


def _values(viewed: ViewedDocument) -> Sequence[int]:
    return viewed.particulars.fingerprint if viewed.particulars is not None else ()


def _name(viewed: ViewedDocument, places: Collection[str]) -> str:
    """Return what a paper is called without places, years, idle words."""
    title = viewed.document.title or ""
    for place in places:
        title = title.replace(place, "")
    return _IDLE.sub("", title)


# a document with the fingerprint of its text
_Text = tuple[ViewedDocument, Sequence[int]]


def _pairs(texts: list[_Text]) -> Iterator[tuple[ViewedDocument, ViewedDocument, float]]:
    """Yield each pair that is alike, the later first."""
    for later, earlier, share in alike_pairs([values for _, values in texts], ALIKE, _MOST_SHARING):
        yield texts[later][0], texts[earlier][0], share


def _reworded(texts: list[_Text], places: Collection[str]) -> Iterator[tuple[ViewedDocument, ViewedDocument, float]]:
    """Yield each pair of one name and time, in other words here and there, the later first."""
    named: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        if name := _name(text[0], places):
            named[name].append(text)
    for same in named.values():
        several = [(viewed, frozenset(values)) for viewed, values in same[:_MOST_OF_ONE_NAME]] if len(same) > 1 else ()
        for (earlier, first), (later, second) in combinations(several, 2):
            if most_alike(first, second) < _LEAST_ALIKE:
                continue
            share = text_likeness(later, earlier)
            if not _LEAST_ALIKE <= share < ALIKE or not _are_of_one_time(earlier, later):
                continue
            if share >= ALIKE_OF_ONE_NAME or _state_the_same(earlier, later, share):
                yield later, earlier, share


def _with_the_same_figures(documents: list[ViewedDocument]) -> Iterator[tuple[ViewedDocument, ViewedDocument, float]]:
    """Yield each pair for one time with all figures alike in their order and much of the text, the later first."""
    by_figures: dict[int, list[ViewedDocument]] = defaultdict(list)
    for viewed in documents:
        if (figures := _figures(viewed)) is not None:
            by_figures[figures].append(viewed)
    for same in by_figures.values():
        for earlier, later in combinations(same[:_MOST_OF_ONE_NAME], 2):
            share = text_likeness(later, earlier)
            if _ALIKE_WITH_ALL_FIGURES <= share < ALIKE and _are_of_one_time(earlier, later):
                yield later, earlier, share


def _figures(viewed: ViewedDocument) -> int | None:
    return viewed.particulars.figures if viewed.particulars is not None else None


def _are_of_one_time(one: ViewedDocument, other: ViewedDocument) -> bool:
    first, second = one.document, other.document
    are_numbered_apart = first.doc_number and second.doc_number and first.doc_number != second.doc_number
    if are_numbered_apart or (first.period != second.period and not _state_the_same(one, other, 0)):
        return False
    return not (first.date and second.date) or abs((first.date - second.date).days) <= FARTHEST_DAYS


def _state_the_same(one: ViewedDocument, other: ViewedDocument, share: float) -> bool:
    first, second = ({(fact.name, fact.year, fact.value) for fact in viewed.facts} for viewed in (one, other))
    return first == second and len(first) >= (2 if share >= _ALIKE_WITH_TWO_NUMBERS else 3)


def _finding(case: Case, one: ViewedDocument, other: ViewedDocument, share: float) -> Finding:
    files = (one.document.file, other.document.file)
    is_one = is_same_text(one, other) and _head(one) == _head(other)
    formats = one.document.media_type != other.document.media_type
    why = "是同一份文件的两种格式" if is_one and formats else _reason(case, one, other)
    return Finding(
        check=CHECK,
        severity="info" if is_one and formats else "warning",
        files=files,
        expected="不同的材料内容各不相同",
        found=f"约{share:.0%}的文字相同",
        message=f"{files[0]} 与 {files[1]} 约{share:.0%}的文字相同，{why}",
        advice="请确认用哪一份，另一份撤下；确是两份材料的，核对有没有漏改的年份和数字。",
        **about_document(case, one),
    )


def _reason(case: Case, one: ViewedDocument, other: ViewedDocument) -> str:
    for older, newer in ((one, other), (other, one)):
        link = case.revisions.get(older.document.sha256)
        if link is not None and link.newer == newer.document.sha256:
            return f"是同一份材料的两个版本，较新的是 {newer.document.file}"
    return "可能是同一份材料的两个版本，或套用了另一份的文字"


def _head(viewed: ViewedDocument) -> tuple[object, ...]:
    document = viewed.document
    return document.title, document.issuer, document.doc_number, document.date
