"""Documents held against each other: some of the checks at a time, so that several processes may share them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.checker.known_archive import KnownArchive
from pipeline.checker.meetings import names_in
from pipeline.checker.records import packed, readable_in, rows_in
from pipeline.checker.sources import Source, reader_of
from pipeline.checker.whole import Whole
from pipeline.checks import meeting_checks

# gives what is kept of a kind of all documents, block by block
Kept = Callable[[str], Iterable[bytes]]


class Meeting(NamedTuple):
    """All documents of an archive (their SHA-256 by place), the checks that are to hold them."""

    contents: Mapping[int, str]
    checks: Sequence[str]


def meetings_of(contents: Mapping[int, str], count: int) -> list[Meeting]:
    """Return the work of all checks of meetings in so many shares, neighbours by name together."""
    checks = [check.CHECK for check in meeting_checks()]
    ends = [len(checks) * number // count for number in range(count + 1)]
    shares = [checks[first:last] for first, last in pairwise(ends) if first < last]
    return [Meeting(contents, share) for share in shares]


def told_of(source: Source, kept: Kept, meeting: Meeting) -> bytes:
    """Return what these checks tell, as JSON; raises ValueError, StoreDamaged."""
    found = readable_in((row for payload in _taken(list(kept("rows"))) for row in rows_in(payload)), reader_of(source))
    readable = dict(sorted(found.items()))
    whole = Whole(source, KnownArchive(source, None, {}, frozenset()), (), 0)
    return packed(whole.of_meetings(readable, names_in(kept("names")), meeting.checks))


def _taken(payloads: list[bytes]) -> Iterator[bytes]:
    """Yield payloads in their order and let go of each: the documents in few words take as much room again."""
    payloads.reverse()
    while payloads:
        yield payloads.pop()
