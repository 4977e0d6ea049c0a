"""The catalogue's methods by which it is proven: the index's state, the audit chain, counts, faults."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine

from archive.catalogue import audit, contents, counts, index_state, revisions
from archive.catalogue.audit import Deed
from archive.catalogue.connection import copy_whole, faults, reading, writing
from archive.catalogue.counts import Counts
from schemas.audit import Act
from schemas.errors import StoreDamaged


class Proof:
    """What `Catalogue` offers to prove itself by; each method is one transaction."""

    _engine: Engine

    def acts(self, dossier: str | None = None, limit: int | None = None, subject: str | None = None) -> tuple[Act, ...]:
        """Return the last acts of the audit chain (all where `limit` is None), oldest first.

        With `dossier` those that concern it or no dossier in particular, with `subject` those on it.
        """
        with reading(self._engine) as connection:
            return audit.acts(connection, dossier, limit, subject)

    def note(self, deed: Deed) -> None:
        """Note a write beside the catalogue: into dossier.yaml, a saved search, what was learned."""
        with writing(self._engine) as connection:
            audit.note(connection, deed)

    def count_acts(self, dossier: str | None = None, subject: str | None = None) -> int:
        """Return how many acts `acts` would give without a limit."""
        with reading(self._engine) as connection:
            return audit.count_acts(connection, dossier, subject)

    def copy_to(self, path: Path) -> None:
        """Write a snapshot of the catalogue, whole in one file, to a place where there is none."""
        with faults():
            copy_whole(self._engine, path)

    # --- the index, and proof

    def unindexed(self, limit: int) -> tuple[str, ...]:
        """Return originals that the index must take up again; one may have no pages left."""
        with reading(self._engine) as connection:
            return index_state.unindexed(connection, limit)

    def mark_indexed(self, sha256s: Iterable[str]) -> None:
        """Note that the index shows these originals as they are now."""
        with writing(self._engine) as connection:
            index_state.mark_indexed(connection, sha256s)

    def mark_all_unindexed(self) -> None:
        """Note that the index is empty."""
        with writing(self._engine) as connection:
            index_state.mark_all_unindexed(connection)

    def sha256s(self) -> tuple[str, ...]:
        """Return every original ever received, sorted."""
        with reading(self._engine) as connection:
            return counts.sha256s(connection)

    def sizes(self) -> dict[str, int]:
        """Return the size in bytes of every original ever received."""
        with reading(self._engine) as connection:
            return counts.sizes(connection)

    def page_counts(self) -> dict[str, int]:
        """Return the number of pages of each original that has any."""
        with reading(self._engine) as connection:
            return counts.page_counts(connection)

    def counts(self) -> Counts:
        """Count everything."""
        with reading(self._engine) as connection:
            return counts.counts(connection)

    def audit_faults(self) -> tuple[str, ...]:
        """Return what shows that the audit chain, or rows that it tells of, were changed by other hands."""
        with reading(self._engine) as connection:
            return (*audit.faults(connection), *revisions.faults(connection))

    def changed_contents(self) -> tuple[str, ...]:
        """Return the originals whose texts, tags or facts are not those that the pipeline wrote last, sorted."""
        with reading(self._engine) as connection:
            return tuple(contents.changed_contents(connection))

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite's own checks of the file find, nothing where it is sound."""
        try:
            with reading(self._engine) as connection:
                return counts.faults(connection)
        except StoreDamaged as error:
            return (error.message,)
