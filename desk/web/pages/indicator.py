"""指标: what one indicator needs, what there is for it, what does not hold."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as PathPart
from starlette.responses import Response

from desk.web.moments import moment, today_of
from desk.web.visit import Visit, Visiting
from desk.workplace import Workplace
from pipeline.coverage.case import Case
from pipeline.coverage.slots import Slot, slots_with_files
from pipeline.reports.assessment import assess
from pipeline.reports.gathered import Gathered
from pipeline.reports.visible import plain
from pipeline.reports.words import RELATION_WORDS, STATE_WORDS, place_words
from schemas.edition import Indicator
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

router = APIRouter()


@dataclass(frozen=True)
class Evidence:
    """One document with what it says of the indicator."""

    viewed: ViewedDocument
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class Deed:
    """What a person did about the indicator."""

    at: str
    by: str
    words: str


@router.get("/indicator/{number}", name="indicator", include_in_schema=False)
def indicator(visit: Visiting, number: Annotated[int, PathPart(ge=1, le=999)]) -> Response:
    """Show an indicator by its number in the dossier's edition."""
    workplace, found = visit.workplace, _found(visit, number)
    entry, whole = workplace.dossier.entry(found.id), visit.office.told()
    view = _view(visit, workplace, found)
    case = Case(view)
    told = _told(whole, found) if whole else None
    return visit.page(
        "indicator.html.j2",
        indicator=found,
        entry=entry,
        neighbours=_neighbours(visit, number),
        measures=assess(told, view) if told else (),
        cells={(cell.sub, cell.year): cell for cell in told.report.matrix} if told else {},
        slots={sub: slots_with_files(case, found, sub) for sub, _ in found.measures()},
        evidence=_evidence(view, found.id),
        sha256s={one.document.file: one.document.sha256 for one in view.documents},
        history=_history(workplace, found.id, view, told),
        unsettled=[issue for issue in told.issues if not issue.finding.waived] if told else [],
        place_words=place_words,
        relation_words=RELATION_WORDS,
        state_words=STATE_WORDS,
        slot_words=_slot_words,
    )


def _found(visit: Visit, number: int) -> Indicator:
    try:
        found = visit.workplace.edition.by_number(number)
    except KeyError:
        raise HTTPException(404) from None
    if not visit.reach.sees(found.id):
        raise HTTPException(404)
    return found


def _view(visit: Visit, workplace: Workplace, found: Indicator) -> ArchiveView:
    """Return what the archive holds for one indicator, in the order received."""
    catalogue, dossier = workplace.archive.catalogue, workplace.dossier
    tagged = catalogue.tagged(dossier.id, workplace.edition, found.id)
    placed = catalogue.viewed_of(dossier.id, workplace.edition, tagged)
    return ArchiveView(
        dossier=dossier,
        edition=workplace.edition.model_copy(update={"indicators": (found,)}),
        documents=tuple(viewed for _, viewed in sorted(placed, key=lambda one: one[0])),
        waivers=catalogue.waivers(dossier.id),
        today=today_of(visit),
    )


def _told(told: Gathered, found: Indicator) -> Gathered:
    """Return what the last check found of one indicator."""
    matrix = tuple(cell for cell in told.report.matrix if cell.indicator_id == found.id)
    issues = tuple(issue for issue in told.issues if issue.finding.indicator_id == found.id)
    return Gathered(
        told.report.model_copy(update={"matrix": matrix, "results": ()}), told.dossier, told.edition, told.day, issues
    )


def _neighbours(visit: Visit, number: int) -> tuple[int | None, int | None]:
    """Return the numbers before and after among the indicators that the person sees."""
    seen = [one.number for one in visit.workplace.edition.indicators if visit.reach.sees(one.id)]
    place = seen.index(number)
    return (seen[place - 1] if place else None, seen[place + 1] if place + 1 < len(seen) else None)


def _evidence(view: ArchiveView, indicator_id: str) -> list[Evidence]:
    """Return the documents that speak of an indicator: those that prove it first, what was rejected last."""
    found = [
        Evidence(viewed, tuple(tag for tag in viewed.tags if tag.indicator_id == indicator_id))
        for viewed in view.documents
    ]
    return sorted(found, key=lambda one: min(map(_rank, one.tags), default=3))


def _rank(tag: Tag) -> int:
    return 2 if tag.state == "rejected" else 0 if tag.relation == "evidence" else 1


def _history(workplace: Workplace, indicator_id: str, view: ArchiveView, told: Gathered | None) -> list[Deed]:
    """Return what people decided on tags of the indicator and on its findings, the latest first."""
    catalogue, key = workplace.archive.catalogue, workplace.dossier.id
    files = catalogue.files_of(key)
    deeds = [
        Deed(one.at, one.by, f"{STATE_WORDS[one.state]}：{plain(files.get(one.sha256, one.sha256[:8]))} {one.note}")
        for one in catalogue.decisions(key)
        if one.indicator_id == indicator_id
    ]
    keys = {issue.finding.key for issue in told.issues} if told else set()
    deeds += [Deed(one.at, one.by, f"豁免：{one.reason}") for one in view.waivers if one.key in keys]
    latest_first = sorted(deeds, key=lambda deed: deed.at, reverse=True)
    return [Deed(moment(deed.at), plain(deed.by), plain(deed.words)) for deed in latest_first]


_YEARS_WORDS = {"each": "每年", "any": "任一年", "standing": "期间有效", "baseline_and_each": "基准年和每年"}


def _slot_words(slot: Slot) -> str:
    """Return what a slot asks for beside its title."""
    asked = slot.requirement
    numbers = f"；载明{'、'.join(asked.numbers)}" if asked.numbers else ""
    custom = "" if asked.verified else "；惯例"
    return f"{_YEARS_WORDS[asked.years]}{numbers}{custom}"
