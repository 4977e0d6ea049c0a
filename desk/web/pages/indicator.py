"""指标: all about one indicator."""

from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as PathPart
from starlette.responses import Response

from desk.web.visit import Visiting

router = APIRouter()


@router.get("/indicator/{number}", name="indicator", include_in_schema=False)
def indicator(visit: Visiting, number: Annotated[int, PathPart(ge=1, le=999)]) -> Response:
    """Show an indicator by its number in the dossier's edition."""
    try:
        found = visit.workplace.edition.by_number(number)
    except KeyError:
        raise HTTPException(404) from None
    if not visit.reach.sees(found.id):
        raise HTTPException(404)
    return visit.page("indicator.html.j2", indicator=found)
