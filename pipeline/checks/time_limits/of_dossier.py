"""Time limits of the dossier's tasks and indicators that a document, or the task's own words, contradict."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checks.likeness.texts import alike, core, pairs_of
from pipeline.checks.time_limits.own_words import last_due
from pipeline.coverage.case import Case
from pipeline.coverage.duties import NO_UNIT
from pipeline.coverage.eligibility import is_draft
from pipeline.coverage.same import once_for_same
from pipeline.units.area import area_of
from pipeline.units.same import same_unit
from schemas.dossier import Dossier, IndicatorEntry, KeyTask
from schemas.finding import Finding, Severity
from schemas.particulars import Deadline
from schemas.view import ViewedDocument

# the same task a year later is next year's
FARTHEST_DAYS = 300
_ALIKE = 0.85
_FEWEST_CHARS = 5
_SURE_CHARS = 8  # a name of this length that stands in a document's words, its unit beside it, is that task
_LEAST_SHARED = 0.73  # of its pairs at least so many are shared where two are alike by _ALIKE: a / (2 - a)
_STAGE_DAYS = 31  # a day in the task's own words may stand this much before its time limit

Place = tuple[ViewedDocument, Deadline]


@dataclass(frozen=True)
class _Limit:
    """What the dossier sets: `words` are the ways in which a document may call it."""

    name: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    day: date
    text: str
    entry: IndicatorEntry | None = None


def against_documents(check: str, case: Case, places: Sequence[Place]) -> Iterator[Finding]:
    """Yield where documents set another day than the dossier."""
    for limit, same in zip(_limits(case), places_by_limit(case, places), strict=True):
        if not any(deadline.date == limit.day for _, deadline in same):
            yield from _of_limit(check, limit, same)


def against_dossier(check: str, case: Case) -> Iterator[Finding]:
    """Yield where the dossier contradicts itself."""
    for task in case.dossier.tasks:
        yield from _against_own_words(check, task)
        yield from _against_indicator(check, case, task)


def count_limits(case: Case) -> int:
    """Return how many tasks and indicators of the dossier have a day."""
    return len(_limits(case))


def _limits(case: Case) -> Sequence[_Limit]:
    return _limits_of(case.dossier)


@once_for_same
def _limits_of(dossier: Dossier) -> Sequence[_Limit]:
    tasks = [
        _Limit(
            name=f"重点任务{task.number}“{task.name}”",
            words=tuple(words for text in (task.name, task.content) if len(words := core(text)) >= _FEWEST_CHARS),
            units=(*task.lead_units, *task.cooperating_units),
            day=task.deadline,
            text=task.deadline_text or task.deadline.isoformat(),
        )
        for task in dossier.tasks
        if task.deadline is not None
    ]
    entries = [
        _Limit(
            name=f"指标{entry.number} {entry.name}",
            words=(words,) if len(words := core(entry.name)) >= _FEWEST_CHARS else (),
            units=entry.lead_units,
            day=entry.deadline,
            text=entry.deadline_text or entry.deadline.isoformat(),
            entry=entry,
        )
        for entry in dossier.indicators
        if entry.deadline is not None and entry.applicable
    ]
    return [*tasks, *entries]


@once_for_same
def _limits_by_pair(dossier: Dossier) -> Mapping[str, set[int]]:
    """Return which limits have a pair of characters in their names."""
    by_pair: dict[str, set[int]] = defaultdict(set)
    for index, limit in enumerate(_limits_of(dossier)):
        for pair in (pair for words in limit.words for pair in pairs_of(words)):
            by_pair[pair].add(index)
    return by_pair


def places_by_limit(case: Case, places: Sequence[Place]) -> list[list[Place]]:
    """Return for each limit the places that speak of the same task, drafts and another county's papers left out.

    The limits are few, the places may be very many: each wording is compared only with the limits that share
    enough pairs of characters with it.
    """
    limits, by_pair = _limits(case), _limits_by_pair(case.dossier)
    by_words: dict[str, list[int]] = defaultdict(list)
    for number, (_, deadline) in enumerate(places if limits else ()):
        by_words[core(deadline.matter)].append(number)
    found: dict[int, list[int]] = defaultdict(list)
    for words, of_words in by_words.items():
        sharing = Counter(index for pair in pairs_of(words) for index in by_pair.get(pair, ()))
        for index, shared in sharing.items():
            name = limits[index].words[0]
            if shared >= _LEAST_SHARED * len(pairs_of(words)) or name in words:
                same = (number for number in of_words if _counts(case, places[number][0]))
                found[index] += [one for one in same if _is_same(case, limits[index], places[one][1], words)]
    return [[places[number] for number in sorted(found[index])] for index in range(len(limits))]


def _counts(case: Case, viewed: ViewedDocument) -> bool:
    return not is_draft(viewed) and area_of(viewed, case.dossier) != "other"


def _is_same(case: Case, limit: _Limit, deadline: Deadline, words: str) -> bool:
    """Tell whether a document speaks of the same task: nearly the same words, or its whole name and its unit."""
    if len(words) < _FEWEST_CHARS:
        return False
    if any(alike(one, words) >= _ALIKE for one in limit.words):
        return True
    if limit.entry is not None or not limit.words or len(limit.words[0]) < _SURE_CHARS:
        return False
    named = any(same_unit(one, other, case.dossier) for one in limit.units for other in deadline.units)
    return named and limit.words[0] in words


def _of_limit(check: str, limit: _Limit, same: Sequence[Place]) -> Iterator[Finding]:
    told: set[tuple[str, date]] = set()
    for viewed, deadline in same:
        file = viewed.document.file
        if abs((deadline.date - limit.day).days) > FARTHEST_DAYS or (file, deadline.date) in told:
            continue
        told.add((file, deadline.date))
        entry = limit.entry
        yield Finding(
            check=check,
            severity="warning",
            indicator=entry.number if entry else None,
            indicator_id=entry.id if entry else None,
            files=(file,),
            expected=f"{limit.name}：{limit.text}（{limit.day}）",
            found=deadline.text,
            message=f"{limit.name}在任务分解表中的时限是{limit.text}（{limit.day}），"
            f"{file}写的是{deadline.date}：“{deadline.quote}”",
            advice="请以正式印发的文件为准统一时限，改正文件或 dossier.yaml。",
            unit="、".join(limit.units) or NO_UNIT,
            locators=(deadline.locator,),
        )


def _against_own_words(check: str, task: KeyTask) -> Iterator[Finding]:
    """Yield a finding where the last day that a task's own words name is not its time limit."""
    if task.deadline is None:
        return
    due = last_due(task.content, task.deadline.year)
    days = (due[1] - task.deadline).days if due else 0
    if due is None or -_STAGE_DAYS <= days <= 0 or abs(days) > FARTHEST_DAYS:
        return
    severity: Severity = "warning" if days > 0 else "info"
    words, day = due
    yield _of_task(
        check,
        task,
        severity,
        found=words,
        message=f"任务内容写的是{words}（{day}），"
        f"完成时限写的是{task.deadline_text or task.deadline}（{task.deadline}）",
    )


def _against_indicator(check: str, case: Case, task: KeyTask) -> Iterator[Finding]:
    """Yield a finding where a task is an indicator by its very name, with another day."""
    for entry in case.dossier.indicators:
        if task.deadline is None or entry.deadline is None or not entry.applicable:
            continue
        if core(entry.name) == core(task.name) and 0 < abs((entry.deadline - task.deadline).days) <= FARTHEST_DAYS:
            said = f"指标{entry.number}的时限是{entry.deadline_text or entry.deadline}（{entry.deadline}）"
            yield _of_task(
                check,
                task,
                "info",
                found=said,
                message=f"同名的{said}，重点任务的时限是{task.deadline_text or task.deadline}（{task.deadline}）",
            )


def _of_task(check: str, task: KeyTask, severity: Severity, *, found: str, message: str) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        expected=f"任务{task.number} {task.name}：{task.deadline}",
        found=found,
        message=f"重点任务{task.number}“{task.name}”：{message}",
        advice="请核对哪一个时限有效；不是同一件事的可以豁免。",
        unit="、".join(task.lead_units) or NO_UNIT,
    )
