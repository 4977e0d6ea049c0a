"""What one lead unit owes, put together for the letter that chases it (催办单)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.tasks import day_words
from pipeline.reports.visible import plain

Kind = Literal["owed", "wrong", "task"]

_OWED = frozenset({"missing-evidence", "missing-year", "missing-number", "requirement-unmet"})
_TASKS = frozenset({"task-overdue", "task-without-evidence"})
_OUR_OWN = ("zuozheng", "dossier.yaml")
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

    @property
    def count(self) -> int:
        """How many items the letter has."""
        return len(self.owed) + len(self.wrong) + len(self.tasks)


def chases(told: Gathered) -> tuple[Chase, ...]:
    """Return a chase for each single unit that owes anything; infos and waived findings chase nobody."""
    units = dict.fromkeys(unit for issue in told.open for unit in issue.units)
    found = (_chase(told, unit) for unit in units)
    return tuple(sorted((one for one in found if one.count), key=lambda one: one.unit))


def chased_units(told: Gathered) -> tuple[str, ...]:
    """Return the units of `chases`."""
    return tuple(sorted({unit for issue in told.open if _kind(issue) is not None for unit in issue.units}))


def _chase(told: Gathered, unit: str) -> Chase:
    items: Mapping[Kind, list[Item]] = {"owed": [], "wrong": [], "task": []}
    for issue in told.open:
        kind = _kind(issue) if unit in issue.units else None
        if kind is not None:
            items[kind].append(Item(issue, tuple(one for one in issue.units if one != unit), _deadline(told, issue)))
    for of_kind in items.values():
        of_kind.sort(key=lambda item: _place(item.issue))
    return Chase(unit, tuple(items["owed"]), tuple(items["wrong"]), tuple(items["task"]))


def _place(issue: Issue) -> tuple[int, int, int]:
    finding = issue.finding
    return (finding.indicator or 10**6, finding.sub or 0, finding.year or 0)


def _kind(issue: Issue) -> Kind | None:
    check = issue.finding.check
    if issue.finding.severity == "info" or check in _NOT_THE_UNITS:
        return None
    return "owed" if check in _OWED else "task" if check in _TASKS else "wrong"


def _deadline(told: Gathered, issue: Issue) -> str:
    """Return the indicator's deadline in words, and that it has passed; "" where the dossier states none."""
    entry = told.dossier.entry(issue.finding.indicator_id) if issue.finding.indicator_id else None
    if entry is None or (entry.deadline is None and not entry.deadline_text):
        return ""
    words = plain(entry.deadline_text) or (day_words(entry.deadline) if entry.deadline else "")
    has_passed = entry.deadline is not None and entry.deadline < told.day
    return f"{words}（已过）" if has_passed else words


def for_outsiders(advice: str) -> str:
    """Return an advice without the clauses on what to do in this program: the unit does not have it."""
    sentences = []
    for sentence in advice.split("。"):
        clauses = [clause for clause in sentence.split("；") if not any(word in clause for word in _OUR_OWN)]
        if clauses and any(clause.strip() for clause in clauses):
            sentences.append("；".join(clauses) + "。")
    return "".join(sentences)
