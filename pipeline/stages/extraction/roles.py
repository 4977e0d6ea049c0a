"""The role of a number: actual, target, baseline, component, change; or no fact at all."""

import re

from pipeline.lasting import lasts
from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.ahead import is_ahead, is_over, plan_named
from pipeline.stages.extraction.demands import is_target
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.rises import RISE
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from schemas.fact import Role

# what is counted over a time, not at one
_FLOWS = frozenset({"次", "人次", "场", "件", "期", "起", "批", "万次", "万人次"})
_YEAR_END = re.compile(r"年[底末终]|12月(?:[底末]|3[01]日)|十二月[底末]|全年|年度$")
_BASELINE = re.compile(r"基准年|基准值|基数|基期")
_AS_BASE = re.compile(r"(?:作?为|\()基准")
# what a task is to reach: 治理率提高到65%
_REACHED = re.compile(
    r"(?:达到?|(?:提高|提升|增加|上升|增长|扩大|提|升|增|下降|降低|减少|压减|压降|降|减)[到至为]|控制在|控制到|稳定在|保持在?|维持在?|完成|实现)$"
)

# a task may start from what is: 在2023年利用率85.6%的基础上
_GROUND = re.compile(r"[^,。;\d]{0,6}的?基础上")

# 生态文明建设相关考核260分: how much a matter counts is set by the scheme, and reached by nobody
_MARKS = "分"
# 生态文明建设工作占实绩考核的22%
_WEIGHS = re.compile(
    r"占[^,。;:\d]{2,14}的$|(?:占比?|占[^,。;:\d]{2,14}的?(?:比重|比例)|(?:分值)?(?:比重|比例|权重))(?:为|是|:)?$"
)
_TO_COME = re.compile(r"目标|要求|力争|争取|确保|拟|计划|规划|将|任务|预期|应|须|逐步|逐年|不[低少高]于|以上")

_BEGINS_RISE = re.compile(r"[由从](?:(?:19|20)\d\d年[底末度]?|上年|去年|目前)?的?$")
_RISES_TO = re.compile(
    r"(?:逐步|稳步|进一步)?(?:提高|上升|提升|增加|增长|扩大|下降|降低|减少|压减|[提升增降])(?:到|至|为)"
)
_IS = re.compile(r"(?:底|末)?(?:实际)?(?:为|是|已?达到?)?")


def role_of(sentence: Sentence, group: Group, name: Name, scene: Scene, year: YearSpan | None) -> Role | None:
    """Return the role of a level, None where the text does not state one that can be trusted.

    A target is told by 目标, 要求, 确保, 到2025年 … before the number, or by 的要求 after it; the numbers of a
    section on tasks are targets or nothing. A plan's numbers are actual only in its section on the present state.
    """
    if is_origin(sentence, group, scene) or is_state_in_bracket(sentence, group, scene, year):
        return "baseline" if _is_baseline(sentence, group, year) else stated_role(name)
    is_held = name.unit == _MARKS or _is_held_by_scheme(sentence, group, name, scene, year)
    is_of_aims = scene.section == "target" and not is_before_plan(scene, year)
    if not is_held and (is_of_aims or is_target(sentence, group, scene, year)):
        return "target"
    if scene.section == "definition":
        return "target" if group.quantities[0].op != "=" and not _far_from_name(sentence, group) else None
    is_of_base = scene.is_plan and year is not None and year.kind == "point" and is_before_plan(scene, year)
    if scene.section == "task" and not (is_of_base or _GROUND.match(sentence.text, group.end)):
        begin = sentence.start
        stated = _REACHED.search(sentence.text, begin, group.start) or RISE.search(sentence.text, begin, group.start)
        return "target" if stated or group.quantities[0].op != "=" or _is_next(scene, year) else None
    is_stock = year is not None and year.kind == "now" and is_counter(group.unit) and group.unit not in _FLOWS
    is_stock = is_stock or lasts(name.measure) or _is_of_year_before(scene, year)
    is_of_months = scene.is_part_year and not (is_stock or _is_at_end(year))
    is_part = is_of_months or (year is not None and year.kind == "part")
    is_aim = scene.is_plan and scene.section != "state" and not (is_held or is_before_plan(scene, year))
    if is_part or is_aim:
        return None
    is_base = not is_counter(group.unit) and _is_baseline(sentence, group, year)
    return "baseline" if is_base else stated_role(name)


