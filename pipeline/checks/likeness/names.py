"""Names of tasks that are alike, found without comparing all of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from math import ceil

from pipeline.checks.likeness.texts import pairs_of


def alike_names(names: Sequence[str], least: float) -> Iterator[tuple[str, str]]:
    """Yield each two names that are alike, every name with itself too.

    Dice's coefficient of t leaves out few pairs of characters, so that two names alike share one of the rarest
    n - t/(2-t)·n + 1 of either; only names that do are compared (prefix filtering, Bayardo, Ma and Srikant 2007).
    """
    sharing: dict[str, list[str]] = defaultdict(list)
    pairs = {name: pairs_of(name) for name in names}
    frequency = Counter(chain.from_iterable(pairs.values()))
    for name, own in pairs.items():
        yield name, name
        kept = sorted(own, key=lambda pair: (frequency[pair], pair))[: _telling(len(own), least)]
        for other in dict.fromkeys(other for pair in kept for other in sharing[pair]):
            others = pairs[other]
            if 2 * len(own & others) / (len(own) + len(others)) >= least:  # as `alike` has it
                yield other, name
        for pair in kept:
            sharing[pair].append(name)


def names_alike(wanted: Collection[str], names: Collection[str], least: float) -> set[str]:
    """Return those of the names that are alike to any wanted one, or the same."""
    needed = frozenset(chain.from_iterable(map(pairs_of, wanted)))
    having: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for name in names if needed else ():
        pairs = pairs_of(name)
        for pair in needed & pairs:
            having[pair].append((name, pairs))
    found = set(wanted).intersection(names)
    for one in wanted:
        own = pairs_of(one)
        kept = sorted(own, key=lambda pair: len(having[pair]))[: _telling(len(own), least)]
        for name, pairs in chain.from_iterable(having[pair] for pair in kept):
            if name not in found and 2 * len(own & pairs) / (len(own) + len(pairs)) >= least:  # as `alike` has it
                found.add(name)
    return found


def _telling(count: int, least: float) -> int:
    """Return how many of so many pairs hold one at least that a name alike has too."""
    return count - ceil(least / (2 - least) * count) + 1
