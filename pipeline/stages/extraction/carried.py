"""Figures that go on with the owner of an earlier one: a new year, a place, a rise, a demand, a share."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.demands import TARGET_AFTER, is_bound_met, is_far_off, is_kept_within, is_set_by_others
from pipeline.stages.extraction.names import NamedSpan, as_measure, ratio_parts
from pipeline.stages.extraction.owner import RESPECTIVELY, SHARE, Owner
from pipeline.stages.extraction.rises import change_before
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.subjects import subject_between
from pipeline.stages.extraction.transparent import is_transparent, leads_to_number
from pipeline.values import replace

_SHARE_OF_LAND = re.compile(r"占[^,。;]{0,16}(?:土地|国土|行政区域|[县市]域|辖区|全[县区市旗]|陆域)(?:总)?面积的?$")
_OF_LEVEL = re.compile(r"[,、;和及](?P<level>(?:省|市|县|乡镇?|镇|村)级)的?(?:有|为|共)?")
_LEVEL_TOLD = re.compile(r"(?:省|市|县|乡镇?|镇|村)级")
_GOES_TO = re.compile(r"(?:提高|上升|增加|增长|提升|下降|降低|减少|回落|调整|变|提|升|增|降|减)(?:到|至|为)$|再[到至]$")
# 96.4%，尚未达到100%
_NOT_REACHED = re.compile(r"未能?达到?$")
_OWN = re.compile(r"我县|本县|全县|我区|本区|我旗|县域")
# where nobody speaks of a county these are the own city's
_OWN_CITY = re.compile(r"[全我本]市|市域")
_COMPARES = re.compile(r"同比|环比|[比较]|与|同|高于|低于|超")
# 91.2%，受高温影响同比减少4天
_COMPARES_THEN = re.compile(rf"(?:(?:因|由于|受)[^,。;:\d]{{1,14}}?(?:影响|原因|因素)?,?)?(?:{_COMPARES.pattern})")
# 118平方公里，占9.2%，净增1.7平方公里
_NET = re.compile(r"[,(](?:净|共|总|实际|累计)*(?:增加?|减少?)了?")
_MEASURES = re.compile(r"价|口径|率|比例|比重|占|指数|浓度|面积|投资|资金|[总产用排]量|[一-龥]数(?!据)|人均|\d")
# 完成年度任务的115%，累计完成126个: a share of the task is no thing spoken of
_OF_TASK = re.compile(r"(?:任务|计划|目标)(?:任务)?(?:数|量)?的?$")
# 保护区215公里、控制利用区174公里: a zone is no place
_ZONE = re.compile(r"^(?:岸线|河湖|开发|控制)*(?:保护|保留|利用|控制|缓冲|核心|实验|功能)区$")
_LEVEL = re.compile(r"[,、](?:为|达到?|降至|升至|增至|现为)")
_BARE_KIND = re.compile(r"(?:总)?(?:面积|长度|数量|规模|比例|占比)")
# 总面积2763公顷，扣除重叠后2648公顷: the same, counted once
_COUNTED_ONCE = re.compile(
    r"[,、(;]?(?:其中)?(?:扣除|剔除|扣减|核减|去除|减去)(?:相互|范围|空间)?(?:重叠|重复|交叉)(?:重叠|交叉|计算|区域|部分|范围|面积|地块)*(?:之?后)?,?"
    r"(?:的?(?:净|实际|实有|实)?(?:总)?面积)?(?:共|为|是|约|有|计)*"
)
# 力争降至25、确保26: what is hoped for, what is to be reached in any case
_IN_ANY_CASE = re.compile(
    r"[、,;]?(?:并|且|至少)?(?:确保|力争|争取|保底|挑战|底线)(?:达到?|降[至到]|提[高升][至到]|控制在|保持在?|为|完成|实现)*"
)
MAX_CHARS_OF_IT = 40
TOTAL_AREA = re.compile(
    r"(?:,|总|合计|共计|总计|[各每历]年|年度?|批复|规划)(?:总)?面积(?:合计|共计|共|约|均|都|分别|依次|达到?|为)*$"
)


def carried(sentence: Sentence, index: int, owner: Owner, previous: int) -> Owner | None:
    """Return the owner of the group `previous` for a later one that goes on with it, None where it does not."""
    group, since = sentence.groups[index], sentence.groups[previous].end
    if TOTAL_AREA.search(sentence.text, since, group.start):
        return replace(owner, spans=_of_extent(owner, group), since=group.start, subject="")
    inside = sentence.paragraph.inside(group.start)
    between = [
        other
        for other in sentence.groups[previous + 1 : index]
        if other.unit != "%" or not _OF_TASK.search(sentence.text, since, other.start)
    ]
    if any(sentence.paragraph.inside(other.start) in (-1, inside) for other in between):
        return None
    is_same_unit = sentence.groups[previous].unit == group.unit
    is_assured = (
        is_same_unit and not is_counter(group.unit) and _IN_ANY_CASE.fullmatch(sentence.text, since, group.start)
    )
    is_remark = _is_dated_remark(sentence, since, sentence.groups[previous].unit, group)
    is_once = is_same_unit and _COUNTED_ONCE.fullmatch(sentence.text, since, group.start)
    if is_assured or is_remark or is_once or _SHARE_OF_LAND.search(sentence.text, since, group.start):
        return replace(owner, since=since, subject="")
    if _counts_other_things(sentence.groups[previous].unit, group.unit):
        return None
    gap = _without_remarks(sentence, since, group)
    goes_on = is_transparent(gap) or is_said_of_it(sentence, since, sentence.groups[previous].unit, group)
    subject = "" if goes_on else subject_between(gap, is_counter(group.unit))
    if not goes_on and (not subject or _ZONE.search(subject)):
        return None
    words = sentence.text[since : group.start]
    is_own = any(own.search(words) for own in ((_OWN,) if sentence.scene.speaks_of_county else (_OWN, _OWN_CITY)))
    says_more = (
        bool(subject)
        or is_own
        or group.quantities[0].fraction
        or _is_bound_on_all(sentence, since, group)
        or _is_extent_of(sentence.groups[previous], group, owner)
        or is_bound_met(sentence, group)
        or is_kept_within(sentence, group)
        or is_far_off(sentence, group)
        or TARGET_AFTER.match(sentence.text, group.end) is not None
        or is_set_by_others(sentence, group)
        or _GOES_TO.search(words) is not None
        or (is_same_unit and _NOT_REACHED.search(words) is not None)
        or (len(group.quantities) > 1 and RESPECTIVELY.search(words) is not None)
        or (words in ("至", "到") and change_before(sentence, sentence.groups[previous], owner.since) is not None)
        or (_LEVEL.fullmatch(words) is not None and change_before(sentence, sentence.groups[previous], owner.since))
        or (gap == "的" and SHARE.search(sentence.text, sentence.start, owner.start) is not None)
        or any(since <= span.start < group.start for span in sentence.years)
        or change_before(sentence, group, since) is not None
        or re.search(r"目标|要求|任务|计划|预期|指标值|实际|完成|满足|现状|累计|总计|下达|控制在", words) is not None
        or SHARE.search(sentence.text, since, group.start) is not None
    )
    return replace(owner, since=since, subject=subject, is_own=is_own) if says_more else None


def _of_extent(owner: Owner, group: Group) -> tuple[NamedSpan, ...]:
    """Return what an area is of: things counted by name have theirs: 自然保护地个数4个，2021年面积106.05平方公里."""
    names = [name for span in owner.spans for name in span.names]
    if any(name.fits(group.unit) for name in names) or not all(name.is_count for name in names):
        return owner.spans
    wholes = tuple(dict.fromkeys(whole for whole in map(as_measure, names) if whole.fits(group.unit)))
    return (replace(owner.spans[0], names=wholes),) if wholes else owner.spans


def _is_dated_remark(sentence: Sentence, since: int, told: str, group: Group) -> bool:
    """Tell whether a bracket holds but a year with its figure: …达到58.3%，比2021年翻了近一番（2021年为30.1%）."""
    opened = sentence.paragraph.inside(group.start)
    if opened < since or told != group.unit or is_counter(group.unit):
        return False
    is_dated = any(opened < span.start and span.end <= group.start for span in sentence.years)
    is_named = any(since <= span.start < group.start for span in sentence.names)
    is_bare = not is_named and _MEASURES.search(sentence.gap(since, opened)) is None
    return is_dated and is_bare and is_transparent(sentence.gap(opened + 1, group.start))


def _is_bound_on_all(sentence: Sentence, since: int, group: Group) -> bool:
    """Tell whether a bound is told of all figures before it: 满意度93.2%，参与度86.0%，均高于80%."""
    return group.quantities[0].op != "=" and ALL.search(sentence.text, since, group.start) is not None


def changed_before_last(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of a figure before the last one, by its unit, whose change is told: 263天，占72.1%，多18天.

    Of several it is the one that the last one is the share of.
    """
    group, since = sentence.groups[index], sentence.groups[index - 1].end
    last = owners.get(index - 1)
    if last is None:
        return None
    is_telling = not any(name.fits(group.unit) for span in last.spans for name in span.names)
    is_compared = _COMPARES_THEN.match(sentence.text, since + 1) or _NET.fullmatch(sentence.text, since, group.start)
    if not is_telling or group.unit in ("%", "百分点", "") or is_counter(group.unit) or not is_compared:
        return None
    if not leads_to_number(sentence.gap(since, group.start)) or change_before(sentence, group, since) is None:
        return None
    told = [owners.get(at) for at in range(index - 2, -1, -1) if sentence.groups[at].unit == group.unit]
    owner = next((one for one in told if one is not None and _is_part_of(one, last)), told[0] if told else None)
    return replace(owner, since=since) if owner is not None and len(owner.spans) == 1 else None


