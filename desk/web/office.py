"""What one running server works with: dossier, archive, people, clock, limits."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from archive.answers import Answers
from archive.archive import Archive
from archive.backup import DESK
from archive.dossier_file import load_dossier
from archive.inbox import Inbox
from archive.lasting import stamp_of, store_faults
from archive.people import People
from desk.web.indicator_sheets import IndicatorSheets
from desk.web.issue_lists import IssueLists
from desk.web.kept import KeptReadings
from desk.web.kept_finder import KeptFinder
from desk.web.page_images import PageImages
from desk.web.review_queue import ReviewQueue
from desk.web.standing import Standing, StandingFile
from desk.workplace import Workplace
from pipeline.find import Finder
from pipeline.reports.gathered import Gathered
from schemas.editions import load_edition

KEPT_READINGS = 300
UPLOAD_LIMIT_BYTES = 500 * 1024 * 1024


class Office:
    """The dossier of one dossier.yaml, read anew when the file changes; usable from many threads.

    `clock` gives the present time (ISO 8601, UTC). `is_secure`: pages are reached by https. Raises DossierError,
    EditionError, StoreError at opening.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], str],
        *,
        is_secure: bool = False,
        upload_limit_bytes: int = UPLOAD_LIMIT_BYTES,
    ) -> None:
        self.file = file
        self.clock = clock
        self.is_secure = is_secure
        self.upload_limit_bytes = upload_limit_bytes
        dossier = load_dossier(file)
        self.archive = Archive.open(file.parent / dossier.store, search_engine=dossier.search.engine)
        self.folder = self.archive.folder / DESK
        with store_faults("档案库"):
            self.folder.mkdir(exist_ok=True)
        self.people = People.open(self.folder / "people.sqlite")
        self.answers = Answers.open(self.folder / "answers.sqlite")
        self.inbox = Inbox.open(self.folder / f"inbox-{dossier.id}")
        self.images = PageImages()
        self.reviewing = ReviewQueue()
        self.sheets = IndicatorSheets(self.folder / f"sheets-{dossier.id}")
        self.issues = IssueLists()
        self.readings = KeptReadings(self.archive.catalogue, KEPT_READINGS)
        self._door = threading.Lock()
        self._stamp = stamp_of(file)
        self._finding = KeptFinder(self.archive.folder)
        self._told: Gathered | None = None
        self._told_of: tuple[Standing, Workplace] | None = None
        self._workplace = Workplace(file, dossier, load_edition(dossier.edition), self.archive)
        self._standing = StandingFile(self.folder / f"standing-{dossier.id}.json")

    def close(self) -> None:
        """Let go of all files."""
        self.images.close()
        self.people.close()
        self.answers.close()
        self.inbox.close()
        self.archive.close()

    @property
    def workplace(self) -> Workplace:
        """The dossier as its file says now, with the open archive; a file that cannot be read raises DossierError."""
        with self._door:
            stamp = stamp_of(self.file)
            if stamp != self._stamp:
                dossier = load_dossier(self.file)
                self._workplace = Workplace(self.file, dossier, load_edition(dossier.edition), self.archive)
                self._stamp = stamp
            return self._workplace

    def finder(self) -> Finder:
        """Return what searches the dossier as it stands now; it keeps what it reads for the next who asks."""
        return self._finding.get(self.workplace, self._stamp)

    def read_ahead(self) -> None:
        """Read now what the first who ask would wait for; raises StoreError, DossierError."""
        self.told()
        self.finder().read_ahead()

    @property
    def stamp(self) -> tuple[int, int] | None:
        """What changes with dossier.yaml."""
        return stamp_of(self.file)

    def without_paths(self, text: str) -> str:
        """Return a message with names of files left, without the folders of the server that they stand in."""
        for folder in (self.archive.folder, self.file.parent):
            for shown in (str(folder.resolve()), str(folder)):
                if len(shown) > 1:
                    text = text.replace(f"{shown}{os.sep}", "").replace(shown, "")
        return text

    def standing(self) -> Standing | None:
        """Return what the last check found, None before the first."""
        return self._standing.read()

    def told(self) -> Gathered | None:
        """Return what the last check found as reports show it, None before the first.

        It stays the same as long as the outcome and the dossier do, with all that was worked out of it.
        """
        standing, workplace = self.standing(), self.workplace
        if standing is None:
            return None
        with self._door:
            if self._told is None or self._told_of != (standing, workplace):
                self._told = standing.told(workplace.dossier, workplace.edition)
                self._told_of = (standing, workplace)
            return self._told

    def keep_standing(self, standing: Standing) -> None:
        """Put the outcome of a check in the place of the last one; raises StoreFull, StoreError."""
        self._standing.write(standing)
