"""How the findings changed over the checks kept: for the terminal, as a workbook, a Word file, a page."""

from collections.abc import Callable, Mapping

from pipeline.reports.progress.page import progress_page
from pipeline.reports.progress.paper import progress_paper
from pipeline.reports.progress.trend import Trend
from pipeline.reports.progress.workbook import progress_workbook

FORMATS: Mapping[str, Callable[[Trend], bytes]] = {
    ".xlsx": progress_workbook,
    ".docx": progress_paper,
    ".html": progress_page,
}
