"""Whose number it is: the names that own a group of quantities."""

import re
from dataclasses import dataclass, replace

from pipeline.lexicon import squeeze
from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.deeds import share_that_is
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, named_spans, ratio_parts
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS, reworded
from pipeline.stages.extraction.roles import TARGET_AFTER, change_before, is_bound_met
from pipeline.stages.extraction.sentence import LINK, Group, Sentence, is_transparent
from pipeline.stages.extraction.shares import rate_between
from pipeline.stages.extraction.short_names import ending, short_name
from pipeline.stages.extraction.subjects import subject_between

RESPECTIVELY = re.compile(r"分别|依次|各为|分別")
SHARE = re.compile(r"占[^,。;]{0,4}$")
_SHARE_OF_LAND = re.compile(r"占[^,。;]{0,16}(?:土地|国土|行政区域|县域|辖区|全县|陆域)(?:总)?面积的?$")
_GOES_TO = re.compile(r"(?:提高|上升|增加|增长|提升|下降|降低|减少|回落|调整|变|提|升|增|降|减)(?:到|至|为)$")
_THING = re.compile(
    r"(?P<thing>[一-龥]{2,6}?)(?P<link>中|内|的|(?P<each>均已?|全部|都已?|已全部|全面)?(?:已?完成|实现)|(?=[,。;均全都已]))(?P<deed>[一-龥]{4,14})?"
)
_BY_ALL = re.compile(r"[一-龥]{2,14}?(?:全部|均|都)(?:已经?)?(?P<deed>参加|使用|完成|实现)")
MAX_THING_CHARS = 10
_MARKS = re.compile(r"[,、:;()]")
_AROUND = re.compile(r"^(?:其中|和|及|与|以及)+|(?:分别|约|共计?|总计|为|有|达到?|是)+$")
_WHOLE_BEFORE = re.compile(r"(?:全县|我县|全区|县域)?(?:现?共有|现有|共辖|下辖|辖|共计有?)$|(?:全县|我县|全区)$")
_DEED_AFTER = re.compile(r"(?:已经?)?(?:完成|实现)了?(?P<deed>[一-龥]{4,14})")
_THING_BEFORE = re.compile(rf"[\d{DIGIT_CLASS}十百千]个(?P<thing>[一-龥]{{2,6}}?)(?:中|内)")
_DONE_BEFORE = re.compile(r"(?:完成|实现)(?:了|约|近)?$")
_OWN = re.compile(r"我县|本县|全县|我区|本区|我旗|县域")
_COMPARES = re.compile(r"同比|环比|[比较]|与|同|高于|低于|超")
_MEASURES = re.compile(r"价|口径|率|比例|比重|占|指数|浓度|面积|投资|资金|[总产用排]量|[一-龥]数(?!据)|人均|\d")
# 完成年度任务的115%，累计完成126个: a share of the task is no thing spoken of
_OF_TASK = re.compile(r"(?:任务|计划|目标)(?:任务)?(?:数|量)?的?$")
_LEVEL = re.compile(r",(?:为|达到?|降至|升至|增至|现为)")
# 综合利用率=26.22÷28.76×100%=
_WRITTEN_OUT = re.compile(r"(?P<words>[一-龥A-Za-z0-9.]{2,16})=(?:[\d.+×xX*÷/()%-]+|[^=。;]{3,60})=$")
_KINDS = r"(?:(?:地|省|市|县|乡镇)级(?:及?以上)?|在用|现有|[国省市县]控|[国省]考|地表水|城市|农村|主要|的)*"
_TOTAL_AREA = re.compile(r"(?:,|总|合计|共计|总计)(?:总)?面积(?:合计|共计|共|约|达到?|为)*$")


@dataclass(frozen=True)
class Owner:
    """What a group of quantities is about: the named spans of one list; its own words begin at `since`.

    `is_own` tells that the words go back to the county itself (全省为…，我县为…), `in_list` that the list holds
    members that are not known: values must be counted off against all.
    """

    spans: tuple[NamedSpan, ...]
    since: int
    subject: str = ""
    in_list: bool = False
    is_own: bool = False

    @property
    def start(self) -> int:
        """Where the names begin."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the names end."""
        return self.spans[-1].end


