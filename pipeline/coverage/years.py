"""Which years a document speaks for.

Rules, the first that applies
1. A table or report on a part of a year does not prove the year (domain rule: a monthly report is no annual one).
2. The years of its own numbers for the measure (targets and baselines are none): a document on several years that
   gives numbers for some of them speaks for no other.
3. A plan, rule or list that the edition expects to be in force: from its date until its period ends.
4. The period that it reports on.
5. Neither numbers nor period known: the year of its date; for a report signed in January to March the year before.
"""

from collections.abc import Collection
from typing import Literal

from pipeline.coverage.eligibility import ENDING, has_ended, last_day
from pipeline.coverage.same import once_for_same
from schemas.document import Document, DocumentKind, Period
from schemas.edition import Indicator, Requirement
from schemas.fact import Fact
from schemas.view import ViewedDocument

# full: speaks for the whole year; part: for some months of it; standing: was in force in it
Cover = Literal["full", "part", "standing"]

NUMBER_ROLES = frozenset({"actual", "component", "count", "change"})
FULL_YEAR_DAYS = 330
_LAST_MONTH_OF_REPORTING = 3
_PERIODICAL: frozenset[DocumentKind] = frozenset({"monitoring", "bulletin", "statistics"})
_REPORTS: frozenset[DocumentKind] = frozenset(
    {"monitoring", "bulletin", "statistics", "summary", "assessment", "survey", "certificate", "list"}
)


@once_for_same
def slots_of(indicator: Indicator, sub: int | None) -> tuple[Requirement, ...]:
    """Return the requirements that concern a sub-indicator: its own, else those of the indicator as a whole."""
    own = tuple(slot for slot in indicator.requirements if slot.sub == sub)
    return own or tuple(slot for slot in indicator.requirements if slot.sub is None)


def fits(viewed: ViewedDocument, slot: Requirement) -> bool:
    """Tell whether a document is of the kind that a slot asks for: by its title's words, its kind.

    A survey (公众调查报告) is of what its numbers are of (满意度).
    """
    document = viewed.document
    of_kind = not slot.kinds or document.kind is None or document.kind in slot.kinds
    if not of_kind or not slot.words or any(word in (document.title or document.file) for word in slot.words):
        return of_kind
    is_survey = document.kind == "survey" and "survey" in slot.kinds
    return is_survey and any(word in fact.name for fact in viewed.facts for word in slot.words)


def is_yearly(slots: Collection[Requirement]) -> bool:
    """Tell whether evidence is expected for each year; without any requirement it is."""
    return not slots or any(slot.years in ("each", "baseline_and_each") for slot in slots)


def own_facts(viewed: ViewedDocument, indicator_id: str, sub: int | None) -> tuple[Fact, ...]:
    """Return the numbers that a document gives for a measure, targets and baselines left out."""
    return tuple(
        fact
        for fact in viewed.facts
        if fact.indicator_id == indicator_id and fact.sub == sub and fact.role in NUMBER_ROLES
    )


def year_of(fact: Fact, document: Document) -> int | None:
    """Return the year of a fact: its own, else the single year that its document speaks for."""
    return fact.year if fact.year is not None else single_year(document)


def single_year(document: Document) -> int | None:
    """Return the one year that a document as a whole speaks for, None where there is none or are several."""
    if document.period is not None:
        start, end = document.period.start.year, document.period.end.year
        return start if start == end else None
    if document.date is None:
        return None
    reports_on_past = document.kind in _REPORTS and document.date.month <= _LAST_MONTH_OF_REPORTING
    return document.date.year - 1 if reports_on_past else document.date.year


def months_of_part(document: Document, year: int) -> frozenset[int]:
    """Return the months (1-12) for which a periodical report on less than a year speaks, empty for any other."""
    period = document.period
    if period is None or document.kind not in _PERIODICAL or period.start.year != year or not _is_short(period):
        return frozenset()
    return frozenset(range(period.start.month, period.end.month + 1))


def _part_of_year(document: Document) -> int | None:
    """Return the year of which a periodical report covers only a part, None for any other document."""
    start = document.period.start.year if document.period is not None else 0
    return start if months_of_part(document, start) else None


def _is_short(period: Period) -> bool:
    return period.start.year == period.end.year and (period.end - period.start).days + 1 < FULL_YEAR_DAYS


def cover(viewed: ViewedDocument, indicator: Indicator, sub: int | None, year: int) -> Cover | None:
    """Tell how a document that is evidence for a measure speaks for a year (rules 1 to 5), None where not."""
    return cover_by(viewed, indicator, sub, year, years_stated(viewed, indicator.id, sub))


def years_stated(viewed: ViewedDocument, indicator_id: str, sub: int | None) -> frozenset[int]:
    """Return the years of the numbers that a document gives for a measure."""
    return frozenset(fact.year for fact in own_facts(viewed, indicator_id, sub) if fact.year is not None)


def cover_by(
    viewed: ViewedDocument, indicator: Indicator, sub: int | None, year: int, stated: Collection[int]
) -> Cover | None:
    """Tell the same as `cover` where the years stated are known."""
    document = viewed.document
    if indicator.measure(sub).is_quantitative and (part := _part_of_year(document)) is not None:
        return "part" if part == year else None
    if year in stated:
        return "full"
    if stated and (document.period is None or single_year(document) is None):
        return None
    return _cover_as_a_whole(viewed, slots_of(indicator, sub), year)


def is_silent_on(viewed: ViewedDocument, year: int) -> bool:
    """Tell whether a document reports on several years, this one among them; its numbers may leave the year out."""
    document = viewed.document
    return document.period is not None and single_year(document) is None and document.period.covers_year(year)


def _cover_as_a_whole(viewed: ViewedDocument, slots: Collection[Requirement], year: int) -> Cover | None:
    document = viewed.document
    if _is_standing(document, slots):
        return "standing" if was_in_force(viewed, year) else None
    if document.period is not None:
        return "full" if document.period.covers_year(year) else None
    return "full" if single_year(document) == year else None


def cover_once(viewed: ViewedDocument, year: int, years: Collection[int]) -> bool:
    """Tell whether a document serves a year of a measure that needs evidence once, not each year.

    A plan or rule must not have ended before; anything else must be of the review years, the year after, or older.
    """
    document = viewed.document
    if has_ended(viewed, year):
        return False
    if document.kind in ENDING and document.period is not None:
        return document.period.start.year <= year
    known = document.period.start.year if document.period is not None else single_year(document)
    return known is not None and known <= max(years) + 1


def was_in_force(viewed: ViewedDocument, year: int) -> bool:
    """Tell whether a plan, rule or list held in a year: begun by then, not ended before."""
    if has_ended(viewed, year):
        return False
    document = viewed.document
    if document.period is not None and (document.kind in ENDING or document.period.start.year > year):
        return document.period.start.year <= year
    if document.period is not None and last_day(viewed) is None:
        return document.period.covers_year(year)
    return document.date is not None and document.date.year <= year


def _is_standing(document: Document, slots: Collection[Requirement]) -> bool:
    """Tell whether a document fills a slot that only has to be in force."""
    title = document.title or ""
    return any(
        slot.years == "standing"
        and document.kind in slot.kinds
        and (not slot.words or any(word in title for word in slot.words))
        for slot in slots
    )


def is_dated(viewed: ViewedDocument, indicator_id: str, sub: int | None) -> bool:
    """Tell whether anything says which year a document belongs to."""
    document = viewed.document
    if document.period is not None or document.date is not None:
        return True
    return any(fact.year is not None for fact in own_facts(viewed, indicator_id, sub))
