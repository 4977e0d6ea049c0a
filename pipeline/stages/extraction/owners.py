"""Whose number it is: the names that own a group of quantities."""

import re
from dataclasses import dataclass, replace

from pipeline.lexicon import squeeze
from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.counted import counted_after, done_of, named_after
from pipeline.stages.extraction.deeds import share_that_is
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS, reworded
from pipeline.stages.extraction.roles import TARGET_AFTER, change_before, is_bound_met, is_set_by_others
from pipeline.stages.extraction.sentence import LINK, Group, Sentence, is_transparent
from pipeline.stages.extraction.shares import rate_between
from pipeline.stages.extraction.short_names import ending, short_name
from pipeline.stages.extraction.subjects import subject_between

RESPECTIVELY = re.compile(r"分别|依次|各为|分別")
SHARE = re.compile(r"占[^,。;]{0,4}$")
_SHARE_OF_LAND = re.compile(r"占[^,。;]{0,16}(?:土地|国土|行政区域|县域|辖区|全县|陆域)(?:总)?面积的?$")
_GOES_TO = re.compile(r"(?:提高|上升|增加|增长|提升|下降|降低|减少|回落|调整|变|提|升|增|降|减)(?:到|至|为)$")
_MARKS = re.compile(r"[,、:;()]")
_AROUND = re.compile(r"^(?:其中|和|及|与|以及)+|(?:分别|约|共计?|总计|为|有|达到?|是)+$")
_COUNTED_THEN = re.compile(r"(?P<thing>[一-龥]{3,8})\d+[个处条段],?[、]?长度?(?:共|约|为)*$")
_OWN = re.compile(r"我县|本县|全县|我区|本区|我旗|县域")
_COMPARES = re.compile(r"同比|环比|[比较]|与|同|高于|低于|超")
_MEASURES = re.compile(r"价|口径|率|比例|比重|占|指数|浓度|面积|投资|资金|[总产用排]量|[一-龥]数(?!据)|人均|\d")
# 完成年度任务的115%，累计完成126个: a share of the task is no thing spoken of
_OF_TASK = re.compile(r"(?:任务|计划|目标)(?:任务)?(?:数|量)?的?$")
MAX_CHARS_OF_IT = 40
_LEVEL = re.compile(r",(?:为|达到?|降至|升至|增至|现为)")
# 综合利用率=26.22÷28.76×100%=
_WRITTEN_OUT = re.compile(r"(?P<words>[一-龥A-Za-z0-9.]{2,16})=(?:[\d.+×xX*÷/()%-]+|[^=。;]{3,60})=$")
_TOTAL_AREA = re.compile(r"(?:,|总|合计|共计|总计)(?:总)?面积(?:合计|共计|共|约|均|都|分别|依次|达到?|为)*$")


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
    if found is None and is_counter(group.unit) and (counted := named_after(sentence, index)) is not None:
        return Owner((counted,), group.start)
    if found is None and (extent := _extent_of_counted(sentence, index)) is not None:
        return Owner((extent,), group.start)
    renamed = _renamed(sentence, index, owners[earlier]) if found is None and earlier is not None else None
    if renamed is not None:
        found = renamed
    elif found is None and earlier is not None and (last is None or sentence.groups[earlier].start > last.start):
        found = _carried(sentence, index, owners[earlier], earlier)
    elif found is None and last is not None:
        if is_transparent(sentence.gap(last.end, group.start)):
            done = done_of(sentence, last, group)
            found = Owner((done,) if done else _run(sentence, before), last.end)
        elif subject := _listed_subject(sentence, last.end, group.start):
            found = Owner((last,), last.end, subject)
        elif _TOTAL_AREA.search(sentence.text, last.end, group.start):
            found = Owner((last,), group.start)
        elif len(group.quantities) > 1 and (told := RESPECTIVELY.search(sentence.text, last.end, group.start)):
            found = Owner((last,), told.start(), in_list=True)
    earlier_spans = tuple(span for i, owner in owners.items() if i < index for span in owner.spans)
    found = found or _short(sentence, index, earlier_spans)
    if found is None and (counted := named_after(sentence, index) or counted_after(sentence, index)) is not None:
        return Owner((counted,), group.start)
    return found


