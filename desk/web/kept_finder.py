"""The one finder that all pages share, brought up to date where the archive changed."""

import threading
from pathlib import Path
from typing import NamedTuple

from archive.archive import Archive
from archive.catalogue.viewing import Standing
from archive.search.opening import present_engine
from desk.workplace import Workplace
from pipeline.find import Finder

INDEX_FOLDER = "index"
# of more documents changed at once all are read anew
MANY = 2000


class _State(NamedTuple):
    """What a finder was made for; `stamp` is that of dossier.yaml."""

    catalogue: Standing
    engine: str | None
    stamp: tuple[int, int] | None


class KeptFinder:
    """Makes a finder when it is first asked for; afterwards reads only what changed."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet; `folder` is the archive's."""
        self._folder = folder
        self._door = threading.Lock()
        self._finder: Finder | None = None
        self._state: _State | None = None

    def get(self, workplace: Workplace, stamp: tuple[int, int] | None) -> Finder:
        """Return what searches the dossier as it stands now."""
        state = _State(workplace.archive.catalogue.standing(), present_engine(self._folder / INDEX_FOLDER), stamp)
        with self._door:
            if self._finder is None or state != self._state:
                self._finder = self._made(workplace, state)
                self._state = state
            return self._finder

    def _made(self, workplace: Workplace, state: _State) -> Finder:
        # an opened index is shared by those who search in it: it is let go of when the last of them is done
        archive = Archive.open(self._folder, search_engine=workplace.dossier.search.engine)
        before = self._state
        if self._finder is not None and before is not None and before.stamp == state.stamp:
            changed = archive.catalogue.changed_since(before.catalogue)
            if changed is not None and len(changed) <= MANY:
                return self._finder.renewed(archive, changed)
        return Finder(archive, workplace.dossier, workplace.edition)
