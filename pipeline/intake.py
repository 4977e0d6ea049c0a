"""Which files an ingest takes: every file below the given folders, named as received."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.clutter import is_clutter
from schemas.errors import UsageError


@dataclass(frozen=True)
class Incoming:
    """One file to take in: `source` is where it lies, `file` its name relative to the folder that was given.

    `place` is where a person finds it, the same at every ingest: the absolute path of the file, or that of its
    archive with the name inside.
    """

    source: Path
    file: str
    place: str = ""

    def __post_init__(self) -> None:
        """Take the absolute path for the place, where none is given."""
        if not self.place:
            object.__setattr__(self, "place", str(self.source.absolute()))


def incoming(paths: Iterable[Path], *, leave_out: Iterable[Path] = ()) -> Iterator[Incoming]:
    """Yield every file of the given files and folders, sorted, without the clutter of office software.

    `leave_out` names folders that are never entered (the store itself). Links to folders are not followed.
    Raises UsageError for a path that does not exist.
    """
    closed = {folder.resolve() for folder in leave_out}
    for path in paths:
        if path.is_dir():
            yield from _below(path, closed)
        elif path.exists():
            yield Incoming(source=path, file=received_name(path.name))
        else:
            raise UsageError(f"找不到文件或文件夹：{path}", "请检查路径是否正确。")


def _below(top: Path, closed: set[Path]) -> Iterator[Incoming]:
    for folder, subfolders, names in os.walk(top):
        here = Path(folder)
        subfolders[:] = sorted(
            name for name in subfolders if not is_clutter(name) and (here / name).resolve() not in closed
        )
        for name in sorted(names):
            if not is_clutter(name) and ((here / name).is_file() or (here / name).is_symlink()):
                yield Incoming(source=here / name, file=received_name((here / name).relative_to(top).as_posix()))


def received_name(name: str) -> str:
    """Keep a name as it is, in NFC; bytes that are no UTF-8 become visible instead of failing later."""
    visible = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", visible)
