"""A backup brings the desk along: who may log in, what was answered, what still waits."""

from archive.backup import back_up, restoring
from desk.web.office import Office
from desk.web.sessions import log_in
from schemas.answer import Answer

PASSWORD = "一句自己记得住的话"


def test_a_restored_desk_knows_its_people_answers_and_papers(office, enter, csrf_of, clock, tmp_path):
    client = enter("compiler")
    paper = {"files": ("河长制.txt", b"\xe6\xb2\xb3\xe9\x95\xbf", "text/plain")}
    assert client.post("/inbox", data={"csrf": csrf_of(client)}, files=paper).status_code == 303
    answer = Answer(key="k", unit="县水利局", by="unit", at=clock(), text="下周补报", is_sent=True)
    office.answers.write(office.workplace.dossier.id, answer)
    with office.archive.writing():
        back_up(office.archive, office.file, tmp_path / "备份.zip", {})
    with restoring(tmp_path / "备份.zip", tmp_path / "别处") as file:
        assert file.exists()
    restored = Office(tmp_path / "别处" / "dossier.yaml", clock)
    try:
        assert log_in(restored.people, "reader", PASSWORD, "", clock())
        assert restored.answers.seen_by(restored.workplace.dossier.id, "") == (answer,)
        (waiting,) = restored.inbox.items()
        assert (waiting.state, waiting.file) == ("waiting", "河长制.txt")
        assert (restored.inbox.files / waiting.stored).read_bytes() == b"\xe6\xb2\xb3\xe9\x95\xbf"
    finally:
        restored.close()
