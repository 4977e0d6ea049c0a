"""Changes come from our pages alone, and every answer says what a browser may do with it."""

from desk.web.headers import HEADERS

PASSWORD = "一句自己记得住的话"


def test_a_change_without_the_token_is_refused(enter, csrf_of):
    client = enter("admin")
    row = {"name": "new", "role": "reader"}
    assert client.post("/people", data=row).status_code == 403
    assert client.post("/people", data=row | {"csrf": "x"}).status_code == 403
    assert client.post("/people", data=row | {"csrf": csrf_of(client)}).status_code == 200


def test_the_token_of_another_session_is_refused(enter, csrf_of):
    client, other = enter("admin"), enter("compiler")
    assert client.post("/people", data={"name": "x", "role": "reader", "csrf": csrf_of(other)}).status_code == 403


def test_a_change_that_another_site_asks_for_is_refused(anybody, enter, csrf_of):
    there = {"origin": "https://elsewhere.example"}
    answer = anybody.post("/login", data={"name": "admin", "password": PASSWORD}, headers=there)
    assert answer.status_code == 403
    client = enter("admin")
    row = {"name": "new", "role": "reader", "csrf": csrf_of(client)}
    assert client.post("/people", data=row, headers=there).status_code == 403
    assert client.post("/people", data=row, headers={"origin": "http://testserver"}).status_code == 200


def test_every_answer_carries_the_headers(enter):
    client = enter("reader")
    for path in ("/", "/nothing", "/people", "/assets/desk.css", "/health", "/indicator/999"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
    assert client.get("/").headers["cache-control"] == "no-store"


def test_no_page_holds_inline_script_or_style(enter):
    client = enter("admin")
    for path in ("/", "/people", "/account", "/login", "/indicator/1"):
        text = client.get(path).text
        assert "<style" not in text and " style=" not in text and " onclick" not in text
        assert "<script>" not in text


def test_a_name_that_is_markup_is_shown_as_text(enter, csrf_of):
    client = enter("admin")
    row = {"name": "<b>甲</b>", "role": "unit", "unit": "<script>alert(1)</script>", "csrf": csrf_of(client)}
    text = client.post("/people", data=row).text
    assert "<script>alert" not in text and "<b>甲" not in text
    assert "&lt;b&gt;甲" in text


def test_the_path_of_the_server_is_never_shown(office, enter):
    client = enter("admin")
    office.file.write_text("county: [", encoding="utf-8")
    answer = client.get("/")
    assert answer.status_code == 400
    assert str(office.file.parent) not in answer.text
