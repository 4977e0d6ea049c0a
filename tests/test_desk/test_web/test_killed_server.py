"""The server itself killed while files come in and are taken in."""

import hashlib
import re
import signal
import socket
import sqlite3
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from desk.commands.init import create
from desk.web.office import Office
from desk.web.sessions import secret_of
from desk.workplace import now
from schemas.person import Person

PASSWORD = "一句自己记得住的话"
FILES = 6
LIMIT_S = 180


@pytest.fixture
def folder(tmp_path):
    create(tmp_path / "dossier", county="青岚县", edition="2021", years="2021-2022")
    office = Office(tmp_path / "dossier" / "dossier.yaml", now)
    office.people.add(Person(name="汇总", role="compiler"), secret_of(PASSWORD))
    office.close()
    return tmp_path / "dossier"


def _ask(desk, method, path, body=b"", **headers):
    connection = HTTPConnection(urlsplit(desk.address).netloc, timeout=60)
    with closing(connection):
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read().decode()


def _log_in(desk):
    """Return (cookie, csrf) of a session."""
    form = urlencode({"name": "汇总", "password": PASSWORD})
    answer, _ = _ask(desk, "POST", "/login", form, Content_Type="application/x-www-form-urlencoded")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    _, text = _ask(desk, "GET", "/account", cookie=cookie)
    return cookie, re.search(r'name="csrf" value="([^"]+)"', text)[1]


def _multipart(name, content):
    head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
    return head + content + b"\r\n--b--\r\n"


def _send(desk, cookie, csrf, name, content):
    headers = {"cookie": cookie, "x-csrf-token": csrf, "content-type": "multipart/form-data; boundary=b"}
    answer, text = _ask(desk, "POST", "/api/inbox", _multipart(name, content), **headers)
    assert answer.status == 200, text


def _begin_upload(desk, cookie, csrf, name):
    """Return a connection on which a file is half sent."""
    body = _multipart(name, b"x" * 400_000)
    host = urlsplit(desk.address)
    half = socket.create_connection((host.hostname, host.port))
    half.sendall(
        f"POST /api/inbox HTTP/1.1\r\nHost: {host.netloc}\r\nCookie: {cookie}\r\nX-CSRF-Token: {csrf}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body[:200_000]
    )
    return half


def _wait(folder, query, wanted):
    """Wait until the inbox, read beside the server, answers a query as wanted."""
    (file,) = (folder / "store" / "desk").glob("inbox-*/inbox.sqlite")
    until_s = time.monotonic() + LIMIT_S
    while time.monotonic() < until_s:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as inbox:
            if inbox.execute(query).fetchone()[0] == wanted:
                return
        time.sleep(0.02)
    raise AssertionError(f"{query} was never {wanted}")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
def test_killed_during_an_upload_and_an_ingest_nothing_is_lost_and_nothing_is_twice(folder, serving, paper):
    papers = {f"{number}.docx": paper(f"青岚县水利局关于第{number}次河长制工作的报告") for number in range(FILES)}
    desk = serving(folder)
    cookie, csrf = _log_in(desk)
    with closing(_begin_upload(desk, cookie, csrf, "半份.docx")):
        for name, content in papers.items():
            _send(desk, cookie, csrf, name, content)
        _wait(folder, "SELECT count(*) > 0 FROM item WHERE state = 'working'", 1)
        desk.process.send_signal(signal.SIGKILL)
        desk.stop()

    again = serving(folder)
    _wait(folder, "SELECT count(*) FROM item WHERE state = 'done'", FILES)
    cookie, csrf = _log_in(again)
    _send(again, cookie, csrf, "半份.docx", paper("重新上传的一份"))
    _wait(folder, "SELECT count(*) FROM item WHERE state = 'done'", FILES + 1)
    again.stop()

    office = Office(folder / "dossier.yaml", now)
    live = {one.file: one.sha256 for one in office.archive.catalogue.documents(office.workplace.dossier.id)}
    wanted = papers | {"半份.docx": paper("重新上传的一份")}
    assert live == {name: hashlib.sha256(content).hexdigest() for name, content in wanted.items()}
    assert sorted(one.file for one in office.inbox.items()) == sorted(wanted)
    assert len([act for act in office.archive.catalogue.acts() if act.action == "received"]) == FILES + 1
    assert not office.archive.catalogue.audit_faults()
    assert office.inbox.sweep(time.time() + 1) <= 1  # the half that was cut off
    assert not list(office.inbox.files.iterdir())
    office.close()
