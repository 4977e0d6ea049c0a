"""总览: the matrix of indicators and years, the trend of what is open."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from desk.web.matrix import Choice, Line, lines_of
from desk.web.moments import moment, today_of
from desk.web.visit import Visiting
from pipeline.reports.progress.plot import plotted
from pipeline.reports.tasks import HEADS, task_rows

router = APIRouter()

Word = Annotated[str, Query(max_length=100)]
ATTRIBUTES = ("约束性", "参考性")


@router.get("/", name="overview", include_in_schema=False)
def overview(visit: Visiting, unit: Word = "", attribute: Word = "", state: Word = "") -> Response:
    """Show the state of every indicator that the person sees."""
    standing, told, today = visit.office.standing(), visit.office.told(), today_of(visit)
    if standing is None or told is None:
        return visit.page("waiting.html.j2")
    lines = lines_of(told, today, visit.reach.indicator_ids)
    chosen = Choice(unit, attribute, state)
    return visit.page(
        "overview.html.j2",
        told=told,
        issues=visit.office.issues.get(told, visit.reach),
        at=moment(standing.at),
        lines=[line for line in lines if chosen.takes(line)],
        of_all=len(lines),
        chosen=chosen,
        units=_units(lines),
        attributes=ATTRIBUTES,
        plot=plotted(standing.points) if visit.reach.is_whole and len(standing.points) > 1 else None,
        task_heads=HEADS,
        tasks=task_rows(visit.workplace.dossier, today) if visit.reach.is_whole else [],
    )


def _units(lines: tuple[Line, ...]) -> list[str]:
    return sorted({unit for line in lines for unit in line.lead_units})
