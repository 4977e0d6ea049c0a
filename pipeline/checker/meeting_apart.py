"""Documents held against each other: some of the checks at a time, so that several processes may share them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.checker.known_archive import KnownArchive
from pipeline.checker.meetings import names_in
from pipeline.checker.records import packed, readable_in, rows_in
from pipeline.checker.sources import Source, reader_of
from pipeline.checker.whole import Whole
from pipeline.checks import meeting_checks


class Meeting(NamedTuple):
    """All documents of an archive in few words (JSON, by block), their names, the checks that are to hold them.

    `contents` are the SHA-256 by place.
    """

    contents: Mapping[int, str]
    rows: list[bytes]
    names: Sequence[bytes]
    checks: Sequence[str]


def meetings_of(
    contents: Mapping[int, str], rows: Sequence[bytes], names: Sequence[bytes], count: int
) -> list[Meeting]:
    """Return the work of all checks of meetings in so many shares, neighbours by name together."""
    checks = [check.CHECK for check in meeting_checks()]
    ends = [len(checks) * number // count for number in range(count + 1)]
    shares = [checks[first:last] for first, last in pairwise(ends) if first < last]
    return [Meeting(contents, list(rows), names, share) for share in shares]


def told_of(source: Source, meeting: Meeting) -> bytes:
    """Return what these checks tell, as JSON; the rows are used up. Raises ValueError, StoreDamaged."""
    found = readable_in((row for payload in _taken(meeting.rows) for row in rows_in(payload)), reader_of(source))
    readable = dict(sorted(found.items()))
    whole = Whole(source, KnownArchive(source, None, {}, frozenset()), (), 0)
    return packed(whole.of_meetings(readable, names_in(meeting.names), meeting.checks))


def _taken(payloads: list[bytes]) -> Iterator[bytes]:
    """Yield payloads in their order and let go of each: the documents in few words take as much room again."""
    payloads.reverse()
    while payloads:
        yield payloads.pop()
