"""总览: the matrix of indicators and years."""

from fastapi import APIRouter
from starlette.responses import Response

from desk.web.visit import Visiting

router = APIRouter()


@router.get("/", name="overview", include_in_schema=False)
def overview(visit: Visiting) -> Response:
    """Show the state of every indicator that the person sees."""
    standing = visit.office.standing()
    workplace = visit.workplace
    told = standing.told(workplace.dossier, workplace.edition) if standing else None
    seen = {indicator.number for indicator in workplace.edition.indicators if visit.reach.sees(indicator.id)}
    rows = [row for row in told.rows if row.number in seen] if told else []
    return visit.page("overview.html.j2", told=told, rows=rows, at=standing.at if standing else "")
