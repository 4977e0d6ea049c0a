"""Role x route: the table is the whole truth."""

import re

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from desk.web.application import PAGES, application
from desk.web.guard import SAFE_METHODS
from desk.web.rights import OPEN, RIGHTS, may
from schemas.person import ROLE_NAMES

ROLES = tuple(ROLE_NAMES)


def _routes():
    listed = [route for page in PAGES for route in page.router.routes if isinstance(route, APIRoute)]
    found = {route.name: route for route in listed}
    assert len(found) == len(listed), "two routes of one name"
    return found


def test_every_route_stands_in_the_table_and_nothing_else_does(office):
    mounted = {route.name for route in application(office).routes if isinstance(route, Mount)}
    assert set(_routes()) | mounted == set(RIGHTS) | OPEN


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_let_in_as_the_table_says(office, enter, csrf_of, role):
    client = enter(role)
    token = csrf_of(client)
    for name, route in _routes().items():
        if name in OPEN or name == "do_logout":
            continue
        path = re.sub(r"{[^}]*}", "1", route.path)
        method = sorted(route.methods)[-1]
        headers = {} if method in SAFE_METHODS else {"x-csrf-token": token}
        answer = client.request(method, path, headers=headers)
        assert (answer.status_code == 403) is not may(role, name), (role, name, answer.status_code)
        assert answer.status_code != 500, (name, answer.text)


def test_nobody_is_let_in_without_a_login(office, anybody):
    for name, route in _routes().items():
        if name in OPEN:
            continue
        path = re.sub(r"{[^}]*}", "1", route.path)
        answer = anybody.request(sorted(route.methods)[-1], path)
        if path.startswith("/api/"):
            assert answer.status_code == 401, name
        else:
            assert answer.headers["location"].startswith("/login"), name


def test_a_route_that_is_not_in_the_table_is_nobodys():
    assert not any(may(role, "no_such_route") for role in ROLES)
