"""The note in an index folder that says who wrote the index."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.search.analyzer import ANALYZER_VERSION
from schemas.errors import IndexDamaged

FILE_NAME = "index.json"


@dataclass(frozen=True)
class Manifest:
    """The engine, the version of its files, the version of the analyzer that made the tokens."""

    engine: str
    format: int
    analyzer: int = ANALYZER_VERSION


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the note in one step; raises OSError."""
    partial = folder / f"{FILE_NAME}.partial"
    with partial.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(manifest)))
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(folder / FILE_NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows keeps no handle of a folder to sync. Raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_manifest(folder: Path) -> Manifest:
    """Return the note; raises IndexDamaged where there is none or it cannot be understood."""
    path = folder / FILE_NAME
    if not path.exists():
        raise IndexDamaged(f"全文索引不存在或没有建完：{folder}")
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"全文索引的说明文件无法读取：{path}") from error


def require_manifest(folder: Path, expected: Manifest) -> None:
    """Raise IndexDamaged unless the index in the folder was written by just this engine and analyzer."""
    if read_manifest(folder) != expected:
        raise IndexDamaged("全文索引是由本程序的另一个版本建立的，不能直接使用。")
