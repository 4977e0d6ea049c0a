"""A person who works at the desk, with what the person may do there."""

from typing import Literal

from schemas.model import Model

PersonRole = Literal["admin", "compiler", "unit", "reader"]

ROLE_NAMES: dict[PersonRole, str] = {"admin": "管理员", "compiler": "汇总员", "unit": "责任单位", "reader": "查阅"}


class Person(Model):
    """An account: `name` is what the person logs in with, `unit` the responsible unit of a person of role unit.

    `must_change` asks for a new password at the next log-in; who is not `active` cannot log in.
    """

    name: str
    role: PersonRole
    unit: str = ""
    is_active: bool = True
    must_change: bool = False


class Session(Model):
    """A log-in that lasts: `csrf` is the token that every change asked for in it must carry. Times are ISO 8601."""

    person: Person
    csrf: str
    begun_at: str
    seen_at: str
