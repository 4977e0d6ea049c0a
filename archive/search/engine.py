"""What every full-text engine offers.

An index is derived: it holds the tokens of `archive.search.analyzer` of every page, and can be rebuilt from the
catalogue at any time. One process writes at a time; others may search meanwhile.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from archive.search.query import Query

Pages = Iterable[tuple[int, str]]
"""(page, text) of one document, as `ParsedDocument.page_texts` gives them; page is 1-based."""

Documents = Iterable[tuple[str, Pages]]
"""(sha256, pages), each sha256 once."""


@dataclass(frozen=True)
class EngineHit:
    """A page that fulfils a query; the higher the score, the better."""

    sha256: str
    page: int
    score: float


class SearchEngine(Protocol):
    """An open full-text index in a folder.

    Every method raises IndexDamaged where the index cannot be read, StoreError where it cannot be written and
    StoreBusy while another process writes.
    """

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index in a folder, replacing what this engine left there."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in a folder."""

    @classmethod
    def rebuild(cls, folder: Path, documents: Documents) -> Self:
        """Index these documents and no others in one commit, whatever is in the folder: nothing, damage, an old state.

        Where the old state was sound, searches answer from it until the commit; else the index is not there before.
        """

    @classmethod
    def discard(cls, folder: Path) -> None:
        """Take away this engine's files in a folder, not the note of who wrote the index there; raises nothing."""

    def replace(self, documents: Documents) -> None:
        """Index documents anew in one commit: all of it can be found afterwards, or nothing has changed.

        The old pages of each sha256 go. Pages are read one by one while they are indexed. An error that
        `documents` raises passes through and nothing has changed.
        """

    def remove(self, sha256s: Iterable[str]) -> None:
        """Take documents out in one commit; those that are not there are passed over."""

    def clear(self) -> None:
        """Take out everything."""

    def search(
        self, query: Query, allowed: Collection[str] | None = None, limit: int = 20
    ) -> tuple[list[EngineHit], int]:
        """Return the best `limit` pages, best first, ties by (sha256, page), with the number of all pages found.

        Only pages of the sha256 in `allowed` are found and counted; None allows all.
        """

    def document_pages(self) -> dict[str, int]:
        """Return the number of indexed pages of every document, by sha256."""

    def document_digests(self) -> dict[str, int]:
        """Return the digest of the texts that were indexed of every document that has pages, by sha256.

        It is `archive.search.proof.text_digest` of them: what tells an older or another state of the same size.
        """

    def close(self) -> None:
        """Let go of the files."""
