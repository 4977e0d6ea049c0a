"""The one rule for which document took the place of which other: a later version, a later plan, a repeal."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.coverage.eligibility import ENDING
from pipeline.fingerprint import likeness
from pipeline.numbers.doc_numbers import standard_number
from schemas.document import Document
from schemas.particulars import Particulars
from schemas.revision import Basis, Paper, Revision

RULE = 2
"""The version of the rule: one more where it tells otherwise than before."""

# two versions of one paper have more of their text in common, without one document number still more
LEAST_SHARE, _LEAST_OF_ONE_NAME = 0.4, 0.7
# one paper as .docx, as .pdf: what differs is marks of the page
_LEAST_OF_ONE_TEXT = 0.9
# how many later papers of one name a paper is held against
_LATER_LOOKED_AT = 20

_AROUND = re.compile(r"^.*?关于(?:印发|公布|发布|下发|转发|实施|修订|调整)|的(?:通知|公告|决定|通告)$")
_YEAR_OF_TEXT = re.compile(r"[（(]?(?:19|20)\d{2}年?(?:修订)?版[）)]?")
_EDITION = re.compile(
    r"[（(](?:[^（()）]*(?:修订|修正|修编|调整|试行|暂行|征求意见|送审|草案|讨论|报批)[^（()）]*)[）)]"
)
_MARKS = re.compile(r"[\s《》〈〉“”\"'、，。：:；;（）()\[\]〔〕—－-]")


@lru_cache(maxsize=1 << 18)  # five checks ask for the same titles
def essence(title: str) -> str:
    """Return what a title names: without 关于印发…的通知, quotation marks, （修订）, blanks."""
    plain = _EDITION.sub("", _YEAR_OF_TEXT.sub("", title))
    return _MARKS.sub("", _AROUND.sub("", plain.strip()))


Fingerprints = Mapping[str, tuple[int, ...]]
"""sha256 -> `pipeline.fingerprint.fingerprint_of`; a document with too little text has none."""


def paper_of(document: Document, particulars: Particulars | None = None) -> Paper:
    """Return what the rule looks at."""
    span = document.period
    return Paper(
        sha256=document.sha256,
        title=document.title,
        issuer=document.issuer,
        doc_number=standard_number(document.doc_number) if document.doc_number else None,
        signed=document.date,
        period=(span.start, span.end) if span is not None else None,
        kind=document.kind,
        media_type=document.media_type,
        is_draft=particulars is not None and particulars.draft_mark is not None,
        repeals=tuple((cited.doc_number, cited.title) for cited in particulars.repeals) if particulars else (),
    )


def needing_fingerprints(papers: Sequence[Paper]) -> set[str]:
    """Return the documents whose texts `revisions_among` compares: those that share a name or a number."""
    return {paper.sha256 for same in _candidates(papers) for paper in same}


def revisions_among(papers: Sequence[Paper], fingerprints: Fingerprints) -> tuple[Revision, ...]:
    """Return which document is superseded by which, at most once each; `papers` are in the order received.

    By the first of these that holds: a later version of the same paper (`basis_of`), a plan or rule of the same name
    and issuer with a later date and another number, a document that says so (同时废止). A draft takes the place of
    nothing but an earlier draft.
    """
    found: dict[str, Revision] = {}
    for same in _candidates(papers):
        for link in _versions(same, fingerprints):
            found.setdefault(link.older, link)
    for basis, pairs in (("edition", _later_editions(papers)), ("repealed", _repealed(papers))):
        for older, newer in pairs:
            found.setdefault(older.sha256, Revision(older=older.sha256, newer=newer.sha256, basis=basis))
    return tuple(_without_rings(found))


def basis_of(older: Paper, newer: Paper, share: float) -> Basis | None:
    """Return by what two papers are versions of one, `share` of their texts being the same; None: they are not.

    number: the same number, much of the text. text: the same name (but for 修订, 更正 and the like) and issuer, no
    other number, most of the text. Papers on different spans of time are two, whatever else is the same; one text in
    two formats is one paper.
    """
    if _are_two(older, newer) or _is_in_two_formats(older, newer, share):
        return None
    has_one_name = essence(older.title or "") == essence(newer.title or "") and older.issuer == newer.issuer
    if older.doc_number and newer.doc_number:
        is_one = share >= LEAST_SHARE and (has_one_name or not (older.title and newer.title))
        return "number" if is_one or share >= _LEAST_OF_ONE_NAME else None
    return "text" if has_one_name and older.title and share >= _LEAST_OF_ONE_NAME else None


def in_order(papers: Sequence[Paper]) -> list[Paper]:
    """Return versions of one paper, the oldest first: drafts, then those without a date, of one date as received."""
    return sorted(papers, key=lambda paper: (not paper.is_draft, paper.signed is not None, str(paper.signed)))


def _versions(same: Sequence[Paper], fingerprints: Fingerprints) -> Iterator[Revision]:
    order = in_order(same)
    for place, older in enumerate(order):
        for newer in order[place + 1 : place + 1 + _LATER_LOOKED_AT]:
            if _are_two(older, newer):  # most are told apart without a look at their texts
                continue
            share = likeness(fingerprints.get(older.sha256, ()), fingerprints.get(newer.sha256, ()))
            basis = basis_of(older, newer, share)
            if basis is not None:
                yield Revision(older=older.sha256, newer=newer.sha256, basis=basis, share=round(share, 2))
                break


def _candidates(papers: Sequence[Paper]) -> Iterator[list[Paper]]:
    """Yield the papers that share a name with the issuer, then those that share a number."""
    named: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    numbered: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        name = essence(paper.title or "")
        if name:
            named[name, paper.issuer or ""].append(paper)
        if paper.doc_number:
            numbered[paper.doc_number].append(paper)
    yield from (same for groups in (named, numbered) for same in groups.values() if len(same) > 1)


def _later_editions(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    """Yield plans and rules with the next of the same name: two years' reports stand side by side."""
    named: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.kind in ENDING and paper.title and paper.signed and not paper.is_draft:
            named[essence(paper.title), paper.issuer or ""].append(paper)
    for same in named.values():
        for old, new in pairwise(in_order(same)):
            if old.signed != new.signed and old.doc_number != new.doc_number:
                yield old, new


def _repealed(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    by_number: dict[str, list[Paper]] = defaultdict(list)
    by_name: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.doc_number:
            by_number[paper.doc_number].append(paper)
        if paper.title:
            by_name[essence(paper.title)].append(paper)
    for new in papers:
        for number, title in () if new.is_draft else new.repeals:
            olds = by_number.get(number or "") or by_name.get(essence(title), [])
            yield from ((old, new) for old in olds if old.sha256 != new.sha256)


def _without_rings(found: Mapping[str, Revision]) -> Iterator[Revision]:
    """Yield the links, but none that leads back to where it started."""
    later: dict[str, str] = {}
    for older, link in found.items():
        after: str | None = link.newer
        while after is not None and after != older:
            after = later.get(after)
        if after is None:
            later[older] = link.newer
            yield link


def _are_two(one: Paper, other: Paper) -> bool:
    return (
        _differ(one.issuer, other.issuer)
        or _differ(one.doc_number, other.doc_number)
        or _differ(one.period, other.period)
    )


def _is_in_two_formats(one: Paper, other: Paper, share: float) -> bool:
    return (
        one.media_type != other.media_type
        and share >= _LEAST_OF_ONE_TEXT
        and (one.signed, one.is_draft) == (other.signed, other.is_draft)
    )


def _differ(one: object, other: object) -> bool:
    """Tell whether both are known, and not the same."""
    return bool(one and other and one != other)
