"""The tables of key tasks in a plan, found among its tables."""

from collections.abc import Collection, Sequence

from pipeline.plan_import.heads import is_head
from pipeline.plan_import.names import normal
from pipeline.plan_import.reading import ColumnReading
from pipeline.plan_import.sheet import Sheet, sheets
from pipeline.plan_import.tasks.columns import TaskColumns, task_columns
from pipeline.plan_import.tasks.entries import key_tasks
from pipeline.plan_import.tasks.heads import TASK_ROLE_NAMES, is_task_head, says_task
from pipeline.plan_import.tasks.records import TaskRecord, gather_tasks, printed_numbers
from schemas.dossier import KeyTask
from schemas.model import Model
from schemas.parsed import ParsedDocument


class TasksReading(Model):
    """The key tasks of a plan as they were read; `tables` are the 0-based indexes of the tables that hold them."""

    tasks: tuple[KeyTask, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    tables: frozenset[int] = frozenset()
    remarks: tuple[str, ...] = ()


def read_tasks(parsed: ParsedDocument, taken: Collection[int] = ()) -> TasksReading:
    """Read the plan's tables of key tasks (重点任务清单); `taken` are tables (0-based) that hold something else.

    Tables whose titles speak of tasks count, with those of the same heads; where no title does, those whose heads
    do. A plan without such a table has no tasks.
    """
    found = [(sheet, columns) for sheet in sheets(parsed, _is_any_head) if (columns := _free(sheet, taken))]
    chosen = _chosen([columns for _, columns in found])
    if not chosen:
        return TasksReading()
    sources = [sheet for sheet, columns in found if columns in chosen]
    tables = {place.key[0] for sheet in sources for row in sheet.rows for place in row.places}
    remarks: list[str] = []
    gathered = [(columns, gather_tasks(columns)) for columns in chosen]
    numbers = iter(_numbers(gathered, remarks))
    tasks = [
        task
        for columns, records in gathered
        for task in key_tasks(records, [next(numbers) for _ in records], columns, remarks)
    ]
    return TasksReading(
        tasks=tuple(_each_once(tasks, remarks)),
        columns=tuple(
            ColumnReading(head=head, role=TASK_ROLE_NAMES[chosen[0].roles.get(index, "ignored")])
            for index, head in enumerate(chosen[0].heads)
        ),
        tables=frozenset(tables),
        remarks=tuple(remarks),
    )


def _is_any_head(texts: list[str]) -> bool:
    return is_head(texts) or is_task_head(texts)


def _free(sheet: Sheet, taken: Collection[int]) -> TaskColumns | None:
    if any(place.key[0] in taken for row in sheet.rows for place in row.places):
        return None
    columns = task_columns(sheet)
    return columns if columns is not None and columns.rows else None


def _chosen(found: Sequence[TaskColumns]) -> list[TaskColumns]:
    titled = [columns for columns in found if any(says_task(line) for line in columns.caption)]
    if titled:
        return [columns for columns in found if columns in titled or columns.heads in [each.heads for each in titled]]
    return [columns for columns in found if columns.is_announced] or list(found)


def _numbers(gathered: list[tuple[TaskColumns, list[TaskRecord]]], remarks: list[str]) -> list[int]:
    """Return the printed numbers, or 1, 2, 3 … where some are missing or stand twice."""
    printed = [number for columns, records in gathered for number in printed_numbers(records, columns)]
    known = [number for number in printed if number is not None]
    if len(set(known)) == len(printed):
        return known
    if known:
        remarks.append("重点任务的序号有重复或空缺，已按表中顺序重新编号。")
    return list(range(1, len(printed) + 1))


def _each_once(tasks: list[KeyTask], remarks: list[str]) -> list[KeyTask]:
    """Return the tasks with those that stand twice (same name, same content) once."""
    kept: dict[tuple[str, str], KeyTask] = {}
    for task in tasks:
        key = (normal(task.name), normal(task.content))
        if key in kept:
            remarks.append(f"重点任务{task.number}“{task.name}”：与第{kept[key].number}项相同，未导入，请核对。")
        else:
            kept[key] = task
    return list(kept.values())
