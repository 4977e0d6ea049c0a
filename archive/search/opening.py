"""The one place that knows which engines there are."""

from pathlib import Path

from archive.search.engine import Documents, SearchEngine
from archive.search.manifest import read_manifest
from archive.search.tantivy_engine import NAME as TANTIVY
from archive.search.tantivy_engine import TantivyEngine
from archive.search.whoosh_engine import NAME as WHOOSH
from archive.search.whoosh_engine import WhooshEngine
from schemas.errors import IndexDamaged

ENGINES: dict[str, type[SearchEngine]] = {WHOOSH: WhooshEngine, TANTIVY: TantivyEngine}
DEFAULT_ENGINE = WHOOSH
LARGE_ENGINE = TANTIVY
LARGE_PAGES = 5000
"""An index of more pages is better kept by the engine for large ones."""


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


def present_engine(folder: Path) -> str | None:
    """Return the engine that wrote the index in a folder, None where there is none or it cannot be told."""
    try:
        name = read_manifest(folder).engine
    except IndexDamaged:
        return None
    return name if name in ENGINES else None


def due_engine(wanted: str, present: str | None, pages: int) -> str:
    """Return the engine that should keep an index of so many pages.

    `wanted` is an engine or "auto": then a large index is kept by the engine for large ones, a small one by the
    engine that has it.
    """
    if wanted != "auto":
        return wanted
    return LARGE_ENGINE if pages > LARGE_PAGES else present or DEFAULT_ENGINE


def rebuild_index(folder: Path, documents: Documents, engine: str = DEFAULT_ENGINE) -> SearchEngine:
    """Index these documents and no others in one commit, whatever is in the folder.

    Until then the index that was there answers, whichever engine keeps it; its files go afterwards.
    """
    rebuilt = ENGINES[engine].rebuild(folder, documents)
    for name, other in ENGINES.items():
        if name != engine:
            other.discard(folder)
    return rebuilt
