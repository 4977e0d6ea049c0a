"""The process beside the server in which papers are taken in and checks run, so that the pages stay quick."""

import os
import sys
import time
from pathlib import Path

from desk.commands.day import day_of, gathered
from desk.screen import show_error
from desk.web.kept_trend import KeptTrend
from desk.web.memory import give_back, share_heaps
from desk.web.office import Office
from desk.web.packing import pack_if_asked
from desk.web.sheet_making import SheetMaking
from desk.web.standing import standing_of
from desk.web.taking_in import Taking
from desk.web.watching import Watched
from desk.workplace import now
from pipeline.reports.gathered import Gathered
from schemas.errors import ZuozhengError
from schemas.finding import CheckSummary

LOOK_EVERY_S = 0.5
AT_LATEST_S = 60.0
WORKERS = 1
BEHIND_THE_PAGES = 5


def check_anew(office: Office, trend: KeptTrend | None = None) -> Gathered:
    """Run the checks over what changed, keep what they find for the pages, return it; raises StoreError.

    It counts as a step of the progress where it found anything else than the last one.
    """
    workplace, day = office.workplace, day_of("")
    told = gathered(workplace, day, workers=WORKERS)
    summary = CheckSummary(at=now(), findings=told.report.findings)
    points = (trend or KeptTrend(office)).with_check(summary)
    office.keep_standing(standing_of(told, summary.at, points))
    return told


class Checking:
    """Checks anew where the catalogue, the dossier or the day changed since the last check, whoever changed it."""

    def __init__(self, office: Office) -> None:
        """Hold everything for unchecked."""
        self._office = office
        self._trend = KeptTrend(office)
        self._checked: object = None
        self._seen: object = None
        self._last_s = -AT_LATEST_S

    def step(self) -> Gathered | None:
        """Check where that is due: as soon as nothing changes any more, at the latest after a minute.

        None where nothing is due, or the check failed: that is told, and tried again at the next change. What is
        written while a check runs is due afterwards, so that nobody's word is passed over.
        """
        state = _state(self._office)
        is_quiet = state == self._seen or time.monotonic() - self._last_s > AT_LATEST_S
        self._seen = state
        if state == self._checked or not is_quiet:
            return None
        try:
            return check_anew(self._office, self._trend)
        except ZuozhengError as error:
            show_error(error)
            return None
        finally:
            self._checked, self._last_s = state, time.monotonic()


def work(file: Path, server: int, folder: Path | None = None) -> None:
    """Do what is due, again and again, as long as the server runs (its process id); `folder` is a watched one."""
    office = Office(file, now)
    taking = Taking(office, None if folder is None else Watched(folder))
    checking, sheets = Checking(office), SheetMaking(office)
    try:
        while _is_alive(server):
            has_taken = taking.step()
            if (told := checking.step()) is not None:
                sheets.begin(told)
                told = None
                give_back()
            pack_if_asked(office)
            if not has_taken and not _has_made(sheets):
                time.sleep(LOOK_EVERY_S)
    finally:
        office.close()


def _state(office: Office) -> object:
    """Return what changes where a check may find anything else."""
    return (office.archive.catalogue.standing(), office.stamp, day_of(""))


def _has_made(sheets: SheetMaking) -> bool:
    """Make one sheet that is due; False where none is, or it cannot be kept just now: it stays due."""
    try:
        return sheets.step()
    except ZuozhengError as error:
        show_error(error)
        return False


def _is_alive(process: int) -> bool:
    return sys.platform == "win32" or os.getppid() == process


def _give_way() -> None:
    """Let the pages go before; the workers that are started inherit it."""
    if sys.platform != "win32":
        os.nice(BEHIND_THE_PAGES)


if __name__ == "__main__":
    _give_way()
    share_heaps()
    work(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
