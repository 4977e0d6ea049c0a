"""The key tasks as a terminal shows them."""

import io
from datetime import date
from typing import Any

from rich.console import Console

from pipeline.checker import run_checks
from pipeline.reports.tasks_table import tasks_table
from schemas.dossier import KeyTask

DAY = date(2023, 9, 1)
TASKS = (
    KeyTask(number=1, name="湿地修复", deadline=date(2023, 6, 30), deadline_text="6月底前", lead_units=("县林业局",)),
    KeyTask(number=2, name="排污口排查[红]", deadline=date(2023, 12, 31)),
    KeyTask(number=3, name="档案整理", done=True),
)


def drawn(county: Any, tasks: tuple[KeyTask, ...], *documents: Any) -> str:
    view = county.view(*documents)
    dossier = view.dossier.model_copy(update={"tasks": tasks})
    view = view.model_copy(update={"dossier": dossier, "today": DAY})
    table = tasks_table(dossier, run_checks(view), DAY)
    if table is None:
        return ""
    stream = io.StringIO()
    Console(file=stream, width=120).print(table)
    return stream.getvalue()


def test_each_task_with_its_state(county: Any) -> None:
    report = county.document("报告", title="2023年湿地修复情况报告", kind="summary", date=date(2023, 7, 1))
    text = drawn(county, TASKS, report)
    lines = {name: next(line for line in text.splitlines() if name in line) for name in ("湿地", "排污口", "档案")}
    assert "到期" in lines["湿地"]
    assert "✔ 有" in lines["湿地"]
    assert "县林业局" in lines["湿地"]
    assert "未到期" in lines["排污口"]
    assert "[红]" in lines["排污口"]
    assert "✘ 没有" in lines["排污口"]
    assert "已完成" in lines["档案"]
    assert "共 3 项重点任务：已完成 1  到期未完成 1  有材料 1" in text


def test_a_dossier_without_tasks_has_no_table(county: Any) -> None:
    assert drawn(county, ()) == ""
