"""The key work tasks of the plan as rows of words."""

from datetime import date

from pipeline.reports.visible import plain
from schemas.dossier import Dossier, KeyTask

HEADS = ("序号", "任务", "内容", "牵头单位", "完成时限", "进展")
_CONTENT_CHARS = 160


def task_rows(dossier: Dossier, day: date) -> list[tuple[str, ...]]:
    """Return one row a task, in the columns of `HEADS`; `day` is the day of the check."""
    return [
        (
            str(task.number), plain(task.name), plain(task.content, _CONTENT_CHARS),
            plain("、".join(task.lead_units)), deadline_words(task), progress_words(task, day),
        )
        for task in dossier.tasks
    ]  # fmt: skip


def deadline_words(task: KeyTask) -> str:
    """Return the deadline as the plan wrote it, else its date, else ""."""
    return plain(task.deadline_text) or (day_words(task.deadline) if task.deadline else "")


def progress_words(task: KeyTask, day: date) -> str:
    """Return whether it is done, else whether its time is over."""
    if task.done:
        return "✔ 已完成"
    if task.deadline is not None and task.deadline < day:
        return "✘ 已到期，未标为完成"
    return "~ 未到期" if task.deadline is not None else "- 没有写明时限"


def day_words(day: date) -> str:
    """Return a day as documents write it: 2023年5月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
