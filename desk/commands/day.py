"""Options that the commands on findings share: the day of the check, the unit."""

from datetime import date, datetime
from typing import Annotated

import typer

from desk.workplace import Workplace, now
from pipeline.checker import run_checks
from pipeline.reports.gathered import Gathered, gather
from schemas.errors import UsageError
from schemas.finding import Report
from schemas.view import ArchiveView

Today = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="按哪一天检查（判断过期、到期）；默认为今天。")]


def day_of(text: str, option: str = "--today") -> date:
    """Return the day that an option names, today where it is empty; raises UsageError."""
    if not text:
        return datetime.fromisoformat(now()).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} 的“{text}”不是日期", "按 年-月-日 填写，如 2023-05-01。") from None


def checked(workplace: Workplace, day: date) -> tuple[ArchiveView, Report]:
    """Return what the checks look at on a day, with what they find."""
    view = workplace.view().model_copy(update={"today": day})
    return view, run_checks(view)


def gathered(workplace: Workplace, day: date) -> Gathered:
    """Return the findings of a day in the order of reports."""
    view, report = checked(workplace, day)
    return gather(report, view, day)
