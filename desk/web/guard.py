"""The one place where a request is let in or turned away."""

import hmac
from urllib.parse import urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from desk.web import rights, uploads
from desk.web.office import Office
from desk.web.sessions import COOKIE, session_of
from schemas.errors import MustChangePassword, NotAllowed, NotLoggedIn

SAFE_METHODS = ("GET", "HEAD")
# where one must go first who has a one-time password
_BEFORE_THE_CHANGE = ("account", "do_change_password", "do_logout")
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"


async def guard(request: Request) -> None:
    """Let a request pass, its session in `request.state.session` (None on open pages).

    Raises NotLoggedIn, NotAllowed (no right by the table, or a change that no page of ours asked for),
    MustChangePassword.
    """
    name: str = request.scope["route"].name
    is_change = request.method not in SAFE_METHODS
    if is_change and not _comes_from_here(request):
        raise NotAllowed("这个请求不是从本系统的页面发出的", "请回到页面重新操作。")
    office: Office = request.app.state.office
    token = request.cookies.get(COOKIE, "")
    session = await run_in_threadpool(session_of, office.people, token, office.clock()) if token else None
    request.state.session = session
    if name in rights.OPEN:
        return
    if session is None:
        raise NotLoggedIn("请先登录")
    if not rights.may(session.person.role, name):
        raise NotAllowed("您的角色不能使用这一页", "需要时请管理员调整角色。")
    if session.person.must_change and name not in _BEFORE_THE_CHANGE:
        raise MustChangePassword("请先修改一次性密码")
    if is_change and not hmac.compare_digest(await _csrf_of(request, name), session.csrf.encode()):
        uploads.forget(request)
        raise NotAllowed("页面已过期", "请刷新页面后重新操作。")


def _comes_from_here(request: Request) -> bool:
    """Tell whether the browser says that the request comes from a page of this server (or says nothing)."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


async def _csrf_of(request: Request, name: str) -> bytes:
    """Return the token that a change carries: in a header (scripts) or in a field of the form."""
    told = request.headers.get(CSRF_HEADER)
    if told is None and name in uploads.ROUTES:
        told = (await uploads.received(request)).fields.get(CSRF_FIELD)
    elif told is None and "form" in request.headers.get("content-type", ""):
        value = (await request.form(max_files=2000, max_fields=2000)).get(CSRF_FIELD)
        told = value if isinstance(value, str) else None
    return (told or "").encode("utf-8", "replace")
