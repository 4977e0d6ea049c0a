"""收件: what is handed in arrives once, whatever happens on the way, and is seen by whom it concerns."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.commands.serve import run
from desk.web.minding import Minder
from desk.web.office import Office
from desk.web.papers import seen_papers
from desk.web.reach import Reach
from desk.web.taking_in import MOST_TRIES, take_in
from desk.web.uploads import MAX_DEPTH, MAX_PART_CHARS, safe_file
from desk.web.watching import Watched
from pipeline.reports.visible import visible
from schemas.errors import UsageError

TEXT = "青岚县水利局关于河长制工作的报告"


def _workers():
    return ThreadPoolExecutor(1)


def _take_all(office):
    while take_in(office, _workers):
        pass


def _send(client, csrf, files, path="/inbox", **fields):
    parts = [("files", (name, content)) for name, content in files]
    return client.post(path, data={"csrf": csrf} | fields, files=parts)


def _live(office):
    return sorted(one.file for one in office.archive.catalogue.documents(office.workplace.dossier.id))


def test_an_upload_by_form_waits_and_is_taken_in_with_its_outcome(office, enter, csrf_of, paper):
    client = enter("compiler")
    answer = _send(client, csrf_of(client), [("甲.docx", paper(TEXT)), ("乙.docx", b"")])
    assert answer.status_code == 303
    assert "等待处理" in client.get("/inbox").text
    _take_all(office)
    text = client.get("/inbox").text
    assert "新收" in text
    assert "✘ 失败" in text
    assert "empty" in text
    assert _live(office) == ["乙.docx", "甲.docx"]
    assert not list(office.inbox.files.iterdir())


def test_a_script_uploads_with_the_folder_and_reads_how_far_it_is(office, enter, csrf_of, paper):
    client = enter("compiler")
    parts = [("files", ("甲.docx", paper(TEXT)))]
    headers = {"x-csrf-token": csrf_of(client)}
    answer = client.post("/api/inbox", data={"path": "报送/水利/甲.docx"}, files=parts, headers=headers)
    assert answer.json() == {"files": 1}
    (row,) = client.get("/api/inbox").json()["rows"]
    assert (row["file"], row["state"]) == ("报送/水利/甲.docx", "waiting")
    _take_all(office)
    (row,) = client.get("/api/inbox?state=done").json()["rows"]
    assert row["lines"][0]["words"] == "新收"
    assert row["lines"][0]["sha256"] == hashlib.sha256(paper(TEXT)).hexdigest()


def test_the_same_content_is_told_as_a_duplicate_and_an_archive_file_by_file(office, enter, csrf_of, paper):
    client = enter("compiler")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一/甲.docx", paper(TEXT))
        archive.writestr("乙.docx", paper(TEXT, "另一份"))
    for name, content in (("甲.docx", paper(TEXT)), ("甲.docx", paper(TEXT)), ("包.zip", packed.getvalue())):
        _send(client, csrf_of(client), [(name, content)])
        _take_all(office)
    zipped, same, _ = office.inbox.items()
    assert [paper.outcome for paper in same.papers] == ["known"]
    assert sorted((paper.file, paper.outcome) for paper in zipped.papers) == [
        ("包.zip/一/甲.docx", "duplicate"),
        ("包.zip/乙.docx", "new"),
    ]
    assert "重复于《甲.docx》" in client.get("/inbox").text


def test_two_files_of_one_name_both_stay(office, enter, csrf_of, paper):
    client = enter("compiler")
    for text in (TEXT, TEXT + "二"):
        _send(client, csrf_of(client), [("附件1.docx", paper(text))])
        _take_all(office)
    assert _live(office) == ["附件1.docx", "附件1.docx"]


def test_a_file_for_a_slot_is_confirmed_as_evidence_once(office, enter, csrf_of, paper):
    client = enter("compiler")
    indicator = next(one for one in office.workplace.edition.indicators if one.subs)
    for _ in range(2):
        _send(client, csrf_of(client), [("甲.docx", paper(TEXT))], indicator=indicator.id, sub="1")
        _take_all(office)
    (word,) = office.archive.catalogue.decisions(office.workplace.dossier.id)
    assert (word.indicator_id, word.sub, word.state, word.by) == (indicator.id, 1, "confirmed", "compiler")


def test_a_unit_hands_in_for_its_own_indicators_and_sees_its_own_papers(office, enter, csrf_of, paper):
    unit, compiler = enter("unit"), enter("compiler")
    _send(compiler, csrf_of(compiler), [("汇总.docx", b"\xe7\x94\xb2")])
    assert _send(unit, csrf_of(unit), [("乙.docx", paper(TEXT))]).status_code == 303
    foreign = office.workplace.edition.indicators[0].id
    assert _send(unit, csrf_of(unit), [("丙.docx", b"x")], indicator=foreign).status_code == 400
    _take_all(office)
    assert [row["file"] for row in unit.get("/api/inbox").json()["rows"]] == ["县水利局/乙.docx"]
    assert len(compiler.get("/api/inbox").json()["rows"]) == 2
    reach = Reach.of(office.people.find("unit")[0], office.workplace.dossier)
    assert hashlib.sha256(paper(TEXT)).hexdigest() in seen_papers(office, reach)
    theirs = {one.file: one.id for one in office.inbox.items()}["汇总.docx"]
    assert unit.post("/inbox/retry", data={"csrf": csrf_of(unit), "id": theirs}).status_code == 400


def test_more_than_the_limit_is_refused_and_leaves_nothing(office, enter, csrf_of):
    office.upload_limit_bytes = 4000
    client = enter("compiler")
    answer = _send(client, csrf_of(client), [("大.docx", b"x" * 5000)])
    assert answer.status_code == 413
    assert "不能超过" in answer.text

    def unannounced():
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.docx"\r\n\r\n'
        for _ in range(50):
            yield b"x" * 100

    headers = {"x-csrf-token": csrf_of(client), "content-type": "multipart/form-data; boundary=b"}
    answer = client.post("/api/inbox", content=unannounced(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert not list(office.inbox.files.iterdir())
    assert not office.inbox.items()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.docx"\r\n\r\ncut',
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n',
    ],
)
def test_a_broken_upload_is_refused_and_leaves_nothing(office, enter, csrf_of, body):
    client = enter("compiler")
    headers = {"x-csrf-token": csrf_of(client), "content-type": "multipart/form-data; boundary=b"}
    assert client.post("/api/inbox", content=body, headers=headers).status_code == 400
    assert not list(office.inbox.files.iterdir())


def test_an_upload_without_the_token_leaves_nothing(office, enter, paper):
    client = enter("compiler")
    assert _send(client, "x", [("甲.docx", paper(TEXT))]).status_code == 403
    assert not list(office.inbox.files.iterdir())


def test_a_hostile_name_is_shown_as_text(office, enter, csrf_of, paper):
    client = enter("compiler")
    _send(client, csrf_of(client), [("../../<script>alert(1)</script>.docx", paper(TEXT))])
    _take_all(office)
    text = client.get("/inbox").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_no_name_leads_anywhere(name):
    safe = safe_file(name)
    parts = safe.split("/") if safe else []
    assert len(parts) <= MAX_DEPTH
    assert all(part.strip(".") and len(part) <= MAX_PART_CHARS and visible(part) == part for part in parts)
    safe.encode()


def test_a_failed_file_is_tried_again_from_the_store(office, enter, csrf_of):
    client = enter("compiler")
    _send(client, csrf_of(client), [("乙.docx", b"")])
    _take_all(office)
    (item,) = office.inbox.items()
    assert client.post("/inbox/retry", data={"csrf": csrf_of(client), "id": item.id}).status_code == 303
    _take_all(office)
    (again,) = office.inbox.items()
    assert (again.state, [paper.outcome for paper in again.papers]) == ("failed", ["failed"])
    assert client.post("/inbox/retry", data={"csrf": csrf_of(client), "id": "1" * 30}).status_code == 400


def test_an_item_that_ends_every_try_is_given_up(office, enter, csrf_of, paper):
    client = enter("compiler")
    _send(client, csrf_of(client), [("甲.docx", paper(TEXT)), ("乙.docx", b"y")])
    for _ in range(MOST_TRIES):
        with office.inbox.working():
            office.inbox.claim(1, 2)
            office.inbox.claim(1, 2)
    _take_all(office)
    assert {item.state for item in office.inbox.items()} == {"failed"}
    assert "多次意外终止" in client.get("/inbox").text


CHILD = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from desk.web import taking_in
from desk.web.office import Office
from desk.workplace import now
office = Office(Path(sys.argv[1]), now)
record, settle = office.archive.catalogue.record, office.inbox.settle
def slow_record(*given, **named):
    if sys.argv[2] == "understand": print("here", flush=True); time.sleep(60)
    return record(*given, **named)
def slow_settle(*given, **named):
    if sys.argv[2] == "settle": print("here", flush=True); time.sleep(60)
    return settle(*given, **named)
office.archive.catalogue.record, office.inbox.settle = slow_record, slow_settle
taking_in.take_in(office, lambda: ThreadPoolExecutor(1))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
@pytest.mark.parametrize("moment", ["understand", "settle"])
def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_twice(office, enter, csrf_of, paper, moment):
    client = enter("compiler")
    indicator = office.workplace.edition.indicators[0]
    files = [(f"{number}.docx", paper(f"{TEXT}{number}")) for number in range(3)]
    _send(client, csrf_of(client), files, indicator=indicator.id)
    with subprocess.Popen([sys.executable, "-c", CHILD, str(office.file), moment], stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"here\n"
        assert not take_in(office, _workers), "another process is at it"
        child.send_signal(signal.SIGKILL)
    _take_all(office)
    assert _live(office) == ["0.docx", "1.docx", "2.docx"]
    assert [[paper.outcome for paper in item.papers] for item in office.inbox.items()] == [["new"]] * 3
    assert {item.state for item in office.inbox.items()} == {"done"}
    assert len(office.archive.catalogue.decisions(office.workplace.dossier.id)) == 3
    assert len([act for act in office.archive.catalogue.acts() if act.action == "received"]) == 3
    assert not list(office.inbox.files.iterdir())


def test_what_waits_is_there_after_a_restart_and_cut_uploads_are_swept(office, enter, csrf_of, clock, paper):
    client = enter("compiler")
    _send(client, csrf_of(client), [("甲.docx", paper(TEXT))])
    for age_s in (0, 7200):
        cut_off = office.inbox.new_place()
        cut_off.write_bytes(b"cut off, or still coming")
        os.utime(cut_off, (time.time() - age_s,) * 2)
    office.close()
    again = Office(office.file, clock)
    assert again.inbox.sweep(time.time() - 3600) == 1
    _take_all(again)
    assert _live(again) == ["甲.docx"]
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
def test_the_process_beside_the_server_is_started_anew_when_it_dies(monkeypatch):
    monkeypatch.setattr("desk.web.minding.AGAIN_AFTER_S", 0.05)
    minder = Minder(["-c", "import time; time.sleep(60)"])
    first = minder.process_id
    os.kill(first, signal.SIGKILL)
    until_s = time.monotonic() + 30
    while minder.process_id == first and time.monotonic() < until_s:
        time.sleep(0.02)
    assert minder.process_id != first
    minder.close()
    with pytest.raises(ProcessLookupError):
        os.kill(minder.process_id, 0)


def test_a_folder_to_watch_that_is_not_there_is_told(office, tmp_path):
    with pytest.raises(UsageError):
        run(office.file, "127.0.0.1", 1, watch=tmp_path / "nothing")


def test_a_watched_folder_hands_in_what_is_quiet_and_takes_changes_anew(office, tmp_path, paper):
    folder = tmp_path / "watched"
    (folder / "水利").mkdir(parents=True)
    file = folder / "水利" / "甲.docx"
    file.write_bytes(paper(TEXT))
    watched = Watched(folder)
    assert [watched.look(office) for _ in range(3)] == [0, 1, 0]
    _take_all(office)
    assert _live(office) == ["水利/甲.docx"]
    assert Watched(folder).look(office) == 0, "known after a restart"
    time.sleep(0.01)
    file.write_bytes(paper(TEXT, "改"))
    assert [watched.look(office) for _ in range(3)] == [0, 1, 0]
    _take_all(office)
    assert _live(office) == ["水利/甲.docx"]
    assert office.inbox.items()[0].papers[0].outcome == "replaces"
    assert file.exists()
