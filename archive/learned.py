"""The proposals learned for each dossier: derived data beside the catalogue, always to be had again."""

from pathlib import Path

from pydantic import ValidationError

from archive.lasting import make_folder, stamp_of, store_faults, write_whole
from schemas.learning import Proposals


class LearnedTags:
    """One JSON file a dossier; a file that is gone or damaged is as if nothing had been learned."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, dossier: str) -> Proposals | None:
        """Return what was last learned for a dossier, None for nothing."""
        try:
            return Proposals.model_validate_json(self._file(dossier).read_bytes())
        except (OSError, ValidationError):
            return None

    def stamp(self, dossier: str) -> tuple[int, int] | None:
        """Return what changes whenever something else was learned for a dossier."""
        return stamp_of(self._file(dossier))

    def write(self, dossier: str, proposals: Proposals) -> None:
        """Put proposals in the place of the older ones, whole or not at all. Needs `writing()`.

        Raises StoreFull, StoreError.
        """
        with store_faults("学习结果"):
            make_folder(self._folder)
            write_whole(self._file(dossier), proposals.model_dump_json().encode("utf-8"))

    def _file(self, dossier: str) -> Path:
        return self._folder / f"{dossier}.json"
