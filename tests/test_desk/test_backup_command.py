"""`backup` and `restore`: the whole archive elsewhere, and back, proven."""

import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from archive.package.bag import make

OLD_STORES = Path(__file__).parents[1] / "test_archive" / "old_stores"


@pytest.fixture(scope="module", params=["备份", "备份.zip"])
def backed_up(demo, run, tmp_path_factory, request):
    place = tmp_path_factory.mktemp("备份") / request.param
    outcome = run("-C", demo[0], "backup", place)
    assert outcome.code == 0, outcome.err
    return place


def _told(run, folder):
    """Everything an outsider can read of a dossier."""
    return {name: run("-C", folder, name, "--json").out for name in ("documents", "tags", "facts", "audit")}


def test_what_is_restored_is_what_was_backed_up(demo, run, backed_up, tmp_path):
    outcome = run("restore", backed_up, tmp_path / "恢复")
    assert outcome.code == 0, outcome.err
    assert _told(run, tmp_path / "恢复") == _told(run, demo[0])
    assert run("-C", tmp_path / "恢复", "verify").code == 0
    found = [run("-C", folder, "search", "优良天数", "--json").rows() for folder in (demo[0], tmp_path / "恢复")]
    assert found[0] == found[1] != []
    assert [path.name for path in tmp_path.iterdir()] == ["恢复"]


def test_nothing_is_ever_written_over(demo, run, backed_up, tmp_path):
    (tmp_path / "有").mkdir()
    (tmp_path / "有" / "文件").write_text("甲")
    assert run("restore", backed_up, tmp_path / "有").code == 2
    assert [path.name for path in (tmp_path / "有").iterdir()] == ["文件"]
    assert "已存在" in run("-C", demo[0], "backup", backed_up).err


def test_a_damaged_backup_is_refused_and_nothing_is_left(run, backed_up, tmp_path):
    damaged = tmp_path / backed_up.name
    if backed_up.is_dir():
        shutil.copytree(backed_up, damaged)
        with (damaged / "data" / "store" / "catalogue.sqlite").open("r+b") as file:
            file.seek(5000)
            file.write(b"\0\1\2\3")
    else:
        content = backed_up.read_bytes()
        damaged.write_bytes(content[: len(content) // 2])
    outcome = run("restore", damaged, tmp_path / "恢复")
    assert outcome.code == 2
    assert "备份" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == [damaged.name]


def test_something_else_is_no_backup(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "别的.zip", "w") as container:
        container.writestr("a.txt", "甲")
    for place in (tmp_path / "别的.zip", tmp_path / "没有"):
        outcome = run("restore", place, tmp_path / "恢复")
        assert outcome.code == 2
        assert "备份" in outcome.err


def test_a_backup_of_an_older_version_is_brought_forward(run, tmp_path):
    """What the version before the audit chain left, in a backup made of it."""
    old = OLD_STORES / "0004"
    store = tmp_path / "备份" / "data" / "store"
    assert run("init", store.parent, "--county", "青岚县", "--years", "2022").code == 0
    shutil.rmtree(store)
    for original in (old / "originals").iterdir():
        place = store / "originals" / original.name[:2] / original.name[2:4]
        place.mkdir(parents=True)
        shutil.copy(original, place)
    with closing(sqlite3.connect(store / "catalogue.sqlite")) as connection:
        connection.executescript((old / "catalogue.sql").read_text("utf-8"))
        (key,) = connection.execute("SELECT key FROM dossier").fetchone()
    file = store.parent / "dossier.yaml"
    file.write_text(re.sub("(?m)^id: .*", f"id: {key}", file.read_text("utf-8")), "utf-8")
    _seal(tmp_path / "备份")
    outcome = run("restore", tmp_path / "备份", tmp_path / "恢复")
    assert outcome.code == 0, outcome.err
    files = [row["file"] for row in run("-C", tmp_path / "恢复", "documents", "--json").rows()]
    assert files == ["污水报告.docx", "空气年报.docx"]


def _seal(backup):
    """Write the manifests of a changed backup anew."""
    data = backup / "data"
    shutil.move(data, backup.with_name("payload"))
    shutil.rmtree(backup)
    backup.with_name("payload").rename(backup)
    make(backup, {"External-Description": "zuozheng backup"})
