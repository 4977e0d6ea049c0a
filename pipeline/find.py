"""Search with the dossier's meaning: fields, indicators, years; titles before text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from archive.archive import Archive
from archive.search.engine import EngineHit
from archive.search.highlight import matches, snippet_at
from archive.search.query import AllOf, Among, Query, Without
from archive.search.query_text import parse_query
from pipeline.search_fields import Fields
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.search_hit import SearchHit

HEADING_LEAD = 1000.0
"""Added to the score of a page whose document's title or number fulfils the query: no text ever scores as much."""
_ANYTHING = "年"
_READ_AT_ONCE = 500
# so many pages at the most tell which documents fulfil a query
_MOST_PAGES = 100_000


@dataclass(frozen=True)
class Found:
    """The best hits; `total` counts all pages that fit."""

    total: int
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True)
class Pages:
    """The best pages that fulfil a query, without their words; `total` counts all that fit."""

    total: int
    hits: tuple[EngineHit, ...]
    query: Query


class Finder:
    """Searches one dossier; what it reads of the catalogue for one query serves the next, from many threads."""

    def __init__(self, archive: Archive, dossier: Dossier, edition: Edition, fields: Fields | None = None) -> None:
        """Take an open archive; `fields`, where given, were read of it before."""
        self.archive = archive
        self.dossier = dossier
        self.edition = edition
        self.fields = fields or Fields(archive, dossier, edition)
        self._everything = len(self.fields.headings) == len(archive.catalogue.sha256s())
        self._numbers = {indicator.id: indicator.number for indicator in edition.indicators}
        self._indicators: dict[str, tuple[int, ...]] = {}

    def renewed(self, archive: Archive, changed: Collection[str]) -> "Finder":
        """Return the same over the archive opened anew, after these originals changed."""
        new = Finder(archive, self.dossier, self.edition, self.fields.renewed(archive, changed))
        gone = frozenset(changed)
        new._indicators = {sha256: known for sha256, known in self._indicators.copy().items() if sha256 not in gone}
        return new

    def indicators(self, sha256s: Collection[str]) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the indicators that documents speak of by tags in force, in their order."""
        lacking = [sha256 for sha256 in sha256s if sha256 not in self._indicators]
        if lacking:
            found = self.archive.catalogue.indicators_of(self.dossier.id, self.edition, lacking)
            for sha256 in lacking:
                self._indicators[sha256] = tuple(sorted(self._numbers[one] for one in found.get(sha256, ())))
        return {sha256: self._indicators[sha256] for sha256 in sha256s}

    def read_ahead(self) -> None:
        """Read now what searches and their answers need of all documents, some at a time."""
        sha256s = list(self.fields.documents)
        self.fields.headed(parse_query(_ANYTHING))
        for first in range(0, len(sha256s), _READ_AT_ONCE):
            self.indicators(sha256s[first : first + _READ_AT_ONCE])

    def find(self, text: str, *, indicator_id: str | None = None, year: int | None = None, limit: int = 20) -> Found:
        """Return the pages of the dossier's documents that fulfil a query, best first.

        Those of documents whose title or number fulfils it come first, then by BM25, ties by (sha256, page).
        Raises QueryError, IndexDamaged.
        """
        found = self.pages(text, allowed=self.of(indicator_id, year), limit=limit)
        return Found(total=found.total, hits=self.shown(found.hits, found.query))

    def query(self, text: str) -> Query:
        """Return what a person types as a query whose fields are looked up; raises QueryError."""
        return parse_query(text).resolved(self.fields.documents_of)

    def pages(self, text: str, *, allowed: frozenset[str] | None = None, limit: int = 20) -> Pages:
        """Return the pages as `find` does, of the documents `allowed` (None: all of the dossier)."""
        query = self.query(text)
        if allowed is None:
            allowed = self.of(None, None)
        hits, total = self._search(query, allowed, limit)
        return Pages(total, tuple(hits), query)

    def documents(self, text: str) -> frozenset[str]:
        """Return the dossier's documents with a page that fulfils a query; raises QueryError, IndexDamaged."""
        query = self.query(text)
        hits, _ = self.archive.engine.search(query, self.of(None, None), _MOST_PAGES)
        return frozenset(hit.sha256 for hit in hits)

    def of(self, indicator_id: str | None, year: int | None) -> frozenset[str] | None:
        """Return the documents of an indicator and a year (None: any), None for all that the archive holds."""
        allowed: frozenset[str] | None = None if self._everything else frozenset(self.fields.headings)
        if indicator_id is not None:
            tagged = self.archive.catalogue.tagged(self.dossier.id, self.edition, indicator_id)
            allowed = tagged if allowed is None else allowed & tagged
        if year is not None:
            of_year = self.fields.of_year(year)
            allowed = of_year if allowed is None else allowed & of_year
        return allowed

    def _search(self, query: Query, allowed: frozenset[str] | None, limit: int) -> tuple[list[EngineHit], int]:
        headed = self.fields.headed(query)
        headed = headed if allowed is None else headed & allowed
        if not headed:
            return self.archive.engine.search(query, allowed, limit)
        first, first_total = self.archive.engine.search(query, headed, limit)
        rest = Query(AllOf((query.root, Without(Among(headed)))))
        others, others_total = self.archive.engine.search(rest, allowed, limit - len(first))
        lead = [replace(hit, score=hit.score + HEADING_LEAD) for hit in first]
        return [*lead, *others], first_total + others_total

    def shown(self, hits: Sequence[EngineHit], query: Query) -> tuple[SearchHit, ...]:
        """Return pages with their words, the places that fulfil the query marked."""
        texts = self.archive.catalogue.page_texts((hit.sha256, hit.page) for hit in hits)
        indicators = self.indicators({hit.sha256 for hit in hits})
        shown = []
        for hit in hits:
            text = texts.get((hit.sha256, hit.page), "")
            places = matches(text, query)
            shown.append(
                SearchHit(
                    sha256=hit.sha256,
                    file=self.fields.headings[hit.sha256].file,
                    page=hit.page,
                    score=round(hit.score, 4),
                    snippet=snippet_at(text, places),
                    matches=len(places),
                    indicators=indicators[hit.sha256],
                )
            )
        return tuple(shown)


def find(
    archive: Archive,
    dossier: Dossier,
    edition: Edition,
    text: str,
    *,
    indicator_id: str | None = None,
    year: int | None = None,
    limit: int = 20,
) -> Found:
    """Search once; see `Finder.find`."""
    return Finder(archive, dossier, edition).find(text, indicator_id=indicator_id, year=year, limit=limit)
