"""Hits of what can be read: a table or a report of the office in charge whose numbers are those of an indicator.

A ledger need not name the indicator that it proves (地类面积统计表 for 林草覆盖率). Where the office is in charge of
it, title or heads speak of it, and its numbers can be read as those of its formula, they prove it.
"""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.lexicon import squeeze
from pipeline.stages.extract import extract
from pipeline.stages.tagging.hits import Hit
from pipeline.stages.tagging.requirements import Whole, issuer_is_special
from pipeline.stages.tagging.topics import Topics
from schemas.edition import Indicator
from schemas.fact import Fact
from schemas.parsed import ParsedDocument
from schemas.tag import Tag

KINDS = frozenset({"statistics", "list", "certificate", "monitoring", "summary", "survey"})
"""Documents that are nothing but numbers, or the word for them."""

MOST_TRIED = 4
MIN_FACTS = 2
SCORE = 0.7
_STATED = frozenset({"actual", "component", "count"})


def fact_hits(parsed: ParsedDocument, whole: Whole, topics: Topics, tags: tuple[Tag, ...]) -> Iterator[Hit]:
    """Yield hits for indicators of which numbers would be read if the document, whose `tags` are mentions, proved them.

    Each candidate costs a reading of the document, so it is asked only where nothing else proves anything.
    """
    is_untitled = whole.identity.kind is None and not whole.identity.title
    if whole.stance != "reports" or not (whole.identity.kind in KINDS or is_untitled):
        return
    for indicator in _candidates(whole, topics)[:MOST_TRIED]:
        trial = tuple(_trial(indicator, sub, whole) for sub in _subs(indicator))
        kept = tuple(one for one in tags if one.indicator_id != indicator.id)
        found: dict[int | None, list[Fact]] = defaultdict(list)
        for fact in extract(parsed, whole.identity, (*kept, *trial), topics.edition):
            if fact.indicator_id == indicator.id and fact.role in _STATED:
                found[fact.sub].append(fact)
        for sub, facts in found.items():
            if _proves(facts, indicator, sub, topics):
                yield Hit(indicator.id, sub, "evidence", SCORE, "facts", facts[0].quote, facts[0].locator, True)


def _candidates(whole: Whole, topics: Topics) -> list[Indicator]:
    """Return the indicators that the issuer is in charge of and that the title or a name speaks of."""
    title = squeeze(whole.topic)
    named = {mention.indicator_id for mention in whole.mentions}
    found: dict[str, Indicator] = {}
    for slot in topics.slots:
        is_told = slot.indicator.id in named or topics.words_in(title, slot)
        if is_told and issuer_is_special(whole.issuer, slot.requirement.issuers):
            found.setdefault(slot.indicator.id, slot.indicator)
    return list(found.values())


def _subs(indicator: Indicator) -> tuple[int | None, ...]:
    return tuple(one.number for one in indicator.subs) or (None,)


def _trial(indicator: Indicator, sub: int | None, whole: Whole) -> Tag:
    return Tag(
        indicator=indicator.number, indicator_id=indicator.id, sub=sub, relation="evidence", score=SCORE,
        method="facts", quote=whole.topic, locator=whole.locator,
    )  # fmt: skip


def _proves(facts: list[Fact], indicator: Indicator, sub: int | None, topics: Topics) -> bool:
    """Tell whether facts are more than one number that other indicators use as well."""
    names = {fact.name for fact in facts}
    is_own = any(topics.is_own_number(indicator.id, sub, name) for name in names)
    is_enough = len(names) >= MIN_FACTS or indicator.measure(sub).name in names
    return len(facts) >= MIN_FACTS and is_own and is_enough
