"""One person's request for a page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.web.drawing import drawn
from desk.web.office import Office
from desk.web.reach import Reach
from desk.workplace import Workplace
from schemas.person import Person, Session

SAID = "zuozheng_said"
MAX_SAID_CHARS = 300


@dataclass(frozen=True)
class Visit:
    """Who asks, what they may see, and the office that answers."""

    request: Request
    office: Office
    session: Session

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.session.person

    @cached_property
    def workplace(self) -> Workplace:
        """The dossier with its archive, the same through the whole request."""
        return self.office.workplace

    @cached_property
    def reach(self) -> Reach:
        """What of the dossier this person sees."""
        return Reach.of(self.person, self.workplace.dossier)

    def page(self, template: str, *, status_code: int = 200, **shown: Any) -> Response:
        """Answer with a page; `shown` are the names its template uses."""
        said = unquote(self.request.cookies.get(SAID, ""))[:MAX_SAID_CHARS]
        text = drawn(template, visit=self, person=self.person, csrf=self.session.csrf, said=said, **shown)
        answer = HTMLResponse(text, status_code)
        if said:
            answer.delete_cookie(SAID, path="/")
        return answer

    def go_to(self, place: str, said: str = "") -> Response:
        """Answer a change: go to a page of ours, which shows `said` once."""
        answer = RedirectResponse(place, status_code=303)
        if said:
            answer.set_cookie(
                SAID, quote(said[:MAX_SAID_CHARS]), max_age=60, path="/", httponly=True, samesite="strict",
                secure=self.office.is_secure,
            )  # fmt: skip
        return answer


def visit_of(request: Request) -> Visit:
    """Return the visit of a request that the guard let in."""
    return Visit(request, request.app.state.office, request.state.session)


async def posted(request: Request) -> FormData:
    """Return the fields of a form, read only after the guard let the request in."""
    return await request.form(max_files=2000, max_fields=2000)


Visiting = Annotated[Visit, Depends(visit_of)]
Posted = Annotated[FormData, Depends(posted)]


def field(form: FormData, name: str) -> str:
    """Return a text field, "" where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
