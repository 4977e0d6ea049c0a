"""The trend as one HTML file that needs nothing else, its curve drawn as SVG."""

from pipeline.reports.progress.plot import plotted
from pipeline.reports.progress.trend import HEADS, POINT_HEADS, Trend
from pipeline.reports.progress.wording import FINDING_HEADS, finding_row, point_rows, sections, summary, title
from pipeline.reports.signs import SEVERITIES
from pipeline.reports.templates import rendered


def progress_page(told: Trend) -> bytes:
    """Return the page; every text is escaped."""
    return rendered(
        "progress.html.j2",
        title=title(told),
        summary=summary(told),
        plot=plotted(told.points),
        unit_heads=HEADS,
        units=told.by_unit,
        point_heads=POINT_HEADS,
        points=point_rows(told),
        finding_heads=FINDING_HEADS,
        sections=[(name, [(one.severity, finding_row(one)) for one in findings]) for name, findings in sections(told)],
        severities=SEVERITIES,
    )
