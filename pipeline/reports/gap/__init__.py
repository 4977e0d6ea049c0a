"""The gap report (缺口报告) as a file: what is missing, what does not hold, whom to ask; one file a format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.reports.gap.page import gap_page
from pipeline.reports.gap.paper import gap_paper
from pipeline.reports.gap.workbook import gap_workbook
from pipeline.reports.gathered import Gathered

FORMATS: Mapping[str, Callable[[Gathered], bytes]] = {
    ".xlsx": gap_workbook,
    ".docx": gap_paper,
    ".html": gap_page,
}


def write_gap_report(told: Gathered, file: Path) -> None:
    """Write the report in the format of the file's suffix; raises KeyError for another, OSError where it cannot."""
    file.write_bytes(FORMATS[file.suffix.lower()](told))
