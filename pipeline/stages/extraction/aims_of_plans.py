"""Aims of a five-year plan told beside what was reached: 完成五年目标13.5%的进度, “十三五”规划确定的92%目标."""

import re
from collections.abc import Iterable

from pipeline.numbers.five_year_plans import YEARS_OF_PLAN, last_year_of_plan, last_year_of_running_plan
from pipeline.stages.extraction.sentence import Group, Sentence
from schemas.document import Identity

# 完成五年目标（14.5%）的38.6%
_AIM_OF_PLAN = re.compile(
    r"(?:五年|规划期|十[一二三四五六]五[”\"]?)(?:规划|总体?|累计|降低|下降|节能|降耗)*(?:目标|任务)(?:任务|值|数)?(?:为|是|的)?\(?$"
)
# “十三五”规划确定的92%目标, 完成“十四五”40%的目标
_SET_BY_PLAN = re.compile(
    r"十[一二三四五六]五[”\"]?(?:规划|纲要|期间)*(?:末|期末)?的?(?:(?:确定|提出|明确|设定|规定|下达)的)?(?:不[低高]于|[提升增下][高升降]|达到?)?$"
    # 完成五年下降多少的目标: what a plan shall bring in all
    r"|(?<![近前过这两来\d十])五年(?:内|间|期间)?(?:累计|总共|共)?(?:下降|降低|削减|提高|提升|上升|增长)$"
)
_IS_AIM = re.compile(r"[”\"]?(?:以上|以下|以内)?的?(?:约束性|预期性?|规划|考核)?(?:目标|任务|要求)")
_PLAN = re.compile(r"十([一二三四五六])五")
_TERM = re.compile(r"20\d\d\s?年?[-—–－~～至到]+20\d\d\s?年?")
_REACHED_BY = re.compile(r"(?:^|[。；;，,])(?:[到至]|力争到?)\s?(20\d\d)\s?年")


def first_year_of_plan(identity: Identity, texts: Iterable[str]) -> int | None:
    """Return the year in which a plan without a date begins, None where nothing tells it.

    A page torn out of a plan says by which year something is to be reached; what a year before its five had is so.
    """
    if identity.kind != "plan" or identity.date is not None:
        return None
    if identity.period is not None:
        is_of_term = _PLAN.search(identity.title or "") or _TERM.search(identity.title or "")
        return identity.period.start.year if is_of_term else None
    last = min((int(year) for text in texts for year in _REACHED_BY.findall(text)), default=None)
    return None if last is None else last_year_of_running_plan(last) - YEARS_OF_PLAN + 1


def end_of_plan(sentence: Sentence, group: Group) -> int | None:
    """Return the last year of the five that an aim is set for, None for other figures."""
    text, begin = sentence.text, sentence.clause_start(group.start)
    if _AIM_OF_PLAN.search(text, begin, group.start) is None and not (
        _IS_AIM.match(text, group.end) and _SET_BY_PLAN.search(text, begin, group.start)
    ):
        return None
    named = list(_PLAN.finditer(text, 0, group.start))
    if named:
        return last_year_of_plan(named[-1][1])
    this = sentence.scene.context.this_year
    return last_year_of_running_plan(this) if this is not None else None
