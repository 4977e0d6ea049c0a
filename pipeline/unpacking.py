"""Files that arrive in zip archives, each received by itself.

An archive that gives up all of its files is not kept: what it held is. One that does not (a file needs a password,
is damaged, is too large) is received as well, whole, so that nothing is lost; its parser says what stayed inside.
"""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from pipeline.intake import Incoming, received_name
from pipeline.parsers.containers.archive_members import MAX_MEMBERS, MAX_TOTAL_BYTES, Member, members_of
from pipeline.parsers.containers.zip_guard import DAMAGES, listed_zip
from pipeline.stages.detect import sniff
from schemas.errors import BrokenFile, DocumentError, StoreError, StoreFull, TooLarge

MAX_DEPTH = 2  # an archive, and archives in it
_CHUNK_BYTES = 1024 * 1024


@dataclass
class _Budget:
    """What may still come out of one received archive, with all archives inside it; `taken` numbers the files."""

    size_bytes: int = MAX_TOTAL_BYTES
    members: int = MAX_MEMBERS
    taken: int = 0

    def take(self, member: Member) -> None:
        """Count a file; raises TooLarge where it is one too many."""
        self.members -= 1
        self.size_bytes -= member.info.file_size
        self.taken += 1
        if self.members < 0 or self.size_bytes < 0:
            raise TooLarge("压缩包内容总量过大")


def unpacked(arriving: Incoming, scratch: Path) -> Iterator[Incoming]:
    """Yield the files of an archive, archives in it opened too; any other file as it is.

    A file is named "archive.zip/folder/name", the same at every ingest. It lies in `scratch` until the next one is
    asked for. Raises StoreFull, StoreError where `scratch` cannot be written.
    """
    yield from _unpacked(arriving, scratch, _Budget(), depth=1)


def _unpacked(arriving: Incoming, scratch: Path, budget: _Budget, depth: int) -> Iterator[Incoming]:
    if depth > MAX_DEPTH or not _is_archive(arriving.source):
        yield arriving
        return
    is_complete = False
    try:
        with listed_zip(arriving.source) as archive:
            members = members_of(archive)
            is_complete = bool(members)
            for member in members:
                copy = _taken_out(archive, member, scratch, budget)
                if copy is None:
                    is_complete = False
                    continue
                name = received_name(member.name)
                inner = Incoming(source=copy, file=f"{arriving.file}/{name}", place=f"{arriving.place}/{name}")
                yield from _unpacked(inner, scratch, budget, depth + 1)
                copy.unlink()
    except DocumentError:
        is_complete = False
    if not is_complete:
        yield arriving


def _is_archive(path: Path) -> bool:
    try:
        return sniff(path) == "application/zip"
    except DocumentError:
        return False


def _taken_out(archive: ZipFile, member: Member, scratch: Path, budget: _Budget) -> Path | None:
    """Copy a file out of the archive; None where it has to stay inside."""
    if member.refusal is not None:
        return None
    try:
        budget.take(member)
        return _copied(archive, member, scratch / str(budget.taken))
    except DocumentError:
        return None


def _copied(archive: ZipFile, member: Member, target: Path) -> Path:
    """Write a file to `target`; raises BrokenFile, StoreFull, StoreError. zipfile gives no more than is declared."""
    try:
        with archive.open(member.info) as stream, _Writer(target) as writer:
            while chunk := stream.read(_CHUNK_BYTES):
                writer.write(chunk)
    except DAMAGES as error:
        target.unlink(missing_ok=True)
        raise BrokenFile("数据已损坏") from error
    return target


class _Writer:
    """A file being written, whose faults are not taken for faults of the archive."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("wb")
        except OSError as error:
            raise _store_fault(error) from error

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise _store_fault(error) from error

    def write(self, chunk: bytes) -> None:
        try:
            self._file.write(chunk)
        except OSError as error:
            raise _store_fault(error) from error


def _store_fault(error: OSError) -> StoreError:
    if error.errno == errno.ENOSPC:
        return StoreFull("临时文件夹所在磁盘空间不足，无法解压压缩包")
    return StoreError(f"无法写入临时文件夹：{error.strerror or error}", "请检查系统临时文件夹及其写入权限。")
