"""Counted things that stand after their number: 6个监测断面, 89个行政村中, 24个行政村完成生活污水治理."""

import re

from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, named_spans, ratio_parts
from pipeline.stages.extraction.sentence import Group, Sentence

_THING = re.compile(
    r"(?P<thing>[一-龥]{2,6}?)(?P<link>中|内|(?=有\d)|的|(?P<each>均已?|全部|都已?|已全部|全面)?(?:已?完成|实现)|(?=[,。;均全都已]))(?P<deed>[一-龥]{4,14})?"
)
_WHOLE_BEFORE = re.compile(r"(?:现?共有|现有|共辖|下辖|辖|共计有?)$|(?:[全我本][县区市旗]|[县市]域)$")
_DEED_AFTER = re.compile(r"(?:已经?)?(?:完成|实现)了?(?P<deed>[一-龥]{4,14})")
_THING_BEFORE = re.compile(rf"[\d{DIGIT_CLASS}十百千]个(?P<thing>[一-龥]{{2,6}}?)(?:中|内)")
_WHOLE_OF = re.compile(r"占(?:[全我本][县区市旗]|[县市]域)?(?:现有)?$")
_DONE_BEFORE = re.compile(r"(?:完成|实现)(?:了|约|近)?$")
_BY_ALL = re.compile(r"[一-龥]{2,14}?(?:全部|均|都)(?:已经?)?(?P<deed>参加|使用|完成|实现)")
_KINDS = re.compile(
    r"(?:(?:地|省|市|县|乡镇)级(?:及?以上)?|在用|现有|[国省市州县区](?:[、和及]?[国省市州县区]){0,3}[控考]|"
    r"区级|地表水|城市|农村|主要|的)*"
)
# 发放23种外来入侵物种防治手册: no species is counted
_ENDS_THING = re.compile(r"[,。;:、()]|$|其中|均|都|全部|已|分布|主要|[中里内](?!心)|在")
_REMARK = re.compile(r"^\((?![^()]*\d[%个])[^()]*\)")
MAX_THING_CHARS = 10
# 外来入侵物种数; a short word with 数 may be of another thing
MIN_THING_OF_COUNT = 5


def named_after(sentence: Sentence, index: int) -> NamedSpan | None:
    """Return a counted thing whose name stands right after its number, or whose whole number it is.

    6个监测断面; 占全县215个行政村的.
    """
    group = sentence.groups[index]
    for span in sentence.names:
        words = sentence.text[group.end : span.start] if span.start >= group.end else "-"
        if words.startswith("("):
            words = _REMARK.sub("", words, count=1)  # 13个（见附表1）集中式饮用水水源地
        if not _KINDS.fullmatch(words):
            continue
        if any(name.component is None or name.unit == "%" for name in span.names):
            return _counted_in(sentence, span, group)
        is_whole = sentence.text[span.end : span.end + 1] in ("中", "内")
        claimed = (
            any(span.end <= other.start <= span.end + 3 for other in sentence.groups[index + 1 :]) and not is_whole
        )
        return None if claimed else span
    if not is_counter(group.unit) or _WHOLE_OF.search(sentence.text, sentence.start, group.start) is None:
        return None
    names = _first_called(sentence, _wholes(sentence, group))
    return NamedSpan(group.end, group.end + 1, names) if names else None


def counted_after(sentence: Sentence, index: int) -> NamedSpan | None:
    """Return what is counted where number and name are interlaced.

    89个行政村中 is 行政村总数; 完成68个行政村的生活污水治理, 24个行政村完成生活污水治理 are both of
    完成生活污水治理的行政村.
    """
    group, text = sentence.groups[index], sentence.text
    if not is_counter(group.unit):
        return None
    things = _THING.match(text, group.end, sentence.end) or _deed_of_earlier(sentence, group.end)
    done = _DONE_BEFORE.search(text, sentence.start, group.start) is not None
    deeds, wholes, is_each = _choices(things, done=done) if things is not None else ([], [], False)
    if things is not None and things.string is text and re.match(r"有?\d", text[things.end() :]):
        deeds, wholes = [], [things["thing"] + "总数"]  # 215个行政村已完成治理162个
    if not done and _WHOLE_BEFORE.search(text, sentence.start, group.start):
        wholes += _wholes(sentence, group)
    done_names, whole_names = _first_called(sentence, deeds), _first_called(sentence, wholes)
    names = tuple(dict.fromkeys((*done_names, *whole_names))) if is_each else done_names or whole_names
    names += _done_by_all(sentence, group, whole_names) if not done_names else ()
    end = things.end() if things is not None and things.string is text and done_names else group.end + 1
    return NamedSpan(group.end, end, names) if names else None


