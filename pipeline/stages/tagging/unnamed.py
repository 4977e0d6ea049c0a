"""Hits of a paragraph on what it does not name: under a heading, in other words, by topics."""

import re
from collections.abc import Iterator

from pipeline.good_days import GOOD_DAYS, days_of_good_air
from pipeline.lexicon import squeeze
from pipeline.numbers.shadow import Shadow
from pipeline.passages import Prose
from pipeline.quality_classes import SHARE_OF_GOOD_SECTIONS, sections_all_good
from pipeline.stages.tagging.akin import akin, siblings
from pipeline.stages.tagging.claims import claim_of, is_wanted, tells_of_result
from pipeline.stages.tagging.context import SENTENCE, Context
from pipeline.stages.tagging.hits import Hit, shortened
from pipeline.stages.tagging.listed import subs_listed
from pipeline.stages.tagging.on_environment import (
    is_of_other_emergencies,
    is_of_other_findings,
    speaks_of_environment,
)
from pipeline.stages.tagging.reach import AT_LARGE
from pipeline.stages.tagging.requirements import issuer_fits
from pipeline.stages.tagging.toilets import OF_FARM_WASTE, OF_MANURE, is_of_toilets
from pipeline.stages.tagging.told_whole import is_told_whole
from pipeline.stages.tagging.topics import Topics
from pipeline.stages.tagging.values_told import PERCENT
from pipeline.stages.tagging.waters import OF_RIVERS, OF_SOURCES, is_of_sources, speaks_of_sources
from pipeline.stages.tagging.wider_told import last_figure, tells_of_others
from schemas.edition import Measure
from schemas.locator import Locator

_COMMITMENT = re.compile(r"\d|清零|消除|全覆盖|不低于|不高于|达到|完成")
LONG_STEM_CHARS = 8


def headed_hits(prose: Prose, seen: Shadow, context: Context, topics: Topics, proven: set[str]) -> Iterator[Hit]:
    """Yield what a paragraph under an indicator's own heading proves though it does not name it again."""
    if not context.may_prove or len(seen.text) < 12:
        return
    for mention in context.headed:
        if mention.indicator_id in proven:
            continue
        quantitative = topics.edition.by_id(mention.indicator_id).measure(mention.sub).is_quantitative
        if tells_of_result(seen.text, quantitative=quantitative, stance=context.stance, place=context.place):
            locator: Locator = prose.locate(0, len(prose.text))
            quote = shortened(prose.text, 0, 0)
            whole = topics.edition.by_id(mention.indicator_id)
            for sub in (mention.sub,) if mention.sub is not None else subs_listed(seen.text, whole) or (None,):
                yield Hit(mention.indicator_id, sub, "evidence", 0.75, "heading", quote, locator)


def akin_hits(prose: Prose, seen: Shadow, context: Context, topics: Topics, proven: set[str]) -> Iterator[Hit]:
    """Yield what a sentence states in other words than the names.

    Not in a document that its title gives to another, unless its issuer is in charge of this one, too.
    """
    if not context.may_prove:
        return
    titled = {mention.indicator_id for full in context.titled for mention in topics.find(full)} - AT_LARGE
    for indicator_id, sub, start, end in akin(seen, topics, stance=context.stance, place=context.place, known=proven):
        if topics.is_on_environment(indicator_id) and not (
            context.is_on_environment or speaks_of_environment(seen.text, *prose.headings)
        ):
            continue
        told = seen.text[start:end]
        if topics.is_on_environment(indicator_id) and is_of_other_emergencies(told):
            continue
        if indicator_id in AT_LARGE and is_of_other_findings(told):
            continue
        if tells_of_others(seen.text, last_figure(seen.text, start, end)):
            continue
        if (indicator_id, sub) == (OF_FARM_WASTE, OF_MANURE) and is_of_toilets(seen.text):
            continue
        if indicator_id == OF_SOURCES and not any(
            map(speaks_of_sources, (seen.text, *prose.headings, *context.titled, context.over))
        ):
            continue
        if titled and indicator_id not in titled and not _is_in_charge(context.issuer, indicator_id, topics):
            continue
        place = seen.span(start, end)
        quote = shortened(prose.text, *place)
        yield Hit(indicator_id, sub, "evidence", 0.6, "topic", quote, prose.locate(*place))


