"""Figures that are not what their name reached: a standard, what was added, what a rise began with."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.context.wording import deeds_in
from pipeline.stages.extraction.demands import is_against_standard, is_demanded, is_plans_own
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from schemas.left_out import Reason

_ADDED = re.compile(r"(?<![较比]上年)(?<![较比]去年)新增|新建成|新完成")
# what is left to do is no count of the whole: 已完成整改8项，剩余1项
# what several years had on average is that of none of them
_MEAN = re.compile(
    r"(?:(?<![年上去前今历各每\d])年均(?!浓度|值)|年平均(?!浓度|值)|平均每年|每年平均)(?:约|[一-龥]{0,2}(?:提高|上升|增加|增长|提升|下降|降低|减少|回落|[升降增减])[一-龥]{0,3})+$"
    r"|(?:[二两三四五]年|期间|以来)(?:间|来)?的?(?:平均(?!浓度)|均值)(?:值|水平)?(?:为|是|达到?|约)*$"
)
_REST = re.compile(r"(?:剩余|其余|余下|尚有|还有|仍有)[^,。;\d]{0,8}$")

# 完成年度任务的109.1%: how much of a task was done
_OF_THE_TASK = re.compile(
    r"(?:完成|占|[为是]|达到?|相当于)[^,。;\d]{0,10}(?:任务|目标|计划|指标)(?:任务|目标|总)?[数量值]?(?:\d[\d.]*[一-龥]{0,3})?的约?$"
)
_DONE_TO = re.compile(r"(?:完成|建成|实施|开展|推进|启动|治理|整治)(?:了|对)?$")
_THING_DONE = re.compile(r"[一-龥\d]{5,}")
_DISTANCE = re.compile(r"(?:的?(?:目标|要求|计划|任务))?(?:[高低多少超]|减少|增加)出?了?")
_ALL_LAND = re.compile(r"占[^,。;\d]{0,6}(?:国土|土地|陆域|行政区域|辖区|区域)(?:总)?面积(?:约|为)?$")
# 比上年多回收12吨: by how much, not how much
_BY_HOW_MUCH = re.compile(r"(?:比|较|同比|环比)[^,。;\d]{0,8}[多少][一-龥]{2,4}?(?:了|约|近)?$")
# 与自然保护地重叠部分197.40平方公里: what two things share is neither of them
_SHARED = re.compile(
    r"(?<![不未无去除减扣])(?:重叠|交叉|重合|重复|相交|套叠|叠加)(?:的|重叠|交叉|部分|区域|范围|地[块带方]|空间|[总其]|面积|长度|共|约|为|有|达到?|是|计)*$"
    r"|(?:(?<![现存])在|位于|处于|落在)(?!全|县|我|本|行政|国土|境|辖)[^,。;\d]{2,14}?(?:范围|区域)?之?内(?:的|部分|面积|有|共|约|为|达到?|是|计)*$"
)
_TAKEN_OUT = re.compile(r"扣除|剔除|扣减|核减|去除|减去|不含|不计")

# 按15%的比例评定优秀等次: by what share something is given out
_BY_SHARE = re.compile(
    r"的?比例(?:评定|评选|确定|推荐|选派|抽取|抽查|抽检|核定|分配|兑现|奖励|补助|补贴|配套|扣减|上浮|下浮)"
)


def is_given_out(sentence: Sentence, group: Group) -> bool:
    """Tell whether a share is that by which something is given out: 按15%的比例评定优秀等次."""
    return group.unit == "%" and _BY_SHARE.match(sentence.text, group.end) is not None


def is_shared(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is what two things have in common, with which neither of them is told."""
    start = sentence.clause_start(group.start)
    if _SHARED.search(sentence.text, start, group.start) is None:
        return False
    return _TAKEN_OUT.search(sentence.text, start, group.start) is None


def is_mean(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is what several years had, or rose by, on average: that is no single year's."""
    told = _MEAN.search(sentence.text, sentence.start, group.start) is not None
    return told and group.quantities[0].op == "=" and not is_demanded(sentence, group)


def is_of_the_task(sentence: Sentence, group: Group) -> bool:
    """Tell whether a share is that of a task (完成年度任务的109.1%), or that by which something is given out."""
    is_of_task = _OF_THE_TASK.search(sentence.text, sentence.start, group.start) is not None
    return group.unit == "%" and (is_of_task or is_given_out(sentence, group))


def no_level(sentence: Sentence, index: int, owner: Owner, years: tuple[int, ...]) -> Reason | None:
    """Return why a figure is not what its name reached: a standard, what was added, what a rise began with."""
    group = sentence.groups[index]
    if is_against_standard(sentence, group):
        return "standard"
    if is_mean(sentence, group) or is_of_the_task(sentence, group) or is_shared(sentence, group):
        return "no_measure"
    if tells_by_how_much(sentence, group):
        return "added"
    begin = max([sentence.clause_start(owner.start), *(other.end for other in sentence.groups[:index])])
    if is_counter(group.unit) and (
        _ADDED.search(sentence.text, begin, group.start) or _REST.search(sentence.text, begin, group.start)
    ):
        return "added"
    return "origin" if not years and len(group.quantities) > 1 and begins_rise(sentence, group) else None


def begins_rise(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is what a rise began with: 由75%提高到87.5%."""
    return sentence.text[group.start - 1 : group.start] in ("由", "从")


def is_done_to(sentence: Sentence, group: Group, names: tuple[Name, ...]) -> bool:
    """Tell whether things are counted that something was done to, not all that there are: 完成13条河流岸线规划."""
    if not is_counter(group.unit) or group.unit.endswith("次") or any(deeds_in(name.name) for name in names):
        return False
    is_done = _DONE_TO.search(sentence.text, sentence.start, group.start) is not None
    return is_done and _THING_DONE.match(sentence.text, group.end) is not None


def is_whole_of_land(sentence: Sentence, group: Group) -> bool:
    """Tell whether an area is that of all land, of which a share follows: 占全县国土面积986平方公里的2.20%."""
    told = _ALL_LAND.search(sentence.text, sentence.start, group.start)
    return told is not None and sentence.text[group.end : group.end + 1] == "的"


def tells_by_how_much(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is the distance to another year's: 比上年多回收12吨."""
    if _is_distance_to_plan(sentence, group):
        return True
    return _BY_HOW_MUCH.search(sentence.text, sentence.clause_start(group.start), group.start) is not None


def _is_distance_to_plan(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is the distance to the plan's told right before it: 比年度计划的62立方米低0.8立方米."""
    before = next((one for one in reversed(sentence.groups) if one.end <= group.start), None)
    if before is None or group.unit in ("%", "百分点"):
        return False
    return _DISTANCE.fullmatch(sentence.text, before.end, group.start) is not None and is_plans_own(sentence, before)
