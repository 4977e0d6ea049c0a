"""The files of an archive: what stands at which place, in which block it is kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from archive.catalogue.viewing import Entry
from archive.kept_checks import Piece
from pipeline.checker.framed import unframed
from pipeline.checker.keeping import Keeping
from pipeline.checker.light import Reader, Row, content_in
from pipeline.checker.records import Files, Who, readable_in, rows_in, who_in
from schemas.revision import Revision
from schemas.view import ViewedDocument


class Register:
    """All files by their places; what is kept of blocks is read when it is asked for."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self.contents: dict[int, str] = {}
        self.files: dict[int, str] = {}
        self._kept: dict[int, Files] = {}
        self._rows: dict[int, Row] = {}

    def read(self, changed: AbstractSet[str] = frozenset()) -> dict[int, list[int]]:
        """Read what is kept of all files now, but for changed contents; return the blocks that held any of those.

        Each with the places that are not changed. Raises ValueError, TypeError, StoreDamaged.
        """
        held: dict[int, list[int]] = {}
        pieces = self._keeping.pieces("who")
        for piece, files in zip(pieces, who_in(pieces.values()), strict=True):
            here = files
            if changed and not changed.isdisjoint(files.sha256s):
                here = _without(files, changed)
                held[piece.block] = list(here.places)
            self._take(piece.block, here)
        return held

    def read_blocks(self, blocks: Iterable[int]) -> None:
        """Read what is kept of the files of blocks that were judged anew; raises ValueError, TypeError."""
        pieces = self._keeping.some([Piece("who", "", block) for block in blocks])
        for piece, files in zip(pieces, who_in(pieces.values()), strict=True):
            self._take(piece.block, files)

    def _take(self, block: int, files: Files) -> None:
        self._kept[block] = files
        self.contents.update(zip(files.places, files.sha256s, strict=True))
        self.files.update(zip(files.places, files.files, strict=True))

    def stating(self) -> dict[str, dict[int, list[int]]]:
        """Return the places of the documents that state numbers of each indicator, by block."""
        found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for block, files in self._kept.items():
            for place, indicators in zip(files.places, files.indicators, strict=True):
                for indicator_id in indicators.split(",") if indicators else ():
                    found[indicator_id][block].append(place)
        return found

    def enter(self, entries: Iterable[Entry]) -> None:
        """Enter new or changed files, of which nothing is kept so far."""
        self.contents.update((entry.place, entry.sha256) for entry in entries)

    def places_in(self, blocks: Collection[int]) -> dict[int, list[int]]:
        """Return the places of each of some blocks."""
        return {block: list(self._kept[block].places) if block in self._kept else [] for block in blocks}

    def blocks_of(self, places: Iterable[int]) -> dict[int, list[int]]:
        """Return places by their blocks."""
        found: dict[int, list[int]] = defaultdict(list)
        for place in places:
            found[self._blocks[place]].append(place)
        return found

    @cached_property
    def _blocks(self) -> dict[int, int]:
        """The block of each place, worked out when all is read that is asked for."""
        return {place: block for block, files in self._kept.items() for place in files.places}

    def place_of(self, sha256: str) -> int | None:
        """Return the place of a content that could be read."""
        return self._readable.get(sha256, (None, None))[0]

    @cached_property
    def _readable(self) -> dict[str, tuple[int, int]]:
        """The place and the year of each content that could be read, worked out when all is read."""
        return {
            sha256: (place, year)
            for files in self._kept.values()
            for sha256, place, year in zip(files.sha256s, files.places, files.years, strict=True)
            if year is not None
        }

    def named_as(self, places: Iterable[int]) -> set[int]:
        """Return the places of all files that are called as those at some places."""
        named = {self.files[place] for place in places}
        return {place for place, file in self.files.items() if file in named}

    def replaced(self, revisions: Iterable[Revision], first_year: int | None) -> dict[str, int | None]:
        """Return the documents whose place another one took before the review years began, with their places."""
        found = {}
        for link in revisions:
            _, year = self._readable.get(link.newer, (None, None))
            if year and first_year is not None and year < first_year:
                found[link.older] = self.place_of(link.older)
        return found

    def readable(self, places: Iterable[int], read: Reader) -> dict[int, ViewedDocument]:
        """Return the documents in few words at these places that could be read, in order."""
        wanted = sorted(places)
        unread = self.blocks_of(place for place in wanted if place not in self._rows)
        for piece, payload in self._keeping.some([Piece("rows", "", block) for block in sorted(unread)]).items():
            self._rows.update(unframed(payload, unread[piece.block]))
        return readable_in((self._rows[place] for place in wanted), read)


def _without(files: Files, changed: AbstractSet[str]) -> Files:
    """Return the files of other contents."""
    each = [one for one in map(Who, *files) if one.sha256 not in changed]
    return Files(*map(list, zip(*each, strict=True))) if each else Files((), (), (), (), ())


def rows_among(pieces: Mapping[Piece, bytes], contents: Collection[str]) -> list[Row]:
    """Return the documents in few words of some contents."""
    return [row for payload in pieces.values() for row in rows_in(payload) if content_in(row) in contents]
