"""Years of a rise told in several steps: 由2020年的121.0依次降至115.1、109.0和102.5, 从79.6%、81.2%升至83.0%."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

_OPENED = re.compile(r"[由从自](?:的|当年的)?$")
_GOES_ON = re.compile(
    r"[,、]?[一-龥]{0,12}(?:提高|提升|上升|增加|增长|扩大|发展|改善|下降|降低|减少|回落|压减|变化|[提升增扩降减]|(?<=再))"
    r"(?:到|至|为|成)了?"
)


def years_of_steps(sentence: Sentence, group: Group, span: YearSpan | None, scene: Scene) -> tuple[int, ...]:
    """Return the years of the figures of one end of a rise, () where it has but one step or their years cannot be told.

    As many figures as years are told of run through them; one more begins with the year before the first. Where the
    first figure has a year of its own the others are of those after it.
    """
    ends = _ends_of_rise(sentence, group)
    if ends is None:
        return ()
    first, last = ends
    count = len(first.quantities) + len(last.quantities)
    if any(first.end <= one.start < last.start for one in sentence.years):
        return ()
    began = [one for one in sentence.years if one.opens and one.end <= first.start and len(one.years) == 1]
    if began and len(first.quantities) == 1:
        told: tuple[int, ...] = tuple(range(began[-1].years[0], began[-1].years[0] + count))
    else:
        told = span.years if span is not None and len(span.years) > 1 else scene.default_years
        told = (told[0] - 1, *told) if told and len(told) + 1 == count else told
    until = scene.context.dated or max(told, default=0)
    if len(told) != count or told[-1] > until:
        return ()
    return told[: len(first.quantities)] if group is first else told[len(first.quantities) :]


def _ends_of_rise(sentence: Sentence, group: Group) -> tuple[Group, Group] | None:
    """Return what a rise began with and where it led to, of more than two figures, that a group is one end of."""
    index = sentence.groups.index(group)
    for first, last in ((index, index + 1), (index - 1, index)):
        if first < 0 or last >= len(sentence.groups):
            continue
        start, end = sentence.groups[first], sentence.groups[last]
        is_one = start.unit == end.unit and len(start.quantities) + len(end.quantities) > 2
        if is_one and _GOES_ON.fullmatch(sentence.text, start.end, end.start) and _opened(sentence, start):
            return start, end
    return None


def _opened(sentence: Sentence, group: Group) -> bool:
    """Tell whether 由 stands before a figure or before its year."""
    if _OPENED.search(sentence.text, sentence.start, group.start):
        return True
    opening = [one for one in sentence.years if one.opens and one.end <= group.start]
    return bool(opening) and sentence.text[opening[-1].end : group.start] in ("", "的")


def years_from(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return the years of the first figure of 由…提高到…: those compared with, or those an earlier 由 named."""
    for span in reversed(sentence.years):
        if span.start < group.start and span.years and (span.opens or span.kind == "comparison"):
            return span.years
    return _began_earlier(sentence)


def _began_earlier(sentence: Sentence) -> tuple[int, ...]:
    """Return the year with which the rises of the paragraph began where no year but that of their end was told since.

    优良率由2015年的94.2%提高到2020年的98.9%；污水处理率由82.6%提高到95.1%: that began in 2015, too.
    """
    before = [one for one in sentence.paragraph.years if one.end <= sentence.start]
    opened = [index for index, one in enumerate(before) if one.opens and len(one.years) == 1]
    if not opened or any(one.start >= sentence.start for one in sentence.years):
        return ()
    since = before[opened[-1] + 1 :]
    is_one_end = len({one.years for one in since}) == 1 and since[0].kind == "point" and len(since[0].years) == 1
    return before[opened[-1]].years if is_one_end and since[0].years > before[opened[-1]].years else ()
