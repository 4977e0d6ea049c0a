"""The gap report as one HTML file that needs nothing else."""

from pipeline.reports.gap.wording import (
    basis,
    cell_words,
    finding_sums,
    matrix_sums,
    outcome_words,
    title,
)
from pipeline.reports.gathered import Gathered, counts_of
from pipeline.reports.signs import OUTCOMES, SEVERITIES, STATES, WAIVED
from pipeline.reports.tasks import HEADS, task_rows
from pipeline.reports.templates import rendered
from pipeline.reports.visible import plain


def gap_page(told: Gathered) -> bytes:
    """Return the page: numbers, matrix, findings with filters by severity, unit; every text is escaped."""
    groups = [(unit, issues, counts_of(issue.finding for issue in issues)) for unit, issues in told.by_group]
    return rendered(
        "gap.html.j2",
        told=told,
        title=title(told),
        basis=basis(told),
        sums=(matrix_sums(told), finding_sums(told)),
        groups=groups,
        states=STATES,
        severities=SEVERITIES,
        waived_sign=WAIVED,
        outcomes=[(plain(one.title), one, OUTCOMES[one.outcome], outcome_words(one)) for one in told.results],
        cell_words=cell_words,
        task_heads=HEADS,
        tasks=task_rows(told.dossier, told.day),
    )
