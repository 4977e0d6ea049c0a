"""Files that are written whole or not at all, and last through a loss of power."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.errors import StoreError, StoreFull, StoreReadOnly

_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def stamp_of(file: Path) -> tuple[int, int] | None:
    """Return what changes whenever a file is written (size in bytes, time in ns), None where it cannot be seen."""
    try:
        state = file.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns)


def write_whole(file: Path, content: bytes) -> None:
    """Put content in the place of a file in one step, its permissions kept: a crash leaves the old or the new one.

    Raises OSError; the old file then stands as it was.
    """
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            beside.chmod(file.stat().st_mode & 0o777)
        beside.replace(file)
        sync_folder(file.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows cannot open a folder and needs no such step. Raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot sync a folder
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, so that their names last. Raises OSError."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


def sync_tree(place: Path) -> None:
    """Make a file last, or a folder with all files and folders in it. Raises OSError."""
    for path in (place, *place.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        elif path.is_file():
            _sync_file(path)


def _sync_file(file: Path) -> None:
    """Have every byte of a file on the disk; Windows syncs no file that is open to be read only."""
    with file.open("rb" if os.name == "posix" else "rb+") as opened:
        os.fsync(opened.fileno())


@contextmanager
def store_faults(what: str) -> Iterator[None]:
    """Turn a failure to write `what` (Chinese) into StoreFull, StoreReadOnly or StoreError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull(f"磁盘空间不足，无法写入{what}") from error
        if error.errno in _CLOSED:
            raise StoreReadOnly(f"这里只能读（没有写入权限，或在光盘上），无法写入{what}") from error
        reason = error.strerror or type(error).__name__
        raise StoreError(f"无法写入{what}：{reason}", "请检查档案库所在磁盘及其写入权限。") from error
