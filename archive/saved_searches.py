"""The searches that people keep under a name, a file for each dossier."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.lasting import make_folder, store_faults, write_whole
from archive.writer_lock import WriterLock
from schemas.errors import StoreError

# a change takes milliseconds
CHANGE_S = 10.0


class SavedSearches:
    """Names with the queries they stand for; a file that cannot be read raises StoreError and stays as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, dossier: str) -> dict[str, str]:
        """Return name -> query as typed, in the order kept."""
        file = self._file(dossier)
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise StoreError(f"保存的检索无法读取：{file}", "请检查该文件，或删除它后重新保存。") from error
        if not isinstance(kept, dict):
            raise StoreError(f"保存的检索无法读取：{file}", "请检查该文件，或删除它后重新保存。")
        return {str(name): str(query) for name, query in kept.items()}

    def keep(self, dossier: str, name: str, query: str) -> None:
        """Keep a query under a name, in the place of what had the name; raises StoreBusy, StoreFull, StoreError."""
        with self._changing():
            self._write(dossier, self.read(dossier) | {name: query})

    def forget(self, dossier: str, name: str) -> bool:
        """Take a name away; False where there is none. Raises as `keep`."""
        with self._changing():
            kept = self.read(dossier)
            if kept.pop(name, None) is None:
                return False
            self._write(dossier, kept)
        return True

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Let no other process change the files meanwhile; the lock is their own, so that no ingest is waited for."""
        with store_faults("保存的检索"):
            make_folder(self._folder)
        with WriterLock(self._folder / "lock", lambda: None).held(CHANGE_S):
            yield

    def _write(self, dossier: str, kept: dict[str, str]) -> None:
        with store_faults("保存的检索"):
            write_whole(self._file(dossier), json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace"))

    def _file(self, dossier: str) -> Path:
        return self._folder / f"{dossier}.json"
