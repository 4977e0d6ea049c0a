"""Options that the commands on findings share: the day of the check, the unit."""

import os
from datetime import date, datetime
from typing import Annotated

import typer

from desk.workplace import Workplace, now
from pipeline.checker import check_archive
from pipeline.reports.gathered import Gathered, gather_reading
from schemas.errors import UsageError
from schemas.finding import Report
from schemas.view import ArchiveView

Today = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="按哪一天检查（判断过期、到期）；默认为今天。")]


def day_of(text: str, option: str = "--today") -> date:
    """Return the day that an option names, today where it is empty; raises UsageError."""
    if not text:
        return local_day(now())
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} 的“{text}”不是日期", "按 年-月-日 填写，如 2023-05-01。") from None


def local_day(at: str) -> date:
    """Return the day of a time (ISO 8601) where this machine stands."""
    return datetime.fromisoformat(at).astimezone().date()


def checked(workplace: Workplace, day: date, *, full: bool = False, workers: int = 0) -> Report:
    """Return what the checks find on a day; `full` judges again what did not change since the last check.

    `workers` processes share the work, 0: one a core.
    """
    count = workers or os.cpu_count() or 1
    workplace.revisions()
    return check_archive(workplace.archive, workplace.dossier, workplace.edition, day, count, full=full)


def view_of(workplace: Workplace, day: date) -> ArchiveView:
    """Return all that the checks look at on a day."""
    return workplace.view().model_copy(update={"today": day})


def gathered(workplace: Workplace, day: date, *, workers: int = 0) -> Gathered:
    """Return the findings of a day in the order of reports; `workers` as for `checked`."""
    report = checked(workplace, day, workers=workers)
    catalogue, key = workplace.archive.catalogue, workplace.dossier.id
    view = ArchiveView(
        dossier=workplace.dossier, edition=workplace.edition, waivers=catalogue.waivers(key), today=day
    )  # fmt: skip
    return gather_reading(report, view, day, catalogue.contents_of(key), workplace.some_viewed)