def _is_part_of(owner: Owner, rate: Owner) -> bool:
    """Tell whether an owner is what a rate is the share of: 优良天数331天，占有效监测天数363天的91.2%，同比减少4天."""
    parts = [found[0] for span in rate.spans for name in span.names if (found := ratio_parts(name))]
    return any(name in parts for span in owner.spans for name in span.names)


def of_level(sentence: Sentence, index: int, owner: Owner, previous: int) -> Owner | None:
    """Return the owner of things of one level for those of another one: 县级集中式饮用水水源地2个、乡镇级6个."""
    group, before = sentence.groups[index], sentence.groups[previous]
    level = _OF_LEVEL.fullmatch(sentence.text, before.end, group.start)
    told = _LEVEL_TOLD.search(sentence.text, sentence.clause_start(before.start), before.start)
    if level is None or told is None or not is_counter(group.unit) or before.unit != group.unit:
        return None
    return replace(owner, since=before.end, subject=level["level"])


def _counts_other_things(first: str, second: str) -> bool:
    """Tell whether two counters never count the same: 河流63条、水库19座."""
    return is_counter(first) and is_counter(second) and first != second and not {"个", "处", "项"} & {first, second}


def _is_extent_of(counted: Group, group: Group, owner: Owner) -> bool:
    """Tell whether a figure is the extent of what was just counted: 自然保护地4处，共98.72平方公里."""
    names = [name for span in owner.spans for name in span.names]
    return is_counter(counted.unit) and not is_counter(group.unit) and any(name.fits(group.unit) for name in names)


