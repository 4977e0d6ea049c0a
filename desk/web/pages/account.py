"""账户: one's own password."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from desk.web.sessions import MIN_PASSWORD_CHARS, change_password
from desk.web.visit import Posted, Visiting
from schemas.errors import UsageError

router = APIRouter()


@router.get("/account", name="account", include_in_schema=False)
def account(visit: Visiting) -> Response:
    """Show who one is, with the form for a new password."""
    return _page(visit, "")


@router.post("/account/password", name="do_change_password", include_in_schema=False)
def do_change_password(visit: Visiting, form: Posted) -> Response:
    """Change the password; one logs in anew with it."""
    old, new, again = (str(form.get(name, "")) for name in ("old", "new", "again"))
    try:
        if new != again:
            raise UsageError("两次填写的新密码不一致", "请重新填写。")
        change_password(visit.office.people, visit.person, old, new)
    except UsageError as error:
        return _page(visit, f"{error.message}。{error.advice}", status_code=400)
    return RedirectResponse("/login", status_code=303)


def _page(visit: Visiting, fault: str, *, status_code: int = 200) -> Response:
    return visit.page("account.html.j2", fault=fault, least=MIN_PASSWORD_CHARS, status_code=status_code)
