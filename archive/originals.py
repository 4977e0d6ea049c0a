"""The content-addressed store of the files as received.

    originals/ab/cd/abcd…   one file per content, named by its SHA-256, read-only
    originals/tmp/          files being written; whatever a crash leaves here was never part of the store

A file gets its final name only after its bytes are on the disk, so there is no half file under a final name.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from archive.lasting import make_folder, store_faults, sync_folder
from schemas.errors import FileVanished, StoreDamaged
from schemas.model import Model

CHUNK_SIZE_BYTES = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StoredOriginal(Model):
    """A file in the store; `is_new` is False where the store already held the same bytes."""

    sha256: str
    size_bytes: int
    is_new: bool


class Originals:
    """The originals in one folder; several processes may add at the same time."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when the first file is added."""
        self._folder = folder
        self._temporary = folder / "tmp"

    def add(self, source: Path) -> StoredOriginal:
        """Copy a file into the store, reading it once; the file itself is never touched.

        Raises FileVanished where the source is gone, locked, not readable, not a regular file or changes while
        it is read; StoreFull where the disk is full; StoreError where the store cannot be written.
        """
        with store_faults("原件库"):
            temporary, target = self._new_temporary()
        try:
            with target, _opened(source) as origin:
                sha256, size_bytes = self._copy(origin, target, source)
            with store_faults("原件库"):
                is_new = self._place(temporary, sha256, size_bytes)
        finally:
            with suppress(OSError):  # what stays is swept by the next writer
                temporary.unlink()
        return StoredOriginal(sha256=sha256, size_bytes=size_bytes, is_new=is_new)

    def path(self, sha256: str) -> Path:
        """Return where the original lies; raises StoreDamaged where it is not in the store."""
        path = self._final(sha256)
        if path is None or not path.is_file():
            raise StoreDamaged(f"原件库中缺少文件 {sha256}", "请从备份恢复，或重新导入该文件。")
        return path

    def verify(self, sha256: str) -> bool:
        """Tell whether the original is there, readable, with exactly the bytes of its name."""
        path = self._final(sha256)
        if path is None:
            return False
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def remove(self, sha256: str) -> None:
        """Give up the bytes of an original; one that is not there is passed over. Raises StoreError."""
        path = self._final(sha256)
        with store_faults("原件库"):
            if path is not None and path.exists():
                path.chmod(0o600)  # Windows removes no file that is read-only
                path.unlink()
                sync_folder(path.parent)

    def __iter__(self) -> Iterator[str]:
        """Yield the SHA-256 of every original, sorted."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if self._final(path.name) == path:
                yield path.name

    def sweep(self) -> int:
        """Remove what interrupted runs left under `tmp` and return how many files that were.

        Call it only while no other process adds to this store (under the writer's lock).
        """
        leftovers = [path for path in self._temporary.glob("*") if path.is_file()]
        with store_faults("原件库"):
            for path in leftovers:
                path.unlink(missing_ok=True)
        return len(leftovers)

    def _final(self, sha256: str) -> Path | None:
        """Return the final place of a content, None where the name is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            return None
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def _new_temporary(self) -> tuple[Path, BinaryIO]:
        """Open a file of a name that no other process uses."""
        make_folder(self._temporary)
        number = 0
        while True:
            path = self._temporary / f"{os.getpid()}-{number}"
            try:
                return path, path.open("xb")
            except FileExistsError:
                number += 1

    def _copy(self, origin: BinaryIO, target: BinaryIO, source: Path) -> tuple[str, int]:
        """Copy all bytes to the disk (flushed and synced) and return (SHA-256, size in bytes)."""
        digest, size_bytes = hashlib.sha256(), 0
        for chunk in _chunks(origin, source):
            digest.update(chunk)
            size_bytes += len(chunk)
            with store_faults("原件库"):
                target.write(chunk)
        with store_faults("原件库"):
            target.flush()
            os.fsync(target.fileno())
        return digest.hexdigest(), size_bytes

    def _place(self, temporary: Path, sha256: str, size_bytes: int) -> bool:
        """Give the written file its final name; a stored file of another size is damaged, so it is replaced."""
        final = self._folder / sha256[:2] / sha256[2:4] / sha256
        was_there = final.exists()
        if was_there and final.stat().st_size == size_bytes:
            return False
        final.parent.mkdir(parents=True, exist_ok=True)
        if was_there:
            final.chmod(0o600)
        temporary.chmod(temporary.stat().st_mode & 0o444)
        try:
            temporary.replace(final)
        except PermissionError:  # Windows, where another process has just placed the same content
            if not final.exists():
                raise
            return False
        for folder in (final.parent, final.parent.parent, self._folder):
            sync_folder(folder)
        return not was_there


def _chunks(origin: BinaryIO, source: Path) -> Iterator[bytes]:
    """Yield the content; raises FileVanished where it cannot be read or changes meanwhile."""
    before = os.fstat(origin.fileno())
    size_bytes = 0
    while True:
        try:
            chunk = origin.read(CHUNK_SIZE_BYTES)
        except OSError as error:
            raise FileVanished(f"读取文件“{_shown(source)}”时出错：{error.strerror}") from error
        if not chunk:
            break
        size_bytes += len(chunk)
        yield chunk
    after = os.fstat(origin.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size_bytes != after.st_size:
        raise FileVanished(f"文件“{_shown(source)}”在读取过程中被修改", "请等文件保存完毕后重新导入。")


def _shown(source: Path) -> str:
    """Return the file's name for a message; bytes that are no UTF-8 stand as escapes."""
    return source.name.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading; raises FileVanished (a pipe or device would never end)."""
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise FileVanished(f"“{_shown(source)}”不是普通文件")
        file = source.open("rb")
    except (OSError, ValueError) as error:
        raise FileVanished(f"无法打开文件“{_shown(source)}”：{getattr(error, 'strerror', None) or error}") from error
    with file:
        yield file