def _looks_ahead(scene: Scene) -> bool:
    return scene.is_plan or scene.sets_targets or scene.section == "task"


def _is_held_by_scheme(sentence: Sentence, group: Group, name: Name, scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a share of marks is what the scheme that tells it gives: 分值…，占比达到22.5%，比上年提高."""
    if _MARKS not in (part.unit for part in name.measure.components) or group.quantities[0].op != "=":
        return False
    if scene.section != "plain" or is_ahead(sentence, group, year, scene):
        return False
    is_reached = any(one.search(sentence.text, sentence.start, group.start) for one in (_REACHED, _WEIGHS))
    return is_reached and _TO_COME.search(sentence.text, sentence.start, min(group.end + 8, sentence.end)) is None


def is_origin(sentence: Sentence, group: Group, scene: Scene) -> bool:
    """Tell whether a figure is what a plan's rise begins with, which is so already: 由95.9%提高到96.5%."""
    if not _looks_ahead(scene) or len(group.quantities) > 1:
        return False
    begins = _BEGINS_RISE.search(sentence.text, sentence.clause_start(group.start), group.start)
    return begins is not None and _RISES_TO.match(sentence.text, group.end, sentence.end) is not None


def is_state_in_bracket(sentence: Sentence, group: Group, scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a bracket behind an aim holds what an earlier year had: 控制在22微克以内（2023年为22微克）."""
    opened = sentence.paragraph.inside(group.start)
    if year is None or opened < sentence.start or year.start != opened + 1 or year.relative:
        return False
    return (
        _looks_ahead(scene) and is_over(year, scene) and _IS.fullmatch(sentence.text, year.end, group.start) is not None
    )


def _is_next(scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether the figures of a section on tasks are for a year that is not over when the document is dated."""
    dated, reported = scene.context.dated, scene.context.reported
    named = year.years if year is not None else scene.default_years
    if dated is None and (reported is None or scene.is_aimed):
        return (year is None or year.relative) and len(
            named
        ) == 1  # told by the heading, by the line that leads the aims
    if dated is None:
        return reported is not None and bool(named) and named[-1] > reported
    return bool(named) and named[-1] >= dated


def _is_of_year_before(scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a paper on some months tells a figure of a whole year before them: 2023年核定为95%."""
    return year is not None and year.kind == "point" and not year.relative and is_over(year, scene)


def _is_at_end(year: YearSpan | None) -> bool:
    """Tell whether a year expression is the end of a year: a stock then is the year's, whatever quarter reports it."""
    return year is not None and year.kind in ("point", "comparison") and _YEAR_END.search(year.words) is not None


def is_before_plan(scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a plan tells a figure of a year that was over when it was made: 2020年，…为88.9%; “十三五”末，…."""
    is_named = year is not None and (not year.relative or plan_named(year) != "")
    return year is not None and is_named and len(year.years) == 1 and is_over(year, scene)


def stated_role(name: Name) -> Role:
    """Return the role of a number that states what is."""
    if name.component is None:
        return "actual"
    if name.unit == "%" and not name.measure.is_quantitative:
        return "actual"  # 生活垃圾分类覆盖率: what is judged in words has no other figure
    return "count" if name.is_count else "component"


def _far_from_name(sentence: Sentence, group: Group) -> bool:
    before = [span.end for span in sentence.names if span.end <= group.start]
    return not before or group.start - before[-1] > 2


def _is_baseline(sentence: Sentence, group: Group, year: YearSpan | None) -> bool:
    if year is not None and (year.kind == "baseline" or "基准" in year.words):
        return True
    if _AS_BASE.match(sentence.text, group.end):
        return True
    clause = sentence.text[sentence.clause_start(group.start) : group.start]
    match = _BASELINE.search(clause)
    return match is not None and not re.search(r"[较比]|与[^,]*相", clause)
