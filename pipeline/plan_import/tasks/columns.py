"""What each column of a task table holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.plan_import.columns import MOST, NUMBERING
from pipeline.plan_import.deadlines import parse_deadline
from pipeline.plan_import.lines import printed_width_em
from pipeline.plan_import.sheet import Row, Sheet, with_pages_joined, without_repeats
from pipeline.plan_import.tasks.heads import (
    TaskRole,
    is_task_head,
    names_indicators,
    says_task,
    says_works,
    task_head_role,
)
from pipeline.plan_import.units import looks_like_units

_HEAD_ROWS = 6
_LONGEST_CAPTION = 60
PRINTED_NUMBER = re.compile(r"^[（(]?(\d{1,3})[）)]?[.．、]?$", re.ASCII)
_FAULTS = re.compile(r"存在问题|整改|问题清单")


@dataclass(frozen=True)
class TaskColumns:
    """The roles of a task table's columns (0-based); `rows` are those under the head, halves of page ends joined."""

    heads: tuple[str, ...]
    roles: dict[int, TaskRole]
    rows: tuple[Row, ...]
    full_em: tuple[float | None, ...]
    printed: bool
    caption: tuple[str, ...]

    def of(self, role: TaskRole) -> tuple[int, ...]:
        """Return the columns with a role, left to right."""
        return tuple(index for index, found in sorted(self.roles.items()) if found == role)

    @property
    def is_announced(self) -> bool:
        """Tell whether the title or a head says that these are tasks."""
        return _is_announced(self.heads, self.caption)


def task_columns(sheet: Sheet) -> TaskColumns | None:
    """Return the columns of a sheet, None where its heads do not say that it lists what is to be done by whom or when.

    Where a title or head speaks of tasks, a column of time limits or of units suffices; where none does, both must
    be there. A table that names indicators is none, one of building projects or of faults only by its title.
    """
    count = _head_rows(sheet)
    if not count:
        return None
    heads = tuple(_head(sheet, index, count) for index in range(sheet.columns))
    rows = without_repeats(sheet, count)
    rows = tuple(row for row in rows if not all(NUMBERING.match(text) for text in row.texts))
    roles = _roles(heads, rows)
    found = set(roles.values())
    caption = tuple(line for line in sheet.caption[-2:] if len(line) <= _LONGEST_CAPTION)
    announced = _is_announced(heads, caption)
    wanted = len(found & {"deadline", "lead"})
    named = [heads[index] for index, role in roles.items() if role in ("name", "content")]
    if not named or wanted < (1 if announced else 2):
        return None
    if any(names_indicators(head) for index, head in enumerate(heads) if roles.get(index) != "ignored"):
        return None
    if not announced and (all(map(says_works, named)) or _FAULTS.search("".join([*heads, *caption[-1:]]))):
        return None
    rows = with_pages_joined(rows, _keys(roles))
    full_em = tuple(_full_em(rows, index) if sheet.printed else None for index in range(sheet.columns))
    return TaskColumns(heads, roles, rows, full_em, sheet.printed, caption)


def _is_announced(heads: tuple[str, ...], caption: tuple[str, ...]) -> bool:
    return any(says_task(words) for words in (*heads, *caption))


def _head_rows(sheet: Sheet) -> int:
    """Return how many rows the head takes: titles over the whole width, the head, rows that share its cells."""
    count, seen = 0, False
    for row in sheet.rows[:_HEAD_ROWS]:
        above = {place.key for place in sheet.rows[count - 1].places} if count else set()
        if not seen and not row.is_one_cell and is_task_head(row.texts):
            seen = True
        elif not (seen and above & {place.key for place in row.places}) and (seen or not row.is_one_cell):
            break
        count += 1
    return count if seen else 0


def _head(sheet: Sheet, index: int, head_rows: int) -> str:
    rows = [row for row in sheet.rows[:head_rows] if not row.is_one_cell]
    return "".join(dict.fromkeys(row.texts[index] for row in rows))


def _roles(heads: tuple[str, ...], rows: tuple[Row, ...]) -> dict[int, TaskRole]:
    """Return the roles by heads; a head that says nothing leaves it to the column's cells."""
    roles: dict[int, TaskRole] = {}
    for index, head in enumerate(heads):
        role = task_head_role(head) or _by_content(_texts(rows, index), set(roles.values()))
        if role is not None:
            roles[index] = role
    _one_number(roles, rows)
    _one_lead(roles, heads)
    return roles


def _by_content(texts: list[str], taken: set[TaskRole]) -> TaskRole | None:
    """Return what the cells of a column without a telling head are."""
    if "number" not in taken and _mostly(texts, lambda text: bool(PRINTED_NUMBER.match(text))):
        return "number"
    if "deadline" not in taken and _mostly(texts, lambda text: len(text) <= 20 and parse_deadline(text) is not None):
        return "deadline"
    return "lead" if "lead" not in taken and _mostly(texts, looks_like_units) else None


def _one_number(roles: dict[int, TaskRole], rows: tuple[Row, ...]) -> None:
    """Keep one number column: of several (of the group, of the task) the one with most different cells."""
    numbers = [index for index, role in roles.items() if role == "number"]
    kept = max(numbers, key=lambda index: len({row.places[index].key for row in rows}), default=None)
    for index in numbers:
        if index != kept:
            roles[index] = "ignored"


def _one_lead(roles: dict[int, TaskRole], heads: tuple[str, ...]) -> None:
    """Keep one leading column: 牵头 goes before 责任; the others' units cooperate."""
    leads = [index for index, role in roles.items() if role == "lead"]
    named = [index for index in leads if "牵头" in heads[index] or "主要" in heads[index]]
    for index in leads:
        if named and index != named[0]:
            roles[index] = "cooperating"


def _keys(roles: dict[int, TaskRole]) -> tuple[int, ...]:
    """Return the columns that every row of its own fills: the number, else the name."""
    for role in ("number", "name", "content"):
        found = tuple(index for index, given in sorted(roles.items()) if given == role)
        if found:
            return found if role == "number" else found[-1:]
    return ()


def _full_em(rows: tuple[Row, ...], index: int) -> float | None:
    return printed_width_em({row.places[index].key: row.places[index].text for row in rows}.values())


def _texts(rows: tuple[Row, ...], index: int) -> list[str]:
    return [text for row in rows if (text := row.texts[index]) and not row.is_one_cell]


def _mostly(texts: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(fits, texts)) >= MOST * len(texts)
