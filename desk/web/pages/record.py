"""记录: who did what when; nothing can be changed here."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from desk.web.moments import moment
from desk.web.visit import Visiting
from pipeline.reports.acts import change_words, subject_words
from pipeline.reports.words import ACTION_WORDS

router = APIRouter()

ACTS_A_PAGE = 100


@router.get("/record", name="record", include_in_schema=False)
def record(visit: Visiting, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> Response:
    """List the acts of the audit chain, the latest first."""
    catalogue, dossier = visit.office.archive.catalogue, visit.workplace.dossier.id
    total = catalogue.count_acts(dossier)
    last = catalogue.acts(dossier, max(1, min(page * ACTS_A_PAGE, total)))
    acts = last[: max(0, len(last) - (page - 1) * ACTS_A_PAGE)]
    return visit.page(
        "record.html.j2",
        acts=acts[::-1],
        total=total,
        page=page,
        pages=max(1, -(-total // ACTS_A_PAGE)),
        files=catalogue.files_of(dossier, {act.subject for act in acts}),
        words=ACTION_WORDS,
        subject_words=subject_words,
        change_words=change_words,
        moment=moment,
    )
