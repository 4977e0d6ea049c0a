"""Figures that follow earlier ones one by one: …为902万吨，…为96%；2021年分别为917万吨和97%."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import change_before
from pipeline.stages.extraction.row import Row
from pipeline.stages.extraction.sentence import LINK, Group, Sentence
from pipeline.stages.extraction.transparent import is_transparent
from pipeline.values import frozen, replace

# 目标值分别为80%和85%
_OF_DEMAND = re.compile(
    r"(?:目标|要求|任务|指标|标准|考核|规划|计划)(?:任务|要求|完成)?[值数]?(?:则|均|各)?(?:分别|依次)"
)


# 2024年目标为42.8%和43.5%
_AIM_ALONE = re.compile(r"(?:目标|要求|任务|指标|标准)(?:任务|要求)?[值数]?(?:各?为|是|:|定为|达到?|在)*$")


# 满意度为95.1%，上年为93.8%；参与度…。2020年两项结果分别是92.6%和83.4%
_OF_ALL = re.compile(r"[两二三四五](?:项|者|个(?:数据|数字|数值|指标|数|比例|率)|组数据|类数据)")


_IN_FACT = re.compile(r"经(?:核算|测算|统计|考核|评价)|核算结果|实际|完成(?:值|情况)?|实绩")


# 化肥利用率42.1%、农药利用率43.0%，比2020年的40.2%、40.3%分别提高…
_AS_BASE = re.compile(r"[,;(](?:同?比|较|与|和|跟|对比|相比于?)[^,;。()]{0,12}[的(]?$")


# 分别比上年增加16天、下降3微克/立方米
_CHANGED = r"(?:提高|上升|增加|增长|提升|下降|降低|减少|回落|缩减)了?"
_CHANGES_APART = re.compile(rf"(?:分别|依次)[^,;。\d]{{0,4}}(?:(?:19|20)\d\d年|上年|去年)?[^,;。\d]{{0,4}}{_CHANGED}$")
_CHANGED_NEXT = re.compile(rf"[、,和及]{_CHANGED}")


@frozen
class Told:
    """A figure already told: what it is called where, its year, its unit; `is_base` where others compare with it.

    `name` is None where it is no thing of the edition: it counts as a place in the row all the same.
    """

    span: NamedSpan
    name: Name | None
    year: int | None
    unit: str
    is_base: bool = False
    subject: str = ""


def parallel_rows(sentence: Sentence, index: int, series: list[Told], years: tuple[int, ...]) -> list[Row]:
    """Return a row for each value of a list that goes on with the last figures, [] where it does not.

    Between the last figure and the list stands 分别 without a name. A year of its own (`years`) dates all values, and
    they take the names of the last figures; without one they are changes (分别比上年提高0.5和0.7个百分点), and take the
    years too.
    """
    groups = list_of(sentence, index)
    values = [value for group in groups for value in group.quantities]
    since = sentence.groups[index - 1].end if index else sentence.start
    is_points = all(value.unit == "百分点" for value in values)
    levels = [one for one in series if not one.is_base and (not is_points or one.unit == "%")]
    told = levels[-len(values) :]
    if years and not is_points and len({value.unit for value in values}) == 1 and not _same_units(values, told):
        # other figures were told behind the list that this one goes on with: …为92万吨，处理率95%；2022年分别为…
        told = [one for one in levels if one.unit == values[0].unit][-len(values) :]
    words = sentence.text[since : groups[0].start]
    is_of_all = _OF_ALL.search(sentence.text, max(sentence.start, since - 3), groups[0].start) is not None
    is_answer = is_of_all and _IN_FACT.search(sentence.text, sentence.start, groups[0].start) is not None
    if is_of_all:
        things = list({one.name: one for one in levels if one.name}.values())
        named = things[-len(values) :]
        if years and len({value.unit for value in values}) == 1 and not _same_units(values, named):
            named = [one for one in things if one.unit == values[0].unit][-len(values) :]
        # aims of which one is of no indicator: 目标为A、B、C。经核算，三项指标分别为…
        told = told if is_answer and len(named) < len(values) else named
    if len(years) > 1 and len(years) != len(values) and values[0].unit in ("%", "百分点"):
        years = years[-1:]  # 三年分别累计提高1.8和2.1个百分点
    if len(values) < 2 or len(told) < len(values) or len(years) > 1:
        return []
    is_base = bool(years) and _AS_BASE.search(words) is not None
    is_aim = bool(years) and _AIM_ALONE.search(words) is not None
    is_counted_off = is_of_all or is_base or is_aim or RESPECTIVELY.search(words) is not None
    if not is_counted_off or any(since <= span.start < groups[0].start for span in sentence.names):
        return []
    if not is_transparent(sentence.gap(since, groups[0].start)):
        return []
    change = change_before(sentence, groups[0], since, next((one.year for one in reversed(told) if one.year), None))
    is_demand = change is None and (is_aim or _OF_DEMAND.search(words) is not None)
    if change is None and not ((years or is_demand or is_answer) and _same_units(values, told)):
        return []
    names = {(one.name, one.subject) if one.name else index for index, one in enumerate(told)}
    dates = {one.year or index for index, one in enumerate(told)}
    # 县委研究9次，县政府研究11次；2022年分别为7次和10次: what one name counts twice in a year
    is_twice = change is None and len({one.year for one in told}) == 1 and is_counter(values[0].unit)
    if len(names) < len(told) and not is_twice and ((change is None and not is_demand) or len(dates) < len(told)):
        return []
    rows: list[Row] = []
    places = iter(told)
    for group in groups:
        for value in group.quantities:
            one = next(places)
            if one.name is None:
                continue
            value = _in_unit_told(value, one)  # noqa: PLW2901
            dated = years or ((one.year,) if one.year is not None else ())
            owner = Owner((NamedSpan(one.span.start, one.span.end, (one.name,)),), since, one.subject)
            own = change and (change_before(sentence, group, since, one.year) or change)
            rows.append(Row(sentence, only(group, value), owner, dated, own))
    return rows


def _told(span: NamedSpan, reading: Reading, *, is_base: bool) -> Told:
    return Told(span, reading.name, reading.year, reading.quantity.unit, is_base, reading.subject)


def list_of(sentence: Sentence, index: int) -> list[Group]:
    """Return the groups that make one list though their units differ: 902万吨、867万吨和96%."""
    groups = [sentence.groups[index]]
    for group in sentence.groups[index + 1 :]:
        link = sentence.text[groups[-1].end : group.start]
        if not link or (LINK.fullmatch(link) is None and not _goes_on_changing(sentence, groups[0], link)):
            break
        groups.append(group)
    return groups


def _goes_on_changing(sentence: Sentence, first: Group, link: str) -> bool:
    """Tell whether a list of changes goes on with one of another direction: 分别比上年增加16天、下降3微克/立方米."""
    begun = _CHANGES_APART.search(sentence.text, sentence.clause_start(first.start), first.start)
    return begun is not None and _CHANGED_NEXT.fullmatch(link) is not None


def _same_units(values: list[Quantity], told: list[Told]) -> bool:
    pairs = zip(values, told, strict=False)
    fit = (one.name is None or one.name.fits(_in_unit_told(value, one).unit) for value, one in pairs)
    return len(values) == len(told) and all(fit)


def _in_unit_told(value: Quantity, one: Told) -> Quantity:
    """Return a value in the unit of the one it follows where that goes on: 73.8立方米 after 79.4立方米 for 1万元."""
    return replace(value, unit=one.unit) if value.unit and one.unit.startswith(f"{value.unit}/") else value


def only(group: Group, value: Quantity) -> Group:
    """Return a group of one of its values."""
    return replace(group, quantities=(value,))


def told_by(row: Row, readings: list[Reading], *, is_base: bool) -> Iterator[Told]:
    """Yield what a row told, value after value where members of its list are not known."""
    span = row.owner.spans[-1]
    if not row.owner.in_list:
        yield from (_told(span, one, is_base=is_base) for one in readings)
        return
    for value in row.group.quantities:
        found = [one for one in readings if one.start == value.start]
        yield from (_told(span, one, is_base=is_base) for one in found)
        if not found:
            yield Told(span, None, None, value.unit, is_base)