def _extent_of_counted(sentence: Sentence, index: int) -> NamedSpan | None:
    """Return the length or area of what was counted just before: 岸线保护区24个、长48.3公里."""
    group = sentence.groups[index]
    told = _COUNTED_THEN.search(sentence.text, sentence.start, group.start)
    if told is None:
        return None
    for begin in range(told.start("thing"), told.end("thing") - 1):
        thing = sentence.text[begin : told.end("thing")]
        if found := reworded(thing, thing, group.unit, sentence.scene):
            return NamedSpan(begin, group.start, found)
    return None


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
    if sentence.text[group.start - 1 : group.start] == "、":
        return None  # 63条河流、19座水库: what stands before the mark was counted by the number before
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
    ends = sorted((max(sentence.groups[i].end, owners[i].end) for i in outer), reverse=True) or [sentence.start]
    # 162个，占全县215个行政村的75.3%: the whole may have a number of its own
    for since in ends[: 2 if len(ends) > 1 and "占" in sentence.text[ends[1] : ends[0]] else 1]:
        named = [span for span in sentence.names if since <= span.end <= group.start]
        since = max([since, *(span.end for span in named if "占" not in sentence.text[since : span.start])])  # noqa: PLW2901
        parts = [*told, *(name for span in named for name in span.names)]
        rates = rate_between(sentence.gap(since, group.start), parts) if parts else ()
        if rates:
            return Owner((NamedSpan(since, group.start, rates),), group.start, is_own=True)
    return None


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
    if _counts_other_things(sentence.groups[previous].unit, group.unit):
        return None
    gap = _without_remarks(sentence, since, group)
    goes_on = is_transparent(gap) or _is_said_of_it(sentence, sentence.groups[previous], group, gap)
    subject = "" if goes_on else subject_between(gap, is_counter(group.unit))
    if not goes_on and not subject:
        return None
    words = sentence.text[since : group.start]
    is_own = _OWN.search(words) is not None
    says_more = (
        bool(subject)
        or is_own
        or group.quantities[0].fraction
        or _is_extent_of(sentence.groups[previous], group, owner)
        or is_bound_met(sentence, group)
        or TARGET_AFTER.match(sentence.text, group.end) is not None
        or is_set_by_others(sentence, group)
        or _GOES_TO.search(words) is not None
        or (len(group.quantities) > 1 and RESPECTIVELY.search(words) is not None)
        or (words in ("至", "到") and change_before(sentence, sentence.groups[previous], owner.since) is not None)
        or (_LEVEL.fullmatch(words) is not None and change_before(sentence, sentence.groups[previous], owner.since))
        or (gap == "的" and SHARE.search(sentence.text, sentence.start, owner.start) is not None)
        or any(since <= span.start < group.start for span in sentence.years)
        or change_before(sentence, group, since) is not None
        or re.search(r"目标|要求|任务|指标值|实际|完成|满足|现状|累计|总计|下达|控制在", words) is not None
        or SHARE.search(sentence.text, since, group.start) is not None
    )
    return replace(owner, since=since, subject=subject, is_own=is_own) if says_more else None


def _counts_other_things(first: str, second: str) -> bool:
    """Tell whether two counters never count the same: 河流63条、水库19座."""
    return is_counter(first) and is_counter(second) and first != second and not {"个", "处", "项"} & {first, second}


def _is_extent_of(counted: Group, group: Group, owner: Owner) -> bool:
    """Tell whether a figure is the extent of what was just counted: 自然保护地4处，共98.72平方公里."""
    names = [name for span in owner.spans for name in span.names]
    return is_counter(counted.unit) and not is_counter(group.unit) and any(name.fits(group.unit) for name in names)


def _is_said_of_it(sentence: Sentence, told: Group, group: Group, gap: str) -> bool:
    """Tell whether a rise in 百分点 or a demand follows a figure of its kind, whatever words lead to it.

    …率96.0%，完成市住建局下达的95.5%的目标，比2022年提高0.6个百分点: no other thing that is measured is named.
    """
    named = any(told.end <= span.start < group.start for span in sentence.names)
    if named or len(gap) > MAX_CHARS_OF_IT or _MEASURES.search(gap) or ";" in gap:
        return False
    if group.unit == "百分点":
        own = sentence.gap(max(told.end, sentence.clause_start(group.start)), group.start)
        return told.unit in ("%", "百分点") and is_transparent(own)
    dated = any(told.end <= span.start and span.end <= group.start and span.kind == "point" for span in sentence.years)
    own = sentence.gap(max(told.end, sentence.clause_start(group.start)), group.start)
    if dated and told.unit == group.unit and own and is_transparent(own):
        return True  # 2022年再上新台阶，达到95.4%
    is_demand = TARGET_AFTER.match(sentence.text, group.end) or is_set_by_others(sentence, group)
    return bool(is_demand) and told.unit == group.unit


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


def _run(sentence: Sentence, before: list[NamedSpan]) -> tuple[NamedSpan, ...]:
    """Return the names listed together up to the last one: 化肥利用率、农药利用率."""
    run = [before[-1]]
    for span in reversed(before[:-1]):
        words = sentence.text[span.end : run[0].start]
        if not words or LINK.fullmatch(words) is None:
            break
        run.insert(0, span)
    return tuple(run)
