"""Where a claim of a document belongs: the fact it states, the measure it is about."""

from collections.abc import Iterator, Sequence

from pipeline.checks import About, about, about_document, proven_by
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.duties import unit_in_path
from pipeline.coverage.eligibility import is_draft
from pipeline.lexicon import lexicon_of
from pipeline.numbers.shadow import shadow
from schemas.claims import Amount
from schemas.fact import Fact
from schemas.particulars import Particulars
from schemas.view import ViewedDocument


@once_for_a_case
def documents_with_claims(case: Case) -> Iterator[tuple[ViewedDocument, Particulars]]:
    """Return the readable documents that claim a sum, a change, a ratio, drafts left out."""
    for viewed in case.readable:
        said = viewed.particulars
        if said is not None and (said.sums or said.changes or said.ratios) and not is_draft(viewed):
            yield viewed, said


@once_for_a_case
def documents_with_slips(case: Case) -> Iterator[tuple[ViewedDocument, Particulars]]:
    """Return the readable documents with slips, drafts left out."""
    for viewed in case.readable:
        said = viewed.particulars
        if said is not None and said.slips and not is_draft(viewed):
            yield viewed, said


def is_judged_here(case: Case, viewed: ViewedDocument, amount: Amount) -> bool:
    """Tell whether a claim belongs to a case: always, but where the case is one indicator's part of an archive.

    Each claim belongs to one part: that of the fact made of its number, else of the document's first indicator.
    """
    ids = {indicator.id for indicator in case.edition.indicators}
    if len(ids) > 1:
        return True
    if made := facts_at(viewed, amount):
        return made[0].indicator_id in ids
    return is_told_here(case, viewed)


def is_told_here(case: Case, viewed: ViewedDocument) -> bool:
    """Tell whether what a document says of no number in particular belongs to a case: that of its first indicator."""
    ids = {indicator.id for indicator in case.edition.indicators}
    if len(ids) > 1:
        return True
    return first_indicator(viewed) in ids


def first_indicator(viewed: ViewedDocument) -> str:
    """Return the first indicator that a document speaks of, by its number; "" where it speaks of none."""
    named = [(tag.indicator, tag.indicator_id) for tag in viewed.tags]
    named += [(fact.indicator, fact.indicator_id) for fact in viewed.facts]
    return min(named, default=(0, ""))[1]


def facts_at(viewed: ViewedDocument, amount: Amount) -> list[Fact]:
    """Return the facts that were made of a number: same place, same digits."""
    return [fact for fact in viewed.facts if fact.locator == amount.locator and fact.value == abs(amount.value)]


def about_claim(case: Case, viewed: ViewedDocument, amounts: Sequence[Amount], name: str) -> About:
    """Return what a claim is about: the measure of its numbers, else the one its name names, else the document."""
    known = {indicator.id for indicator in case.edition.indicators}
    proven = {indicator_id for indicator_id, _ in proven_by(viewed)}
    for amount in amounts:
        measures = {(fact.indicator_id, fact.sub) for fact in facts_at(viewed, amount) if fact.indicator_id in known}
        narrowed = {one for one in measures if one[0] in proven} or measures
        if len(narrowed) == 1:
            return about(case, *narrowed.pop())
    named = {(mention.indicator_id, mention.sub) for mention in lexicon_of(case.edition).find(shadow(name).text)}
    narrowed = {one for one in named if one[0] in proven} or named
    if len(narrowed) == 1:
        return about(case, *narrowed.pop())
    if proven <= known:
        return about_document(case, viewed)
    return About(indicator=None, indicator_id=None, sub=None, unit=unit_in_path(case.dossier, viewed.document.file))


def year_of_claim(viewed: ViewedDocument, amount: Amount) -> int | None:
    """Return the year of a number, its own or that of the fact made of it."""
    years = {fact.year for fact in facts_at(viewed, amount)}
    return amount.year or (years.pop() if len(years) == 1 else None)


def can_block(viewed: ViewedDocument) -> bool:
    """Tell whether a fault of a document may block the upload: it proves something."""
    return bool(proven_by(viewed))
