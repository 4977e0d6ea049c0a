"""What an import of tasks changes in a dossier: a person's own words stay."""

from collections.abc import Iterator, Sequence

from pipeline.plan_import.lines import flat
from pipeline.plan_import.names import normal
from pipeline.plan_import.reading import Change
from schemas.dossier import KeyTask

_FIELDS: tuple[tuple[str, str], ...] = (
    ("number", "序号"),
    ("name", "任务名称"),
    ("content", "任务内容"),
    ("lead_units", "牵头单位"),
    ("cooperating_units", "配合单位"),
    ("deadline", "完成时限"),
    ("deadline_text", "时限原文"),
)
_KEPT_WHERE_SILENT = ("content", "lead_units", "cooperating_units")
_SAME_CONTENT_CHARS = 12  # contents shorter than this may be the same words for another task


def merge_tasks(before: Sequence[KeyTask], read: Sequence[KeyTask]) -> tuple[KeyTask, ...]:
    """Return the dossier's tasks with those of the plan: known by name, else by content; `done`, `note` stay.

    What the plan is silent on keeps the dossier's value. Tasks that the plan does not list stay; one whose number
    the plan gives to another moves behind the last.
    """
    if not read:
        return tuple(before)
    pairs = _pairs(before, read)
    merged = [_laid_over(before[pairs[i]] if i in pairs else None, task) for i, task in enumerate(read)]
    taken = {task.number for task in merged}
    left = [task for i, task in enumerate(before) if i not in pairs.values()]
    last = max([*taken, *(task.number for task in left)], default=0)
    for task in left:
        if task.number in taken:
            last += 1
            merged.append(task.model_copy(update={"number": last}))
        else:
            taken.add(task.number)
            merged.append(task)
    return tuple(sorted(merged, key=lambda task: task.number))


def task_changes(before: Sequence[KeyTask], read: Sequence[KeyTask]) -> Iterator[Change]:
    """Yield what `merge_tasks` would change, task by task."""
    after = merge_tasks(before, read)
    known = _pairs(before, after)
    for index, task in enumerate(after):
        if index not in known:
            yield Change(number=task.number, name=task.name, field="新增重点任务", before="", after=_summary(task))
            continue
        old = before[known[index]]
        for field, label in _FIELDS:
            was, becomes = _shown(getattr(old, field)), _shown(getattr(task, field))
            if was != becomes:
                yield Change(number=task.number, name=task.name, field=f"重点任务·{label}", before=was, after=becomes)


def _pairs(before: Sequence[KeyTask], read: Sequence[KeyTask]) -> dict[int, int]:
    """Return index in `read` -> index in `before` of the same task, each used once.

    The surest first: name with number, name with content, name, content.
    """
    found: dict[int, int] = {}
    for key_of in (_name_number, _name_content, _name, _content):
        free: dict[object, list[int]] = {}
        for index, task in enumerate(before):
            if index not in found.values() and key_of(task):
                free.setdefault(key_of(task), []).append(index)
        for index, task in enumerate(read):
            waiting = free.get(key_of(task)) if index not in found and key_of(task) else None
            if waiting:
                found[index] = waiting.pop(0)
    return found


def _name(task: KeyTask) -> object:
    return normal(task.name)


def _name_content(task: KeyTask) -> object:
    return normal(task.name), normal(task.content)


def _name_number(task: KeyTask) -> object:
    return normal(task.name), task.number


def _content(task: KeyTask) -> object:
    words = normal(task.content)
    return words if len(words) >= _SAME_CONTENT_CHARS else None


def _laid_over(before: KeyTask | None, read: KeyTask) -> KeyTask:
    if before is None:
        return read
    silent = [field for field in _KEPT_WHERE_SILENT if not getattr(read, field)]
    kept: dict[str, object] = {field: getattr(before, field) for field in silent}
    if not read.deadline_text:
        kept |= {"deadline": before.deadline, "deadline_text": before.deadline_text}
    elif read.deadline is None and read.deadline_text == before.deadline_text:
        kept["deadline"] = before.deadline
    return read.model_copy(update=kept | {"done": before.done, "note": before.note})


def _summary(task: KeyTask) -> str:
    content = flat(task.content)
    parts = (
        ("牵头", _shown(task.lead_units)),
        ("配合", _shown(task.cooperating_units)),
        ("时限", _shown(task.deadline) or task.deadline_text),
        ("内容", content if len(content) <= 60 else content[:60] + "…"),
    )
    return "；".join(f"{label} {text}" for label, text in parts if text)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
