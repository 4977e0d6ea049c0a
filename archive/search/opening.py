"""The one place that knows which engines there are."""

from pathlib import Path

from archive.search.engine import Documents, SearchEngine
from archive.search.manifest import read_manifest
from archive.search.whoosh_engine import NAME as WHOOSH
from archive.search.whoosh_engine import WhooshEngine
from schemas.errors import IndexDamaged

ENGINES: dict[str, type[SearchEngine]] = {WHOOSH: WhooshEngine}
DEFAULT_ENGINE = WHOOSH


def create_index(folder: Path, engine: str = DEFAULT_ENGINE) -> SearchEngine:
    """Make an empty index in a folder; raises StoreError where it cannot be written."""
    return ENGINES[engine].create(folder)


def open_index(folder: Path) -> SearchEngine:
    """Open the index in a folder with the engine that wrote it.

    Raises IndexDamaged, whose advice is to reindex, where it is absent, unfinished, damaged or of another version.
    """
    name = read_manifest(folder).engine
    if name not in ENGINES:
        raise IndexDamaged(f"全文索引是由本程序没有的检索引擎（{name}）建立的。")
    return ENGINES[name].open(folder)


def rebuild_index(folder: Path, documents: Documents, engine: str = DEFAULT_ENGINE) -> SearchEngine:
    """Index these documents and no others in one commit, whatever is in the folder."""
    return ENGINES[engine].rebuild(folder, documents)
