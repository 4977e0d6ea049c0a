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
_REACHES = re.compile(r"(?:达|提高|提升|上升|增加|增长|下降|降低|减少|升|降|增|减|扩大|上涨)了?(?:到|至|为)?$")

# 出境水质连续五年稳定在Ⅱ类，…: how long a state of its own lasted
_LASTED = re.compile(r"连续[二两三四五六2-6]个?年度?")
# what stands there is counted on a day: 全县5个断面
_STANDING = ("个", "处", "座")
_OVER = re.compile(r"(?:最近|[近这])?[二两三四五2345]个?年(?:来|间)?")


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
    if len(years) > 1 and len(group.quantities) == 1 and _is_reached_by_rise(sentence, group, span):
        return years[-1:]
    if len(years) < 2 or len(group.quantities) > 1 or not _SINCE.search(span.words):
        return years
    if ALL.search(words) or _KEPT.search(words) or group.quantities[0].value == 0:
        return years
    if is_counter(group.unit):
        return ()
    return years[-1:] if _REACHES.search(words) else years


def _is_reached_by_rise(sentence: Sentence, group: Group, span: YearSpan) -> bool:
    """Tell whether a figure is what a rise over some years led to: 近3年提高4.2个百分点，达到97.1%."""
    begin = sentence.clause_start(group.start)
    if span.end >= begin or not _OVER.fullmatch(span.words) or not _REACHES.search(sentence.text[begin : group.start]):
        return False
    risen = [one for one in sentence.groups if span.end <= one.start < begin]
    return len(risen) == 1 and _REACHES.search(sentence.text[span.end : risen[0].start]) is not None


def lasted_by_itself(sentence: Sentence, group: Group, span: YearSpan) -> bool:
    """Tell whether years tell how long what an earlier clause is on has lasted, not what a later one names itself."""
    begin = sentence.clause_start(group.start)
    is_earlier = span.end + 2 < begin and _LASTED.fullmatch(span.words) is not None
    if not is_earlier or len(group.quantities) > 1 or ALL.search(sentence.text[begin : group.start]):
        return False
    return group.unit in _STANDING or any(begin <= name.start < group.end for name in sentence.names)
