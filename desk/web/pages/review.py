"""审核: tags that wait for a person's word, one at a time, each beside the place that speaks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from desk.web.moments import moment
from desk.web.paper_view import WORDS, paper_of, view_of_page
from desk.web.places import Spot, page_of
from desk.web.review_queue import Waiting
from desk.web.undoing import Undoable, undo, undoable
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.reports.words import indicator_words, value_words
from schemas.edition import Edition
from schemas.errors import UsageError
from schemas.tag import Decision, Passage, Tag, TagState

router = APIRouter()

Word = Annotated[str, Query(max_length=200)]
UNDOABLE = 8
MAX_NOTE_CHARS = 300


@dataclass(frozen=True)
class Chosen:
    """Which tags a person looks at, in which order."""

    indicator: int = 0
    unit: str = ""
    relation: str = "evidence"
    order: str = "high"

    def link(self, at: str = "", place: int = 0, passage: int = 0) -> str:
        """Return the address of the page, at a tag; where that waits no more, at what stands in its place."""
        more = {"at": at, "place": place, "passage": passage}
        return f"/review?{urlencode(vars(self) | {name: value for name, value in more.items() if value})}"


def _chosen(
    indicator: Annotated[int, Query(ge=0, le=999)] = 0,
    unit: Word = "",
    relation: Literal["evidence", "mention"] = "evidence",
    order: Literal["high", "low"] = "high",
) -> Chosen:
    return Chosen(indicator, unit, relation, order)


@router.get("/review", name="review", include_in_schema=False)
def review(
    visit: Visiting,
    chosen: Annotated[Chosen, Depends(_chosen)],
    at: Word = "",
    place: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    passage: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Show one tag that waits, or say that none does."""
    waiting = _waiting(visit, chosen)
    nearby = max(0, min(place, len(waiting) - 1))
    here = next((number for number, one in enumerate(waiting) if one.key == at), nearby)
    workplace = visit.workplace
    dossier, edition = workplace.dossier, workplace.edition
    numbers = {one.id: one.number for one in edition.indicators}
    return visit.page(
        "review.html.j2",
        chosen=chosen,
        found=len(waiting),
        place=here,
        one=_shown(visit, waiting[here], passage) if waiting else None,
        before=chosen.link(waiting[here - 1].key, here - 1) if here else "",
        after=waiting[here + 1].key if here + 1 < len(waiting) else "",
        indicators=[one for one in edition.indicators if visit.reach.sees(one.id)],
        units=sorted({unit for entry in dossier.indicators for unit in entry.lead_units}),
        subjects=_subjects(edition),
        done=_done(visit),
        moment=moment,
        indicator_of=lambda word: (
            indicator_words(numbers[word.indicator_id], word.sub) if word.indicator_id in numbers else ""
        ),
        **WORDS,
    )


@router.post("/review/decide", name="do_decide", include_in_schema=False)
def do_decide(visit: Visiting, form: Posted) -> Response:
    """Note a person's word on a tag: it holds, it does not, it is of another indicator."""
    sha256, deed, note = field(form, "sha256"), field(form, "deed"), field(form, "note")[:MAX_NOTE_CHARS]
    subject = _subject(visit.workplace.edition, field(form, "subject"))
    if deed in ("confirm", "reject"):
        state: TagState = "confirmed" if deed == "confirm" else "rejected"
        _decide(visit, sha256, subject, state, note)
        said = "已确认。" if deed == "confirm" else "已否定。"
    elif deed == "reassign":
        other = _subject(visit.workplace.edition, field(form, "to"))
        if other == subject:
            raise UsageError("改归的指标与原来的相同", "请选择另一个指标。")
        numbers = [visit.workplace.edition.by_id(one[0]).number for one in (subject, other)]
        names = indicator_words(numbers[0], subject[1]), indicator_words(numbers[1], other[1])
        note = note or f"由指标{names[0]}改归指标{names[1]}"
        _decide(visit, sha256, subject, "rejected", note)
        _decide(visit, sha256, other, "confirmed", note)
        said = f"已{note}。"
    else:
        raise UsageError("没有选择怎样判断", "请用页面上的按钮。")
    return visit.go_to(_back(form), said)


@router.post("/review/undo", name="do_undo", include_in_schema=False)
def do_undo(visit: Visiting, form: Posted) -> Response:
    """Take one's own last word back."""
    key = field(form, "key")
    found = next((one for one in _done(visit) if one.key == key), None)
    if found is None:
        raise UsageError("这项判断不能撤销：此后另有判断，或已经撤销", "请刷新页面。")
    undo(visit.office.archive.catalogue, visit.workplace.dossier.id, found, visit.person.name, visit.office.clock())
    return visit.go_to(_back(form, at=found.waiting_key), "已撤销，标注恢复原状。")


