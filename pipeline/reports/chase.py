"""What one lead unit owes, put together for the letter that chases it (催办单)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.reports.gathered import Gathered, Issue, own_names
from pipeline.reports.tasks import day_words, deadline_words
from pipeline.reports.visible import plain
from schemas.dossier import KeyTask

Kind = Literal["owed", "wrong", "task"]

_OWED = frozenset({"missing-evidence", "missing-year", "missing-number", "requirement-unmet"})
_TASKS = frozenset({"task-overdue", "task-without-evidence"})
# the archive's own business: no unit can do anything about it
_NOT_THE_UNITS = frozenset({"unconfirmed"})


@dataclass(frozen=True)
class Item:
    """One numbered item: `together` are the other units asked, `deadline` the indicator's own, in words."""

    issue: Issue
    together: tuple[str, ...]
    deadline: str


@dataclass(frozen=True)
class Chase:
    """The letter's matter for one unit."""

    unit: str
    owed: tuple[Item, ...]
    wrong: tuple[Item, ...]
    tasks: tuple[Item, ...]
    overdue: tuple[KeyTask, ...]

    @property
    def count(self) -> int:
        """How many items the letter has."""
        return len(self.owed) + len(self.wrong) + len(self.tasks) + len(self.overdue)


def chases(told: Gathered) -> tuple[Chase, ...]:
    """Return a chase for each single unit that owes anything; infos and waived findings chase nobody."""
    units = dict.fromkeys(unit for issue in told.open for unit in issue.units)
    units |= dict.fromkeys(
        unit for task in _overdue(told, told.day) for unit in own_names(task.lead_units, told.dossier)
    )
    found = (_chase(told, unit) for unit in units)
    return tuple(sorted((one for one in found if one.count), key=lambda one: one.unit))


def _chase(told: Gathered, unit: str) -> Chase:
    items: Mapping[Kind, list[Item]] = {"owed": [], "wrong": [], "task": []}
    for issue in told.open:
        kind = _kind(issue)
        if kind is not None and unit in issue.units:
            items[kind].append(Item(issue, tuple(one for one in issue.units if one != unit), _deadline(told, issue)))
    for of_kind in items.values():
        of_kind.sort(key=lambda item: _place(item.issue))
    told_of = {item.issue.message for item in items["task"]}
    overdue = tuple(
        task
        for task in _overdue(told, told.day)
        if unit in own_names(task.lead_units, told.dossier)
        and not any(plain(task.name) in message for message in told_of)
    )
    return Chase(unit, tuple(items["owed"]), tuple(items["wrong"]), tuple(items["task"]), overdue)


def _place(issue: Issue) -> tuple[int, int, int]:
    finding = issue.finding
    return (finding.indicator or 10**6, finding.sub or 0, finding.year or 0)


def _kind(issue: Issue) -> Kind | None:
    check = issue.finding.check
    if issue.finding.severity == "info" or check in _NOT_THE_UNITS:
        return None
    return "owed" if check in _OWED else "task" if check in _TASKS else "wrong"


def _overdue(told: Gathered, day: date) -> Iterable[KeyTask]:
    return (task for task in told.dossier.tasks if not task.done and task.deadline is not None and task.deadline < day)


def _deadline(told: Gathered, issue: Issue) -> str:
    """Return the indicator's deadline in words, and that it has passed; "" where the dossier states none."""
    entry = told.dossier.entry(issue.finding.indicator_id) if issue.finding.indicator_id else None
    if entry is None or (entry.deadline is None and not entry.deadline_text):
        return ""
    words = plain(entry.deadline_text) or (day_words(entry.deadline) if entry.deadline else "")
    has_passed = entry.deadline is not None and entry.deadline < told.day
    return f"{words}（已过）" if has_passed else words


def task_words(task: KeyTask) -> str:
    """Return an overdue task as a sentence."""
    content = f"：{plain(task.content, 160)}" if task.content else ""
    return f"任务{task.number} {plain(task.name)}{content}。完成时限：{deadline_words(task)}（已过），尚未标为完成。"
