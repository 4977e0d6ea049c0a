"""Stores that earlier versions left, one of each: opened, brought forward, nothing lost.

Each folder of `old_stores` is named by the catalogue's step and holds the dump of a catalogue, written by the program
of that time (two documents, a decision, a waiver, a check, a package), with its originals.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.verification import verify
from schemas.editions import load_edition

STORES = sorted(path for path in (Path(__file__).parent / "old_stores").iterdir() if path.is_dir())


@pytest.fixture(params=STORES, ids=lambda path: path.name)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        connection.executescript((request.param / "catalogue.sql").read_text("utf-8"))
    for path in (request.param / "originals").iterdir():
        target = folder / "originals" / path.name[:2] / path.name[2:4] / path.name
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    return folder


def test_there_is_one_of_each() -> None:
    assert [path.name for path in STORES] == ["0004", "0007", "0008"]


def test_nothing_is_lost_and_all_of_it_agrees(store: Path) -> None:
    with closing(sqlite3.connect(store / "catalogue.sqlite")) as connection:
        (key,) = connection.execute("SELECT key FROM dossier").fetchone()
    edition = load_edition("2021")
    with Archive.open(store) as archive, archive.writing():
        catalogue = archive.catalogue
        files = [row.file for row in catalogue.documents(key)]
        assert {"污水报告.docx", "空气年报.docx"} <= set(files)
        assert [(word.state, word.indicator_id, word.by) for word in catalogue.decisions(key)] == [
            ("confirmed", "air", "李四")
        ]
        assert [(waiver.reason, waiver.by) for waiver in catalogue.waivers(key)] == [("已核", "王五")]
        assert len(catalogue.packages(key)) == 1
        assert catalogue.check_runs(key)
        facts = catalogue.facts_of(key, edition)
        assert {(fact.indicator_id, str(fact.value)) for found in facts.values() for fact in found} >= {
            ("air", "96.4"),
            ("sewage_town", "96.0"),
        }
        archive.reindex()
        seen = verify(archive, key)
    assert seen.faults == ()
    assert (seen.originals, seen.documents, seen.pages, seen.packages) == (len(files), len(files), len(files), 1)
