"""The checks kept so far as points of a curve, without their findings held."""

from desk.web.office import Office
from pipeline.reports.progress.trend import Point, points_of
from schemas.finding import CheckSummary

MOST_POINTS = 60


class KeptTrend:
    """Reads every kept check once, then only the last one."""

    def __init__(self, office: Office) -> None:
        """Read nothing yet."""
        self._office = office
        self._dossier = ""
        self._last_at = ""
        self._points: tuple[Point, ...] = ()

    def with_check(self, summary: CheckSummary) -> tuple[Point, ...]:
        """Keep a check where it found anything else than the last one; return all points, oldest first.

        Raises StoreError.
        """
        catalogue, dossier = self._office.archive.catalogue, self._office.workplace.dossier.id
        last = next(iter(catalogue.check_runs(dossier, 1)), None)
        last_at = last.at if last is not None else ""
        if (dossier, last_at) != (self._dossier, self._last_at):  # somebody else checked, too
            self._points = tuple(points_of(catalogue.each_check_run(dossier, MOST_POINTS)))
        if last is None or _keys(last) != _keys(summary):
            catalogue.keep_check(dossier, summary)
            self._points = (*self._points, *points_of([summary], last))[-MOST_POINTS:]
            last_at = summary.at
        self._dossier, self._last_at = dossier, last_at
        return self._points


def _keys(summary: CheckSummary) -> set[tuple[str, bool]]:
    return {(finding.key, bool(finding.waived)) for finding in summary.findings}
