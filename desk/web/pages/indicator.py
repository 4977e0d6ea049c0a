"""指标: what one indicator needs, what there is for it, what does not hold."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, HTTPException, Query
from fastapi import Path as PathPart
from starlette.responses import Response

from archive.catalogue.decisions import latest
from archive.catalogue.subjects import FileAbout
from desk.web.giving import Place, in_force, take_out
from desk.web.indicator_sheets import Sheet, SlotSheet
from desk.web.moments import moment
from desk.web.papers import sees_paper
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.signs import ORDER
from pipeline.reports.visible import plain
from pipeline.reports.words import RELATION_WORDS, STATE_WORDS, place_words
from schemas.document import Document
from schemas.edition import Indicator
from schemas.errors import NotAllowed, UsageError
from schemas.tag import Tag

router = APIRouter()

Value = TypeVar("Value")

PAPERS_A_PAGE = 50
# so many stand on the page at first, with the way to all of them
FIRST_ISSUES = 20
FIRST_DEEDS = 20
FILES_OF_A_SLOT = 4


@dataclass(frozen=True)
class Evidence:
    """One received file with what it says of the indicator."""

    document: Document
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class Deed:
    """What a person did about the indicator."""

    at: str
    by: str
    words: str


@dataclass(frozen=True)
class Filling:
    """A slot in one year (None where evidence is due once) with the files that fill it; `name` is that of a link."""

    slot: SlotSheet
    year: int | None
    files: tuple[str, ...]
    name: str


@router.get("/indicator/{number}", name="indicator", include_in_schema=False)
def indicator(
    visit: Visiting,
    number: Annotated[int, PathPart(ge=1, le=999)],
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    slot: Annotated[str, Query(pattern=r"^([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{0,4})?$")] = "",
    deeds: Annotated[str, Query(pattern="^(all)?$")] = "",
) -> Response:
    """Show an indicator by its number in the dossier's edition; `slot` narrows its papers to those that fill one."""
    found, told = _found(visit, number), visit.office.told()
    sheet = visit.office.sheets.read(found.id)
    about = _about(visit, found)
    filling = _filling(sheet, slot)
    papers = [one for one in about if filling is None or one.file in filling.files]
    shown = tuple(papers[(page - 1) * PAPERS_A_PAGE : page * PAPERS_A_PAGE])
    history = _history(visit, found, told)
    return visit.page(
        "indicator.html.j2",
        indicator=found,
        entry=visit.workplace.dossier.entry(found.id),
        neighbours=_neighbours(visit, number),
        sheet=sheet,
        sha256s={one.file: one.sha256 for one in about},
        givers=_givers(visit, found),
        files_of_a_slot=FILES_OF_A_SLOT,
        filling=filling,
        about=len(about),
        found=len(papers),
        page=page,
        pages=-(-len(papers) // PAPERS_A_PAGE),
        evidence=_kept(visit, ("evidence", found.id, shown), lambda: _evidence(visit, shown, found)),
        unsettled=_unsettled(told, found),
        missed=visit.office.issues.get(told, visit.reach).missed if told else (),
        first_issues=FIRST_ISSUES,
        history=history if deeds else history[:FIRST_DEEDS],
        deeds=len(history),
        moment=moment,
        place_words=place_words,
        relation_words=RELATION_WORDS,
        state_words=STATE_WORDS,
    )


@router.post("/indicator/{number}/take-out", name="do_take_out", include_in_schema=False)
def do_take_out(visit: Visiting, form: Posted, number: Annotated[int, PathPart(ge=1, le=999)]) -> Response:
    """Take a paper out of a slot for which it was given by hand; a unit only what its own person gave."""
    found, sub = _found(visit, number), field(form, "sub")
    place = Place(
        field(form, "sha256"), found.id, int(sub) if sub.isdecimal() and len(sub) < 3 else None, field(form, "slot")
    )
    catalogue, key = visit.office.archive.catalogue, visit.workplace.dossier.id
    word = in_force(catalogue.decisions(key, [place.sha256]), place)
    if word is None or not sees_paper(visit.office, visit.reach, place.sha256):
        raise UsageError("这一栏里没有人工放入的这份文件", "请刷新页面。")
    if not visit.reach.is_whole and word.by != visit.person.name:
        raise NotAllowed("这份文件不是您放入的", "请由汇总员取出。")
    take_out(visit.office, place, visit.person.name)
    return visit.go_to(f"/indicator/{number}#sub-{place.sub or 0}", "已从这一栏取出，稍后重新检查；文件仍在档案中。")


def _givers(visit: Visit, found: Indicator) -> Mapping[tuple[str, int | None, str], str]:
    """Return who gave which paper (SHA-256) for which slot (sub, title) of an indicator by hand, as of now."""
    catalogue, key = visit.office.archive.catalogue, visit.workplace.dossier.id
    words = _kept(visit, ("decisions", found.id), lambda: catalogue.decisions(key, indicator_id=found.id))
    return {
        (sha256, sub, slot): word.by
        for sha256, of_one in latest(words).items()
        for (_, sub), word in of_one.items()
        for slot in word.slots or ()
    }


def _found(visit: Visit, number: int) -> Indicator:
    try:
        found = visit.workplace.edition.by_number(number)
    except KeyError:
        raise HTTPException(404) from None
    if not visit.reach.sees(found.id):
        raise HTTPException(404)
    return found


def _neighbours(visit: Visit, number: int) -> tuple[int | None, int | None]:
    """Return the numbers before and after among the indicators that the person sees."""
    seen = [one.number for one in visit.workplace.edition.indicators if visit.reach.sees(one.id)]
    place = seen.index(number)
    return (seen[place - 1] if place else None, seen[place + 1] if place + 1 < len(seen) else None)


def _unsettled(told: Gathered | None, found: Indicator) -> Sequence[Issue]:
    """Return the open findings of an indicator, the gravest first."""
    own = told.by_indicator.get(found.id, ()) if told else ()
    return sorted((issue for issue in own if not issue.finding.waived), key=lambda issue: ORDER[issue.finding.severity])


def _about(visit: Visit, found: Indicator) -> tuple[FileAbout, ...]:
    """Return the files that speak of an indicator."""
    catalogue, dossier, edition = visit.office.archive.catalogue, visit.workplace.dossier.id, visit.workplace.edition
    return _kept(visit, ("about", found.id), lambda: catalogue.files_about(dossier, edition, found.id))


def _kept(visit: Visit, key: Hashable, read: Callable[[], Value]) -> Value:
    """Return a reading of the catalogue that holds for this dossier until anything changes."""
    workplace = visit.workplace
    return visit.office.readings.get((workplace.dossier.id, workplace.edition.id, key), read)


def _filling(sheet: Sheet | None, name: str) -> Filling | None:
    """Return the slot that a link names, sub.index.year; raises 404 for one that is not there."""
    if not name:
        return None
    sub, index, year = (int(part) if part else None for part in name.split("."))
    slot = sheet.slots.get((sub or None, index or 0)) if sheet is not None else None
    files = dict(slot.files).get(year) if slot is not None else None
    if slot is None or files is None:
        raise HTTPException(404)
    return Filling(slot, year, files, name)


def _evidence(visit: Visit, papers: Sequence[FileAbout], found: Indicator) -> list[Evidence]:
    """Return files with what their documents say of the indicator."""
    catalogue, workplace = visit.workplace.archive.catalogue, visit.workplace
    wanted = {paper.sha256 for paper in papers}
    documents = {one.file: one for one in catalogue.documents(workplace.dossier.id, wanted)}
    tags = catalogue.tags_of(workplace.dossier.id, workplace.edition, wanted)
    return [
        Evidence(
            documents[paper.file],
            tuple(sorted((one for one in tags.get(paper.sha256, ()) if one.indicator_id == found.id), key=_rank)),
        )
        for paper in papers
        if paper.file in documents  # what was removed a moment ago is gone
    ]


def _rank(tag: Tag) -> int:
    """Return where what a tag says belongs: what proves first, what was rejected last."""
    return 2 if tag.state == "rejected" else 0 if tag.relation == "evidence" else 1


def _history(visit: Visit, found: Indicator, told: Gathered | None) -> list[Deed]:
    """Return what people decided on tags of the indicator and on its findings, the latest first."""
    catalogue, key = visit.workplace.archive.catalogue, visit.workplace.dossier.id
    words = _kept(visit, ("decisions", found.id), lambda: catalogue.decisions(key, indicator_id=found.id))
    files = _kept(visit, ("decided", found.id), lambda: catalogue.files_of(key, {one.sha256 for one in words}))
    waivers = _kept(visit, "waivers", lambda: catalogue.waivers(key))
    deeds = [
        Deed(one.at, one.by, f"{STATE_WORDS[one.state]}：{plain(files.get(one.sha256, one.sha256[:8]))} {one.note}")
        for one in words
    ]
    keys = {issue.finding.key for issue in told.by_indicator.get(found.id, ())} if told else set()
    deeds += [Deed(one.at, one.by, f"豁免：{one.reason}") for one in waivers if one.key in keys]
    latest_first = sorted(deeds, key=lambda deed: deed.at, reverse=True)
    return [Deed(moment(deed.at), plain(deed.by), plain(deed.words)) for deed in latest_first]
