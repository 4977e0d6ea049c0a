"""A case: one view with what several checks need, computed once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from pipeline.coverage.cells import Cell, cells_of
from pipeline.coverage.eligibility import is_draft, is_late
from pipeline.coverage.facts import Facts, MeasureKey, Told, facts_of
from pipeline.coverage.ownership import all_as_checked
from pipeline.coverage.series import Name, Series, series_of
from pipeline.coverage.speech import Speech, speeches_of
from pipeline.coverage.succession import essence, paper_of, revisions_among
from pipeline.coverage.values import Stated
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.finding import MatrixCell
from schemas.revision import Revision
from schemas.view import ArchiveView, ViewedDocument

Made = TypeVar("Made")


class Case:
    """What a check looks at; nothing in it is ever changed."""

    def __init__(
        self,
        view: ArchiveView,
        whole: "Case | None" = None,
        readable: Mapping[int, ViewedDocument] | None = None,
        speeches: Mapping[MeasureKey, Sequence[Speech]] | None = None,
        facts: Mapping[MeasureKey, list[Stated]] | None = None,
    ) -> None:
        """Take a view; what another area's documents prove is none of it; the rest is computed when asked for.

        With `whole` the view is a part of that case's own. `readable`, where given, are those of its documents that
        could be read, each original once, by the places that speeches name; such a view is the own county's already.
        `speeches`, where given, are all that the documents say, by measure: no fact is looked at for it. `facts`, where
        given, are all those of their years.
        """
        self.view = all_as_checked(view) if whole is None and readable is None else view
        self._whole = whole
        self._readable = readable
        self._given = speeches
        self._given_facts = facts
        self._said: dict[str, dict[int | None, list[Speech]]] = {}
        self._proving: dict[MeasureKey, tuple[Speech, ...]] = {}
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
    def is_whole(self) -> bool:
        """Tell whether this is no part: here the dossier's own words are judged."""
        return self._whole is None

    @cached_property
    def readable(self) -> tuple[ViewedDocument, ...]:
        """The documents that could be read, each original once."""
        return tuple(self._places.values())

    @cached_property
    def _places(self) -> Mapping[int, ViewedDocument]:
        """The readable documents by the places that speeches name, in their order."""
        if self._readable is not None:
            return self._readable
        first: dict[str, int] = {}
        for place, viewed in enumerate(self.view.documents):
            if viewed.document.status in ("ok", "partial"):
                first.setdefault(viewed.document.sha256, place)
        return {place: self.view.documents[place] for place in first.values()}

    @cached_property
    def successors(self) -> Mapping[str, ViewedDocument]:
        """SHA-256 of a readable document -> the one that took its place."""
        readable = {viewed.document.sha256: viewed for viewed in self.readable}
        return {older: readable[link.newer] for older, link in self.revisions.items() if link.newer in readable}

    @cached_property
    def revisions(self) -> Mapping[str, Revision]:
        """SHA-256 of a document -> by which it is superseded, as the archive keeps it, else as the rule says."""
        if self._whole is not None:
            return self._whole.revisions
        kept = self.view.revisions
        return {link.older: link for link in (_compared(self.readable) if kept is None else kept)}

    def _counts(self, viewed: ViewedDocument) -> bool:
        """Tell whether a document may count: no draft, not after the cut-off, not replaced before the years began."""
        if is_draft(viewed) or is_late(viewed, self.dossier):
            return False
        return viewed.document.sha256 not in self.replaced

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The documents whose place another one took before the review years began."""
        first = min(self.dossier.years, default=None)
        return frozenset(
            sha256
            for sha256, new in self.successors.items()
            if first is not None and new.document.date is not None and new.document.date.year < first
        )

    @cached_property
    def _evidence(self) -> Mapping[str, list[ViewedDocument]]:
        found: dict[str, list[ViewedDocument]] = defaultdict(list)
        for viewed in filter(self._counts, self.readable):
            for indicator_id in _tagged(viewed):
                found[indicator_id].append(viewed)
        return found

    def evidence(self, indicator_id: str, sub: int | None) -> tuple[ViewedDocument, ...]:
        """Return the readable documents that count and that a tag in force names as evidence for a measure."""
        return tuple(viewed for viewed in self._evidence.get(indicator_id, ()) if viewed.proves(indicator_id, sub))

    def evidence_named(self, indicator_id: str, name: str) -> Sequence[ViewedDocument]:
        """Return the documents of `evidence` for any sub of an indicator whose titles name one text (`essence`)."""
        return list(filter(self._counts, self._tagged_by_name.get((indicator_id, name), ())))

    @cached_property
    def _tagged_by_name(self) -> Mapping[tuple[str, str], list[ViewedDocument]]:
        found: dict[tuple[str, str], list[ViewedDocument]] = defaultdict(list)
        for viewed in self.readable:
            for indicator_id in _tagged(viewed):
                found[indicator_id, essence(viewed.document.title or "")].append(viewed)
        return found

    def speeches(self, indicator_id: str, sub: int | None) -> Sequence[Speech]:
        """Return what the readable documents say for a measure, drafts left out: as evidence or as a mention."""
        if self._given is not None:
            return self._given.get((indicator_id, sub), ())
        if indicator_id not in self._said:
            found: dict[int | None, list[Speech]] = defaultdict(list)
            for place, viewed in self._speaking.get(indicator_id, ()):
                for of_sub, speech in speeches_of(place, viewed, self.edition.by_id(indicator_id), self.dossier):
                    found[of_sub].append(speech)
            self._said[indicator_id] = found
        return self._said[indicator_id].get(sub, ())

    def proving(self, indicator_id: str, sub: int | None) -> tuple[Speech, ...]:
        """Return those of the documents of `evidence`."""
        known = self._proving.get((indicator_id, sub))
        if known is None:
            replaced = self.replaced_places
            known = self._proving[indicator_id, sub] = tuple(
                speech
                for speech in self.speeches(indicator_id, sub)
                if speech.proves and speech.may_count and speech.place not in replaced
            )
        return known

    def file_at(self, place: int) -> str:
        """Return the file at a place that a speech names."""
        if self._whole is not None:
            return self._whole.file_at(place)
        return self._places[place].document.file

    @property
    def replaced_places(self) -> frozenset[int]:
        """The places of the documents of `replaced`, in all that this case is a part of."""
        return self._replaced_places if self._whole is None else self._whole.replaced_places

    @cached_property
    def _replaced_places(self) -> frozenset[int]:
        if not self.replaced:
            return frozenset()
        return frozenset(place for place, viewed in self._places.items() if viewed.document.sha256 in self.replaced)

    @cached_property
    def _speaking(self) -> Mapping[str, list[tuple[int, ViewedDocument]]]:
        """The readable documents with a tag of an indicator, each with its place."""
        found: dict[str, list[tuple[int, ViewedDocument]]] = defaultdict(list)
        for place, viewed in self._places.items():
            for indicator_id in dict.fromkeys(tag.indicator_id for tag in viewed.tags):
                found[indicator_id].append((place, viewed))
        return found

    @cached_property
    def _facts(self) -> Facts:
        given = self._given_facts
        return Facts(facts_of(self.readable, self._measures) if given is None else given, self.dossier)

    def facts(self, indicator_id: str, sub: int | None) -> Sequence[Stated]:
        """Return the facts of a measure whose year is known, in all readable documents."""
        return self._facts.by_measure.get((indicator_id, sub), ())

    def facts_alike(self, indicator_id: str, sub: int | None) -> Mapping[Told, Sequence[Stated]]:
        """Return the same, those together that are called, told, counted alike."""
        return self._facts.alike.get((indicator_id, sub), {})

    def facts_of_county(self, indicator_id: str, sub: int | None) -> Sequence[Stated]:
        """Return those of them that are about the county as a whole."""
        return self._facts.of_county.get((indicator_id, sub), ())

    def targets(self, indicator_id: str, sub: int | None) -> Sequence[Stated]:
        """Return those of these that set a target for a year."""
        return self._facts.targets.get((indicator_id, sub), ())

    @cached_property
    def series(self) -> Mapping[Name, Series]:
        """The exact values of every name over the years, drafts left out."""
        return self._series_of(self._facts)

    def series_named(self, names: Collection[str]) -> Mapping[Name, Series]:
        """The same of some names alone, without the work for all others."""
        return self._series_of(
            item for items in self._facts.by_measure.values() for item in items if item.fact.name in names
        )

    def _series_of(self, items: Iterable[Stated]) -> Mapping[Name, Series]:
        return series_of(items, self.edition, self.dossier)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The matrix: every indicator, sub-indicator and review year, in the order of the edition."""
        return tuple(
            cell
            for indicator in self.edition.indicators
            for sub, _ in indicator.measures()
            for cell in cells_of(indicator, sub, self.proving(indicator.id, sub), self.dossier, self.file_at)
        )

    def matrix(self) -> tuple[MatrixCell, ...]:
        """Return the matrix as reports show it."""
        return tuple(cell.outward(self.dossier) for cell in self.cells)


def _tagged(viewed: ViewedDocument) -> Iterable[str]:
    """Return the indicators as evidence for which a document is tagged, each once."""
    return dict.fromkeys(tag.indicator_id for tag in viewed.tags if tag.relation == "evidence")


def _compared(documents: Sequence[ViewedDocument]) -> Sequence[Revision]:
    papers = [paper_of(viewed.document, viewed.particulars) for viewed in documents]
    texts = {one.document.sha256: one.particulars.fingerprint for one in documents if one.particulars is not None}
    return revisions_among(papers, texts)


def _subs(indicator: Indicator) -> tuple[int, ...]:
    return tuple(sub.number for sub in indicator.subs)


def once_for_a_case(make: Callable[[Case], Iterable[Made]]) -> Callable[[Case], tuple[Made, ...]]:
    """Decorate what several checks ask of a case so that it is worked out once, and kept as long as the case is."""
    kept: WeakKeyDictionary[Case, tuple[Made, ...]] = WeakKeyDictionary()

    @wraps(make)
    def made(case: Case) -> tuple[Made, ...]:
        if case not in kept:
            kept[case] = tuple(make(case))
        return kept[case]

    return made
