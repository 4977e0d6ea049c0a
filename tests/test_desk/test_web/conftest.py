"""A small dossier with the desk over it, asked without a browser."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{WORD}"><w:body>{{}}</w:body></w:document>'
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""


@pytest.fixture
def paper() -> Callable[..., bytes]:
    """Return what makes a Word document of paragraphs, the cells of a table given as a list of rows."""

    def make(*parts: str | list[list[str]]) -> bytes:
        inner = "".join(_paragraph(part) if isinstance(part, str) else _table(part) for part in parts)
        body = DOCUMENT.format(inner)
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            parts_of_it = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body}
            for name, content in parts_of_it.items():
                archive.writestr(zipfile.ZipInfo(name), content)  # the same bytes at any time
        return packed.getvalue()

    return make


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>{}</w:tbl>".format("".join(f"<w:tr>{line}</w:tr>" for line in lines))