def owner_of(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of the group `index`, None where the text names none for certain.

    `owners` are those found for earlier groups: they go on where a new year, a subject, a change, a target
    follows (2017年为9个、2018年10个).
    """
    group = sentence.groups[index]
    inside = sentence.paragraph.inside(group.start)
    before = [
        span
        for span in sentence.names
        if span.end <= group.start and sentence.paragraph.inside(span.start) in (-1, inside)
    ]
    earlier = max((i for i in range(index) if i in owners), default=None)
    last = before[-1] if before else None
    found = _equated(sentence, index)
    if found is None and (shared := _shared(sentence, index, owners)) is not None:
        return shared
    if found is None and (share := share_that_is(sentence, group)) is not None:
        return Owner((share,), group.start)
    if found is None and is_counter(group.unit) and (counted := _named_after(sentence, index)) is not None:
        return counted
    renamed = _renamed(sentence, index, owners[earlier]) if found is None and earlier is not None else None
    if renamed is not None:
        found = renamed
    elif found is None and earlier is not None and (last is None or sentence.groups[earlier].start > last.start):
        found = _carried(sentence, index, owners[earlier], earlier)
    elif found is None and last is not None:
        if is_transparent(sentence.gap(last.end, group.start)):
            found = Owner(_run(sentence, before), last.end)
        elif subject := _listed_subject(sentence, last.end, group.start):
            found = Owner((last,), last.end, subject)
        elif _TOTAL_AREA.search(sentence.text, last.end, group.start):
            found = Owner((last,), group.start)
        elif len(group.quantities) > 1 and (told := RESPECTIVELY.search(sentence.text, last.end, group.start)):
            found = Owner((last,), told.start(), in_list=True)
    earlier_spans = tuple(span for i, owner in owners.items() if i < index for span in owner.spans)
    return found or _short(sentence, index, earlier_spans) or _after(sentence, index)


def _listed_subject(sentence: Sentence, start: int, end: int) -> str:
    """Return the place that a list behind a colon begins with: 降低目标为：甲县2.5%，乙县2.8%; "" for none."""
    words, colon, place = sentence.gap(start, end).rpartition(":")
    return subject_between(place, is_counted=False) if colon and is_transparent(words) else ""


def _equated(sentence: Sentence, index: int) -> Owner | None:
    """Return the measure whose formula is written out before a result: 优良天数比例=358/365×100%=98.1%."""
    group = sentence.groups[index]
    if sentence.text[group.start - 1 : group.start] != "=" or group.unit not in ("%", "‰"):
        return None
    for span in reversed(sentence.names):
        if span.end < group.start and re.match(r"\(?%?\)?=", sentence.text[span.end :]):
            return Owner((span,), group.start)
    written = _WRITTEN_OUT.search(sentence.text, sentence.start, group.start)
    if written is None:
        return None
    boundary = max(
        [sentence.clause_start(written.start()), *(s.end for s in sentence.years if s.end <= written.end("words"))]
    )
    short = short_name(sentence, written.end("words"), boundary)
    return Owner((short,), group.start) if short is not None else None


def _short(sentence: Sentence, index: int, told: tuple[NamedSpan, ...]) -> Owner | None:
    """Return the owner whose name was cut short: …，利用处置率100%."""
    group = sentence.groups[index]
    ends = [other.end for other in sentence.groups[:index] if other.end <= group.start]
    opened = sentence.paragraph.inside(group.start) + 1
    named = [span for span in sentence.names if span.end <= group.start]
    after_name = named[-1].end if named else 0
    boundary = max([sentence.clause_start(group.start), opened, after_name, *ends])
    span = short_name(sentence, group.start, boundary, group.unit, told)
    if span is None:
        return None
    listed = bool(named) and LINK.fullmatch(sentence.text[named[-1].end : span.start]) is not None
    return Owner((*_run(sentence, named), span) if listed else (span,), span.end)


def _shared(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the rate that 占比 or 占总分的 means after its parts: 考核分值25分，总分100分，占比25%."""
    group = sentence.groups[index]
    if group.unit not in ("%", "‰") or sentence.scene.section == "definition":
        return None
    told = [name for i, owner in owners.items() if i < index for span in owner.spans for name in span.names]
    inside = sentence.paragraph.inside(group.start)
    outer = [i for i in owners if i < index and sentence.paragraph.inside(sentence.groups[i].start) in (-1, inside)]
    since = max((max(sentence.groups[i].end, owners[i].end) for i in outer), default=sentence.start)
    named = [span for span in sentence.names if since <= span.end <= group.start]
    since = max([since, *(span.end for span in named if "占" not in sentence.text[since : span.start])])
    parts = [*told, *(name for span in named for name in span.names)]
    rates = rate_between(sentence.gap(since, group.start), parts) if parts else ()
    if not rates:
        return None
    return Owner((NamedSpan(since, group.start, rates),), group.start, is_own=True)


def _renamed(sentence: Sentence, index: int, owner: Owner) -> Owner | None:
    """Return the component that the words since the last figure mean: …1256公里，其中岸线保护区456公里."""
    group, since = sentence.groups[index], sentence.groups[index - 1].end
    if any(since <= span.start < group.start for span in sentence.names):
        return None
    words = _MARKS.split(sentence.text[since : group.start])[-1]
    words = _AROUND.sub("", words)
    found = reworded(words, words, group.unit, sentence.scene) if 2 <= len(words) <= 14 else ()
    found = found or _ending_of_part(sentence, words, group.unit, owner)
    start = group.start - 1
    return Owner((NamedSpan(max(since, start), group.start, found),), group.start) if found else None


def _ending_of_part(sentence: Sentence, words: str, unit: str, owner: Owner) -> tuple[Name, ...]:
    """Return the component that words and the ending its unit asks for name: 保留区620.4公里 is 岸线保留区长度."""
    known = read_unit(unit)
    ids = {name.indicator_id for span in owner.spans for name in span.names}
    if known is None or len(words) < 3 or is_counter(unit) or len(ids) != 1:
        return ()
    indicator = sentence.scene.edition.by_id(ids.pop())
    for end in ENDINGS_OF_UNITS.get(known.dimension, ()):
        found = tuple(name for name in ending(indicator, squeeze(words + end)) if name.component is not None)
        if found:
            return found
    return ()


def _carried(sentence: Sentence, index: int, owner: Owner, previous: int) -> Owner | None:
    group, since = sentence.groups[index], sentence.groups[previous].end
    if _TOTAL_AREA.search(sentence.text, since, group.start):
        return replace(owner, since=group.start, subject="")
    inside = sentence.paragraph.inside(group.start)
    between = [
        other
        for other in sentence.groups[previous + 1 : index]
        if other.unit != "%" or not _OF_TASK.search(sentence.text, since, other.start)
    ]
    if any(sentence.paragraph.inside(other.start) in (-1, inside) for other in between):
        return None
    if _SHARE_OF_LAND.search(sentence.text, since, group.start):
        return replace(owner, since=since, subject="")
    gap = _without_remarks(sentence, since, group)
    subject = "" if is_transparent(gap) else subject_between(gap, is_counter(group.unit))
    if not is_transparent(gap) and not subject:
        return None
    words = sentence.text[since : group.start]
    is_own = _OWN.search(words) is not None
    says_more = (
        bool(subject)
        or is_own
        or group.quantities[0].fraction
        or is_bound_met(sentence, group)
        or TARGET_AFTER.match(sentence.text, group.end) is not None
        or _GOES_TO.search(words) is not None
        or (len(group.quantities) > 1 and RESPECTIVELY.search(words) is not None)
        or (words in ("至", "到") and change_before(sentence, sentence.groups[previous], owner.since) is not None)
        or (_LEVEL.fullmatch(words) is not None and change_before(sentence, sentence.groups[previous], owner.since))
        or (gap == "的" and SHARE.search(sentence.text, sentence.start, owner.start) is not None)
        or any(since <= span.start < group.start for span in sentence.years)
        or change_before(sentence, group, since) is not None
        or re.search(r"目标|要求|实际|完成|满足|现状|累计|总计", words) is not None
        or SHARE.search(sentence.text, since, group.start) is not None
    )
    return replace(owner, since=since, subject=subject, is_own=is_own) if says_more else None


def _without_remarks(sentence: Sentence, since: int, group: Group) -> str:
    """Return what stands between two figures without clauses that measure nothing: 为历年最好水平，比上年提高1.4."""
    last = sentence.clause_start(group.start)
    remark = sentence.text[since : max(since, last - 1)]
    told = any(
        since <= start < last for start in [one.start for one in sentence.names] + [one.start for one in sentence.years]
    )
    between = any(since <= other.start < group.start for other in sentence.groups)
    if told or between or _MEASURES.search(remark) or not _COMPARES.match(sentence.text, last):
        return sentence.gap(since, group.start)
    return sentence.gap(max(since, last), group.start)


def _after(sentence: Sentence, index: int) -> Owner | None:
    """Return a counted thing that stands after its number, by its name or by what it did."""
    named = _named_after(sentence, index)
    return named or (_counted(sentence, index) if is_counter(sentence.groups[index].unit) else None)


def _named_after(sentence: Sentence, index: int) -> Owner | None:
    """Return a counted thing whose name stands right after its number: 6个监测断面."""
    group = sentence.groups[index]
    for span in sentence.names:
        words = sentence.text[group.end : span.start] if span.start >= group.end else "-"
        if not re.fullmatch(_KINDS, words):
            continue
        if any(name.component is None or name.unit == "%" for name in span.names):
            return _counted_in(sentence, span, group)
        if all(name.component is not None for name in span.names):
            claimed = any(span.end <= other.start <= span.end + 3 for other in sentence.groups[index + 1 :])
            return None if claimed else Owner((span,), group.start)
    return None


def _counted_in(sentence: Sentence, rate: NamedSpan, group: Group) -> Owner | None:
    """Return the counted thing that a rate's name begins with: 3个集中式饮用水水源地水质达标率为100%."""
    for end in range(rate.end - 1, rate.start + 2, -1):
        names = _first_called(sentence, [sentence.text[rate.start : end]])
        if names and all(name.component is not None and name.fits(group.unit) for name in names):
            return Owner((NamedSpan(rate.start, end, names),), group.start)
    return None


def _counted(sentence: Sentence, index: int) -> Owner | None:
    """Return what is counted where number and name are interlaced.

    89个行政村中 is 行政村总数; 完成68个行政村的生活污水治理, 24个行政村完成生活污水治理 are both of
    完成生活污水治理的行政村.
    """
    group, text = sentence.groups[index], sentence.text
    things = _THING.match(text, group.end, sentence.end) or _deed_of_earlier(sentence, group.end)
    done = _DONE_BEFORE.search(text, sentence.start, group.start) is not None
    deeds: list[str] = []
    wholes: list[str] = []
    if things is not None:
        thing, deed, link = things["thing"], things["deed"] or "", things["link"]
        if (link == "的" and done) or link.endswith(("完成", "实现")):
            deeds = [f"完成{deed[:length]}{thing}" for length in range(len(deed), 3, -1)]
        if link in ("中", "内") or things["each"]:
            wholes.append(thing + "总数")
    if not done and _WHOLE_BEFORE.search(text, sentence.start, group.start):
        wholes += [text[group.end : group.end + length] + "总数" for length in range(MAX_THING_CHARS, 1, -1)]
    done_names, whole_names = _first_called(sentence, deeds), _first_called(sentence, wholes)
    is_each = things is not None and things["each"]
    names = tuple(dict.fromkeys((*done_names, *whole_names))) if is_each else done_names or whole_names
    names += _done_by_all(sentence, group, whole_names) if not done_names else ()
    return Owner((NamedSpan(group.end, group.end + 1, names),), group.start) if names else None


def _done_by_all(sentence: Sentence, group: Group, wholes: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return what all of a whole did: 612名领导干部全部参加了培训 are those who took part as well."""
    deed = _BY_ALL.match(sentence.text, group.end, sentence.end)
    rates = [as_measure(name) for name in wholes] if deed else []
    parts = [part for rate in rates for part in ratio_parts(rate)[:1]]
    return tuple(part for part in parts if deed and deed["deed"] in part.name)


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


def _run(sentence: Sentence, before: list[NamedSpan]) -> tuple[NamedSpan, ...]:
    """Return the names listed together up to the last one: 化肥利用率、农药利用率."""
    run = [before[-1]]
    for span in reversed(before[:-1]):
        words = sentence.text[span.end : run[0].start]
        if not words or LINK.fullmatch(words) is None:
            break
        run.insert(0, span)
    return tuple(run)
