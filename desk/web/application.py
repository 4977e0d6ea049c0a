"""The pages and the data put together, with everything that guards them."""

from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from desk.web import api, passing
from desk.web.guard import guard
from desk.web.headers import Headers
from desk.web.office import Office
from desk.web.pages import (
    account,
    document,
    findings,
    inbox,
    indicator,
    login,
    overview,
    package,
    people,
    record,
    review,
    search,
)

PAGES = (api, login, account, people, overview, indicator, inbox, document, review, findings, package, record, search)
TITLE = "佐证"


def application(office: Office) -> FastAPI:
    """Return the application over an open office; whoever runs it closes the office afterwards."""
    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(guard)])
    app.state.office = office
    for page in PAGES:
        app.include_router(page.router)
    app.mount("/assets", StaticFiles(directory=Path(__file__).parent / "assets"), name="assets")
    app.add_middleware(Headers)
    passing.install(app)
    return app