def done_of(sentence: Sentence, span: NamedSpan, group: Group) -> NamedSpan | None:
    """Return what was done where a number of things follows the name of its rate: 完成生活污水治理162个."""
    begin = sentence.text[sentence.start : span.start]
    if not is_counter(group.unit) or any(name.fits(group.unit) for name in span.names):
        return None
    parts = [part for name in span.names for part in ratio_parts(as_measure(name))[:1]]
    fitting = tuple(dict.fromkeys(part for part in parts if part.fits(group.unit)))
    return NamedSpan(span.start, span.end, fitting) if fitting and _DONE_BEFORE.search(begin) else None


def _choices(things: re.Match[str], *, done: bool) -> tuple[list[str], list[str], bool]:
    """Return what may be counted: those that did something, the whole; and whether all of the whole did it."""
    thing, deed, link = things["thing"], things["deed"] or "", things["link"]
    deeds: list[str] = []
    if (link == "的" and done) or link.endswith(("完成", "实现")):
        cuts = [deed[:length] for length in range(len(deed), 3, -1)]
        deeds = [form.format(cut) + thing for cut in cuts for form in ("完成{}", "{}的", "{}")]
    is_each = things["each"] is not None
    return deeds, [thing + "总数"] if link in ("中", "内") or is_each else [], is_each


def _wholes(sentence: Sentence, group: Group) -> list[str]:
    return [
        sentence.text[group.end : group.end + length] + end
        for length in range(MAX_THING_CHARS, 1, -1)
        for end in ("总数", "总人数")
    ]


def _done_by_all(sentence: Sentence, group: Group, wholes: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return what all of a whole did: 612名领导干部全部参加了培训 are those who took part as well."""
    deed = _BY_ALL.match(sentence.text, group.end, sentence.end)
    rates = [as_measure(name) for name in wholes] if deed else []
    parts = [part for rate in rates for part in ratio_parts(rate)[:1]]
    return tuple(part for part in parts if deed and deed["deed"] in part.name)


def _counted_in(sentence: Sentence, rate: NamedSpan, group: Group) -> NamedSpan | None:
    """Return the counted thing that a rate's name begins with: 3个集中式饮用水水源地水质达标率为100%."""
    for end in range(rate.end, rate.start + 2, -1):
        thing = sentence.text[rate.start : end]
        is_thing = len(thing) >= MIN_THING_OF_COUNT and _ENDS_THING.match(sentence.text, end) is not None
        counts = ["总数", "个数", *(["数"] if is_thing else [])]
        names = _first_called(sentence, [*([thing] if end < rate.end else []), *(thing + count for count in counts)])
        if names and all(name.component is not None and name.fits(group.unit) for name in names):
            return NamedSpan(rate.start, end, names)
    return None


def _first_called(sentence: Sentence, choices: list[str]) -> tuple[Name, ...]:
    """Return what the first of some words names that name anything."""
    for words in choices:
        if mentions := sentence.scene.lexicon.called(words):
            return named_spans(mentions, sentence.scene.edition)[0].names
    return ()


def _deed_of_earlier(sentence: Sentence, end: int) -> re.Match[str] | None:
    """Return the deed after a number whose thing was named before: 112个行政村中有68个完成生活污水治理."""
    deed = _DEED_AFTER.match(sentence.text, end, sentence.end)
    thing = _THING_BEFORE.search(sentence.text, sentence.start, end)
    return re.match(_THING, f"{thing['thing']}完成{deed['deed']}") if deed and thing else None
