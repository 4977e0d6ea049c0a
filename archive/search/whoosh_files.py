"""The files of a Whoosh index, all closed when the work on them is done."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from archive.lasting import make_folder, sync_folder
from archive.search.manifest import FILE_NAME

_LOCK_FILE = "MAIN_WRITELOCK"


class TrackedFiles(FileStorage):
    """A folder of Whoosh files that remembers what was opened.

    Whoosh leaves files open where it stumbles over damaged ones; on Windows an open file cannot be replaced.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]
        self._opened: list[Any] = []
        self._created: set[str] = set()

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Open a file for reading; see `FileStorage.open_file`."""
        self._opened.append(super().open_file(name, **kwargs))  # type: ignore[no-untyped-call]
        return self._opened[-1]

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> Any:
        """Open a file for writing; see `FileStorage.create_file`."""
        self._created.add(name)
        self._opened.append(super().create_file(name, excl=excl, mode=mode, **kwargs))  # type: ignore[no-untyped-call]
        return self._opened[-1]

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put a file in the place of another, what was written before it safe on the disk: so commits end."""
        for name in {oldname, *self._created}:
            _sync(Path(self.folder) / name)
        self._created.clear()
        super().rename_file(oldname, newname, safe)  # type: ignore[no-untyped-call]
        sync_folder(Path(self.folder))

    def close_all(self) -> None:
        """Close what is still open; what could not be written to the end was not committed either."""
        for file in self._opened:
            if not file.is_closed:
                with suppress(OSError):
                    file.close()
        self._opened.clear()


@contextmanager
def opened_index(folder: Path, schema: Schema) -> Iterator[Any]:
    """Open a Whoosh index as it was committed last; every file opened through it is closed at the end."""
    files = TrackedFiles(folder)
    try:
        yield files.open_index(schema=schema)  # type: ignore[no-untyped-call]
    finally:
        files.close_all()


def empty_index(folder: Path, schema: Schema) -> None:
    """Make an empty Whoosh index, taking away what was there, the manifest first."""
    make_folder(folder)
    (folder / FILE_NAME).unlink(missing_ok=True)
    for path in [*folder.glob("_MAIN_*"), *folder.glob("MAIN_*")]:
        if path.name != _LOCK_FILE:
            path.unlink(missing_ok=True)
    files = TrackedFiles(folder)
    try:
        files.create_index(schema)  # type: ignore[no-untyped-call]
    finally:
        files.close_all()


def discard_files(folder: Path) -> None:
    """Take away the files of a Whoosh index; one that is held open stays."""
    for path in [*folder.glob("_MAIN_*"), *folder.glob("MAIN_*")]:
        with suppress(OSError):
            path.unlink()


def committed(folder: Path) -> frozenset[str]:
    """Return what tells one committed state from another; raises OSError."""
    return frozenset(path.name for path in folder.glob("_MAIN_*.toc"))


def _sync(path: Path) -> None:
    """Have the disk write a file; one that was taken away meanwhile is passed over. Raises OSError."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
