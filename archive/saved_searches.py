"""The searches that people keep under a name, a file for each dossier."""

import json
from pathlib import Path

from archive.lasting import write_whole
from schemas.errors import StoreError


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
        """Keep a query under a name, in the place of what had the name; raises StoreError. Needs `writing()`."""
        self._write(dossier, self.read(dossier) | {name: query})

    def forget(self, dossier: str, name: str) -> bool:
        """Take a name away; False where there is none. Needs `writing()`."""
        kept = self.read(dossier)
        if kept.pop(name, None) is None:
            return False
        self._write(dossier, kept)
        return True

    def _write(self, dossier: str, kept: dict[str, str]) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            write_whole(self._file(dossier), json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        except OSError as error:
            raise StoreError(f"检索无法保存到档案库（{error.strerror}）", "请检查磁盘空间和写入权限。") from error

    def _file(self, dossier: str) -> Path:
        return self._folder / f"{dossier}.json"
