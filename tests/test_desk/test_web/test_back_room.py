"""The room beside the server checks whatever is written, whenever it is written."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.web import back_room
from desk.web.back_room import Checking, check_anew
from desk.web.taking_in import take_in
from schemas.tag import Decision

NUMBER = 16


@pytest.fixture
def handed_in(office, enter, csrf_of, paper):
    """The SHA-256 of a paper in the archive."""
    client = enter("compiler")
    files = [("files", ("甲.docx", paper("青岚县水利局关于河湖岸线保护率的报告")))]
    assert client.post("/inbox", data={"csrf": csrf_of(client)}, files=files).status_code == 303
    while take_in(office, lambda: ThreadPoolExecutor(1)):
        pass
    (document,) = office.archive.catalogue.documents(office.workplace.dossier.id)
    return document.sha256


def _states(told, indicator):
    """Return what the check says of an indicator, cell by cell."""
    return [cell.reason for cell in told.report.matrix if cell.indicator_id == indicator.id]


def _found(checking):
    """Go on until nothing is due; return what the checks found."""
    told = [checking.step() for _ in range(12)]
    assert told[-3:] == [None, None, None], "it never comes to rest"
    return [one for one in told if one is not None]


def test_what_is_written_while_a_check_runs_is_checked_after_it(office, handed_in, monkeypatch):
    indicator = office.workplace.edition.by_number(NUMBER)
    word = Decision(
        sha256=handed_in, indicator_id=indicator.id, state="rejected", by="compiler", at=office.clock()
    )  # fmt: skip
    words = [word]

    def check_and_be_spoken_to(asked, trend):
        told = check_anew(asked, trend)
        if words:
            asked.archive.catalogue.decide(asked.workplace.dossier.id, words.pop())
        return told

    monkeypatch.setattr(back_room, "check_anew", check_and_be_spoken_to)
    first, *_, last = _found(Checking(office))
    assert _states(first, indicator) != _states(last, indicator)
    assert office.told().report.matrix == check_anew(office).report.matrix


def test_where_nothing_changes_it_comes_to_rest(office, handed_in):
    assert 1 <= len(_found(Checking(office))) <= 2  # what a check itself keeps is looked at once more
