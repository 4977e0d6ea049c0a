"""Figures of an earlier year told in passing, after which the words go back to the year spoken of."""

import re

from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import Group, Sentence

_BARE = re.compile(r"(?:同期)?(?:则|仅|也|曾|该[一-龥]{1,3}|这一[一-龥]{1,3})?(?:仅)?(?:为|是|达到?|有)?")
_BEGINS_CLAUSE = re.compile(r",(?:而|但|相比)?$")
_SINCE = re.compile(r"(?:起|来|至今)$")
_KEPT = re.compile(r"分别|依次|逐年|保持|维持|稳定|持续|未|没有|不低于|不高于|不少于")
_REACHES = re.compile(r"(?:达|提高|提升|上升|增加|增长|下降|降低|减少|升|降|增|减|扩大|上涨)(?:到|至|为)?$")


def own_figure(sentence: Sentence, span: YearSpan) -> Group | None:
    """Return the figure that a year tells in passing, with no name of its own: …97.3%，2022年为96.2%，…."""
    if span.kind != "point" or span.opens or len(span.years) != 1:
        return None
    after = next((group for group in sentence.groups if group.start >= span.end), None)
    is_after_figure = any(group.end <= span.start for group in sentence.groups)
    if after is None or not is_after_figure or not _BEGINS_CLAUSE.search(sentence.text, sentence.start, span.start):
        return None
    bare = _BARE.fullmatch(sentence.text, span.end, after.start) is not None
    return after if bare and len(after.quantities) == 1 else None


def is_of_another(sentence: Sentence, span: YearSpan, aside: Group, group: Group) -> bool:
    """Tell whether a figure after one told in passing is of another thing that is named behind it."""
    inside = sentence.paragraph.inside
    named = any(aside.end <= name.start < group.start for name in sentence.names)
    return named and inside(group.start) == inside(span.start)


def over_the_years(sentence: Sentence, group: Group, span: YearSpan, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years of a figure told of the time since a year: of each where it was kept, else of the last one.

    What was counted over all that time is of none.
    """
    words = sentence.text[span.end : group.start]
    if len(years) < 2 or len(group.quantities) > 1 or not _SINCE.search(span.words):
        return years
    if ALL.search(words) or _KEPT.search(words) or group.quantities[0].value == 0:
        return years
    if is_counter(group.unit):
        return ()
    return years[-1:] if _REACHES.search(words) else years
