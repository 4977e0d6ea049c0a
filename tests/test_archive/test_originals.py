"""The store of originals: by content, never half, never touching the user's file."""

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import originals as module
from archive.originals import CHUNK_SIZE_BYTES, Originals
from schemas.errors import FileVanished, StoreDamaged, StoreError, StoreFull


@pytest.fixture
def store(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "监测报告 2021.pdf"
    path.write_bytes(b"a" * CHUNK_SIZE_BYTES + "末尾".encode())
    return path


def test_a_file_is_kept_under_its_content(store: Originals, evidence: Path) -> None:
    stored = store.add(evidence)
    assert stored.sha256 == hashlib.sha256(evidence.read_bytes()).hexdigest()
    assert (stored.size_bytes, stored.is_new) == (evidence.stat().st_size, True)
    path = store.path(stored.sha256)
    assert path.relative_to(path.parents[2]).as_posix() == f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert path.read_bytes() == evidence.read_bytes()
    assert store.verify(stored.sha256)
    assert list(store) == [stored.sha256]


def test_the_same_content_is_kept_once(store: Originals, evidence: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.pdf"
    copy.write_bytes(evidence.read_bytes())
    first = store.add(evidence)
    second = store.add(copy)
    assert second == first.model_copy(update={"is_new": False})
    assert len(list(store)) == 1


def test_an_original_cannot_be_written_by_accident(store: Originals, evidence: Path) -> None:
    path = store.path(store.add(evidence).sha256)
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_users_file_is_not_touched(store: Originals, evidence: Path) -> None:
    before = evidence.stat()
    store.add(evidence)
    after = evidence.stat()
    assert (before.st_mode, before.st_mtime_ns, before.st_ino) == (after.st_mode, after.st_mtime_ns, after.st_ino)


def test_an_empty_file_is_kept_too(store: Originals, tmp_path: Path) -> None:
    empty = tmp_path / "空.docx"
    empty.touch()
    stored = store.add(empty)
    assert stored.size_bytes == 0
    assert store.verify(stored.sha256)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=3 * 7), max_size=6))
def test_what_comes_in_comes_out(contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK_SIZE_BYTES", 7)
        store = Originals(Path(folder) / "originals")
        for content in contents:
            source = Path(folder) / "in"
            source.write_bytes(content)
            assert store.path(store.add(source).sha256).read_bytes() == content
        assert list(store) == sorted({hashlib.sha256(content).hexdigest() for content in contents})


def test_a_file_that_is_gone_or_no_file_is_told(store: Originals, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ["没有.pdf", ".", "pipe", "nul\0name", "x" * 300]:
        with pytest.raises(FileVanished):
            store.add(tmp_path / name)
    assert list((tmp_path / "originals" / "tmp").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_the_right_to_read_is_told(store: Originals, evidence: Path) -> None:
    evidence.chmod(0)
    with pytest.raises(FileVanished):
        store.add(evidence)


def test_a_name_that_is_no_unicode_can_be_told(store: Originals, tmp_path: Path) -> None:
    with pytest.raises(FileVanished) as caught:
        store.add(tmp_path / os.fsdecode("缺.pdf".encode("gb18030")))
    assert caught.value.message.encode("utf-8")


def test_a_file_that_changes_while_it_is_read_is_told(
    store: Originals, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WritesMeanwhile:
        """A digest at whose first chunk another program saves the file."""

        def update(self, _chunk: bytes) -> None:
            evidence.write_bytes(b"saved again")

    monkeypatch.setattr(hashlib, "sha256", WritesMeanwhile)
    with pytest.raises(FileVanished, match="被修改"):
        store.add(evidence)
    assert list(store) == []


@pytest.mark.parametrize(
    ("code", "error"), [(errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EIO, StoreError)]
)
def test_a_write_that_fails_leaves_nothing(
    evidence: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[StoreError]
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    folder = evidence.parent / "originals"
    with pytest.raises(error) as caught:
        Originals(folder).add(evidence)
    assert type(caught.value) is error
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path, evidence: Path) -> None:
    (tmp_path / "originals").write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        Originals(tmp_path / "originals").add(evidence)


def test_a_missing_or_altered_original_is_seen(store: Originals, evidence: Path) -> None:
    sha256 = store.add(evidence).sha256
    path = store.path(sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[5] ^= 1
    path.write_bytes(content)
    assert not store.verify(sha256)
    path.unlink()
    assert not store.verify(sha256)
    for name in [sha256, "../../etc/passwd", ""]:
        with pytest.raises(StoreDamaged):
            store.path(name)
        assert not store.verify(name)


def test_a_truncated_original_is_mended_by_the_same_file(store: Originals, evidence: Path) -> None:
    stored = store.add(evidence)
    path = store.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"")
    assert not store.add(evidence).is_new
    assert store.verify(stored.sha256)


def test_sweeping_takes_only_what_was_left_unfinished(store: Originals, evidence: Path, tmp_path: Path) -> None:
    assert store.sweep() == 0
    sha256 = store.add(evidence).sha256
    (tmp_path / "originals" / "tmp" / f"{os.getpid()}-0").write_bytes(b"half")
    store.add(evidence)
    assert store.sweep() == 1
    assert store.sweep() == 0
    assert list(store) == [sha256]


ADDING = """
import sys
from pathlib import Path
from archive.originals import Originals
folder = Path(sys.argv[1])
store = Originals(folder / "originals")
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**6):
    source = folder / "in"
    source.write_bytes(b"%d " % number * 200_000)
    store.add(source)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_at_any_moment_no_half_file_has_a_final_name(tmp_path: Path, repository: Path) -> None:
    store = Originals(tmp_path / "originals")
    for attempt in range(6):
        command = [sys.executable, "-c", ADDING, str(tmp_path), str(attempt * 1000)]
        child = subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE)
        assert child.stdout is not None
        with child.stdout:
            assert child.stdout.readline() == b"ready\n"
        time.sleep(0.02 + attempt * 0.017)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert all(store.verify(sha256) for sha256 in store)
    store.sweep()
    files = [path for path in (tmp_path / "originals").rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == list(store)
    assert files
