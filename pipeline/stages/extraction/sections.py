"""What the passages below a heading tell: what is, what is to be done, what words mean."""

import re

from pipeline.passages import is_question
from pipeline.stages.extraction.scene import Section
from pipeline.task_headings import AND_MORE, WORK_DONE, heads_aims_met, heads_what_next, heads_what_was_done

_TASK_FIRST = re.compile(
    r"(?:下一?步|下一?阶段|今后|接下来|工作计划|打算|工作安排|努力方向|整改措施)(?!.*(?:完成|落实|执行|开展|进展)情况)"
)
_LOOKS_BACK = re.compile(rf"回顾|工作总结|主要做法|主要成绩|{WORK_DONE}{AND_MORE}")
_DEFINITION = re.compile(
    r"指标解释|指标含义|指标定义|(?:^|[、.．)）\s])指标说明$|名词解释|术语|计算方法|计算公式|评价方法|考核依据$"
)
_STATE = re.compile(
    r"现状|(?:发展|工作|现实|建设|规划|环境|生态|编制)(?:的|和)?基础|(?:规划|编制)背景|(?:主要|发展|建设)成就|完成情况|达标情况|进展|成效|自评|自查|(?:落实|执行|基本|开展|推进|实施|办理)情况|监测结果|评价结果|调查结果"
)
# 目标责任体系 is a matter of an edition, as 重大目标任务部署情况 is
_TASK = re.compile(
    # 供水保障, 社会保障 are matters
    r"工作任务|主要任务|重点任务|任务$|目标(?!责任|任务部署)|(?<![供饮用]水)(?<!水安全)(?<!社会)(?<!住房)(?<!医疗)保障|保障(?:能力|水平)|重点工程|工作要求|建设内容|实施步骤|建议"
)
# below these a paper on how a plan was carried out tells what was done for it, not what is to be done
_WAYS = re.compile(r"(?:工作|主要|重点)任务$|任务$|保障|重点工程|建设内容|实施步骤")
_OF_WHAT_IS_AIMED_AT = re.compile(r"目标|要求|建议|下|今后|计划|打算|安排")
_ON_CARRYING_OUT = re.compile(
    r"(?:实施|执行|落实|完成|建设|创建)(?:的)?(?:情况|进展|效果)(?:中期|终期|总结)?(?:的)?(?:自)?(?:评估|评价|总结|自查|核查|报告|汇报|说明|通报)|自评估|自查报告|评估报告|中期评估|终期评估"
)
_AND_PLAN = re.compile(r"计划草案|(?:20\d\d年|下一?年|明年|下一?步)[^，。]{0,8}(?:计划|打算|安排|思路|要点|目标|谋划)")


def tells_what_was_done(title: str) -> bool:
    """Tell whether a paper's title says that it is on how something was carried out, and on nothing to come."""
    return _ON_CARRYING_OUT.search(title) is not None and _AND_PLAN.search(title) is None


def is_next(text: str) -> bool:
    """Tell whether a heading opens what a report says is to be done after it: 下一步工作."""
    return (_TASK_FIRST.search(text) is not None or heads_what_next(text)) and _LOOKS_BACK.search(text) is None


def section_kind(text: str, *, is_ahead: bool, is_on_done: bool = False) -> Section:
    """Return what the passages below a heading tell; measures are tasks only in what looks ahead.

    `is_on_done` tells that the paper is on how something was carried out (自评估报告): 二、组织保障 tells what is.
    """
    if is_question(text):
        return "plain"
    looks_back = _LOOKS_BACK.search(text) is not None
    if _TASK_FIRST.search(text) or heads_what_next(text):
        return "plain" if looks_back else "task"
    if looks_back or heads_aims_met(text) or (_STATE.search(text) and not _DEFINITION.search(text)):
        return "state"
    if _DEFINITION.search(text):
        return "definition"
    return "task" if _heads_tasks(text, is_ahead=is_ahead, is_on_done=is_on_done) else "plain"


def _heads_tasks(text: str, *, is_ahead: bool, is_on_done: bool) -> bool:
    """Tell whether a heading is over what is to be done."""
    if is_ahead and "措施" in text:
        return True
    if is_on_done and not is_ahead and _WAYS.search(text) and not _OF_WHAT_IS_AIMED_AT.search(text):
        return False
    return _TASK.search(text) is not None and (is_ahead or not heads_what_was_done(text))
