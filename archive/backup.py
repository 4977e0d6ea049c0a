"""A backup of an archive with its dossier: a BagIt bag (RFC 8493) in a folder or a zip file.

    data/dossier.yaml            the dossier that the backup was made from
    data/documents.jsonl         its documents, for one who has no program at hand
    data/store/catalogue.sqlite  a snapshot, whole by itself
    data/store/originals/...     every original
    data/store/learned, searches what people taught and kept
    data/store/desk              accounts, answers, what was handed in and still waits

The index is not in it: restoring builds it anew.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from archive.archive import Archive
from archive.catalogue.connection import BESIDE_TIMEOUT_S, copy_whole, faults, make_engine
from archive.dossier_file import FILE_NAME, load_dossier, save_dossier
from archive.lasting import make_folder, sync_folder, sync_tree
from archive.package.bag import faults_of
from schemas.errors import BackupError, PackageError

STORE = "store"
DESK = "desk"
"""The folder of a store in which the desk keeps what is not evidence."""
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK_BYTES = 1 << 20
_MOST_FAULTS = 5


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds: originals, the bytes of all its files."""

    originals: int
    size_bytes: int


class _Target(Protocol):
    """Where a backup is written to."""

    def open(self, name: str) -> BinaryIO:
        """Begin a file; `name` has "/" between its parts."""


def back_up(archive: Archive, dossier_file: Path, out: Path, info: Mapping[str, str]) -> BackedUp:
    """Write a backup to a new folder, or to a new file where `out` ends in .zip. Needs `writing()`.

    `info` goes into bag-info.txt. `out` is there when all of it is on the disk, or not at all. Raises BackupError
    where it is there already or cannot be written, StoreDamaged where an original is missing.
    """
    if out.exists():
        raise BackupError(f"{out} 已存在", "请换一个名字；旧的备份应保留。")
    with _faults_of_writing(out), archive.scratch() as scratch:
        snapshot = scratch / "catalogue.sqlite"
        archive.catalogue.copy_to(snapshot)
        with _new(out) as target:
            return _write(target, archive, dossier_file, snapshot, info)


@contextmanager
def restoring(backup: Path, folder: Path) -> Iterator[Path]:
    """Put a backup into a new or empty folder, every hash checked first; give its dossier.yaml, in a place beside.

    There the index is to be made (`Archive.reindex`); then all of it gets the folder's name, or nothing does. Raises
    BackupError where the backup is none or damaged, where the folder holds anything.
    """
    copy = _beside(folder)
    with _faults_of_writing(folder):
        _discard(copy)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} 已有内容", "请写一个新的文件夹，恢复不会覆盖任何文件。")
    try:
        with _faults_of_writing(folder):
            make_folder(folder.parent)
            _unpack(backup, copy)
            _require_whole(backup, copy)
            file = copy / "data" / FILE_NAME
            save_dossier(file, load_dossier(file).model_copy(update={"store": STORE}))
        yield file
        with _faults_of_writing(folder):
            sync_tree(copy)
            if folder.exists():
                folder.rmdir()
            (copy / "data").rename(folder)
            _discard(copy)
            sync_folder(folder.parent)
    finally:
        with suppress(OSError):  # what stays is taken away by the next restore
            _discard(copy)


def _write(target: _Target, archive: Archive, dossier_file: Path, snapshot: Path, info: Mapping[str, str]) -> BackedUp:
    hashes: dict[str, str] = {}
    size_bytes = 0
    purged = archive.catalogue.purged()
    kept = [sha256 for sha256 in archive.catalogue.sha256s() if sha256 not in purged]
    for name, source in _payload(archive, dossier_file, snapshot, kept):
        with source.open("rb") as origin, target.open(f"data/{name}") as copy:
            hashes[f"data/{name}"], size = _copied(origin, copy)
            size_bytes += size
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info.items())
        + f"Payload-Oxum: {size_bytes}.{len(hashes)}\n",
        "manifest-sha256.txt": "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)),
    }
    tag_hashes = {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in tags.items()}
    tags["tagmanifest-sha256.txt"] = "".join(f"{tag_hashes[name]}  {name}\n" for name in sorted(tag_hashes))
    for name, text in tags.items():
        with target.open(name) as copy:
            copy.write(text.encode("utf-8"))
    return BackedUp(len(kept), size_bytes)


