"""A desk that does not come to answer leaves no process behind."""

import subprocess

import pytest

from benchmarks import running_desk
from desk.commands.init import create


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    found = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(running_desk.subprocess, "Popen", Noted)
    return found


def test_where_there_is_nothing_to_serve_it_says_why(tmp_path, started):
    with pytest.raises(AssertionError, match=r"dossier\.yaml"):
        running_desk.start_desk(tmp_path)
    assert [process.poll() is not None for process in started] == [True]


def test_where_it_takes_too_long_it_is_ended(tmp_path, started, monkeypatch):
    create(tmp_path / "dossier", county="青岚县", edition="2021", years="2021-2022")
    monkeypatch.setattr(running_desk, "START_LIMIT_S", 0)
    with pytest.raises(AssertionError, match="does not answer"):
        running_desk.start_desk(tmp_path / "dossier")
    assert [process.poll() is not None for process in started] == [True]
