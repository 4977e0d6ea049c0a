"""When a commit writes older segments anew together with its own."""

from typing import Any

from whoosh.reading import SegmentReader

TIER = 8
"""So many segments of a size become one, so a page is copied log8(pages) times and some 8 log8(pages) segments lie."""


def merge_alike(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge segments into the one being written where there are many of its size; return those that stay.

    A merge policy as `SegmentWriter.commit(mergetype=…)` takes it. A segment of which more than half was deleted
    is written anew, one without pages is dropped.
    """
    kept = [segment for segment in segments if _pages(segment)]
    worn = [segment for segment in kept if segment.deleted_count() > _pages(segment)]
    _merge(writer, worn)
    kept = [segment for segment in kept if segment not in worn]
    while len(alike := [s for s in kept if _tier(_pages(s)) <= _tier(writer.doc_count())]) >= TIER - 1:
        _merge(writer, alike)
        kept = [segment for segment in kept if segment not in alike]
    return kept


def _merge(writer: Any, segments: list[Any]) -> None:
    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()


def _pages(segment: Any) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())


def _tier(pages: int) -> int:
    """Return how often `pages` can be divided by TIER; -1 for none."""
    tier = -1
    while pages:
        pages //= TIER
        tier += 1
    return tier
