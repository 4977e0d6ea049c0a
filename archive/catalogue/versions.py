"""The catalogue's methods on versions of documents."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Engine

from archive.catalogue import papers, revisions
from archive.catalogue.connection import reading, writing
from archive.catalogue.papers import Compared
from schemas.revision import Paper, Revision, RevisionWord


class Papers(NamedTuple):
    """The documents of a dossier in few words, as they were up to a change of the catalogue."""

    documents: list[Paper]
    change: int


class Versions:
    """What `Catalogue` knows of versions; each method is one transaction."""

    _engine: Engine

    def papers(self, dossier: str) -> Papers:
        """Return the live documents that could be read, each content once, in the order received."""
        with reading(self._engine) as connection:
            return Papers(papers.papers(connection, dossier), papers.last_change(connection))

    def is_compared(self, dossier: str, rule: int) -> bool:
        """Tell whether this version of the rule has compared all documents as they are now."""
        with reading(self._engine) as connection:
            return papers.compared_to(connection, dossier) == Compared(rule, papers.last_change(connection))

    def supersede(self, dossier: str, found: Iterable[Revision], how_far: Compared, at: str, by: str = "") -> None:
        """Keep what a rule found, in place of what it found before."""
        with writing(self._engine) as connection:
            revisions.keep(connection, dossier, found, how_far, at, by)

    def decide_version(self, dossier: str, word: RevisionWord) -> None:
        """Note a person's word on two live documents; raises UsageError where one is not, where a ring came of it."""
        with writing(self._engine) as connection:
            revisions.decide(connection, dossier, word)

    def revisions(self, dossier: str, found: Collection[Revision] | None = None) -> tuple[Revision, ...]:
        """Return which live document is superseded by which, people's words applied to what was kept (or `found`)."""
        with reading(self._engine) as connection:
            return revisions.revisions(connection, dossier, found)

    def version_words(self, dossier: str) -> tuple[RevisionWord, ...]:
        """Return all that people said of versions, oldest first."""
        with reading(self._engine) as connection:
            return tuple(revisions.words(connection, dossier))
