"""Which names own a group of quantities."""

import re

from pipeline.lexicon import squeeze
from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.by_context import is_of_other
from pipeline.stages.extraction.carried import TOTAL_AREA, carried, changed_before_last, of_level
from pipeline.stages.extraction.context.things import matters_of
from pipeline.stages.extraction.counted import counted_after, done_of, named_after
from pipeline.stages.extraction.deeds import share_that_is
from pipeline.stages.extraction.demands import TARGET_AFTER, is_plans_own, is_set_by_others
from pipeline.stages.extraction.done_after import done_after
from pipeline.stages.extraction.endings import ending
from pipeline.stages.extraction.listed_alike import listed_for_all
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.ranked import ranked_of
from pipeline.stages.extraction.rate_of_opening import rate_of_opening
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS, reworded
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import LINK, Group, Sentence
from pipeline.stages.extraction.shares import rate_between
from pipeline.stages.extraction.short_names import short_name
from pipeline.stages.extraction.subjects import listed_members, subject_between
from pipeline.stages.extraction.transparent import is_transparent, leads_to_number
from pipeline.values import replace

_RATES = frozenset({"%", "百分点"})
# 利用率, 回收率, 综合利用率
MAX_SHORT_CHARS = 5
_KEPT_WITHIN = re.compile(r"控制在[^,。;\d]{0,10}$")
_MEASURED = re.compile(r"率|比例|占比|浓度|指数|[总用排产]量(?!控制|指标|目标)|面积|[一-龥]值(?!以)")
_MARKS = re.compile(r"[,、:;()]")
_AROUND = re.compile(
    r"^(?:其中|和|及|与|以及|划[为定入分出](?:为|出)?|列[为入]|属于?|作为)+|(?:分别|约|共计?|总计|为|有|达到?|是)+$"
)
_COUNTED_THEN = re.compile(r"(?P<thing>[一-龥]{3,8})\d+[个处条段],?[、]?长度?(?:共|约|为)*$")
_SHARE_OF_TASK = re.compile(r"(?:任务|计划|目标)(?:任务)?(?:数|量)?(?:\([^()]*\))?的$")
# 划入保护区、保留区的468公里: one number of several things
_OF_SEVERAL = re.compile(r"[一-龥]{2,}[、和及与][一-龥]{2,}的(?:共|约|有|为)*$")
# 163个行政村有158个: the thing was counted by the number before
_THING_OF_LAST = re.compile(r"[一-龥]{1,8}?[中里内]?(?:有|已有|共有)")
# 综合利用率=26.22÷28.76×100%=
_WRITTEN_OUT = re.compile(r"(?P<words>[一-龥A-Za-z0-9.]{2,16})=(?:[\d.+×xX*÷/()%-]+|[^=。;]{3,60})=$")


