"""The checker: all checks over one view, gathered in a report."""

from pipeline.checks import all_checks
from pipeline.coverage.case import Case
from schemas.finding import Report
from schemas.view import ArchiveView


def run_checks(view: ArchiveView) -> Report:
    """Return what every check found, with the matrix; raises TypeError where a file of `checks/` is no check."""
    case = Case(view)
    return Report(
        county=view.dossier.county,
        edition=view.dossier.edition,
        years=view.dossier.years,
        documents=len(view.documents),
        results=tuple(check.run(case) for check in all_checks()),
        matrix=case.matrix(),
    )