def class_hits(
    prose: Prose, seen: Shadow, context: Context, topics: Topics, stated: set[tuple[str, int | None]]
) -> Iterator[Hit]:
    """Yield what a paragraph says of all sections of rivers without a share: 6个断面年均水质均在III类以上.

    So it is with the days of good air: 空气好于二级的日子有358天.
    """
    if not context.may_prove:
        return
    told = [(SHARE_OF_GOOD_SECTIONS, span) for span in sections_all_good(seen.text)]
    told += [(GOOD_DAYS, span) for span in days_of_good_air(seen.text)]
    for name, span in told:
        for one in topics.lexicon.called(name):
            if (one.indicator_id, one.sub) not in stated and not is_wanted(
                seen.text[slice(*span)], context.stance, context.place
            ):
                stated.add((one.indicator_id, one.sub))
                place = seen.span(*span)
                quote = shortened(prose.text, *place)
                yield Hit(one.indicator_id, one.sub, "evidence", 0.6, "topic", quote, prose.locate(*place))


def sibling_hits(
    prose: Prose, seen: Shadow, context: Context, topics: Topics, stated: set[tuple[str, int | None]]
) -> Iterator[Hit]:
    """Yield what a paragraph states in other words than the names beside its like."""
    if not stated or not context.may_prove:
        return
    for indicator_id, sub, start, end in siblings(seen, topics, stated, stance=context.stance, place=context.place):
        place = seen.span(start, end)
        quote = shortened(prose.text, *place)
        yield Hit(indicator_id, sub, "evidence", 0.6, "topic", quote, prose.locate(*place))


def stem_hits(
    prose: Prose,
    seen: Shadow,
    context: Context,
    topics: Topics,
    named: set[tuple[str, int | None]],
    *,
    is_heading: bool,
) -> Iterator[Hit]:
    """Yield topics named without a measure: in headings, in what a plan commits to, long ones in a report."""
    if context.stance == "tells" or context.place == "meaning":
        return
    for match in SENTENCE.finditer(seen.text):
        sentence = match[0]
        if not is_heading and not _COMMITMENT.search(sentence):
            continue
        for stem, indicator_id, sub in topics.stems_in(squeeze(sentence)):
            names = (*topics.find(sentence), *(one for full in context.titled for one in topics.find(full)))
            spoken_of = {other.indicator_id for other in names} - {indicator_id}
            if any(topics.is_in_name(stem, other) for other in spoken_of) or topics.is_in_near_name(stem, sentence):
                continue
            if indicator_id == OF_RIVERS and is_of_sources(sentence):
                continue
            measure = topics.edition.by_id(indicator_id).measure(sub)
            is_whole = is_told_whole(sentence, stem, measure)
            is_short = context.stance == "reports" and len(stem) < LONG_STEM_CHARS
            if (indicator_id, sub) in named or (is_short and not is_whole):
                continue
            claim = claim_of(sentence, 0, 0, quantitative=True, stance=context.stance, place=context.place)
            if _is_of_rates_alone(measure) and not PERCENT.search(sentence) and not is_whole:
                claim = "named"
            others = context.headed and all(mention.indicator_id != indicator_id for mention in context.headed)
            proven = claim == "reached" and context.may_prove and topics.is_name_stem(stem) and not others
            named.add((indicator_id, sub))
            quote = shortened(prose.text, *seen.span(*match.span()))
            locator = prose.locate(*seen.span(*match.span()))
            yield _topic_hit(indicator_id, sub, quote, locator, proven=proven and not is_heading)


def asked_hits(prose: Prose, seen: Shadow, topics: Topics, named: set[tuple[str, int | None]]) -> Iterator[Hit]:
    """Yield what a letter that asks names but for its rate: 请提供秸秆综合利用的统计报表."""
    for match in SENTENCE.finditer(seen.text):
        for indicator_id, sub in topics.bare_names_in(squeeze(match[0])):
            if (indicator_id, sub) not in named:
                named.add((indicator_id, sub))
                place = seen.span(*match.span())
                quote = shortened(prose.text, *place)
                yield _topic_hit(indicator_id, sub, quote, prose.locate(*place), proven=False)


def _is_in_charge(issuer: str | None, indicator_id: str, topics: Topics) -> bool:
    """Tell whether a document's issuer is known to be in charge of an indicator, whatever its title is on."""
    slots = topics.edition.by_id(indicator_id).requirements
    return any(issuer_fits(issuer, slot.issuers) for slot in slots)


def _is_of_rates_alone(measure: Measure) -> bool:
    """Tell whether only a percentage states a measure: 11 tons cleared away are no rate of use."""
    return measure.unit in ("%", "百分点")


def _topic_hit(indicator_id: str, sub: int | None, quote: str, locator: Locator, *, proven: bool) -> Hit:
    if proven:
        return Hit(indicator_id, sub, "evidence", 0.6, "topic", quote, locator)
    return Hit(indicator_id, sub, "mention", 0.3, "topic", quote, locator)
