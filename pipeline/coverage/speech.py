"""What one document says for one measure, in few words: all that the matrix and the slots of evidence need of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.coverage.eligibility import ENDING, has_ended, is_draft, is_late
from pipeline.coverage.same import Same
from pipeline.coverage.series import is_of_a_firm, scope_of
from pipeline.coverage.values import Part, Stated, in_words, parts_of, proves_number, stated
from pipeline.coverage.years import (
    cover_by,
    cover_once,
    fits,
    is_dated,
    is_silent_on,
    months_of_part,
    own_facts,
    single_year,
    slots_of,
    was_in_force,
    year_of,
)
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.edition import Indicator, Requirement
from schemas.view import ViewedDocument

YEARLY = ("each", "baseline_and_each")
# a slot is filled: by what a document is, by a person's hand
FILLED = frozenset("1h")
_SAYS_MORE = FILLED | {"x"}
# whose own report a paper is
_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处)$")
# 该村, 柳溪镇: one place in the county; all its towns may stand for it
_A_PLACE = re.compile(r"(?:^[该本此]?|[一-龥])(?:村|社区|镇|乡|街道)$")
_FEWEST_PLACES = 3
_LETTERS = {"full": "f", "part": "p", "standing": "s", None: "-"}


class Speech(NamedTuple):
    """What a document says for a measure; `place` is its place among the documents.

    The texts have one character for each review year: `covers` how it speaks for the year (f full, p part, s
    standing, - not), `once` whether it serves where evidence is due once, `silent` whether it reports on the year
    as one of several (1, 0). `serves` has such a text for each slot of the measure, of one that a person gave it for by
    hand h (for that year), x (given, but not of that year). `months` are those of each year
    for which a report on a part of it speaks, () where it is none. `numbers` are (year, words) of the review years'
    numbers, `latest` the last year up to the one after the review of which it states one (0: none). `parts` are the
    county's numbers that formulas may need, `names` (year, name) of the numbers that slots ask for.
    """

    place: int
    proves: bool
    is_confirmed: bool
    may_count: bool
    is_dated: bool
    is_yearless: bool
    covers: str
    once: str
    silent: str
    months: Sequence[Sequence[int]]
    numbers: Sequence[tuple[int, str]]
    latest: int
    parts: Sequence[Part]
    serves: Sequence[str]
    names: Sequence[tuple[int, str]]

    @property
    def says_anything(self) -> bool:
        """Tell whether the evidence for the measure is any other without it: a mere mention mostly fills no slot."""
        return self.proves or bool(self.names) or any(_SAYS_MORE.intersection(served) for served in self.serves)


def speeches_of(
    place: int, viewed: ViewedDocument, indicator: Indicator, dossier: Dossier
) -> Iterator[tuple[int | None, Speech]]:
    """Yield (sub, what a readable document says) for the measures of an indicator with a tag in force.

    A draft says nothing for any of them.
    """
    if is_draft(viewed):
        return
    tagged = [tag for tag in viewed.tags if tag.indicator_id == indicator.id]
    for sub, _ in indicator.measures():
        own = [tag for tag in tagged if tag.sub is None or sub in (None, tag.sub)]
        if any(tag.state != "rejected" for tag in own):
            is_confirmed = any(tag.state == "confirmed" for tag in own)
            yield sub, _speech(place, viewed, indicator, sub, dossier, is_confirmed=is_confirmed)


def _speech(
    place: int, viewed: ViewedDocument, indicator: Indicator, sub: int | None, dossier: Dossier, *, is_confirmed: bool
) -> Speech:
    years, slots = dossier.years, slots_of(indicator, sub)
    proves = viewed.proves(indicator.id, sub)
    given = {one.slot for one in viewed.given if (one.indicator_id, one.sub) == (indicator.id, sub)}
    serves, names = _served(viewed, slots, years, given), _names(viewed, slots, years)
    if not proves:
        return Speech(place, False, is_confirmed, False, True, False, "", "", "", (), (), 0, (), serves, names)
    measure = indicator.measure(sub)
    document = viewed.document
    own = own_facts(viewed, indicator.id, sub)
    facts = stated((viewed,), indicator.id, sub)
    of_years = frozenset(fact.year for fact in own if fact.year is not None)
    numbers = _of_county([one for one in facts if proves_number(one.fact, measure)], viewed.document, dossier)
    last = max(years, default=0) + 1
    months = tuple(tuple(sorted(months_of_part(document, year))) for year in years)
    return Speech(
        place=place,
        proves=True,
        is_confirmed=is_confirmed,
        may_count=not is_late(viewed, dossier),
        is_dated=is_dated(viewed, indicator.id, sub),
        is_yearless=any(
            fact.year is None and year_of(fact, document) is None and proves_number(fact, measure) for fact in own
        ),
        covers="".join(_LETTERS[cover_by(viewed, indicator, sub, year, of_years)] for year in years),
        once="".join("1" if cover_once(viewed, year, years) else "0" for year in years),
        silent="".join("1" if is_silent_on(viewed, year) else "0" for year in years),
        months=months if any(months) else (),
        numbers=tuple((item.year, in_words(item.fact)) for item in numbers if item.year in years),
        latest=max((item.year for item in numbers if item.year <= last), default=0),
        parts=parts_of(facts, _names_in_formulas(Same(indicator), sub)),
        serves=serves,
        names=names,
    )


def _of_county(numbers: Sequence[Stated], document: Document, dossier: Dossier) -> list[Stated]:
    """Return the numbers of each year that are the whole county's; those of towns, neighbours where it has none.

    What the news tell of a place in it (覆盖周边98%), a town or a firm of itself, one place named as an example
    is never the county's.
    """
    numbers = [item for item in numbers if not is_of_a_firm(item, dossier)]
    places = {item.fact.subject for item in numbers if _A_PLACE.search(item.fact.subject)}
    if 0 < len(places) < _FEWEST_PLACES:
        numbers = [item for item in numbers if item.fact.subject not in places]
    own = {item.year for item in numbers if not scope_of(item.fact.subject, dossier)}
    if document.kind == "news" or _TOWN.search(document.issuer or ""):
        return [item for item in numbers if not scope_of(item.fact.subject, dossier)]
    return [item for item in numbers if item.year not in own or not scope_of(item.fact.subject, dossier)]


@lru_cache(maxsize=512)
def _names_in_formulas(indicator: Same[Indicator], sub: int | None) -> frozenset[str]:
    components = indicator.value.measure(sub).components
    return frozenset(name for part in components for name in (part.name, part.of) if name)


def _served(
    viewed: ViewedDocument, slots: Sequence[Requirement], years: Sequence[int], given: Collection[str]
) -> tuple[str, ...]:
    """Return for each slot in which years a document fills it."""
    if not slots:
        return ()
    of_years: set[int | None] | None = None
    found = []
    for slot in slots:
        by_hand = slot.title in given
        if not by_hand and not fits(viewed, slot):
            found.append("")
            continue
        if of_years is None:
            of_years = {fact.year for fact in viewed.facts}
        served = "".join("1" if _serves(viewed, slot, year, has_number=year in of_years) else "0" for year in years)
        found.append(_by_hand(viewed, served, of_years) if by_hand else served)
    return tuple(found)


def _by_hand(viewed: ViewedDocument, served: str, of_years: Collection[int | None]) -> str:
    """Return in which years a document fills the slot that it was given for: its own, all where nothing tells them."""
    document = viewed.document
    is_undated = document.period is None and document.date is None and not set(of_years) - {None}
    return "h" * len(served) if is_undated else served.replace("1", "h").replace("0", "x")


def _serves(viewed: ViewedDocument, slot: Requirement, year: int, *, has_number: bool) -> bool:
    """Tell whether a document fills a slot for a year; a rule goes on until it ends."""
    if slot.years not in YEARLY:
        return was_in_force(viewed, year) if slot.years == "standing" else not has_ended(viewed, year)
    document = viewed.document
    if has_number or (document.kind in ENDING and was_in_force(viewed, year)):
        return True
    return document.period.covers_year(year) if document.period else single_year(document) == year


def _names(viewed: ViewedDocument, slots: Sequence[Requirement], years: Sequence[int]) -> tuple[tuple[int, str], ...]:
    wanted = {name for slot in slots if slot.years in YEARLY for name in slot.numbers}
    if not wanted:
        return ()
    named = ((year_of(fact, viewed.document), fact.name) for fact in viewed.facts if fact.name in wanted)
    return tuple(dict.fromkeys((year, name) for year, name in named if year is not None and year in years))


_PARTS = Speech._fields.index("parts")


def speech_from(row: list[Any]) -> Speech:
    """Return what was written as JSON; the row is used up."""
    if parts := row[_PARTS]:
        row[_PARTS] = [Part(name, year, Decimal(value), unit, op) for name, year, value, unit, op in parts]
    return Speech._make(row)
