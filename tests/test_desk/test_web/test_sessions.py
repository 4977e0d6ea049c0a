"""Logging in: what lets in, what does not, how long it lasts."""

import pytest

from desk.web.sessions import COOKIE, FAILURES_OF_NAME, first_admin, secret_of
from schemas.errors import UsageError
from schemas.person import Person

PASSWORD = "一句自己记得住的话"


def test_the_cookie_is_for_the_browser_alone(anybody):
    answer = anybody.post("/login", data={"name": "reader", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_behind_tls_the_cookie_is_secure(office, anybody):
    office.is_secure = True
    answer = anybody.post("/login", data={"name": "reader", "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


def test_what_is_kept_opens_no_session(office, anybody):
    anybody.post("/login", data={"name": "reader", "password": PASSWORD})
    token = anybody.cookies[COOKIE]
    assert token.encode() not in (office.folder / "people.sqlite").read_bytes()
    assert PASSWORD.encode() not in (office.folder / "people.sqlite").read_bytes()


@pytest.mark.parametrize(("name", "password"), [("reader", "wrong"), ("nobody", PASSWORD), ("", ""), ("reader", "")])
def test_wrong_names_and_passwords_are_told_the_same(anybody, name, password):
    answer = anybody.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "用户名或密码不对" in answer.text
    assert COOKIE not in anybody.cookies


def test_after_some_failures_even_the_right_password_waits_ten_minutes(anybody, clock):
    for _ in range(FAILURES_OF_NAME):
        anybody.post("/login", data={"name": "reader", "password": "wrong"})
    right = {"name": "reader", "password": PASSWORD}
    assert "登录失败次数过多" in anybody.post("/login", data=right).text
    assert anybody.post("/login", data={"name": "compiler", "password": PASSWORD}).status_code == 303
    clock.at = "2024-03-01T08:11:00+00:00"
    assert anybody.post("/login", data=right).status_code == 303


def test_a_session_ends_by_idleness_by_age_and_by_hand(enter, clock, csrf_of):
    client = enter("reader")
    clock.at = "2024-03-01T15:59:00+00:00"
    assert client.get("/").status_code == 200
    clock.at = "2024-03-01T23:58:00+00:00"
    assert client.get("/").status_code == 200
    clock.at = "2024-03-02T08:30:00+00:00"
    assert client.get("/").status_code == 303
    client = enter("reader")
    assert client.post("/logout", data={"csrf": csrf_of(client)}).status_code == 303
    assert client.get("/").status_code == 303


def test_a_closed_account_is_out_at_once(office, enter):
    client = enter("reader")
    person, _ = office.people.find("reader")
    office.people.change(person.model_copy(update={"is_active": False}))
    assert client.get("/").status_code == 303


def test_the_first_start_makes_one_admin_whose_password_must_be_changed(tmp_path, office, anybody, clock):
    assert first_admin(office.people) is None
    office.people.add(Person(name="new", role="compiler", must_change=True), secret_of("abcdefgh23"))
    anybody.post("/login", data={"name": "new", "password": "abcdefgh23"})
    assert anybody.get("/").headers["location"] == "/account"
    assert anybody.get("/indicator/1").headers["location"] == "/account"


@pytest.mark.parametrize(
    "place", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere", "/\r\nX: y", "x", ""]
)
def test_after_the_login_one_stays_here(anybody, place):
    answer = anybody.post("/login", data={"name": "reader", "password": PASSWORD, "to": place})
    assert answer.headers["location"] == "/"


def test_short_passwords_are_refused():
    with pytest.raises(UsageError):
        secret_of("1234567")
