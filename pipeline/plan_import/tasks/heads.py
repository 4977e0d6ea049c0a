"""The words of a task table's column heads, with the role they give to the column."""

import re
from typing import Literal

from pipeline.plan_import.heads import MAX_HEAD_CHARS, head_role, plain_head

TaskRole = Literal["number", "group", "name", "content", "deadline", "lead", "cooperating", "ignored"]
TASK_ROLE_NAMES: dict[TaskRole, str] = {
    "number": "序号",
    "group": "任务类别",
    "name": "任务名称",
    "content": "任务内容",
    "deadline": "完成时限",
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "ignored": "不导入",
}

# before the words of the indicator table: the first that fits gives the role
_FIRST: tuple[tuple[TaskRole, str], ...] = (
    ("cooperating", r"^(?:配合|协助|协办|协作|参与|协同|支持)"),
    ("ignored", r"^(?!.*(?:单位|部门)).*(?:责任人|负责人|领导|联系|电话|签字)|^年度$|(?:对应|相关|关联|涉及|支撑)指标"),
    ("deadline", r"^(?:时间|日期|完成|进度)$|进度安排|推进时间|计划时间|实施时间"),
)
# after numbers, time limits, units, and what is never imported
_LAST: tuple[tuple[TaskRole, str], ...] = (
    ("group", r"类别|领域|板块|方面|分类|类型|体系|维度|^阶段$|工作阶段|任务类"),
    ("content", r"内容|措施|举措|要求|目标|标准|成果|成效|做法|细化|具体"),
    ("name", r"任务|事项|工作|行动|项目|^名称$|要点"),
    ("lead", r"(?:单位|部门|科室)$"),
)
_SHARED: dict[str, TaskRole] = {
    "number": "number",
    "deadline": "deadline",
    "lead": "lead",
    "note": "ignored",
    "attribute": "ignored",
    "measure_unit": "ignored",
}
_PROGRESS = re.compile(r"进展|完成情况|完成率|是否|得分|分值|资金|投资|依据|来源|佐证|材料|资料|存在问题|自评|评价")
_LONGEST_HEAD = 20
# a number, a day, a list of units stand under a head, never in it
_DATUM = re.compile(r"^[(]?\d{1,3}[).、]?$|20\d\d年\d{1,2}月|.*(?:局|委|办|政府|公司|乡镇)(?:$|、)")
_SAYS_TASK = re.compile(r"任务|重点工作|工作要点|工作清单|工作安排|事项清单")
_WORKS = re.compile(r"项目|名称|建设|规模|工程")
_INDICATOR = re.compile(r"指标(?!任务)")


def task_head_role(text: str) -> TaskRole | None:
    """Return the role that a head gives a column of a task table, None where its words give none."""
    plain = plain_head(text)
    if not plain or len(plain) > MAX_HEAD_CHARS:
        return None
    first = _of(_FIRST, plain)
    if first:
        return first
    if _PROGRESS.search(plain):
        return "ignored"
    return _SHARED.get(head_role(plain) or "") or _of(_LAST, plain)


def is_task_head(texts: list[str]) -> bool:
    """Tell whether a row is a task table's head: two cells, half of them, bear head words, none is long or a datum."""
    cells = list(dict.fromkeys(text for text in texts if text))
    if any(len(text) > _LONGEST_HEAD or _DATUM.match(plain_head(text)) for text in cells):
        return False
    fitting = [text for text in cells if task_head_role(text)]
    return len(fitting) >= 2 and 2 * len(fitting) >= len(cells)


def says_task(words: str) -> bool:
    """Tell whether a title or head speaks of work tasks."""
    return _SAYS_TASK.search(plain_head(words)) is not None


def says_works(head: str) -> bool:
    """Tell whether a head is that of building projects, which are tasks only where the title says so."""
    return _WORKS.search(plain_head(head)) is not None


def names_indicators(head: str) -> bool:
    """Tell whether a head says that its column names indicators."""
    return _INDICATOR.search(plain_head(head)) is not None


def _of(words: tuple[tuple[TaskRole, str], ...], plain: str) -> TaskRole | None:
    return next((role for role, pattern in words if re.search(pattern, plain)), None)
