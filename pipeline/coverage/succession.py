"""Which documents took the place of others in the archive."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.coverage.eligibility import ENDING, is_draft
from schemas.view import ViewedDocument

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


def successors(documents: Sequence[ViewedDocument]) -> Mapping[str, ViewedDocument]:
    """Return SHA-256 -> the document that took its place: it says so (同时废止), or bears the same name, later.

    Only plans and rules have successors of the same name: two years' reports stand side by side. A draft takes no
    other's place.
    """
    found: dict[str, ViewedDocument] = {}
    for old, new in (*_of_one_name(documents), *_repealed(documents)):
        found.setdefault(old.document.sha256, new)
    return found


def _of_one_name(documents: Sequence[ViewedDocument]) -> Iterator[tuple[ViewedDocument, ViewedDocument]]:
    named: dict[tuple[str, str], list[ViewedDocument]] = defaultdict(list)
    for viewed in documents:
        document = viewed.document
        if document.kind in ENDING and document.title and document.date and not is_draft(viewed):
            named[essence(document.title), document.issuer or ""].append(viewed)
    for same in named.values():
        ordered = sorted(same, key=lambda viewed: (viewed.document.date is None, viewed.document.date))
        for old, new in pairwise(ordered):
            if old.document.date != new.document.date and old.document.doc_number != new.document.doc_number:
                yield old, new


def _repealed(documents: Sequence[ViewedDocument]) -> Iterator[tuple[ViewedDocument, ViewedDocument]]:
    by_number: dict[str, list[ViewedDocument]] = defaultdict(list)
    by_name: dict[str, list[ViewedDocument]] = defaultdict(list)
    for viewed in documents:
        if viewed.document.doc_number:
            by_number[viewed.document.doc_number].append(viewed)
        if viewed.document.title:
            by_name[essence(viewed.document.title)].append(viewed)
    for new in documents:
        for cited in new.particulars.repeals if new.particulars else ():
            olds = by_number.get(cited.doc_number or "") or by_name.get(essence(cited.title), [])
            yield from ((old, new) for old in olds if old.document.sha256 != new.document.sha256 and not is_draft(new))
