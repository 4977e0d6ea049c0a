"""Evidence of one review that another takes over: what is new there, what it has, what it has in a later version."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.coverage.succession import LEAST_SHARE, basis_of, in_order, paper_of
from pipeline.similar import Fingerprints, similar_to
from schemas.document import Document
from schemas.edition import Edition
from schemas.tag import Tag

State = Literal["new", "known", "removed", "newer_here", "out_of_period"]


@dataclass(frozen=True)
class Carried:
    """A document of the earlier review, the indicators (number in its edition) that it proved there, what became of it.

    `other` is the file of the dossier at hand that it was compared with: the same content, or a later version.
    """

    document: Document
    indicators: tuple[int, ...]
    state: State
    other: str = ""


def proven(tags: Iterable[Tag], edition: Edition) -> tuple[int, ...]:
    """Return the numbers of the indicators that tags in force say a document proves, sorted."""
    ids = {tag.indicator_id for tag in tags if tag.relation == "evidence" and tag.state != "rejected"}
    return tuple(sorted(edition.by_id(one).number for one in ids))


@dataclass(frozen=True)
class Here:
    """The dossier at hand: its live documents, their fingerprints, what was removed from it, its review years."""

    documents: Sequence[Document]
    fingerprints: Fingerprints
    removed: Collection[str]
    years: tuple[int, ...]

    @cached_property
    def by_content(self) -> Mapping[str, Document]:
        """SHA-256 -> the first document received with it."""
        return {one.sha256: one for one in reversed(self.documents)}


def carried(document: Document, indicators: tuple[int, ...], fingerprint: tuple[int, ...], here: Here) -> Carried:
    """Say what becomes of one document: it is new here, unless the dossier has it, gave it up, has a later version.

    A report on a year before the years under review is out of period: it is told, not taken.
    """
    same = here.by_content.get(document.sha256)
    if same is not None:
        return Carried(document, indicators, "known", same.file)
    if document.sha256 in here.removed:
        return Carried(document, indicators, "removed")
    later = _later_version(document, fingerprint, here)
    if later is not None:
        return Carried(document, indicators, "newer_here", later.file)
    if document.period is not None and here.years and document.period.end.year < min(here.years):
        return Carried(document, indicators, "out_of_period")
    return Carried(document, indicators, "new")


def _later_version(document: Document, fingerprint: tuple[int, ...], here: Here) -> Document | None:
    alike = dict(similar_to(fingerprint, here.fingerprints, LEAST_SHARE)) if fingerprint else {}
    for sha256, share in alike.items():
        other = here.by_content.get(sha256)
        if other is not None and _is_later(document, other, share):
            return other
    return None


def _is_later(document: Document, other: Document, share: float) -> bool:
    older, newer = paper_of(document), paper_of(other)
    return in_order([newer, older])[-1] == newer and basis_of(older, newer, share) is not None
