"""The table of key work tasks for a terminal."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.checks import task_without_evidence
from pipeline.reports.fitted import Fitted
from pipeline.reports.signs import STATES
from pipeline.reports.tasks import deadline_words, progress_words
from pipeline.reports.visible import plain
from schemas.dossier import Dossier, KeyTask
from schemas.finding import Report

_STYLES = {STATES[state].mark: STATES[state].style for state in STATES}


def tasks_table(dossier: Dossier, report: Report, day: date) -> RenderableType | None:
    """Return the key tasks as a table: name, lead units, time limit, whether done or overdue, whether proved.

    `day` is the day of the check, `report` what it found. None where the dossier lists no tasks.
    """
    if not dossier.tasks:
        return None
    return Fitted(lambda width: _tasks(dossier, report, day, width))


def _tasks(dossier: Dossier, report: Report, day: date, width: int) -> Iterator[RenderableType]:
    table = Table(
        title=f"{dossier.county} 重点任务", box=box.SIMPLE_HEAD, width=width, pad_edge=False, padding=(0, 1, 0, 0)
    )
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("任务", ratio=5, overflow="fold")
    table.add_column("完成时限", ratio=2, overflow="fold")
    table.add_column("进展", ratio=3, overflow="fold")
    table.add_column("材料", no_wrap=True)
    table.add_column("牵头单位", ratio=4, overflow="fold")
    unproved = _unproved(report)
    words = {task.number: _evidence(task, unproved) for task in dossier.tasks}
    for task in dossier.tasks:
        table.add_row(
            str(task.number),
            Text(plain(task.name)),
            Text(deadline_words(task)),
            _styled(progress_words(task, day)),
            _styled(words[task.number]),
            Text(plain("、".join(task.lead_units)), style="dim"),
        )
    yield table
    yield _sums(dossier, words, day)


def _unproved(report: Report) -> frozenset[str]:
    """Return what the check found no document for, as its findings name it."""
    results = (result for result in report.results if result.check == task_without_evidence.CHECK)
    return frozenset(finding.expected for result in results for finding in result.findings)


def _evidence(task: KeyTask, unproved: frozenset[str]) -> str:
    return "✘ 没有" if task_without_evidence.wanted(task) in unproved else "✔ 有"


def _styled(words: str) -> Text:
    return Text(words, style=_STYLES.get(words[:1], ""))


def _sums(dossier: Dossier, words: dict[int, str], day: date) -> Text:
    tasks = dossier.tasks
    overdue = sum(not task.done and task.deadline is not None and task.deadline < day for task in tasks)
    proved = Counter(words.values())["✔ 有"]
    done = sum(task.done for task in tasks)
    return Text(f"共 {len(tasks)} 项重点任务：已完成 {done}  到期未完成 {overdue}  有材料 {proved}")
