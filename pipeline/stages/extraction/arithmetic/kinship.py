"""How much the words of a text are those of an indicator: pairs of characters that few others have."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.lexicon import squeeze
from pipeline.once import once_for_each
from pipeline.stages.extraction.names import Name
from schemas.edition import Component, Edition, Measure

Pairs = frozenset[str]
_HAN = re.compile(r"[一-龥A-Za-z0-9.]+")
_KINDS = re.compile(r"[率数量]$|比例$|占比$|总[数量额]$")


def pairs(text: str) -> Pairs:
    """Return the pairs of neighbouring characters inside the words of a text."""
    return frozenset(word[i : i + 2] for word in _HAN.findall(text) for i in range(len(word) - 1))


class Kinship:
    """The pairs of each name of an edition, weighed by how few indicators share them."""

    def __init__(self, edition: Edition) -> None:
        """Take the vocabulary of an edition."""
        self._of: dict[tuple[str, int | None, str], Pairs] = {}
        shared: Counter[str] = Counter()
        for indicator in edition.indicators:
            every: set[str] = set()
            for sub, measure in indicator.measures():
                self._of[indicator.id, sub, ""] = _pairs_of(measure)
                every |= self._of[indicator.id, sub, ""]
                for part in measure.components:
                    self._of[indicator.id, sub, part.name] = _pairs_of(part)
                    every |= self._of[indicator.id, sub, part.name]
            shared.update(every)
        self._weight = {pair: 1 / count for pair, count in shared.items()}
        self.every = frozenset(shared)

    def of(self, name: Name) -> Pairs:
        """Return the pairs of a measure or component."""
        return self._of[name.indicator_id, name.sub, name.component.name if name.component else ""]

    def of_all(self, names: Iterable[Name]) -> Pairs:
        """Return the pairs of several."""
        return frozenset().union(*(self.of(name) for name in names))

    def of_proved(self, proved: Iterable[tuple[str, int | None]]) -> Pairs:
        """Return the pairs of all that (indicator_id, sub) pairs hold; without a sub the whole indicator."""
        wanted = set(proved)
        found = (own for (one, sub, _), own in self._of.items() if (one, sub) in wanted or (one, None) in wanted)
        return frozenset().union(*found)

    def weight(self, pair: str) -> float:
        """Return how much a pair of names says: 1 where no other indicator has it."""
        return self._weight[pair]

    def between(self, told: Pairs, own: Pairs) -> float:
        """Return how much the pairs of a text are those of names: 1 for each that no other indicator has."""
        return sum(self._weight[pair] for pair in told & own)


@once_for_each
def kinship_of(edition: Edition) -> Kinship:
    """Return the kinship of an edition's words, worked out once."""
    return Kinship(edition)


def _pairs_of(named: Measure | Component) -> Pairs:
    words = " ".join(_KINDS.sub("", squeeze(name)) for name in (named.name, *named.aliases))
    return pairs(words)
