"""What an import would change in a dossier, shown before it is done."""

from collections.abc import Iterator

from pipeline.plan_import.reading import Change, PlanReading
from pipeline.plan_import.tasks import merge_tasks, task_changes
from pipeline.units.same import is_spelt_alike, usual_aliases
from schemas.dossier import Dossier, IndicatorEntry, KeyTask, SubEntry, Target, Unit

_FIELDS: tuple[tuple[str, str], ...] = (
    ("name", "名称"),
    ("domain", "领域"),
    ("task", "任务"),
    ("attribute", "属性"),
    ("subs", "子指标"),
    ("target", "目标"),
    ("lead_units", "牵头单位"),
    ("cooperating_units", "配合单位"),
    ("deadline", "完成时限"),
    ("deadline_text", "时限原文"),
    ("applicable", "是否适用"),
    ("reason", "不适用理由"),
)

_KEPT_WHERE_SILENT = ("domain", "task", "attribute", "lead_units", "cooperating_units")


def apply(dossier: Dossier, reading: PlanReading) -> Dossier:
    """Return the dossier with the plan's entries; entries that the plan does not list stay as they are.

    What the plan is silent on (a plan without a target column) keeps the dossier's value. New units are added
    to the dossier's list with their usual other names (before the reform of 2018-2019, short ones) for a person to
    edit; those known by name or alias are not added again.
    """
    merged: dict[str, IndicatorEntry] = {entry.id: entry for entry in dossier.indicators}
    for entry in reading.entries:
        merged[entry.id] = _laid_over(merged.get(entry.id), entry)
    ordered = sorted(merged.values(), key=lambda entry: entry.number)
    return dossier.model_copy(
        update={
            "indicators": tuple(ordered),
            "units": _units(dossier, reading),
            "tasks": merge_tasks(dossier.tasks, reading.tasks),
        }
    )


def changes(dossier: Dossier, reading: PlanReading) -> tuple[Change, ...]:
    """Return what `apply` would change, indicator by indicator, then task by task, the new units last."""
    after = apply(dossier, reading)
    found: list[Change] = []
    for entry in after.indicators:
        found.extend(_entry_changes(dossier.entry(entry.id), entry))
    found.extend(task_changes(dossier.tasks, reading.tasks))
    added = [unit.name for unit in after.units if unit not in dossier.units]
    if added:
        found.append(Change(field="单位名录", before="", after="、".join(added)))
    return tuple(found)


def _entry_changes(before: IndicatorEntry | None, after: IndicatorEntry) -> Iterator[Change]:
    if before is None:
        yield Change(number=after.number, name=after.name, field="新增指标", before="", after=_summary(after))
        return
    for field, label in _FIELDS:
        old, new = _shown(getattr(before, field)), _shown(getattr(after, field))
        if old != new:
            yield Change(number=after.number, name=after.name, field=label, before=old, after=new)


def _summary(entry: IndicatorEntry) -> str:
    """Return an entry on one line: what is to be reached, by whom, by when."""
    if not entry.applicable:
        return f"不适用：{entry.reason}"
    parts = (
        ("子指标", _shown(entry.subs)),
        ("目标", _shown(entry.target)),
        ("属性", _shown(entry.attribute)),
        ("牵头", _shown(entry.lead_units)),
        ("配合", _shown(entry.cooperating_units)),
        ("时限", _shown(entry.deadline) or entry.deadline_text),
    )
    return "；".join(f"{label} {text}" for label, text in parts if text)


def _laid_over(before: IndicatorEntry | None, read: IndicatorEntry) -> IndicatorEntry:
    """Return what was read, with the older entry's values where the plan says nothing."""
    if before is None:
        return read
    read = read.model_copy(update={"accepted_issuers": before.accepted_issuers})
    if not read.applicable:
        return read
    silent = [field for field in _KEPT_WHERE_SILENT if not getattr(read, field)]
    kept = {field: getattr(before, field) for field in silent}
    if not read.deadline_text:
        kept |= {"deadline": before.deadline, "deadline_text": before.deadline_text}
    if read.target is None and not any(sub.target for sub in read.subs):
        kept |= {"target": before.target, "subs": _with_older_targets(before, read)}
    return read.model_copy(update=kept)


def _with_older_targets(before: IndicatorEntry, read: IndicatorEntry) -> tuple[SubEntry, ...]:
    older = {sub.number: sub for sub in before.subs}
    return (
        tuple(
            sub.model_copy(update={"target": older[sub.number].target}) if sub.number in older else sub
            for sub in read.subs
        )
        or before.subs
    )


def _units(dossier: Dossier, reading: PlanReading) -> tuple[Unit, ...]:
    """Return the dossier's units, then the plan's new ones, each with its usual names that are no other unit's.

    Names that differ in the place before them alone (林业局, 县林业局) are one unit under the longest.
    """
    taken = {name for unit in dossier.units for name in (unit.name, *unit.aliases)}
    owners: tuple[IndicatorEntry | KeyTask, ...] = (*reading.entries, *reading.tasks)
    found = dict.fromkeys(unit for owner in owners for unit in (*owner.lead_units, *owner.cooperating_units))
    spellings: dict[str, list[str]] = {}
    for name in (name for name in found if name not in taken):
        first = next((one for one in spellings if is_spelt_alike(one, name, dossier)), name)
        spellings.setdefault(first, []).append(name)
    taken.update(name for alike in spellings.values() for name in alike)
    added: list[Unit] = []
    for alike in spellings.values():
        name = max(alike, key=len)
        aliases = tuple(alias for alias in usual_aliases(name, dossier) if alias not in taken)
        taken.update(aliases)
        added.append(Unit(name=name, aliases=(*(one for one in alike if one != name), *aliases)))
    return (*dossier.units, *added)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "适用" if value else "不适用"
    if isinstance(value, Target):
        return value.text if value.year is None else f"{value.text}（{value.year}年）"
    if isinstance(value, SubEntry):
        target = f"：{_shown(value.target)}" if value.target else ""
        return f"（{value.number}）{value.name}{target}" + ("" if value.applicable else f"：不适用（{value.reason}）")
    if isinstance(value, tuple):
        return (
            "；".join(map(_shown, value)) if value and isinstance(value[0], SubEntry) else "、".join(map(_shown, value))
        )
    return str(value)
