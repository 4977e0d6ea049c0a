"""用户: who may work at the desk."""

from typing import get_args

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.responses import Response

from desk.web.sessions import one_time_password, secret_of
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.reports.visible import plain
from schemas.errors import UsageError
from schemas.person import Person, PersonRole

router = APIRouter()

MAX_NAME_CHARS = 40


@router.get("/people", name="people", include_in_schema=False)
def people(visit: Visiting) -> Response:
    """List the accounts."""
    return _page(visit)


@router.post("/people", name="do_add_person", include_in_schema=False)
def do_add_person(visit: Visiting, form: Posted) -> Response:
    """Add an account; its one-time password is shown this once."""
    password = one_time_password()
    try:
        person = _person(field(form, "name"), field(form, "role"), field(form, "unit"))
        visit.office.people.add(person, secret_of(password))
    except UsageError as error:
        return _page(visit, fault=f"{error.message}。{error.advice}", status_code=400)
    return _page(visit, told=f"已新建用户“{person.name}”，一次性密码：{password}（只显示这一次，首次登录后须修改）")


@router.post("/people/change", name="do_change_person", include_in_schema=False)
def do_change_person(visit: Visiting, form: Posted) -> Response:
    """Close an account, open it again, or give it a new one-time password."""
    name, deed = field(form, "name"), field(form, "deed")
    found = visit.office.people.find(name)
    if found is None:
        return _page(visit, fault=f"没有名为“{plain(name)}”的用户。", status_code=400)
    person, _ = found
    if person.name == visit.person.name:
        return _page(visit, fault="不能停用或重设自己的账户；修改密码请用“账户”页。", status_code=400)
    if deed == "reset":
        password = one_time_password()
        visit.office.people.change(person.model_copy(update={"must_change": True}), secret_of(password))
        return _page(visit, told=f"用户“{person.name}”的一次性密码：{password}（只显示这一次，登录后须修改）")
    is_active = deed == "open"
    visit.office.people.change(person.model_copy(update={"is_active": is_active}))
    return visit.go_to("/people", f"用户“{person.name}”已{'启用' if is_active else '停用'}。")


def _person(name: str, role: str, unit: str) -> Person:
    if not name or len(name) > MAX_NAME_CHARS or not name.isprintable():
        raise UsageError("请填写用户名", f"不超过 {MAX_NAME_CHARS} 个字符。")
    if role not in get_args(PersonRole):
        raise UsageError("请选择角色", "管理员、汇总员、责任单位或查阅。")
    if role == "unit" and not unit:
        raise UsageError("责任单位的用户要写明单位", "请填写任务分解表中的单位名称。")
    try:
        return Person.model_validate(
            {"name": name, "role": role, "unit": unit if role == "unit" else "", "must_change": True}
        )
    except ValidationError as error:
        raise UsageError("用户资料无法使用", "请检查填写的内容。") from error


def _page(visit: Visit, *, told: str = "", fault: str = "", status_code: int = 200) -> Response:
    dossier = visit.workplace.dossier
    units = dict.fromkeys(
        unit for entry in dossier.indicators for unit in (*entry.lead_units, *entry.cooperating_units)
    )
    return visit.page(
        "people.html.j2", everyone=visit.office.people.all(), units=list(units), told=told, fault=fault,
        status_code=status_code,
    )  # fmt: skip