def _payload(archive: Archive, dossier_file: Path, snapshot: Path, kept: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield (name, source) of every file of the backup but the notes of the bag."""
    yield FILE_NAME, dossier_file
    listed = snapshot.with_name("documents.jsonl")
    dossier = load_dossier(dossier_file).id
    rows = (row.model_dump(mode="json") for row in archive.catalogue.documents(dossier))
    listed.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    yield listed.name, listed
    yield f"{STORE}/{snapshot.name}", snapshot
    for sha256 in kept:
        path = archive.originals.path(sha256)
        yield f"{STORE}/{path.relative_to(archive.folder).as_posix()}", path
    for name in ("learned", "searches"):
        for path in sorted((archive.folder / name).glob("*.json")):
            yield f"{STORE}/{name}/{path.name}", path
    for path, source in _of_the_desk(archive.folder / DESK, snapshot.parent):
        yield f"{STORE}/{path.relative_to(archive.folder).as_posix()}", source


def _of_the_desk(folder: Path, scratch: Path) -> Iterator[tuple[Path, Path]]:
    """Yield (path, source) of the desk's files: its databases as they are now, then the papers that wait in them."""
    for number, path in enumerate(sorted(folder.rglob("*.sqlite"))):
        copy = scratch / f"{DESK}-{number}.sqlite"
        engine = make_engine(path, BESIDE_TIMEOUT_S)
        with faults():
            copy_whole(engine, copy)
        engine.dispose()
        yield path, copy
    for path in sorted(folder.glob("inbox-*/files/*")):
        yield path, path


def _copied(origin: BinaryIO, copy: BinaryIO) -> tuple[str, int]:
    """Copy a file; return (SHA-256, size in bytes)."""
    digest, size_bytes = hashlib.sha256(), 0
    while chunk := origin.read(_CHUNK_BYTES):
        digest.update(chunk)
        size_bytes += len(chunk)
        copy.write(chunk)
    return digest.hexdigest(), size_bytes


@contextmanager
def _new(out: Path) -> Iterator[_Target]:
    """Open a place beside `out` that becomes `out` at the end; what was begun is taken away where that fails."""
    make_folder(out.parent)
    beside = _beside(out)
    _discard(beside)
    try:
        if out.suffix.lower() == ".zip":
            with zipfile.ZipFile(beside, "x") as container:
                yield _InZip(container)
        else:
            beside.mkdir()
            yield _InFolder(beside)
        sync_tree(beside)
        beside.rename(out)
        sync_folder(out.parent)
    finally:
        _discard(beside)


class _InFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str) -> BinaryIO:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


class _InZip:
    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container

    def open(self, name: str) -> BinaryIO:
        # evidence is compressed already, and a plain zip is read by everything
        return self._container.open(name, "w", force_zip64=True)  # type: ignore[return-value]


def _unpack(backup: Path, copy: Path) -> None:
    if backup.is_dir():
        shutil.copytree(backup, copy)
        return
    try:
        with zipfile.ZipFile(backup) as container:
            container.extractall(copy)
    except FileNotFoundError:
        raise BackupError(f"没有这个备份：{backup}", "请写出备份所在的文件夹或 .zip 文件。") from None
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise BackupError(f"{backup} 不是完整的备份文件（{error}）", "请换用另一份备份。") from None


def _require_whole(backup: Path, copy: Path) -> None:
    try:
        faults = faults_of(copy)
    except PackageError:
        raise BackupError(f"{backup} 不是 zuozheng 的备份", "备份由 zuozheng backup 写出。") from None
    needed = (copy / "data" / FILE_NAME, copy / "data" / STORE / "catalogue.sqlite")
    faults += [f"缺少文件：{path.relative_to(copy).as_posix()}" for path in needed if not path.is_file()]
    if faults:
        more = f"；等 {len(faults)} 处" if len(faults) > _MOST_FAULTS else ""
        raise BackupError(f"备份 {backup} 已损坏：" + "；".join(faults[:_MOST_FAULTS]) + more, "请换用另一份备份。")


def _beside(place: Path) -> Path:
    """Return where a thing is made that gets the name of `place` when it is whole; a killed run may have left one."""
    return place.with_name(f".{place.name}.new")


def _discard(path: Path) -> None:
    with suppress(FileNotFoundError):
        remove: Callable[[Path], None] = shutil.rmtree if path.is_dir() else Path.unlink
        remove(path)


@contextmanager
def _faults_of_writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"{place} 无法写成：{error.strerror or error}", "请确认磁盘未满、文件夹可以写入。") from None