def owner_of(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of the group `index`, None where the text names none for certain.

    `owners` are those found for earlier groups: they go on where a new year, a subject, a change, a target
    follows (2017年为9个、2018年10个).
    """
    group = sentence.groups[index]
    is_of_task = group.unit == "%" and _SHARE_OF_TASK.search(sentence.text, sentence.start, group.start)
    if is_of_task and not is_plans_own(sentence, group):
        return None
    found = _equated(sentence, index)
    if found is None:
        if (told := _told_by_form(sentence, index, owners)) is not None:
            return told
        found = _named_before(sentence, index, owners)
    found = found or _demand_of_unit(sentence, index, owners)
    earlier_spans = tuple(span for i, owner in owners.items() if i < index for span in owner.spans)
    found = found or _short(sentence, index, earlier_spans) or ranked_of(sentence, group)
    if found is None and (counted := named_after(sentence, index) or counted_after(sentence, index)) is not None:
        return Owner((counted,), group.start)
    return found


def _demand_of_unit(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of the last figure in a demand's unit: …29微克/立方米，降幅12.1%，完成31微克/立方米的目标."""
    group = sentence.groups[index]
    told = [i for i in owners if i < index and sentence.groups[i].unit == group.unit]
    if not told or not group.unit or is_counter(group.unit):
        return None
    since = sentence.groups[index - 1].end
    if any(since <= span.start < group.start for span in sentence.names):
        return None
    is_demand = TARGET_AFTER.match(sentence.text, group.end) or is_set_by_others(sentence, group)
    if not is_demand and not _KEPT_WITHIN.search(sentence.text, since, group.start):
        return None
    # what is measured itself (城区浓度) is another thing
    return replace(owners[told[-1]], since=since) if not _MEASURED.search(sentence.text, since, group.start) else None


def _told_by_form(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner that the form of words tells, whatever was named last: a share, a counted thing, its extent."""
    if (shared := _shared(sentence, index, owners) or done_after(sentence, index, owners)) is not None:
        return shared
    group = sentence.groups[index]
    span = share_that_is(sentence, group)
    if span is None and is_counter(group.unit):
        span = named_after(sentence, index)
    span = span or _extent_of_counted(sentence, index)
    return Owner((span,), group.start) if span is not None else None


def _named_before(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner that the last name before a group makes, or the last figure's where this goes on with it."""
    group = sentence.groups[index]
    inside = sentence.paragraph.inside(group.start)
    before = [
        span
        for span in sentence.names
        if span.end <= group.start and sentence.paragraph.inside(span.start) in (-1, inside)
    ]
    outer = [i for i in owners if i < index and sentence.paragraph.inside(sentence.groups[i].start) in (-1, inside)]
    earlier = max(outer, default=None)
    if earlier is not None and (told := _listed_after(sentence, index, owners[earlier])) is not None:
        return told
    if earlier is not None and (renamed := _renamed(sentence, index, owners[earlier])) is not None:
        return renamed
    if earlier is not None and (not before or sentence.groups[earlier].start > before[-1].start):
        if (changed := changed_before_last(sentence, index, owners)) is not None:
            return changed
        level = of_level(sentence, index, owners[earlier], earlier)
        found = level or carried(sentence, index, owners[earlier], earlier)
        return _of_all_told(sentence, index, owners, found) if found is not None and level is None else found
    return _of_last_name(sentence, group, before) if before else None


def _of_all_told(sentence: Sentence, index: int, owners: dict[int, Owner], owner: Owner) -> Owner:
    """Return the owner with the rates just before it where 均 goes back to all: 甲率42%，乙率43%，均高于40%."""
    group = sentence.groups[index]
    if len(group.quantities) > 1 or ALL.search(sentence.text, owner.since, group.start) is None:
        return owner
    told: list[NamedSpan] = []
    for at in range(index - 1, -1, -1):
        one = owners.get(at)
        unit = sentence.groups[at].unit
        if one is None or len(one.spans) != 1 or one.subject or unit not in _RATES or one.spans[0] in told:
            break
        told.insert(0, one.spans[0])
    names = {name.name for span in told for name in span.names}
    is_each_one = len(told) > 1 and all(len(span.names) == 1 for span in told) and len(names) == len(told)
    return replace(owner, spans=tuple(told)) if is_each_one else owner


def _listed_after(sentence: Sentence, index: int, owner: Owner) -> Owner | None:
    """Return the owner of values counted off against parts that are listed without a name: 保护区、保留区分别为."""
    group, since = sentence.groups[index], sentence.groups[index - 1].end if index else sentence.start
    told = RESPECTIVELY.search(sentence.text, since, group.start)
    if told is None or len(group.quantities) < 2 or any(since <= one.start < group.start for one in sentence.names):
        return None
    listed = _AROUND.sub("", sentence.gap(since, told.start()).strip(",;其中"))
    parts = listed_members(listed, len(group.quantities))
    named = Owner(owner.spans, told.start(), in_list=True)
    return named if parts and all(_ending_of_part(sentence, part, group.unit, owner) for part in parts) else None


def _of_last_name(sentence: Sentence, group: Group, before: list[NamedSpan]) -> Owner | None:
    last = before[-1]
    if (for_all := listed_for_all(sentence, group, before)) is not None:
        return for_all
    if leads_to_number(sentence.gap(last.end, group.start)):
        done = done_of(sentence, last, group)
        return Owner((done,) if done else _run(sentence, before), last.end)
    if subject := _listed_subject(sentence, last.end, group.start):
        return Owner((last,), last.end, subject)
    if TOTAL_AREA.search(sentence.text, last.end, group.start):
        return Owner((last,), group.start)
    told = RESPECTIVELY.search(sentence.text, last.end, group.start) if len(group.quantities) > 1 else None
    return Owner((last,), told.start(), in_list=True) if told else None


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
    """Return the place that a list behind a colon begins with: 降低目标为：甲县2.5%，乙县2.8%; "" for none.

    Behind 目标 a comma does as well: 普及率目标，甲县2021年88%、2022年89%.
    """
    words, colon, place = sentence.gap(start, end).rpartition(":")
    if not colon:
        words, colon, place = sentence.gap(start, end).rpartition("目标,")
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
    if ends and is_counter(group.unit) and _THING_OF_LAST.fullmatch(sentence.text, ends[-1], group.start):
        return None
    opened = sentence.paragraph.inside(group.start) + 1
    named = [span for span in sentence.names if span.end <= group.start]
    after_name = named[-1].end if named else 0
    boundary = max([sentence.clause_start(group.start), opened, after_name, *ends])
    span = short_name(sentence, group.start, boundary, group.unit, told)
    if span is None or _follows_another(sentence, index, span, told):
        return None
    listed = bool(named) and LINK.fullmatch(sentence.text[named[-1].end : span.start]) is not None
    return Owner((*_run(sentence, named), span) if listed else (span,), span.end)


def _follows_another(sentence: Sentence, index: int, span: NamedSpan, told: tuple[NamedSpan, ...]) -> bool:
    """Tell whether a short rate is that of another thing just measured: 农药包装物回收23.5吨，回收率82%."""
    words = sentence.text[span.start : span.end]
    if sentence.groups[index].unit != "%" or told or not words.endswith("率") or len(words) > MAX_SHORT_CHARS:
        return False
    if rate_of_opening(sentence, words, span.start):
        return False
    matters = matters_of(sentence.scene.edition)
    keys = {(name.indicator_id, name.sub) for name in span.names}
    return all(key in matters.of and is_of_other(sentence, index, words, matters.of[key]) for key in keys)


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
    if is_counter(group.unit) and _THING_OF_LAST.fullmatch(sentence.text, since, group.start):
        return None
    told = sentence.text[since : group.start]
    if _OF_SEVERAL.search(told) and RESPECTIVELY.search(told) is None:
        return None
    words = _AROUND.sub("", _MARKS.split(told)[-1])
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


def _run(sentence: Sentence, before: list[NamedSpan]) -> tuple[NamedSpan, ...]:
    """Return the names listed together up to the last one: 化肥利用率、农药利用率."""
    run = [before[-1]]
    for span in reversed(before[:-1]):
        words = sentence.text[span.end : run[0].start]
        if not words or LINK.fullmatch(words) is None:
            break
        run.insert(0, span)
    return tuple(run)
