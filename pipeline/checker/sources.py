"""Where the documents of a check come from: a view in memory, or the catalogue, some at a time."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from archive.catalogue.catalogue import Catalogue
from pipeline.coverage.case import Case
from pipeline.coverage.ownership import as_checked
from pipeline.learning.examples import Subject
from pipeline.learning.merging import beside, decided_on
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.learning import Proposals
from schemas.revision import Revision
from schemas.view import ArchiveView, ViewedDocument


class Placed(NamedTuple):
    """A document with its place in the order received; of one content received twice only the first is looked into."""

    place: int
    viewed: ViewedDocument
    is_first: bool

    @property
    def is_readable(self) -> bool:
        """Tell whether it could be read and is the first of its content."""
        return self.is_first and self.viewed.document.status in ("ok", "partial")


class Source(Protocol):
    """Gives documents by their places, what another area's documents prove left out."""

    dossier: Dossier
    edition: Edition
    revisions: tuple[Revision, ...]

    def __hash__(self) -> int:
        """Hash by identity."""

    def places(self) -> Sequence[int]:
        """Return the places of all documents, in the order received."""

    def read(self, places: Sequence[int]) -> list[Placed]:
        """Return the documents at these places, in the order received."""


@lru_cache(maxsize=1)
def reader_of(source: Source) -> Callable[[int], ViewedDocument]:
    """Return what reads one document whole; the last ones asked for are kept."""

    @lru_cache(maxsize=256)
    def read(place: int) -> ViewedDocument:
        return source.read([place])[0].viewed

    return read


class ViewSource:
    """The documents of a view."""

    def __init__(self, view: ArchiveView) -> None:
        self.dossier, self.edition = view.dossier, view.edition
        self._documents = [as_checked(viewed, view.dossier) for viewed in view.documents]
        first: dict[str, int] = {}
        for place, viewed in enumerate(self._documents):
            if viewed.document.status in ("ok", "partial"):
                first.setdefault(viewed.document.sha256, place)
        self._first = frozenset(first.values())
        readable = {place: self._documents[place] for place in self._first}
        own = view.model_copy(update={"documents": tuple(self._documents)})
        self.revisions = tuple(Case(own, None, dict(sorted(readable.items()))).revisions.values())

    def places(self) -> Sequence[int]:
        """Return the places of all documents."""
        return range(len(self._documents))

    def read(self, places: Sequence[int]) -> list[Placed]:
        """Return the documents at these places."""
        return [Placed(place, self._documents[place], place in self._first) for place in places]


class CatalogueSource:
    """The live documents of a dossier, placed by the numbers of their receipts; read anew each time."""

    def __init__(
        self,
        catalogue: Catalogue,
        dossier: Dossier,
        edition: Edition,
        proposals: Proposals | None,
        contents: Mapping[int, str],
        revisions: tuple[Revision, ...],
    ) -> None:
        """Take the catalogue with what was learned of tags; `contents` are the SHA-256 by place."""
        self.dossier, self.edition, self.revisions = dossier, edition, revisions
        self._catalogue = catalogue
        self._contents = contents
        self._proposals = proposals if proposals is not None and proposals.edition == edition.id else None

    def places(self) -> Sequence[int]:
        """Return the places of all documents."""
        return list(self._contents)

    def read(self, places: Sequence[int]) -> list[Placed]:
        """Return the documents at these places; raises StoreDamaged."""
        wanted = set(places)
        sha256s = list({self._contents[place]: None for place in places})
        found = self._catalogue.viewed_of(self.dossier.id, self.edition, sha256s)
        decided = self._decided(sha256s)
        return [
            Placed(place, self._finished(viewed, decided), viewed.document.duplicate_of is None)
            for place, viewed in found
            if place in wanted
        ]

    def _decided(self, sha256s: Sequence[str]) -> Mapping[str, set[Subject]]:
        """Return of which subjects a person spoke, by SHA-256; nobody asks where nothing was learned."""
        if self._proposals is None:
            return {}
        return decided_on(self._catalogue.decisions(self.dossier.id, sha256s))

    def _finished(self, viewed: ViewedDocument, decided: Mapping[str, set[Subject]]) -> ViewedDocument:
        """Return a document with the tags learned, none of what it proves for another area."""
        sha256 = viewed.document.sha256
        if self._proposals is not None and sha256 in self._proposals.tags:
            tags = beside(viewed.tags, self._proposals.tags[sha256], decided.get(sha256, ()))
            viewed = viewed.model_copy(update={"tags": tags})
        return as_checked(viewed, self.dossier)
