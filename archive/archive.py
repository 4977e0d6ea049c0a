"""The archive: originals, catalogue, index under one roof."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from archive.catalogue import Catalogue
from archive.lasting import make_folder, store_faults, sync_folder
from archive.learned import LearnedTags
from archive.originals import Originals
from archive.saved_searches import SavedSearches
from archive.search.engine import Documents, SearchEngine
from archive.search.opening import due_engine, open_index, present_engine, rebuild_index
from archive.writer_lock import WriterLock
from schemas.audit import Removal
from schemas.errors import DossierError, IndexDamaged, StoreBusy, StoreReadOnly

INDEX_BATCH_DOCUMENTS = 100


class Archive:
    """A store on disk: `originals/`, `catalogue.sqlite`, `index/`, `learned/`, `searches/`, `scratch/`, `lock`.

    Two kinds of writing. What takes long, or changes more than the catalogue, holds `writing()`: one process at a time,
    the others wait. A single word of a person (a decision, a waiver, a removal) is one transaction of the catalogue,
    which takes its turn between those of an ingest and waits for no more than one of them.
    """

    def __init__(self, folder: Path, *, create: bool, search_engine: str, on_wait: Callable[[], None]) -> None:
        """Use `open`."""
        self.folder = folder
        self._wanted_engine = search_engine
        self.originals = Originals(folder / "originals")
        self.catalogue = Catalogue.open(folder / "catalogue.sqlite", create=create)
        self.learned = LearnedTags(folder / "learned")
        self.searches = SavedSearches(folder / "searches")
        self._engine: SearchEngine | None = None
        self._lock = WriterLock(folder / "lock", on_wait)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        search_engine: str = "auto",
        on_wait: Callable[[], None] = lambda: None,
    ) -> "Archive":
        """Open the store in `folder`, or make an empty one.

        `search_engine` is what shall keep the full-text index: "whoosh", "tantivy", "auto" (by its size). `on_wait` is
        called when another process must be waited for. Raises DossierError where there is none, StoreDamaged,
        StoreTooNew, StoreFull, StoreError.
        """
        if not (folder / "catalogue.sqlite").exists():
            if not create:
                raise DossierError(
                    f"找不到档案库：{folder}", "请检查 dossier.yaml 中的 store，或重新运行 zuozheng init。"
                )
            with store_faults("档案库"):
                make_folder(folder)
        archive = cls(folder, create=create, search_engine=search_engine, on_wait=on_wait)
        if create and present_engine(folder / "index") is None:
            with archive.writing():
                archive.index_pending()
            with store_faults("档案库"):
                sync_folder(folder)
        return archive

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release all files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.catalogue.close()

    @contextmanager
    def writing(self, wait_s: float | None = None) -> Iterator[None]:
        """Hold the one right to write, waiting for another process that has it; may be entered again inside.

        What killed runs left half written is taken away first. Raises StoreBusy after `wait_s` seconds (None: it waits
        as long as the other takes), StoreFull or StoreError where the store cannot be written.
        """
        with self._lock.held(wait_s) as is_first:
            if is_first:
                self.originals.sweep()
                shutil.rmtree(self._scratch, ignore_errors=True)
            yield

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder for passing files. Needs `writing()`; raises StoreFull, StoreError."""
        with store_faults("档案库"):
            self._scratch.mkdir(exist_ok=True)
            folder = TemporaryDirectory(prefix="", dir=self._scratch, ignore_cleanup_errors=True)
        with folder as name:
            yield Path(name)
        with suppress(OSError):
            self._scratch.rmdir()

    @property
    def _scratch(self) -> Path:
        return self.folder / "scratch"

    @property
    def engine(self) -> SearchEngine:
        """The full-text index, opened at first use; raises IndexDamaged where it is not there, or not whole."""
        if self._engine is None:
            self._engine = open_index(self.folder / "index")
        return self._engine

    def index_pending(self) -> int:
        """Bring every document that the index lacks into it; return how many. Needs `writing()`.

        An index that a killed process left unfinished, or that an older version wrote, is rebuilt.
        """
        try:
            self.engine  # noqa: B018 - opening it is the test
        except IndexDamaged:
            return self.reindex()
        count = 0
        while batch := self.catalogue.unindexed(INDEX_BATCH_DOCUMENTS):
            self.engine.replace(self._pages(batch))
            self.catalogue.mark_indexed(batch)
            count += len(batch)
        return count

    def catch_up(self) -> bool:
        """Index what a killed run left behind; False where another process is writing, or this one may not."""
        if not self.catalogue.unindexed(1):
            return True
        try:
            with self.writing(wait_s=0):
                self.index_pending()
        except (StoreBusy, StoreReadOnly):
            return False
        return True

    def purge(self, sha256: str, word: Removal) -> None:
        """Give up an original for good, with all that was understood of it. Needs `writing()`.

        Raises UsageError while a dossier or a package refers to it. Killed in between, the bytes still lie there:
        `verify` says so, and purging it again takes them away.
        """
        if sha256 not in self.catalogue.purged():
            self.catalogue.purge(sha256, word)
        self.originals.remove(sha256)
        self.index_pending()

    def reindex(self) -> int:
        """Rebuild the index from the catalogue, by the engine that is due; return the number of documents.

        Needs `writing()`.
        """
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        everything = self.catalogue.sha256s()
        engine = self._due_engine(sum(self.catalogue.page_counts().values()))
        self._engine = rebuild_index(self.folder / "index", self._pages(everything), engine)
        self.catalogue.mark_indexed(everything)
        return len(everything)

    def settle_engine(self) -> str | None:
        """Rebuild the index where another engine is due for it; return its name then. Needs `writing()`."""
        due = self._due_engine(sum(self.catalogue.page_counts().values()))
        if due == present_engine(self.folder / "index"):
            return None
        self.reindex()
        return due

    def _due_engine(self, pages: int) -> str:
        return due_engine(self._wanted_engine, present_engine(self.folder / "index"), pages)

    def _pages(self, sha256s: Iterable[str]) -> Documents:
        """Yield (sha256, pages) for each original, one with no pages too: its old ones must go."""
        for sha256 in sha256s:
            yield sha256, ((page, text) for _, page, text in self.catalogue.pages_of([sha256]))
