"""Years that lie ahead of a document: a figure of such a year is to be reached."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.rises import RISE
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

_SET_FORTH = re.compile(r"(?:提出|要求|规定|明确|确定|计划|规划|目标)[^,。;]{0,4}$")
_LOOKS_BACK = re.compile(r"已|实际|完成|同比|环比|[较比]上|去年|目前|现状|截至")
# 达标率保持100%, 处理率提升至95%
_KEPT = re.compile(r"(?:(?:保持|稳定|维持)在?|(?:提高|提升|上升|增加|扩大|下降|降低|减少|[提升降])[到至])$")
_WANTED = re.compile(r"力争|争取|确保|[要将应须]|目标|计划|规划|预计|预期|建议|拟|不[低高少]于|不超过|以上|以内")
_SINCE_LAST_YEAR = re.compile(r"(?:[较比]上一?年|[较比]去年|同比)[^,。;]{0,8}?(?:提高|提升|上升|增加|下降|降低|减少)")
_REACHED = re.compile(r"已(?:有|经|达|完成|实现|建成|全部|累计)|实际(?!需|要)|达到了")
_AS_OF = re.compile(r"截[至止]")  # 截至3月25日已整改18个
_IS_BARE = re.compile(r"(?:19|20)\d\d年度?|今年|本年度?")
_FIVE_YEAR_PLAN = re.compile(r"十[一二三四五六]五")
_RESULTS = re.compile(r"成效|成就|成绩|回顾|进展|完成情况|执行情况|基础")


def is_ahead(sentence: Sentence, group: Group, year: YearSpan | None, scene: Scene) -> bool:
    """Tell whether a year lies ahead of the document, or is one by which something is to be reached."""
    if year is None or not year.years:
        return False
    if year.kind == "point":
        dated = scene.context.dated
        if dated is None:
            reported = scene.context.reported  # 2024年，…控制在1.80亿立方米以内 in the summary of 2023
            return reported is not None and year.years[-1] > reported
        if len(year.years) == 1 and year.years[-1] == dated and not scene.context.late:
            is_bare_aim = _IS_BARE.fullmatch(year.words) is not None and _is_to_reach(sentence, group)
            return (scene.is_early and not _AS_OF.match(year.words)) or is_bare_aim
        return year.years[-1] > dated
    if year.kind != "deadline" or is_over(year, scene) or _is_reached_by(sentence, year, scene):
        return False
    set_forth = _SET_FORTH.search(sentence.text, sentence.start, year.start)
    context = scene.context
    is_known = context.reported or context.latest or context.dated
    is_wanted = not is_known and _WANTED.search(sentence.text, sentence.start, sentence.end) is not None
    if is_known or scene.is_plan or scene.sets_targets or scene.section == "task":
        is_told_since = False
    else:  # a page that nobody dated: 到2022年底，利用率达92.5%（较上年提升1.3个百分点）
        is_told_since = _SINCE_LAST_YEAR.search(sentence.text, sentence.start, sentence.end) is not None
    return set_forth is not None or is_wanted or not (is_told_since or _is_past(year, scene))


def _is_reached_by(sentence: Sentence, year: YearSpan, scene: Scene) -> bool:
    """Tell whether a sentence says what was reached by a year that is over: 到2023年，22.4万人中已有22.2万人."""
    dated = scene.context.dated
    if dated is None or year.years[-1] >= dated or scene.is_plan or scene.section == "task":
        return False
    return _REACHED.search(sentence.text, year.end, sentence.end) is not None


def _is_past(year: YearSpan, scene: Scene) -> bool:
    context = scene.context
    last = context.reported or context.latest or (context.dated - 1 if context.dated else None)
    if scene.is_plan or scene.section == "task":
        return False
    if last is None:
        return scene.tells_what_is
    return bool(year.years) and year.years[-1] <= last


def is_over(year: YearSpan | None, scene: Scene) -> bool:
    """Tell whether a figure is dated by a year that was over when the document was dated."""
    dated = scene.begins if scene.context.dated is None else scene.context.dated
    if year is None:
        return False
    if year.kind == "now" or _is_of_plan_looked_back_on(year, scene):
        return True
    is_told = year.kind in ("point", "comparison") or (year.kind == "deadline" and year.relative and scene.is_plan)
    return dated is not None and is_told and bool(year.years) and year.years[-1] < dated


def _is_of_plan_looked_back_on(year: YearSpan, scene: Scene) -> bool:
    """Tell whether a year is the last of a plan whose results a heading opens: “十三五”末 below “十三五”工作成效."""
    plan = plan_named(year) if year.kind == "deadline" else ""
    return plan != "" and any(plan in one and _RESULTS.search(one) for one in scene.headings)


def plan_named(year: YearSpan) -> str:
    """Return the five-year plan whose end or time a year expression is (十三五), "" for any other expression."""
    plan = _FIVE_YEAR_PLAN.search(year.words)
    return plan[0] if plan is not None else ""


def is_of_year_ahead(sentence: Sentence, group: Group, scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a share or a level is of the year in which a paper that sets targets is dated: nobody has it yet."""
    context = scene.context
    if not scene.sets_targets or scene.section == "state" or context.late or is_over(year, scene):
        return False
    is_level = group.unit == "%" or "/" in group.unit
    is_now = context.reported is not None and context.reported == context.dated
    return is_now and is_level and not _LOOKS_BACK.search(sentence.text, sentence.start, sentence.end)


def demands(sentence: Sentence, group: Group) -> bool:
    """Tell whether the words are those of a demand: 不低于, 以上, 控制在, 达到 in a document that sets targets."""
    if group.quantities[0].op != "=":
        return True
    before = sentence.text[sentence.start : group.start]
    if (
        group.unit != "百分点"
        and RISE.search(before)
        and not _LOOKS_BACK.search(sentence.text, sentence.start, sentence.end)
    ):
        return True
    if _KEPT.search(before) and not _LOOKS_BACK.search(sentence.text, sentence.start, sentence.end):
        return True
    return re.search(r"(?:达到?|控制在|实现|完成)$", before) is not None


def _is_to_reach(sentence: Sentence, group: Group) -> bool:
    """Tell whether words ask for a level in a year that runs: 2023年PM2.5浓度控制在27以内, 达到96.5%."""
    start = sentence.clause_start(group.start)
    is_level = group.unit == "%" or "/" in group.unit
    return is_level and demands(sentence, group) and not _LOOKS_BACK.search(sentence.text, start, group.start)
