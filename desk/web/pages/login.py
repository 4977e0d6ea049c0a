"""登录: who asks proves it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from desk.web.drawing import drawn
from desk.web.office import Office
from desk.web.sessions import COOKIE, LONGEST, digest_of, log_in
from desk.web.visit import Posted, Visiting, field
from schemas.errors import UsageError

router = APIRouter()


@router.get("/health", name="health", include_in_schema=False)
def health() -> Response:
    """Say that the server answers."""
    return PlainTextResponse("ok")


@router.get("/login", name="login", include_in_schema=False)
def login(to: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """Show the form."""
    return _form(to)


@router.post("/login", name="do_login", include_in_schema=False)
def do_login(request: Request, form: Posted) -> Response:
    """Log in; a page of ours that was asked for before comes next."""
    office: Office = request.app.state.office
    name, password, to = field(form, "name"), str(form.get("password", "")), field(form, "to")
    address = request.client.host if request.client else ""
    try:
        token = log_in(office.people, name, password, address, office.clock())
    except UsageError as error:
        return _form(to, name, f"{error.message}。{error.advice}", status_code=401)
    answer = RedirectResponse(_within(to), status_code=303)
    answer.set_cookie(
        COOKIE, token, max_age=int(LONGEST.total_seconds()), path="/", httponly=True, samesite="lax",
        secure=office.is_secure,
    )  # fmt: skip
    return answer


@router.post("/logout", name="do_logout", include_in_schema=False)
def do_logout(visit: Visiting) -> Response:
    """End the session."""
    visit.office.people.end_session(digest_of(visit.request.cookies.get(COOKIE, "")))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _form(to: str, name: str = "", fault: str = "", *, status_code: int = 200) -> Response:
    shown = drawn("login.html.j2", to=_within(to), name=name, fault=fault, person=None, visit=None, csrf="", said="")
    return HTMLResponse(shown, status_code)


def _within(to: str) -> str:
    """Return a place of ours: never another server (//elsewhere), never a header (line breaks)."""
    is_ours = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if is_ours else "/"
