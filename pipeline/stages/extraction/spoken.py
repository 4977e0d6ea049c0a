"""What a number is of where no name stands right before it: the name nearest in its clause that takes its unit."""

import re
from collections.abc import Iterator

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.deeds import by_deed
from pipeline.stages.extraction.demands import TARGET_AFTER
from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.short_names import short_name
from pipeline.stages.extraction.subjects import subject_between
from pipeline.stages.extraction.transparent import is_transparent

MAX_WORDS_BETWEEN = 14
# a word that has a number of its own: what follows it is no longer the name's
_OWN_MEASURE = re.compile(
    r"率|比例|比重|占|比值|指数|系数|强度|浓度|面积|长度|收入|投资|资金|产值|金额|规模|能力|水平|[产总用排流质重容含数]量|"
    r"[一-龥](?<![少多参])数(?!据)|度(?=[为达是])|得分|分值|人次|平均|排名|每|另|新增|新建|计划投|如果|若|按"
)
_PLACE_LEFT = re.compile(r"[镇乡村县市区省国旗厂站]|街道|公司|企业|园区|断面|水库|行业|单位")
_AGAINST = re.compile(
    r"(?:较(?![高低好差多少大小])|[比与同])(?:[^,。;:]{0,12})$|(?:高于|低于|优于|超过|超出|高出|低出?)[^,。;:]{0,12}$"
)
_HEAD = re.compile(
    r"(?P<words>[一-龥A-Za-z0-9.]{1,10}?(?:率|比例|占比|比重|浓度|覆盖面积|总量|量))(?=[^一-龥]|[较最排为是高低居要应须需将力拟均达各分依逐历由从])"
)
# the name has a number of its own: 与上年95%的优良天数比例96%
_HAS_OWN = re.compile(r"(?:为|是|达到?|[:(])?\d")
# substances whose 浓度 is not that of the one named last
_OF_ANOTHER = re.compile(
    r"(?:PM10|可吸入颗粒物|臭氧|O3|二氧化硫|SO2|二氧化氮|NO2|一氧化碳|CO|降尘)[^,。;、和与及]*浓度$"
)


def spoken_of(sentence: Sentence, index: int) -> Owner | None:
    """Return what a group is of by the words of its own clause, None where they do not tell for certain.

    The nearest name before it must take its unit, and nothing between may have a number of its own; a place right
    before the number is whose it is (治理率较高的是甲镇100%).
    """
    group = sentence.groups[index]
    if (told := by_deed(sentence, group)) is not None:
        return Owner((told,), group.start)
    if not group.unit or is_counter(group.unit):
        return None
    if (later := _demanded_of(sentence, group) or _compared_first(sentence, group)) is not None:
        return Owner((later,), group.start)
    for span in _heads(sentence, group):
        if not any(name.fits(group.unit) for name in span.names):
            return None
        return _over(sentence, index, span)
    return None


def attributed(sentence: Sentence, group: Group) -> Owner | None:
    """Return the rate that a figure stands before as its attribute: 96.1%的城镇污水处理率."""
    if sentence.text[group.end : group.end + 1] != "的" or is_counter(group.unit):
        return None
    after = next((span for span in sentence.names if span.start == group.end + 1), None)
    if after is None or group.quantities[0].op != "=" or _HAS_OWN.match(sentence.text, after.end) is not None:
        return None
    return Owner((after,), group.start) if any(name.fits(group.unit) for name in after.names) else None


def _demanded_of(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return what a demand told first is of: 按照不低于80%的要求，绿色采购比例达到98%."""
    told = TARGET_AFTER.match(sentence.text, group.end)
    after = [span for span in sentence.names if span.start >= group.end]
    if told is None or not after or any(span.end <= group.start for span in sentence.names):
        return None
    gap = sentence.gap(told.end(), after[0].start)
    fits = any(name.fits(group.unit) for name in after[0].names)
    return after[0] if fits and is_transparent(gap) else None


def _compared_first(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return what an earlier year's figure is of that a sentence begins with: 相比2020年的92%，2022年…率达到96%."""
    before = [span for span in sentence.years if span.end <= group.start]
    after = [span for span in sentence.names if span.start >= group.end]
    if (
        not before
        or before[-1].kind not in ("comparison", "baseline")
        or not after
        or after[0] is not sentence.names[0]
    ):
        return None
    is_alone = is_transparent(sentence.gap(sentence.start, group.start)) and group is sentence.groups[0]
    fits = any(name.fits(group.unit) for name in after[0].names)
    return after[0] if is_alone and fits and is_transparent(sentence.gap(group.end, after[0].start)) else None


def _heads(sentence: Sentence, group: Group) -> Iterator[NamedSpan]:
    """Yield the name that the clause of a group begins with, in full or cut short."""
    start, end = sentence.clause_start(group.start), group.start
    if sentence.text[start - 1 : start] == ":" and _HEAD.search(sentence.text, start, end) is None:
        start, end = sentence.clause_start(start - 1), start - 1
    inside = sentence.paragraph.inside(group.start)
    named = [
        span
        for span in sentence.names
        if span.end <= group.start and sentence.paragraph.inside(span.start) in (-1, inside)
    ]
    head = _HEAD.search(sentence.text, max([start, *(span.end for span in named)]), end)
    if head is not None and _OF_ANOTHER.search(sentence.text, start, head.end()) is not None:
        return
    if head is not None:
        short = short_name(sentence, head.end(), max(start, head.start()))
        if short is not None:
            yield short
        return
    if named and (named[-1].start >= start or _goes_on_over_comma(sentence, named[-1], start, group)):
        yield named[-1]


def _goes_on_over_comma(sentence: Sentence, span: NamedSpan, start: int, group: Group) -> bool:
    """Tell whether the one comma after a name is followed by no more than 达, 为: …率九成以上，达90.1%."""
    words = sentence.text[span.end : group.start]
    last = sentence.gap(start, group.start)
    return words.count(",") == 1 and ":" not in words and len(last) <= 3 and is_transparent(last)


def _over(sentence: Sentence, index: int, span: NamedSpan) -> Owner | None:
    group = sentence.groups[index]
    if any(span.end <= other.start < group.start for other in sentence.groups):
        return None
    gap = sentence.gap(span.end, group.start)
    if _OWN_MEASURE.search(gap) or len(gap) > MAX_WORDS_BETWEEN or _AGAINST.search(gap):
        return None
    subject = subject_between(gap, is_counted=False)
    if not subject and _PLACE_LEFT.search(gap):
        return None
    return Owner((span,), span.end, subject)
