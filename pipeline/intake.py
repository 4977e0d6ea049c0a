"""Which files an ingest takes: every file below the given folders, named as received."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError

# left behind by Office, Windows, macOS; never evidence
_CLUTTER_NAMES = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store", "__MACOSX"})
_CLUTTER_STARTS = ("~$", ".~", ".")


@dataclass(frozen=True)
class Incoming:
    """One file to take in: `source` is where it lies, `file` its name relative to the folder that was given."""

    source: Path
    file: str


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
            yield Incoming(source=path, file=_received_name(path.name))
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
                yield Incoming(source=here / name, file=_received_name((here / name).relative_to(top).as_posix()))


def is_clutter(name: str) -> bool:
    """Tell whether a name is a lock file, preview or hidden file that no person meant to hand in."""
    return name in _CLUTTER_NAMES or name.startswith(_CLUTTER_STARTS)


def _received_name(name: str) -> str:
    """Keep the name as it is, in NFC; bytes that are no UTF-8 become visible instead of failing later."""
    visible = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", visible)
