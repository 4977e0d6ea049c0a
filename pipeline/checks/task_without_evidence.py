"""Finds the key work tasks that no document of the archive proves."""

from collections.abc import Iterator

from pipeline.checks import conclude
from pipeline.coverage.case import Case
from pipeline.coverage.duties import NO_UNIT
from pipeline.coverage.tasks import Proof, task_proofs
from schemas.dossier import KeyTask
from schemas.finding import CheckResult, Finding

CHECK = "task-without-evidence"
TITLE = "重点任务没有证明材料"
_MOST_NAMED = 2


def run(case: Case) -> CheckResult:
    """Look for documents on every task; which was taken for which, by what words, stands in `reason`."""
    proofs = [(task, task_proofs(case).of(task)) for task in case.dossier.tasks]
    result = conclude(CHECK, TITLE, len(proofs), _findings(case, proofs), "复核档案中没有重点任务。")
    matched = [_matched(task, found) for task, found in proofs if any(proof.in_time for proof in found)]
    return result.model_copy(update={"reason": "找到材料的任务：" + "；".join(matched)}) if matched else result


def wanted(task: KeyTask) -> str:
    """Return what a finding on a task says should be there: it names the task."""
    return f"任务{task.number} {task.name}的证明材料"


def _findings(case: Case, proofs: list[tuple[KeyTask, tuple[Proof, ...]]]) -> Iterator[Finding]:
    for task, found in proofs:
        if not any(proof.in_time for proof in found):
            yield _finding(case, task, found)


def _finding(case: Case, task: KeyTask, others: tuple[Proof, ...]) -> Finding:
    units = "、".join(task.lead_units) or NO_UNIT
    year = f"{task.deadline.year}年" if task.deadline is not None else ""
    of_year = f"{year}的" if year else ""
    looked = f"查看{task_proofs(case).looked_through}份材料的标题、标注和数据摘录，没有{of_year}材料写到这项任务"
    near = "、".join(proof.words for proof in others[:_MOST_NAMED])
    return Finding(
        check=CHECK,
        severity="warning" if task.done else "info",
        files=tuple(proof.file for proof in others[:_MOST_NAMED]),
        expected=wanted(task),
        found="年份不符的材料" if others else "没有材料",
        message=f"重点任务{task.number}“{task.name}”{'已标为完成，但' if task.done else ''}没有证明材料：{looked}"
        + (f"；写到它的{near}不是这一年的" if near else "")
        + f"；责任单位：{units}",
        advice=f"请{units}提供“{task.name}”{year}完成情况的材料（总结、验收、统计、照片说明等）。",
        unit=units,
    )


def _matched(task: KeyTask, found: tuple[Proof, ...]) -> str:
    named = "、".join(proof.words for proof in found if proof.in_time)
    return f"{task.number} {task.name}——{named}"
