"""The note in an index folder that says who wrote the index."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.lasting import write_whole
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
    write_whole(folder / FILE_NAME, json.dumps(asdict(manifest)).encode("utf-8"))


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
