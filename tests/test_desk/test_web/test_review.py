"""审核: a word is noted, the next tag comes, a word is taken back; nobody decides who may not."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.web.review_queue import ReviewQueue
from pipeline.intake import Incoming
from pipeline.run import Ingest
from schemas.tag import Decision

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def papers(office, tmp_path, paper):
    """Some papers with proposed tags in the archive."""
    files = []
    for number, text in enumerate(
        (
            "2021年，全县森林覆盖率达到61.2%。",
            "2021年，全县城镇污水处理率为97.4%。",
            f"2021年，优良天数比例为95.1%。{HOSTILE}",
        )
    ):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(paper(f"青岚县关于{number}号工作情况的报告", text))
        files.append(Incoming(file, file.name))
    dossier = office.workplace.dossier
    Ingest(office.archive, dossier, office.clock(), lambda: ThreadPoolExecutor(1), lambda *_: None).take(files)


def _fields(client, address="/review"):
    """Return the fields of the form that judges, "" where nothing waits."""
    text = client.get(address).text
    form = re.search(r"<form[^>]*data-judge.*?</form>", text, re.DOTALL)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])) if form else {}


def _words(office):
    return [
        (one.indicator_id, one.sub, one.state)
        for one in office.archive.catalogue.decisions(office.workplace.dossier.id)
    ]


def _subject(fields):
    indicator_id, _, sub = fields["subject"].rpartition(".")
    return indicator_id, int(sub) or None


def test_a_word_is_noted_and_the_next_tag_comes(office, enter, papers):
    client = enter("compiler")
    fields = _fields(client)
    answer = client.post("/review/decide", data=fields | {"deed": "confirm"})
    assert answer.status_code == 303
    assert _words(office) == [(*_subject(fields), "confirmed")]
    following = _fields(client, answer.headers["location"])
    assert (following["sha256"], following["subject"]) != (fields["sha256"], fields["subject"])
    assert f"{following['sha256']}.{following['subject']}" == fields["next"]


def test_a_word_is_taken_back_once_and_the_tag_waits_again(office, enter, papers):
    client = enter("compiler")
    fields = _fields(client)
    client.post("/review/decide", data=fields | {"deed": "reject"})
    (key,) = re.findall(r'name="key" value="([^"]*)"', client.get("/review").text)
    undo = {"csrf": fields["csrf"], "key": key}
    assert client.post("/review/undo", data=undo).status_code == 303
    assert _words(office)[-1] == (*_subject(fields), "proposed")
    again = _fields(client)
    assert (again["sha256"], again["subject"]) == (fields["sha256"], fields["subject"])
    assert client.post("/review/undo", data=undo).status_code == 400
    catalogue, workplace = office.archive.catalogue, office.workplace
    (tag,) = [tag for tag in workplace.tags_of(fields["sha256"]) if (tag.indicator_id, tag.sub) == _subject(fields)]
    assert tag.state == "proposed"
    assert fields["sha256"] in catalogue.tagged(workplace.dossier.id, workplace.edition, tag.indicator_id)


def test_a_tag_given_to_another_indicator_comes_back_at_one_stroke(office, enter, papers):
    client = enter("compiler")
    fields = _fields(client)
    other = office.workplace.edition.indicators[0].id
    client.post("/review/decide", data=fields | {"deed": "reassign", "to": f"{other}.0"})
    assert [state for *_, state in _words(office)] == ["rejected", "confirmed"]
    assert _words(office)[-1][0] == other
    (key,) = re.findall(r'name="key" value="([^"]*)"', client.get("/review").text)
    client.post("/review/undo", data={"csrf": fields["csrf"], "key": key})
    assert [state for *_, state in _words(office)[2:]] == ["proposed", "proposed"]
    assert {tag.state for tag in office.workplace.tags_of(fields["sha256"])} == {"proposed"}
    assert client.get("/review").status_code == 200


def test_a_word_on_which_another_spoke_since_is_not_taken_back(office, enter, papers, clock):
    client, other = enter("compiler"), enter("admin")
    fields = _fields(client)
    client.post("/review/decide", data=fields | {"deed": "confirm"})
    (key,) = re.findall(r'name="key" value="([^"]*)"', client.get("/review").text)
    clock.at = "2024-03-01T08:05:00+00:00"
    token = re.search(r'name="csrf" value="([^"]+)"', other.get("/account").text)[1]
    other.post("/review/decide", data=fields | {"deed": "reject", "csrf": token})
    assert client.post("/review/undo", data={"csrf": fields["csrf"], "key": key}).status_code == 400
    assert _words(office)[-1][2] == "rejected"


def test_where_the_next_tag_is_gone_the_one_in_its_place_comes(office, enter, papers):
    client = enter("compiler")
    waiting = [one for one in office.reviewing.waiting(office.workplace) if one.relation == "evidence"]
    for place in (0, 1, 9999):
        shown = _fields(client, f"/review?at=gone&place={place}")
        assert f"{shown['sha256']}.{shown['subject']}" == waiting[min(place, len(waiting) - 1)].key


def test_an_older_word_stands_again_when_a_later_one_is_taken_back(office, enter, papers, clock):
    client = enter("compiler")
    fields = _fields(client)
    client.post("/review/decide", data=fields | {"deed": "confirm"})
    clock.at = "2024-03-01T08:05:00+00:00"
    client.post("/review/decide", data=fields | {"deed": "reject"})
    (key,) = re.findall(r'name="key" value="([^"]*)"', client.get("/review").text)
    client.post("/review/undo", data={"csrf": fields["csrf"], "key": key})
    assert _words(office)[-1] == (*_subject(fields), "confirmed")


def test_who_may_not_decide_sees_no_buttons_and_is_refused(office, enter, papers):
    fields = _fields(enter("compiler"))
    reader = enter("reader")
    text = reader.get("/review").text
    assert "data-judge" not in text
    assert "第 1 / " in text
    token = re.search(r'name="csrf" value="([^"]+)"', reader.get("/account").text)[1]
    assert reader.post("/review/decide", data=fields | {"deed": "confirm", "csrf": token}).status_code == 403
    assert "没有等待审核的标注" in enter("unit").get("/review").text


@pytest.mark.parametrize(
    "odd",
    [
        {"deed": "x"},
        {"deed": "confirm", "subject": "none.0"},
        {"deed": "confirm", "subject": "x"},
        {"sha256": "0" * 64},
    ],
)
def test_what_makes_no_sense_is_refused(office, enter, papers, odd):
    client = enter("compiler")
    answer = client.post("/review/decide", data=_fields(client) | {"deed": "confirm"} | odd)
    assert answer.status_code == 400
    assert not _words(office)


def test_hostile_text_and_addresses_are_shown_as_text(enter, papers):
    client = enter("compiler")
    fields = _fields(client)
    while fields:
        text = client.get(f"/review?at={fields['sha256']}.{fields['subject']}").text
        assert HOSTILE not in text
        fields = _fields(client, f"/review?at={fields['next']}") if fields["next"] else {}
    assert client.get("/review", params={"at": HOSTILE, "unit": HOSTILE}).status_code == 200
    assert HOSTILE not in client.get("/review", params={"at": HOSTILE, "unit": HOSTILE}).text


def test_the_queue_follows_every_change_without_reading_all_anew(office, papers, monkeypatch):
    queue, workplace = ReviewQueue(), office.workplace
    catalogue, key = office.archive.catalogue, workplace.dossier.id
    asked = []
    read = catalogue.proposals
    monkeypatch.setattr(catalogue, "proposals", lambda *given: asked.append(given[2:]) or read(*given))
    first = queue.waiting(workplace)
    assert first == sorted(first)
    for state in ("confirmed", "rejected", "proposed"):
        one = first[0]
        word = Decision(
            sha256=one.sha256, indicator_id=one.indicator_id, sub=one.sub, state=state, by="x", at=office.clock()
        )
        catalogue.decide(key, word)
        assert queue.waiting(workplace) == ReviewQueue().waiting(workplace)
        assert (one in queue.waiting(workplace)) == (state == "proposed")
    assert asked[1] == ([first[0].sha256],)
