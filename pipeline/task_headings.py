"""Headings on tasks below which a report tells what was done: 厕所、污水、垃圾三项重点任务."""

import re
from collections.abc import Sequence

# what a report on work is called, with what it is followed by where it goes on to a plan: 工作情况和下一步计划
WORK_DONE, AND_MORE = r"(?:工作|完成|落实|执行|进展|开展|推进|建设)情况", r"(?=[和及与暨]|以及)"
_TASKS = re.compile(r"任务|工程|重点工作|行动")
# tasks that are counted are those of the time that is reported on
_COUNTED = re.compile(
    r"(?:[两二三四五六七八九十]|\d{1,2})(?:大|项|个|类|件)(?:重点|主要|关键|核心|攻坚|民生|年度|硬|标志性|为民)*(?:任务|工程|工作|行动)"
)
# what is to be done next stands at the end of a report
_FIRST = re.compile(r"\s*(?:一、|[(（]一[)）]|1[.．、])")
_AHEAD = re.compile(r"(?:19|20)\d\d|今年|明年|来年|下|今后|接下来|目标|要求|打算|计划|安排|建议|思路|部署|十[四五]五")

_OF_NEXT_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年|明年|来年|下一?年|下半年|下一?步|下一?阶段)[^,。;]{0,10}(?:计划|打算|安排|思路|谋划|目标|工作)"
)
_WHAT_NEXT = re.compile(
    r"(?:将|要|准备|打算)(?:这样|这么|怎样|怎么|如何)?(?:继续)?(?:干|做|抓|拼|走)(?:[!！:：。]|$)|(?:这样|这么|怎样|怎么|如何)(?:干|做|抓|拼)(?:[!！:：。]|$)"
)
_LOOKS_BACK = re.compile(r"总结|回顾|情况|完成|成效|进展")
_SUMS_UP = re.compile(r"工作总结|总结报告")
# 2021年工作总结及2022年打算: the year that is summed up is not the next one
_YEAR_SUMMED_UP = re.compile(
    r"(?P<year>(?:19|20)\d\d)年度?[^,，。\d]{0,12}(?:[总小]结|工作回顾|(?:工作|完成|执行)情况)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_WANTING = re.compile(r"问题|不足|困难|差距|短板|薄弱")
# 环境质量改善目标圆满完成: what had been aimed at is over; 确保目标任务全面完成 is a wish
_AIMS_MET = re.compile(
    r"(?:目标|任务|指标)(?:任务)?(?:圆满|全面|顺利|如期|按期|超额|提前|胜利|基本|全部|均|已|都|得到)*(?:完成|实现|达成|落实到位)(?!情况|时限|时间|期限|度)"
)
# 农村供水保障能力稳步提升 says what came about; 稳步提升保障能力 may be a task
_CAME_ABOUT = re.compile(
    r"[一-龥]{4,}(?:稳步|持续|明显|显著|大幅|不断|全面|逐年|进一步|有效|稳定)(?:提升|提高|改善|增强|好转|向好|优化|加强|增长)\s*$"
)
_WISHED = re.compile(r"确保|力争|争取|推动|推进|促进|保障|保证|努力|要|将|加快|助力|紧盯|围绕")

_WISHED_FIRST = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．])?\s*(?:确保|力争|争取|推动|推进|促进|保证|努力|加快|助力|强化|加强|落实|完善|健全|着力|实现)"
)

# 一、过去五年工作回顾: what a report to a new congress looks back on
_LOOKS_BACK_ON_TERM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）]|第[一二三]部分)?\s*(?:(?:刚刚)?过去|[这近前])?的?五年(?:来|间)?的?"
    r"(?:政府|县政府|主要|发展|建设)*(?:工作|发展)?的?(?:回顾|总结|情况|成就|成绩)[:：。]?\s*$"
)


def heads_term(line: str) -> bool:
    """Tell whether a line heads what a report tells of the five years that are over: 一、过去五年工作回顾."""
    return _LOOKS_BACK_ON_TERM.match(line) is not None


def heads_what_next(heading: str) -> bool:
    """Tell whether a line says in the words of news that what is to be done follows: 2024年，我们将这样干."""
    return _WHAT_NEXT.search(heading) is not None


def heads_aims_met(heading: str) -> bool:
    """Tell whether a heading says that what had been aimed at was reached: 总量减排任务超额完成."""
    met = _AIMS_MET.search(heading)
    return met is not None and _WISHED.search(heading, 0, met.start()) is None


def part_on_next_year(headings: Sequence[str], title: str = "") -> int:
    """Return the place of the heading that opens what a report plans next, 0 where none or what is wanting precedes.

    A summary of work by its title tells what was done up to what is wanting, to its end where nothing is.
    """
    sums_up = _SUMS_UP.search(title) is not None
    over = _YEAR_SUMMED_UP.search(title)
    for place, heading in enumerate(headings):
        if _WANTING.search(heading):
            return place if sums_up else 0
        if over is not None and over["year"] in heading:
            continue
        if _OF_NEXT_YEAR.search(heading) and not _LOOKS_BACK.search(heading):
            return place
    return len(headings) if sums_up else 0


def heads_what_was_done(heading: str, *, is_before_plan: bool = False) -> bool:
    """Tell whether a heading on tasks in a report, which sets none, is over what was done for them.

    So it is where the part on the next year is still to come (`is_before_plan`).
    """
    if _AHEAD.search(heading) is None and _CAME_ABOUT.search(heading) and _WISHED_FIRST.match(heading) is None:
        return True
    if is_before_plan and _TASKS.search(heading) and _AHEAD.search(_YEAR.sub("", heading)) is None:
        return True
    if _TASKS.search(heading) is None or _AHEAD.search(heading) is not None:
        return False
    return _COUNTED.search(heading) is not None or _FIRST.match(heading) is not None
