"""What a loss of power leaves of a folder: what was synced, with or without what was not."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Left = Literal["synced", "names", "contents"]
"""synced: no more than that. names: all names, but contents only as they were synced. contents: the other way round."""
WAYS: tuple[Left, ...] = ("synced", "names", "contents")

Names = dict[str, int]
"""The names in a folder, each with the number of its inode."""


@dataclass
class Disk:
    """A folder before a command: the names in each folder, where each file's content lies; by numbers of inodes."""

    work: Path
    keep: Path
    folders: dict[int, Names] = field(default_factory=dict)
    files: dict[int, Path] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def watched(cls, work: Path, same: Path, keep: Path) -> Iterator["Disk"]:
        """Look at a folder, of which `same` is a copy; as long as it is watched no inode's number is given anew."""
        shutil.rmtree(keep, ignore_errors=True)
        keep.mkdir()
        disk = cls(work, keep)
        held = []
        for folder, names, files in os.walk(work):
            disk.folders[_inode(Path(folder))] = {name: _inode(Path(folder, name)) for name in (*names, *files)}
            for name in files:
                path = Path(folder, name)
                disk.files[_inode(path)] = same / path.relative_to(work)
                held.append(os.open(path, os.O_RDONLY))
        try:
            yield disk
        finally:
            for handle in held:
                os.close(handle)

    def lose_power(self, left: Left) -> None:
        """Put in the place of the folder what is left of it."""
        now, contents = _seen(self.work)
        folders, files, empty = dict(self.folders), dict(self.files), set(now)
        for path in self.keep.iterdir():
            if path.suffix == ".names":
                names, of_folders = _read_names(path)
                folders[int(path.stem)] = names
                empty |= of_folders
            else:
                files[int(path.name)] = path
        folders = {**{inode: {} for inode in empty}, **folders}  # new ones that were never synced are empty
        if left == "names":
            folders |= now
        elif left == "contents":
            files |= contents
        modes = {inode: stat.S_IMODE(path.stat().st_mode) for inode, path in {**files, **contents}.items()}
        rebuilt = self.work.with_name("rebuilt")
        _rebuild(rebuilt, _inode(self.work), folders, files, modes)
        shutil.rmtree(self.work)
        rebuilt.rename(self.work)


def _rebuild(
    target: Path, inode: int, folders: dict[int, Names], files: dict[int, Path], modes: dict[int, int]
) -> None:
    target.mkdir()
    for name, of_name in folders[inode].items():
        path = target / name
        if of_name in folders:
            _rebuild(path, of_name, folders, files, modes)
            continue
        if of_name in files:
            shutil.copyfile(files[of_name], path)
        else:
            path.touch()
        path.chmod(modes.get(of_name, 0o644) | stat.S_IRUSR)


def _seen(work: Path) -> tuple[dict[int, Names], dict[int, Path]]:
    folders: dict[int, Names] = {}
    files: dict[int, Path] = {}
    for folder, names, found in os.walk(work):
        folders[_inode(Path(folder))] = {name: _inode(Path(folder, name)) for name in (*names, *found)}
        files |= {_inode(Path(folder, name)): Path(folder, name) for name in found}
    return folders, files


def _read_names(path: Path) -> tuple[Names, set[int]]:
    """Return the names that were synced, with the inodes of those that are folders."""
    names: Names = {}
    folders = set()
    for line in path.read_bytes().split(b"\0")[:-1]:
        inode, _, name = line[1:].partition(b" ")
        names[os.fsdecode(name)] = int(inode)
        if line.startswith(b"d"):
            folders.add(int(inode))
    return names, folders


def _inode(path: Path) -> int:
    return path.lstat().st_ino
