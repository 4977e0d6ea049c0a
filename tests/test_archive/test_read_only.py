"""A store where nothing may be written: read from a CD, from a share without the right to write."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.archive import Archive
from archive.catalogue import catalogue as opening
from archive.verification import verify
from schemas.errors import StoreReadOnly
from schemas.finding import Waiver

KEY = "d1"


@pytest.fixture
def store(tmp_path: Path, make: Any) -> Path:
    folder = tmp_path / "store"
    with Archive.open(folder, create=True) as archive:
        archive.catalogue.receive(make.arrival("一", "一.docx"))
        with archive.writing():
            archive.index_pending()
    return folder


@pytest.fixture
def closed(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store as those see it who may not write: for real, but for root, to whom nothing is closed."""
    for path in (store, *store.rglob("*")):
        path.chmod(0o555)
    if os.access(store, os.W_OK):
        monkeypatch.setattr(opening, "can_be_written", lambda path: False)
    return store


def test_it_is_read_and_proven(closed: Path) -> None:
    before = sorted(path.name for path in closed.rglob("*"))
    with Archive.open(closed) as archive:
        assert [row.file for row in archive.catalogue.documents(KEY)] == ["一.docx"]
        assert archive.engine.document_pages() == {}
        assert archive.catalogue.audit_faults() == ()
        assert not [fault for fault in verify(archive, KEY).faults if "目录" in fault]
    assert sorted(path.name for path in closed.rglob("*")) == before


def test_a_word_cannot_be_noted(closed: Path) -> None:
    with Archive.open(closed) as archive, pytest.raises(StoreReadOnly) as error:
        archive.catalogue.waive(KEY, Waiver(key="k", reason="r", by="", at="2024-05-06T08:00:00+08:00"))
    assert "只能读" in error.value.message


def test_a_store_of_an_older_version_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        old = Path(__file__).parent / "old_stores" / "0004" / "catalogue.sql"
        connection.executescript(old.read_text("utf-8"))
    monkeypatch.setattr(opening, "can_be_written", lambda path: False)
    with pytest.raises(StoreReadOnly) as error:
        Archive.open(tmp_path)
    assert "升级" in error.value.message and "复制" in error.value.advice


def test_what_a_killed_program_left_in_the_log_is_read_too(
    store: Path, tmp_path: Path, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(store) as archive:
        archive.catalogue.receive(make.arrival("二", "二.docx"))
        killed = shutil.copytree(store, tmp_path / "killed")
    assert (killed / "catalogue.sqlite-wal").stat().st_size
    monkeypatch.setattr(opening, "can_be_written", lambda path: False)
    with Archive.open(killed) as archive:
        assert [row.file for row in archive.catalogue.documents(KEY)] == ["一.docx", "二.docx"]
