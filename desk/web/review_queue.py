"""The tags that wait for a person's word, in the order in which they are looked at."""

import threading
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from archive.catalogue.judgements import Proposal
from archive.catalogue.viewing import Standing
from desk.workplace import Workplace
from schemas.learning import Proposals

# of more documents changed at once the whole is sorted anew
MANY = 500


class Waiting(NamedTuple):
    """A tag without a person's word; they sort by likelihood, the most likely first."""

    rank: float
    sha256: str
    indicator_id: str
    sub_number: int
    relation: str

    @property
    def sub(self) -> int | None:
        """The sub-indicator, None where the indicator as a whole is meant."""
        return self.sub_number or None

    @property
    def key(self) -> str:
        """What names it in a link."""
        return f"{self.sha256}.{self.indicator_id}.{self.sub_number}"


class ReviewQueue:
    """Reads the catalogue once, then only what changed; usable from many threads."""

    def __init__(self) -> None:
        """Read nothing before the first asks."""
        self._door = threading.Lock()
        self._standing: Standing | None = None
        self._of: tuple[str, str, tuple[int, int] | None] | None = None
        self._learned: Proposals | None = None
        self._by_document: dict[str, list[Waiting]] = {}
        self._sorted: list[Waiting] = []

    def waiting(self, workplace: Workplace) -> list[Waiting]:
        """Return all that wait in a dossier as it stands now."""
        catalogue, dossier, edition = workplace.archive.catalogue, workplace.dossier, workplace.edition
        with self._door:
            standing = catalogue.standing()
            of = (dossier.id, edition.id, workplace.archive.learned.stamp(dossier.id))
            is_known = of == self._of and self._standing is not None
            changed = catalogue.changed_since(self._standing) if is_known and self._standing is not None else None
            if changed is None:
                self._learned = _learned(workplace)
            if changed is None or len(changed) > MANY:
                self._begin(catalogue.proposals(dossier.id, edition))
            elif changed:
                self._renew(changed, catalogue.proposals(dossier.id, edition, changed))
            self._standing, self._of = standing, of
            return list(self._sorted)

    def _begin(self, proposals: Iterable[Proposal]) -> None:
        self._by_document = self._grouped(proposals)
        self._sorted = sorted(one for waiting in self._by_document.values() for one in waiting)

    def _renew(self, sha256s: Iterable[str], proposals: Iterable[Proposal]) -> None:
        grouped = self._grouped(proposals)
        for sha256 in sha256s:
            for one in self._by_document.pop(sha256, ()):
                del self._sorted[bisect_left(self._sorted, one)]
            for one in grouped.get(sha256, ()):
                insort(self._sorted, one)
            if sha256 in grouped:
                self._by_document[sha256] = grouped[sha256]

    def _grouped(self, proposals: Iterable[Proposal]) -> dict[str, list[Waiting]]:
        """Return what waits, by document: what rules and what was learned propose, where nobody has spoken."""
        found: dict[str, list[Waiting]] = defaultdict(list)
        known: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
        for one in proposals:
            known[one.sha256].add((one.indicator_id, one.sub))
            if not one.is_decided:
                found[one.sha256].append(_waiting(one.sha256, one.indicator_id, one.sub, one.relation, one.score))
        for sha256, tags in self._learned.tags.items() if self._learned is not None else ():
            for tag in tags:
                if sha256 in known and (tag.indicator_id, tag.sub) not in known[sha256]:
                    found[sha256].append(_waiting(sha256, tag.indicator_id, tag.sub, tag.relation, tag.score))
        return dict(found)


def _waiting(sha256: str, indicator_id: str, sub: int | None, relation: str, score: float) -> Waiting:
    return Waiting(-score, sha256, indicator_id, sub or 0, relation)


def _learned(workplace: Workplace) -> Proposals | None:
    proposals = workplace.archive.learned.read(workplace.dossier.id)
    return proposals if proposals is not None and proposals.edition == workplace.edition.id else None
