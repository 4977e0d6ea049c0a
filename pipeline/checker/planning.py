"""Which documents are to be read for a check, how they are shared out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.catalogue.viewing import Entry
from pipeline.checker.light import Row, joins, numbers_in
from pipeline.checker.numbers import part_of
from pipeline.checker.records import block_of
from pipeline.checker.register import Register
from pipeline.checker.workers import Work
from schemas.edition import Edition

# so many documents are looked into at a time
_DOCUMENTS_AT_ONCE = 2048

Blocks = Mapping[int, Sequence[int]]


def blocks_of(entries: Iterable[Entry], edition: Edition) -> dict[int, list[int]]:
    """Return the places by their block; a document is at home with the first indicator of its numbers."""
    homes = {indicator.id: number for number, indicator in enumerate(edition.indicators, start=1)}
    found: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        known = [homes[one] for one in indicators_of(entry) if one in homes]
        found[block_of(entry.place, min(known, default=0))].append(entry.place)
    return found


def indicators_of(entry: Entry) -> list[str]:
    """Return the indicators of the numbers found in a file."""
    return entry.indicators.split(",") if entry.indicators else []


def all_numbers(stating: Mapping[str, Blocks], contents: Mapping[int, str], edition: Edition) -> list[Work]:
    """Return the work of judging all numbers, the most first; `stating` are the places by indicator and block."""
    work = [
        Work(_at(blocks, contents), blocks, indicator.id, is_told=True)
        for indicator in edition.indicators
        for blocks in [stating.get(indicator.id, {})]
    ]
    return sorted(work, key=lambda one: -len(one.contents))


def looking_into(blocks: Blocks, contents: Mapping[int, str]) -> Iterator[Work]:
    """Yield the work of looking into blocks, some at a time."""
    some: dict[int, Sequence[int]] = {}
    for block, places in sorted(blocks.items()):
        if some and sum(map(len, some.values())) + len(places) > _DOCUMENTS_AT_ONCE:
            yield Work(_at(some, contents), some)
            some = {}
        some[block] = places
    if some:
        yield Work(_at(some, contents), some)


def _at(blocks: Blocks, contents: Mapping[int, str]) -> dict[int, str]:
    return {place: contents[place] for places in blocks.values() for place in places}


def numbers_again(
    indicator_id: str,
    parts: Mapping[int, Sequence[int]],
    joined: Sequence[str],
    before: Sequence[Row],
    now: Sequence[Row],
    register: Register,
) -> Work:
    """Return the work of judging an indicator's numbers again, where documents changed.

    `parts` are the places of each part so far; `before` and `now` are the changed documents that stated, or now state
    any number of it. A paper whose claims join subjects, before or now, calls for the whole indicator.
    """
    gone = {row[0] for row in before}
    if any(indicator_id in joins(row) for row in (*before, *now)):
        places = {place for of_part in parts.values() for place in of_part} - gone | {row[0] for row in now}
        return _told_at(places, register, Work({}, {}, indicator_id))
    stale = sorted({part for row in (*before, *now) for part in _parts_of(row, indicator_id, joined)})
    places = {place for part in stale for place in parts.get(part, ())} - gone | {row[0] for row in now}
    return _told_at(places, register, Work({}, {}, indicator_id, stale, joined))


def _told_at(places: Iterable[int], register: Register, work: Work) -> Work:
    """Return the work with the documents at these places."""
    blocks = register.blocks_of(places)
    return work._replace(contents=_at(blocks, register.contents), blocks=blocks, is_told=True)


def _parts_of(row: Row, indicator_id: str, joined: Sequence[str]) -> set[int]:
    return {part_of(scope, joined) for scope in numbers_in(row).get(indicator_id, ())}
