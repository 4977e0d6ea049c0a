"""Finds the key work tasks whose time limit has passed and that nobody marked as done."""

from collections.abc import Iterator
from datetime import date

from pipeline.checks import conclude
from pipeline.coverage.case import Case
from pipeline.coverage.duties import NO_UNIT
from pipeline.coverage.tasks import task_proofs
from schemas.dossier import KeyTask
from schemas.finding import CheckResult, Finding

CHECK = "task-overdue"
TITLE = "重点任务到期未完成"
_CONTENT_CHARS = 60
_NOTHING = "复核档案中没有写明时限的重点任务。"
_NO_DAY = "没有给出检查日期，无法判断任务是否到期。"


def run(case: Case) -> CheckResult:
    """Look at every task with a time limit, on the day of the check; without a day nothing can be said."""
    tasks = [task for task in case.dossier.tasks if task.deadline is not None]
    today = case.view.today
    if today is None:
        return conclude(CHECK, TITLE, 0, (), _NO_DAY if tasks else _NOTHING)
    return conclude(CHECK, TITLE, len(tasks), _findings(case, tasks, today), _NOTHING)


def _findings(case: Case, tasks: list[KeyTask], today: date) -> Iterator[Finding]:
    for task in tasks:
        if task.deadline is not None and task.deadline < today and not task.done:
            yield _finding(case, task, task.deadline, today)


def _finding(case: Case, task: KeyTask, deadline: date, today: date) -> Finding:
    proofs = [proof for proof in task_proofs(case).of(task) if proof.in_time]
    named = f"重点任务{task.number}“{task.name}”"
    units = "、".join(task.lead_units) or NO_UNIT
    content = task.content if len(task.content) <= _CONTENT_CHARS else task.content[:_CONTENT_CHARS] + "…"
    said = f"{named}时限为{task.deadline_text or deadline}，至{today}已超过{(today - deadline).days}天"
    what = f"（{''.join(content.split())}）" if content else ""
    if proofs:
        return Finding(
            check=CHECK,
            severity="info",
            files=tuple(proof.file for proof in proofs[:3]),
            expected=f"任务{task.number} {task.name}：{deadline}前完成",
            found="未标为完成，已有相关材料",
            message=f"{said}，档案中有相关材料：{'；'.join(proof.words for proof in proofs[:3])}；责任单位：{units}",
            advice=f"请{units}确认任务是否完成；已完成的在 dossier.yaml 中写 done: true。",
            unit=units,
        )
    return Finding(
        check=CHECK,
        severity="warning",
        expected=f"任务{task.number} {task.name}：{deadline}前完成",
        found="未标为完成，没有找到证明材料",
        message=f"{said}，未标为完成，档案中也没有找到证明材料{what}；责任单位：{units}",
        advice=f"请{units}说明“{task.name}”的完成情况并提供证明材料；已完成的在 dossier.yaml 中写 done: true。",
        unit=units,
    )
