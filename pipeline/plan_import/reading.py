"""What a plan says, as it was read; what an import would change."""

from schemas.dossier import IndicatorEntry, KeyTask
from schemas.model import Model


class ColumnReading(Model):
    """A column of the plan's table: its head as printed, what it was taken for (Chinese, as on screen)."""

    head: str
    role: str


class PlanReading(Model):
    """A county's task table as it was read for one edition.

    `county` is "" where no title names it. `remarks` are Chinese sentences on what could not be read or looks
    wrong, with the row. `absent` are canonical ids of indicators of the edition that the table does not list.
    `tasks` are the plan's key work tasks (重点任务清单), `task_columns` how their table's columns were taken; a plan
    that lists only tasks has no `entries`.
    """

    edition: str
    county: str = ""
    title: str = ""
    columns: tuple[ColumnReading, ...] = ()
    entries: tuple[IndicatorEntry, ...] = ()
    remarks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    tasks: tuple[KeyTask, ...] = ()
    task_columns: tuple[ColumnReading, ...] = ()


class Change(Model):
    """One field of the dossier that an import changes: `field`, `before`, `after` in Chinese, "" for nothing.

    `number` and `name` are the indicator's or the task's, None and "" for a change to the dossier itself (its units).
    """

    number: int | None = None
    name: str = ""
    field: str
    before: str
    after: str
