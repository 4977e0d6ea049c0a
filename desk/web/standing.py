"""The outcome of the last check, kept for the pages: derived, always to be had again."""

import threading
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from archive.lasting import stamp_of, store_faults, write_whole
from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.progress.trend import Point
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.finding import Finding, Report
from schemas.model import Model


class Standing(Model):
    """What a check found, in the order of reports; `at` is when (ISO 8601), `day` the day it was made for.

    The findings stand in the issues alone, those of the results in `report` are left out. `points` are the checks kept
    so far, oldest first, with their open findings by severity.
    """

    at: str
    day: date
    report: Report
    issues: tuple[Issue, ...]
    points: tuple[Point, ...] = ()

    def told(self, dossier: Dossier, edition: Edition) -> Gathered:
        """Return it as reports show it."""
        found: dict[str, list[Finding]] = {}
        for issue in self.issues:
            found.setdefault(issue.finding.check, []).append(issue.finding)
        results = tuple(
            one.model_copy(update={"findings": tuple(found.get(one.check, ()))}) for one in self.report.results
        )
        report = self.report.model_copy(update={"results": results})
        return Gathered(report, dossier, edition, self.day, self.issues)


def standing_of(told: Gathered, at: str, points: tuple[Point, ...]) -> Standing:
    """Return what is kept of a check."""
    results = tuple(one.model_copy(update={"findings": ()}) for one in told.report.results)
    report = told.report.model_copy(update={"results": results})
    return Standing(at=at, day=told.day, report=report, issues=told.issues, points=points)


class StandingFile:
    """The file that holds it, read again only when another process wrote it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._door = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._read: Standing | None = None

    def read(self) -> Standing | None:
        """Return what was kept, None where there is nothing or an older version of the program wrote it."""
        with self._door:
            stamp = stamp_of(self._file)
            try:
                if stamp is None or stamp != self._stamp:
                    self._read = Standing.model_validate_json(self._file.read_bytes())
                    self._stamp = stamp
            except (OSError, ValidationError):
                return None
            return self._read

    def write(self, standing: Standing) -> None:
        """Put it in the place of the older one, whole or not at all; raises StoreFull, StoreError."""
        with store_faults("检查结果"):
            write_whole(self._file, standing.model_dump_json().encode("utf-8"))
