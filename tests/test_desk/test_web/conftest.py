"""A small dossier with the desk over it, asked without a browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk.commands.init import create
from desk.web.application import application
from desk.web.office import Office
from desk.web.sessions import secret_of
from schemas.person import Person, PersonRole

PASSWORD = "一句自己记得住的话"
ROLES: tuple[PersonRole, ...] = ("admin", "compiler", "unit", "reader")


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.at = "2024-03-01T08:00:00+00:00"

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    create(tmp_path / "dossier", county="青岚县", edition="2021", years="2021-2022")
    office = Office(tmp_path / "dossier" / "dossier.yaml", clock)
    secret = secret_of(PASSWORD)
    for role in ROLES:
        office.people.add(Person(name=role, role=role, unit="县水利局" if role == "unit" else ""), secret)
    yield office
    office.close()


@pytest.fixture
def anybody(office: Office) -> Iterator[TestClient]:
    """Who has not logged in."""
    with TestClient(application(office), follow_redirects=False) as client:
        yield client


@pytest.fixture
def enter(office: Office) -> Iterator[Callable[[str], TestClient]]:
    """Return who has logged in as a person."""
    opened: list[TestClient] = []

    def log_in(name: str) -> TestClient:
        client = TestClient(application(office), follow_redirects=False)
        opened.append(client.__enter__())
        answer = client.post("/login", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    yield log_in
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def csrf_of() -> Callable[[TestClient], str]:
    """Return the token that the pages of a session carry."""

    def read(client: TestClient) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', client.get("/account").text)
        assert found is not None
        return found[1]

    return read
