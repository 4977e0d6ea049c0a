"""What is judged of some documents by themselves.

Every check names its SCOPE (`pipeline.checks`); what a part is told of does not depend on any other document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.checker.outcomes import Said, all_said
from pipeline.checker.sources import Placed, Source
from pipeline.checks import Check, all_checks, scope_of_check
from pipeline.checks.arithmetic.claimed import first_indicator
from pipeline.coverage.case import Case
from pipeline.coverage.same import Same
from pipeline.coverage.series import scope_of
from pipeline.coverage.speech import Speech, speeches_of
from pipeline.coverage.tasks import Proof, TaskProofs
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.fact import Fact
from schemas.revision import Revision
from schemas.view import ArchiveView, ViewedDocument

# indicator id, number of the sub-indicator, what a document says for it
Spoken = tuple[str, int | None, Speech]


class LookedInto(NamedTuple):
    """What is known of some documents once each was looked into; `case` is theirs.

    `numbers` are the indicators of which a readable document states numbers, with their subjects, by its place;
    `of_county` its facts of the county as a whole. `proofs` are (number of the task in the dossier, place, proof);
    `looked_through` counts the documents that might have been one.
    """

    documents: list[Placed]
    case: Case
    said: list[Said]
    spoken: list[Spoken]
    numbers: dict[int, dict[str, list[str]]]
    of_county: dict[int, list[Fact]]
    proofs: list[tuple[int, int, Proof]]
    looked_through: int


def look_into(source: Source, documents: list[Placed]) -> LookedInto:
    """Look into documents, each by itself."""
    readable = {one.place: one.viewed for one in documents if one.is_readable}
    view = ArchiveView.model_construct(
        dossier=source.dossier, edition=source.edition, documents=tuple(one.viewed for one in documents)
    )
    case = Case(view, nothing_of(source), readable)
    said = all_said(checks_of("document"), case)
    said += _said_of_claims(view, source, readable)
    tasks = TaskProofs(readable.values(), source.dossier, source.edition)
    place_of = {viewed.document.sha256: place for place, viewed in readable.items()}
    return LookedInto(
        documents=documents,
        case=case,
        said=said,
        spoken=[one for place, viewed in readable.items() for one in _spoken(place, viewed, source)],
        numbers={place: _numbers(viewed, source.dossier) for place, viewed in readable.items() if viewed.facts},
        of_county={place: facts for place, viewed in readable.items() if (facts := _of_county(viewed, source.dossier))},
        proofs=[
            (number, place_of[proof.sha256], proof)
            for number, task in enumerate(source.dossier.tasks)
            for proof in tasks.of(task)
        ],
        looked_through=tasks.looked_through,
    )


def _said_of_claims(view: ArchiveView, source: Source, readable: Mapping[int, ViewedDocument]) -> list[Said]:
    """Return what is said of the claims of documents that state no number of the indicator that they belong to."""
    by_indicator: dict[str, dict[int, ViewedDocument]] = defaultdict(dict)
    for place, viewed in readable.items():
        if makes_claims(viewed):
            indicator_id = first_indicator(viewed)
            is_known = not indicator_id or indicator_id in _by_id(Same(source.edition))
            if is_known and all(fact.indicator_id != indicator_id for fact in viewed.facts):
                by_indicator[indicator_id][place] = viewed
    said: list[Said] = []
    for indicator_id, untold in by_indicator.items():
        edition = of_one_indicator(source, indicator_id) if indicator_id else source.edition
        said += all_said(checks_of("indicator"), Case(_with(view, untold, edition), nothing_of(source), untold))
    return said


def makes_claims(viewed: ViewedDocument) -> bool:
    """Tell whether a document claims anything that is judged beside its numbers."""
    said = viewed.particulars
    return said is not None and bool(said.ratios or said.changes or said.slips)


def checks_of(scope: str) -> tuple[Check, ...]:
    """Return the checks with a scope."""
    return _those_of(all_checks(), scope)


@lru_cache(maxsize=16)
def _those_of(checks: tuple[Check, ...], scope: str) -> tuple[Check, ...]:
    return tuple(check for check in checks if scope_of_check(check) == scope)


def nothing_of(source: Source) -> Case:
    """Return the case of no document: what a part is a part of."""
    return _nothing(Same(source.dossier), Same(source.edition), Same(source.revisions))


@lru_cache(maxsize=2)
def _nothing(dossier: Same[Dossier], edition: Same[Edition], revisions: Same[tuple[Revision, ...]]) -> Case:
    view = ArchiveView.model_construct(dossier=dossier.value, edition=edition.value, revisions=revisions.value)
    return Case(view)


def of_one_indicator(source: Source, indicator_id: str) -> Edition:
    """Return the edition as if it had one indicator."""
    return _edition_of_one(Same(source.edition), indicator_id)


@lru_cache(maxsize=128)
def _edition_of_one(edition: Same[Edition], indicator_id: str) -> Edition:
    return edition.value.model_copy(update={"indicators": (edition.value.by_id(indicator_id),)})


def _with(view: ArchiveView, documents: dict[int, ViewedDocument], edition: Edition) -> ArchiveView:
    return view.model_copy(update={"documents": tuple(documents.values()), "edition": edition})


def _spoken(place: int, viewed: ViewedDocument, source: Source) -> Iterable[Spoken]:
    known = _by_id(Same(source.edition))
    for indicator_id in dict.fromkeys(tag.indicator_id for tag in viewed.tags):
        if indicator_id in known:
            for sub, speech in speeches_of(place, viewed, known[indicator_id], source.dossier):
                yield indicator_id, sub, speech


@lru_cache(maxsize=2)
def _by_id(edition: Same[Edition]) -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in edition.value.indicators}


def _numbers(viewed: ViewedDocument, dossier: Dossier) -> dict[str, list[str]]:
    """Return the indicators of which a document states numbers, each with the subjects."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in viewed.facts:
        found[fact.indicator_id][fact.subject] = None
    return {
        indicator_id: list(dict.fromkeys(scope_of(subject, dossier) for subject in subjects))
        for indicator_id, subjects in found.items()
    }


def _of_county(viewed: ViewedDocument, dossier: Dossier) -> list[Fact]:
    """Return the facts of a document that are about the county as a whole."""
    return [fact for fact in viewed.facts if not scope_of(fact.subject, dossier)]