def _waiting(visit: Visit, chosen: Chosen) -> list[Waiting]:
    dossier, edition = visit.workplace.dossier, visit.workplace.edition
    wanted = {
        one.id
        for one in edition.indicators
        if visit.reach.sees(one.id)
        and chosen.indicator in (0, one.number)
        and (not chosen.unit or ((entry := dossier.entry(one.id)) is not None and chosen.unit in entry.lead_units))
    }
    queue = visit.office.reviewing.waiting(visit.workplace)
    found = [one for one in queue if one.relation == chosen.relation and one.indicator_id in wanted]
    return found if chosen.order == "high" else found[::-1]


def _shown(visit: Visit, one: Waiting, passage: int) -> Mapping[str, Any]:
    """Return a tag with the page on which it stands, the numbers read for it."""
    viewed = paper_of(visit, one.sha256)
    tag = next((tag for tag in viewed.tags if (tag.indicator_id, tag.sub) == (one.indicator_id, one.sub)), None)
    if tag is None:
        raise UsageError("这条标注刚刚有了变化", "请刷新页面。")
    parsed = visit.office.archive.catalogue.parsed(one.sha256)
    places = _places(tag)
    place = places[min(passage, len(places) - 1)] if places else None
    facts = [
        fact
        for fact in viewed.facts
        if fact.indicator_id == tag.indicator_id and (tag.sub is None or fact.sub == tag.sub)
    ]
    spots = [Spot("fact", fact.locator, fact.value_raw, f"{fact.name} {value_words(fact)}") for fact in facts]
    if place is not None:
        spots.append(Spot("mark", place.locator, place.quote))
    page = page_of(place.locator if place else None, parsed) or 1
    return {
        "key": one.key,
        "viewed": viewed,
        "tag": tag,
        "measure": visit.workplace.edition.by_id(tag.indicator_id).measure(tag.sub),
        "facts": facts,
        "places": places,
        "place": place,
        "sheet": view_of_page(visit, viewed.document, parsed, page, spots),
    }


def _places(tag: Tag) -> Sequence[Passage]:
    """Return the passages that speak for a tag, the best first."""
    if tag.passages or tag.locator is None:
        best = [one for one in tag.passages if one.locator == tag.locator]
        return [*best, *(one for one in tag.passages if one.locator != tag.locator)]
    return [Passage(relation=tag.relation, score=tag.score, quote=tag.quote, locator=tag.locator)]


def _subjects(edition: Edition) -> list[tuple[str, str]]:
    """Return every indicator with its sub-indicators: (value, words)."""
    found = []
    for one in edition.indicators:
        subs = dict.fromkeys([None, *(sub for sub, _ in one.measures())])
        for sub in subs:
            words = f"{indicator_words(one.number, sub)} {one.measure(sub).name}"
            found.append((f"{one.id}.{sub or 0}", words))
    return found


def _subject(edition: Edition, text: str) -> tuple[str, int | None]:
    """Read what `_subjects` gave; raises UsageError for anything else."""
    indicator_id, _, number = text.rpartition(".")
    try:
        sub = int(number) or None
        edition.by_id(indicator_id).measure(sub)
    except (KeyError, ValueError):
        raise UsageError("没有这个指标", "请在列表中选择指标。") from None
    return indicator_id, sub


def _decide(visit: Visit, sha256: str, subject: tuple[str, int | None], state: TagState, note: str) -> None:
    word = Decision(
        sha256=sha256, indicator_id=subject[0], sub=subject[1], state=state,
        by=visit.person.name, at=visit.office.clock(), note=note,
    )  # fmt: skip
    visit.office.archive.catalogue.decide(visit.workplace.dossier.id, word)


def _done(visit: Visit) -> list[Undoable]:
    """Return the person's own last words that can be taken back."""
    return undoable(visit.office.archive.catalogue, visit.workplace.dossier.id, visit.person.name, UNDOABLE)


def _back(form: Posted, at: str = "") -> str:
    """Return the address of the page as it was, at the tag that comes next."""
    number, place = field(form, "indicator"), field(form, "place")
    relation, order = field(form, "relation"), field(form, "order")
    chosen = Chosen(
        int(number) if number.isdecimal() and len(number) < 4 else 0,
        field(form, "unit")[:200],
        relation if relation in ("evidence", "mention") else "evidence",
        order if order in ("high", "low") else "high",
    )
    return chosen.link((at or field(form, "next"))[:200], int(place) if place.isdecimal() and len(place) < 9 else 0)
