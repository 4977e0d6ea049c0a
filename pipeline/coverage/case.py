"""A case: one view with what several checks need, computed once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from archive.catalogue.stored_facts import StoredFacts
from pipeline.coverage.cells import Cell, cells_of
from pipeline.coverage.eligibility import is_draft, is_late
from pipeline.coverage.ownership import of_own_county
from pipeline.coverage.series import Name, Series, series_of
from pipeline.coverage.succession import essence, successors
from pipeline.coverage.values import Stated
from pipeline.coverage.years import year_of
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.fact import Fact
from schemas.finding import MatrixCell
from schemas.view import ArchiveView, ViewedDocument

MeasureKey = tuple[str, int | None]


class Case:
    """What a check looks at; nothing in it is ever changed."""

    def __init__(self, view: ArchiveView, whole: "Case | None" = None) -> None:
        """Take a view; what another area's documents prove is none of it; the rest is computed when asked for.

        With `whole` the view is a part of that case's own.
        """
        self.view = of_own_county(view) if whole is None else view
        self._whole = whole
        self._measures = frozenset(
            (indicator.id, sub) for indicator in view.edition.indicators for sub in (None, *_subs(indicator))
        )

    @property
    def dossier(self) -> Dossier:
        """The county's review."""
        return self.view.dossier

    @property
    def edition(self) -> Edition:
        """The indicator system it is reviewed by."""
        return self.view.edition

    @property
    def speaks_of_dossier(self) -> bool:
        """Tell whether the dossier's own words are judged here: in the whole, in each indicator's part, once each."""
        return self._whole is None or self.edition is not self._whole.edition

    @cached_property
    def readable(self) -> tuple[ViewedDocument, ...]:
        """The documents that could be read, each original once."""
        seen: set[str] = set()
        kept: list[ViewedDocument] = []
        for viewed in self.view.documents:
            document = viewed.document
            if document.status in ("ok", "partial") and document.sha256 not in seen:
                seen.add(document.sha256)
                kept.append(viewed)
        return tuple(kept)

    @cached_property
    def successors(self) -> Mapping[str, ViewedDocument]:
        """SHA-256 of a readable document -> the one that took its place."""
        return successors(self.readable) if self._whole is None else self._whole.successors

    def _counts(self, viewed: ViewedDocument) -> bool:
        """Tell whether a document may count: no draft, not after the cut-off, not replaced before the years began."""
        if is_draft(viewed) or is_late(viewed, self.dossier):
            return False
        new = self.successors.get(viewed.document.sha256)
        years = self.dossier.years
        return new is None or not years or new.document.date is None or new.document.date.year >= min(years)

    @cached_property
    def _evidence(self) -> Mapping[str, list[ViewedDocument]]:
        found: dict[str, list[ViewedDocument]] = defaultdict(list)
        for viewed in filter(self._counts, self.readable):
            for indicator_id in dict.fromkeys(tag.indicator_id for tag in viewed.tags if tag.relation == "evidence"):
                found[indicator_id].append(viewed)
        return found

    def evidence(self, indicator_id: str, sub: int | None) -> tuple[ViewedDocument, ...]:
        """Return the readable documents that count and that a tag in force names as evidence for a measure."""
        return tuple(viewed for viewed in self._evidence.get(indicator_id, ()) if viewed.proves(indicator_id, sub))

    def evidence_named(self, indicator_id: str, name: str) -> Sequence[ViewedDocument]:
        """Return the documents of `evidence` for any sub of an indicator whose titles name one text (`essence`)."""
        return self._evidence_by_name.get((indicator_id, name), ())

    @cached_property
    def _evidence_by_name(self) -> Mapping[tuple[str, str], list[ViewedDocument]]:
        found: dict[tuple[str, str], list[ViewedDocument]] = defaultdict(list)
        for indicator_id, documents in self._evidence.items():
            for viewed in documents:
                found[indicator_id, essence(viewed.document.title or "")].append(viewed)
        return found

    def speaking_of(self, indicator_id: str, sub: int | None) -> tuple[ViewedDocument, ...]:
        """Return the readable documents, drafts left out, with a tag of a measure in force: evidence or mention."""
        return tuple(
            viewed
            for viewed in self._speaking.get(indicator_id, ())
            if any(
                tag.indicator_id == indicator_id
                and tag.state != "rejected"
                and (tag.sub is None or sub in (None, tag.sub))
                for tag in viewed.tags
            )
        )

    @cached_property
    def _speaking(self) -> Mapping[str, list[ViewedDocument]]:
        found: dict[str, list[ViewedDocument]] = defaultdict(list)
        for viewed in self.readable:
            for indicator_id in dict.fromkeys(tag.indicator_id for tag in viewed.tags if not is_draft(viewed)):
                found[indicator_id].append(viewed)
        return found

    @cached_property
    def _facts(self) -> Mapping[MeasureKey, list[Stated]]:
        found: dict[MeasureKey, list[Stated]] = defaultdict(list)
        for viewed in self.readable:
            for fact in viewed.facts:
                measure = fact.indicator_id, fact.sub
                year = year_of(fact, viewed.document) if measure in self._measures else None
                if year is not None:
                    found[measure].append(Stated(fact, year, viewed))
        return found

    def facts(self, indicator_id: str, sub: int | None) -> tuple[Stated, ...]:
        """Return the facts of a measure whose year is known, in all readable documents."""
        return tuple(self._facts.get((indicator_id, sub), ()))

    @cached_property
    def series(self) -> Mapping[Name, Series]:
        """The exact values of every name over the years, drafts left out."""
        items = (item for items in self._facts.values() for item in items if not is_draft(item.viewed))
        return series_of(items, self.edition, self.dossier)

    def parts(self) -> Iterator["Case"]:
        """Yield a case for each indicator: the documents that bear a tag or a fact of it, with all their facts.

        What a part says of its indicator (cells, series, facts, evidence) is what the whole says of it; the facts of
        only one part need to be in memory at a time.
        """
        for indicator in self.edition.indicators:
            documents = tuple(
                viewed.model_copy(update={"facts": tuple(viewed.facts)})
                for viewed in self._by_indicator.get(indicator.id, ())
            )
            edition = self.edition.model_copy(update={"indicators": (indicator,)})
            yield Case(self.view.model_copy(update={"edition": edition, "documents": documents}), self)

    def rest(self) -> "Case":
        """Return the case of the readable documents that no part holds: without any tag, without any fact."""
        documents = tuple(viewed for viewed in self.readable if not viewed.tags and not viewed.facts)
        return Case(self.view.model_copy(update={"documents": documents}), self)

    @cached_property
    def _by_indicator(self) -> Mapping[str, list[ViewedDocument]]:
        found: dict[str, list[ViewedDocument]] = defaultdict(list)
        for viewed in self.readable:
            facts = viewed.facts
            ids = facts.indicator_ids if isinstance(facts, StoredFacts) else [fact.indicator_id for fact in facts]
            for indicator_id in dict.fromkeys((*(tag.indicator_id for tag in viewed.tags), *ids)):
                found[indicator_id].append(viewed)
        return found

    def with_facts(self, facts: Mapping[str, Sequence[Fact]]) -> "Case":
        """Return the case of the documents (by SHA-256) for which facts are given, with these facts alone."""
        documents = tuple(
            viewed.model_copy(update={"facts": tuple(facts[viewed.document.sha256])})
            for viewed in self.readable
            if viewed.document.sha256 in facts
        )
        return Case(self.view.model_copy(update={"documents": documents}), self)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The matrix: every indicator, sub-indicator and review year, in the order of the edition."""
        if self._whole is None:
            return tuple(cell for part in self.parts() for cell in part.cells)
        return tuple(
            cell
            for indicator in self.edition.indicators
            for sub, _ in indicator.measures()
            for cell in cells_of(indicator, sub, self.evidence(indicator.id, sub), self.dossier)
        )

    def know(self, cells: Iterable[Cell]) -> None:
        """Take the cells that were computed part by part."""
        self.__dict__["cells"] = tuple(cells)

    def matrix(self) -> tuple[MatrixCell, ...]:
        """Return the matrix as reports show it."""
        return tuple(cell.outward(self.dossier) for cell in self.cells)


def _subs(indicator: Indicator) -> tuple[int, ...]:
    return tuple(sub.number for sub in indicator.subs)
