"""Documents whose text is nearly that of another one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Literal

from pipeline.coverage.succession import basis_of, in_order
from pipeline.fingerprint import KEPT, likeness
from schemas.document import Document
from schemas.revision import Paper

FEWEST_ALIKE = 0.5
_MOST_SHARING = 200

Fingerprints = Mapping[str, tuple[int, ...]]
"""sha256 -> `pipeline.fingerprint.fingerprint_of`."""

Versions = Collection[tuple[str, str]]
"""(older, newer) of each document that is superseded, by SHA-256."""

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


def telling(fingerprint: Sequence[int], fewest: float) -> Sequence[int]:
    """Return the values of which two fingerprints share one at least where so large a share of both is in both."""
    return fingerprint[: KEPT - ceil(fewest * KEPT) + 1]


def alike_pairs(
    fingerprints: Sequence[Sequence[int]], fewest: float, most_sharing: int
) -> Iterator[tuple[int, int, float]]:
    """Yield (later index, earlier index, share) of each pair that is alike; most pairs are never compared.

    With `fewest` of the smallest values of both together in both, so many are not; so one of the first as many and one
    more is in both, and among as many of the smallest of either. Only those are noted. A value that more than
    `most_sharing` documents have comes from a form's words and is not looked up.
    """
    values = [telling(fingerprint, fewest) for fingerprint in fingerprints]
    many = {value for value, count in Counter(chain.from_iterable(values)).items() if count > 1}
    having: dict[int, list[int]] = defaultdict(list)
    for index, fingerprint in enumerate(fingerprints):
        shared: set[int] = set()
        for value in many.intersection(values[index]):
            if len(having[value]) <= most_sharing:
                shared.update(having[value])
            having[value].append(index)
        for other in sorted(shared):
            share = likeness(fingerprint, fingerprints[other])
            if share >= fewest:
                yield index, other, share


def relation(one: Paper, other: Paper, share: float) -> Relation:
    """Return what a document of the archive is to one that is not in it, and so came later where dates do not tell."""
    older, newer = in_order([other, one])
    if (share == 1 and older.signed == newer.signed) or basis_of(older, newer, share) is None:
        return "same" if share == 1 else "alike"
    return "earlier" if older is other else "later"


def relation_in_archive(one: str, other: str, share: float, revisions: Versions) -> Relation:
    """Return what the second document (SHA-256) is to the first; `revisions` are those in force."""
    if (other, one) in revisions:
        return "earlier"
    if (one, other) in revisions:
        return "later"
    return "same" if share == 1 else "alike"
