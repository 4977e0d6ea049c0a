"""Searching on the page: who sees what, what is noted, what is handed out."""

import io

from openpyxl import load_workbook


def test_kept_searches_are_noted_as_acts_of_the_person(office, enter, csrf_of):
    client = enter("compiler")
    row = {"csrf": csrf_of(client), "name": "水质材料", "q": "水质"}
    assert client.post("/search/keep", data=row).status_code == 303
    assert "水质材料" in client.get("/search").text
    assert client.post("/search/forget", data=row).status_code == 303
    acts = office.archive.catalogue.acts(office.workplace.dossier.id)
    assert [(act.by, act.action, act.subject) for act in acts[-2:]] == [("compiler", "search_kept", "水质材料")] * 2
    assert not office.archive.catalogue.audit_faults()


def test_a_reader_keeps_no_searches(enter, csrf_of):
    client = enter("reader")
    row = {"csrf": csrf_of(client), "name": "水质材料", "q": "水质"}
    assert client.post("/search/keep", data=row).status_code == 403


def test_a_broken_query_is_told_on_the_page(enter):
    answer = enter("reader").get("/search", params={"q": "(水质"})
    assert answer.status_code == 200
    assert "括号不成对" in answer.text


def test_a_query_is_shown_as_text(enter):
    text = enter("reader").get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text


def test_every_line_of_a_list_has_its_row(enter, csrf_of):
    client = enter("reader")
    row = {"csrf": csrf_of(client), "queries": "水质\n=1+1\n(坏\n\n"}
    answer = client.post("/search/list", data=row)
    assert answer.headers["content-disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    words = [str(cell.value) for cell in sheet["B"]]
    assert words[-3:] == ["水质", "=1+1", "(坏"]
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
