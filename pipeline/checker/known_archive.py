"""The case of an archive of which no document is held: what is known of its files is enough."""

from collections.abc import Mapping
from datetime import date

from pipeline.checker.sources import Source
from pipeline.checker.whole import whole_view
from pipeline.coverage.case import Case


class KnownArchive(Case):
    """What parts of an archive, and its tasks, are judged in."""

    def __init__(self, source: Source, today: date | None, files: Mapping[int, str], replaced: frozenset[int]) -> None:
        """Take the files by their places; `replaced` are the places of documents that others replaced before."""
        super().__init__(whole_view(source, ()).model_copy(update={"today": today}), None, {})
        self._files, self._replaced_at = files, replaced

    def file_at(self, place: int) -> str:
        """Return the file at a place."""
        return self._files[place]

    @property
    def replaced_places(self) -> frozenset[int]:
        """The places of the documents whose place others took before the review years began."""
        return self._replaced_at
