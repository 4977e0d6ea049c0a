"""Errors of ours as pages (or, below /api, as JSON): what is wrong, what to do next, never a path of the server."""

from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from desk.web.drawing import drawn
from desk.web.office import Office
from schemas.errors import (
    MissingPart,
    MustChangePassword,
    NotAllowed,
    NotLoggedIn,
    StoreBusy,
    StoreError,
    TooLarge,
    UsageError,
    ZuozhengError,
)

_CODES: tuple[tuple[type[ZuozhengError], int], ...] = (
    (NotLoggedIn, 401),
    (NotAllowed, 403),
    (MustChangePassword, 403),
    (TooLarge, 413),
    (StoreBusy, 503),
    (UsageError, 400),
    (MissingPart, 501),
    (StoreError, 500),
)
_STATUS_WORDS = {404: "没有这一页", 405: "不能这样请求这一页", 413: "内容过大"}


def install(app: FastAPI) -> None:
    """Have errors answered."""
    app.exception_handler(ZuozhengError)(_of_ours)
    app.exception_handler(HTTPException)(_of_the_web)


def _of_ours(request: Request, error: ZuozhengError) -> Response:
    if not _is_api(request):
        if isinstance(error, NotLoggedIn):
            place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            to = f"?to={quote(place)}" if request.method == "GET" and place != "/" else ""
            return RedirectResponse(f"/login{to}", status_code=303)
        if isinstance(error, MustChangePassword):
            return RedirectResponse("/account", status_code=303)
    status = next((code for kind, code in _CODES if isinstance(error, kind)), 500)
    office: Office = request.app.state.office
    return _answer(request, status, error.code, office.without_paths(error.message), office.without_paths(error.advice))


def _of_the_web(request: Request, error: HTTPException) -> Response:
    words = _STATUS_WORDS.get(error.status_code, "这个请求无法处理")
    return _answer(request, error.status_code, "http", words, "请回到总览重新进入。")


def _answer(request: Request, status: int, code: str, message: str, advice: str) -> Response:
    if _is_api(request):
        return JSONResponse({"code": code, "message": message, "advice": advice}, status)
    session = getattr(request.state, "session", None)
    return HTMLResponse(
        drawn(
            "error.html.j2", code=code, message=message, advice=advice, visit=None, said="",
            person=session.person if session else None, csrf=session.csrf if session else "",
        ),
        status,
    )  # fmt: skip


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
