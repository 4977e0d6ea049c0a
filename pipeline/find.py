"""Search with the dossier's meaning: hits by page, narrowed to an indicator or a year."""

from dataclasses import dataclass

from archive.archive import Archive
from archive.search.highlight import snippet
from archive.search.query import parse_query
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.search_hit import SearchHit


@dataclass(frozen=True)
class Found:
    """The best hits; `total` counts all pages that fit."""

    total: int
    hits: tuple[SearchHit, ...]


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
    """Return the pages of the dossier's documents that hold all words of the query, best first.

    Raises QueryError, IndexDamaged.
    """
    query = parse_query(text)
    files = archive.catalogue.files_of(dossier.id)
    allowed = set(files)
    if indicator_id is not None:
        allowed &= archive.catalogue.tagged(dossier.id, edition, indicator_id)
    if year is not None:
        allowed &= _of_year(archive, dossier, edition, year)
    hits, total = archive.engine.search(query, allowed, limit)
    texts = archive.catalogue.page_texts((hit.sha256, hit.page) for hit in hits)
    tags = archive.catalogue.tags_of(dossier.id, edition, {hit.sha256 for hit in hits})
    return Found(
        total=total,
        hits=tuple(
            SearchHit(
                sha256=hit.sha256,
                file=files[hit.sha256],
                page=hit.page,
                score=round(hit.score, 4),
                snippet=snippet(texts.get((hit.sha256, hit.page), ""), query),
                indicators=tuple(sorted({t.indicator for t in tags.get(hit.sha256, ()) if t.state != "rejected"})),
            )
            for hit in hits
        ),
    )


def _of_year(archive: Archive, dossier: Dossier, edition: Edition, year: int) -> set[str]:
    """Return the documents that report on a year, hold a number of it, or (no period known) were signed in it."""
    facts = archive.catalogue.facts_of(dossier.id, edition)
    return {
        document.sha256
        for document in archive.catalogue.documents(dossier.id)
        if (document.period is not None and document.period.covers_year(year))
        or (document.period is None and document.date is not None and document.date.year == year)
        or any(fact.year == year for fact in facts.get(document.sha256, ()))
    }
