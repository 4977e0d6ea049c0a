"""Documents whose text is nearly that of another one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.fingerprint import likeness
from schemas.document import Document

FEWEST_ALIKE = 0.5
# of two texts that share half of their shingles, one in a hundred thousand pairs shares none of so many values
_COMPARED = 16
# a value that so many documents share comes from a form's words
_MOST_SHARING = 200

Fingerprints = Mapping[str, tuple[int, ...]]
"""sha256 -> `pipeline.fingerprint.fingerprint_of`."""

Relation = Literal["same", "earlier", "later", "alike"]


@dataclass(frozen=True)
class Similar:
    """Another document with the estimated share (0-1) of the text that both have, what it is to the first."""

    document: Document
    share: float
    relation: Relation


def similar_to(
    fingerprint: tuple[int, ...], others: Fingerprints, fewest: float = FEWEST_ALIKE
) -> list[tuple[str, float]]:
    """Return (sha256, share of the text in common) of the documents that are alike, the most alike first."""
    wanted = frozenset(fingerprint)
    shares = (
        (sha256, likeness(fingerprint, other)) for sha256, other in others.items() if not wanted.isdisjoint(other)
    )
    return sorted(
        ((sha256, share) for sha256, share in shares if share >= fewest), key=lambda found: (-found[1], found)
    )


def similar_pairs(others: Fingerprints, fewest: float = FEWEST_ALIKE) -> Iterator[tuple[str, str, float]]:
    """Yield each pair of documents that is alike; most pairs are never compared.

    Documents are compared that share one of the 16 smallest values of their fingerprints: with n documents some n
    steps, beside the pairs that are alike.
    """
    seen: dict[int, list[str]] = defaultdict(list)
    for sha256, fingerprint in others.items():
        values = fingerprint[:_COMPARED]
        shared = Counter(other for value in values if value in seen for other in seen[value])
        for other in sorted(shared):
            share = likeness(fingerprint, others[other])
            if share >= fewest:
                yield other, sha256, share
        for value in values:
            if len(seen[value]) < _MOST_SHARING:
                seen[value].append(sha256)


def relation(one: Document | None, other: Document, share: float) -> Relation:
    """Return what another document is to the first (None: not in the archive): an earlier version, a later one, …"""
    if one is not None and one.date and other.date and one.date != other.date and _is_one_paper(one, other):
        return "earlier" if other.date < one.date else "later"
    return "same" if share == 1 else "alike"


def _is_one_paper(one: Document, other: Document) -> bool:
    """Tell whether two documents may be versions of one: same number, or same title but for remarks in brackets."""
    if one.doc_number and one.doc_number == other.doc_number:
        return True
    return bool(one.title and other.title) and _core(one.title or "") == _core(other.title or "")


def _core(title: str) -> str:
    return title.partition("（")[0].partition("(")[0].strip()
