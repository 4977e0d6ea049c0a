"""Documents whose text is nearly that of another one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from pipeline.fingerprint import KEPT, likeness
from schemas.document import Document

FEWEST_ALIKE = 0.5
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
    """Yield each pair of documents that is alike with the share of the text in common; the first as in `others`."""
    names = list(others)
    for later, earlier, share in alike_pairs(list(others.values()), fewest, _MOST_SHARING):
        yield names[earlier], names[later], share


def alike_pairs(
    fingerprints: Sequence[tuple[int, ...]], fewest: float, most_sharing: int
) -> Iterator[tuple[int, int, float]]:
    """Yield (later index, earlier index, share) of each pair that is alike; most pairs are never compared.

    With `fewest` of the smallest values of both together in both, so many are not; so one of the first as many and one
    more is in both, and among as many of the smallest of either. Only those are noted. A value that more than
    `most_sharing` documents have comes from a form's words and is not looked up.
    """
    telling = KEPT - ceil(fewest * KEPT) + 1
    first: dict[int, int] = {}
    later: dict[int, list[int]] = defaultdict(list)
    for index, fingerprint in enumerate(fingerprints):
        shared: set[int] = set()
        for value in fingerprint[:telling]:
            if first.setdefault(value, index) == index:
                continue
            if len(later[value]) < most_sharing:
                shared |= {first[value], *later[value]}
            later[value].append(index)
        for other in sorted(shared):
            share = likeness(fingerprint, fingerprints[other])
            if share >= fewest:
                yield index, other, share


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
