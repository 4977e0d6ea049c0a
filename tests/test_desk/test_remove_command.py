"""`remove` and `purge`: out of the dossier, back again, gone for good."""

import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "evidence"


@pytest.fixture(scope="module")
def taken_in(run, tmp_path_factory):
    """A small dossier of three files, with the folder they came from."""
    top = tmp_path_factory.mktemp("移除")
    source, folder = top / "材料", top / "档案"
    source.mkdir()
    files = sorted(path for path in SAMPLES.rglob("*.docx"))[:3]
    for path in files:
        shutil.copy(path, source / path.name)
    assert run("init", folder, "--county", "青岚县", "--edition", "2021", "--years", "2020-2022").code == 0
    assert run("-C", folder, "ingest", source, "--workers", "1").code == 0
    return folder, source, files[0].name


@pytest.fixture
def dossier(taken_in, tmp_path):
    """A copy of it for each test."""
    folder, source, name = taken_in
    return shutil.copytree(folder, tmp_path / "档案"), source, name


def _files(run, folder):
    return {row["file"] for row in run("-C", folder, "documents", "--json").rows()}


def test_a_removed_file_stays_out_until_it_is_restored(dossier, run):
    folder, source, name = dossier
    everything = _files(run, folder)
    assert "理由" in run("-C", folder, "remove", name).err
    assert run("-C", folder, "remove", name, "--reason", "不是本县的材料", "--by", "李四").code == 0
    assert _files(run, folder) == everything - {name}
    again = run("-C", folder, "ingest", source, "--workers", "1")
    assert "已移除" in again.out
    assert _files(run, folder) == everything - {name}
    listed = run("-C", folder, "remove", "--list").out
    assert "不是本县的材料" in listed
    assert "李四" in listed
    assert run("-C", folder, "verify").code == 0
    assert run("-C", folder, "remove", name, "--undo").code == 0
    assert _files(run, folder) == everything
    actions = [act["action"] for act in run("-C", folder, "audit", "--all", "--json").rows()]
    assert actions.count("removed") == actions.count("restored") == 1


def test_a_purged_original_is_gone_and_verify_is_content(dossier, run):
    folder, source, name = dossier
    before = len(_originals(folder))
    assert run("-C", folder, "purge", name, "--reason", "误收", "--yes").code == 2
    run("-C", folder, "remove", name, "--reason", "误收")
    assert "不可恢复" in run("-C", folder, "purge", name, "--reason", "误收").err
    assert run("-C", folder, "purge", name, "--reason", "误收", "--yes").code == 0
    assert len(_originals(folder)) == before - 1
    verified = run("-C", folder, "verify")
    assert verified.code == 0, verified.out
    assert "已经清除" in run("-C", folder, "remove", name, "--undo").err
    run("-C", folder, "ingest", source, "--workers", "1")
    assert len(_originals(folder)) == before - 1
    assert name not in _files(run, folder)


def test_what_a_package_holds_cannot_be_purged(dossier, run, tmp_path):
    folder, source, _ = dossier
    outcome = run("-C", folder, "export", tmp_path / "包", "--draft")
    assert outcome.code == 0, outcome.err
    packed = run("package", "verify", tmp_path / "包")
    assert packed.code == 0
    bytes_packed = {path.read_bytes() for path in (tmp_path / "包" / "data").rglob("*") if path.is_file()}
    held = next(name for name in sorted(_files(run, folder)) if (source / name).read_bytes() in bytes_packed)
    run("-C", folder, "remove", held, "--reason", "换新")
    refused = run("-C", folder, "purge", held, "--reason", "换新", "--yes")
    assert refused.code == 2
    assert "上报包" in refused.err
    assert run("-C", folder, "verify").code == 0


def _originals(folder):
    return [path for path in (folder / "store" / "originals").rglob("*") if path.is_file()]
