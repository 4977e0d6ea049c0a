"""By what the documents of an archive meet, kept block by block."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from pydantic_core import from_json, to_json

from pipeline.checks import meeting_checks
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.checks.meeting.names import Called, Names, called
from pipeline.checks.time_limits.naming import tasks_like
from pipeline.coverage.case import Case
from schemas.view import ViewedDocument

KINDS = ("gives", "asks", "wants", "tasks", "names")
_FILE = "file"
_END = "\x1f"
Placed = Mapping[str, Sequence[int]]


def keys_of_documents(case: Case) -> dict[str, Keys]:
    """Return the keys of readable documents in all checks together, by SHA-256.

    Documents of one file's name meet too: a finding names files, not documents.
    """
    found: dict[str, list[Keys]] = {viewed.document.sha256: [_by_file(viewed)] for viewed in case.readable}
    for check in meeting_checks():
        for viewed, keys in check.keys_of(case):
            found[viewed.document.sha256].append(keys)
    return {sha256: united(of_one) for sha256, of_one in found.items()}


def _by_file(viewed: ViewedDocument) -> Keys:
    key = (key_of_text(_FILE, viewed.document.file),)
    return Keys(key, key)


def united(keys: Iterable[Keys]) -> Keys:
    """Return all keys of many, each once."""
    each = list(keys)
    return Keys(
        list(dict.fromkeys(key for one in each for key in one.gives)),
        list(dict.fromkeys(key for one in each for key in one.asks)),
        list(dict.fromkeys(want for one in each for want in one.wants)),
        list(dict.fromkeys(task for one in each for task in one.tasks)),
    )


class Cards(NamedTuple):
    """What is kept of a block, by kind: `gives`, `asks` are 32-bit numbers (keys, then their places)."""

    gives: bytes
    asks: bytes
    wants: bytes
    tasks: bytes
    names: bytes


def cards_of(case: Case, places: Mapping[str, int]) -> Cards:
    """Return the cards of the readable documents of a case; `places` are theirs by SHA-256."""
    gives: list[tuple[int, int]] = []
    asks: list[tuple[int, int]] = []
    wants: dict[str, list[int]] = defaultdict(list)
    tasks: dict[str, list[int]] = defaultdict(list)
    for sha256, keys in keys_of_documents(case).items():
        place = places[sha256]
        gives += ((key, place) for key in keys.gives)
        asks += ((key, place) for key in keys.asks)
        for want in keys.wants:
            wants[want].append(place)
        for task in keys.tasks:
            tasks[task].append(place)
    names = _lines(called(viewed, case.dossier) for viewed in case.readable)
    return Cards(_numbers(gives), _numbers(asks), _packed(wants), _packed(tasks), names)


def _numbers(pairs: Iterable[tuple[int, int]]) -> bytes:
    return array("I", chain.from_iterable(zip(*pairs, strict=True))).tobytes()


def _packed(placed: Placed) -> bytes:
    return to_json(placed) if placed else b""


def _lines(documents: Iterable[Called]) -> bytes:
    each = list(documents)
    texts = ["\n".join(one[index] for one in each if one[index]) for index in range(3)]
    return _END.join((*texts, "".join(sorted({one.letter for one in each})))).encode("utf-8", "surrogatepass")


def names_in(payloads: Iterable[bytes]) -> Names:
    """Return the names of all documents of some blocks; raises ValueError."""
    blocks = [payload.decode("utf-8", "surrogatepass").split(_END) for payload in payloads]
    titles, files, numbers, letters = zip(*blocks, strict=True) if blocks else ((), (), (), ())
    return Names("\n".join(titles), "\n".join(files), "\n".join(numbers), "".join(letters))


@dataclass
class Meetings:
    """The cards of all blocks: kind -> block -> what is kept."""

    cards: Mapping[str, Mapping[int, bytes]]
    tasks: Mapping[str, list[int]] = field(init=False)
    wants: Mapping[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Unpack what is text; raises ValueError."""
        self.tasks, self.wants = (_placed(self.cards[kind].values()) for kind in ("tasks", "wants"))

    def asking(self, keys: Collection[int]) -> set[int]:
        """Return the places of the documents that ask for any of these keys."""
        return set(self._having("asks", keys))

    def giving(self, keys: Collection[int]) -> set[int]:
        """Return the places of those that give any of these keys."""
        return set(self._having("gives", keys))

    def with_tasks_like(self, tasks: Collection[str]) -> set[int]:
        """Return the places of those with a task called like one of these."""
        alike = tasks_like(tasks, self.tasks) if tasks else ()
        return {place for task in alike for place in self.tasks[task]}

    def wanting(self, wants: Iterable[str]) -> set[int]:
        """Return the places of those that want any of these names."""
        return {place for want in wants for place in self.wants[want]}

    def _having(self, kind: str, keys: Collection[int]) -> Iterator[int]:
        wanted = frozenset(keys)
        for payload in self.cards[kind].values():
            middle = len(payload) // 2
            known = array("I", payload[:middle])
            if not wanted.isdisjoint(known):
                places = array("I", payload[middle:])
                yield from (place for key, place in zip(known, places, strict=True) if key in wanted)


def _placed(payloads: Iterable[bytes]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for of_block in from_json(b"[" + b",".join(payloads) + b"]", cache_strings="none"):
        for text, places in of_block.items():
            found[text] += places
    return dict(found)