def is_said_of_it(sentence: Sentence, since: int, told: str, group: Group) -> bool:
    """Tell whether a rise in 百分点, a demand, a later year's figure follows a figure, whatever words lead to it.

    …率96.0%，完成市住建局下达的95.5%的目标，比2022年提高0.6个百分点: no other thing that is measured is named.
    `since` is where the words after the figure begin, `told` its unit.
    """
    gap = sentence.gap(since, group.start)
    own = sentence.gap(max(since, sentence.clause_start(group.start)), group.start)
    if told == group.unit and (kind := _BARE_KIND.match(own)) is not None:
        gap, own = gap.removesuffix(own), own[kind.end() :]  # 面积调整为428.56平方公里
    if any(since <= span.start < group.start for span in sentence.names) or _MEASURES.search(own) or ";" in gap:
        return False
    is_demand = TARGET_AFTER.match(sentence.text, group.end) or is_set_by_others(sentence, group)
    if is_demand and (told == group.unit or {told, group.unit} == {"%", "百分点"}):
        return True
    if len(gap) > MAX_CHARS_OF_IT or _MEASURES.search(gap) or not own or not is_transparent(own):
        return False
    if group.unit == "百分点":
        return told in ("%", "百分点")
    dated = any(since <= span.start and span.end <= group.start and span.kind == "point" for span in sentence.years)
    return dated and told == group.unit  # 2022年再上新台阶，达到95.4%


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
