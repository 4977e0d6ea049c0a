"""The gap report (缺口报告) as a file: what is missing, what does not hold, whom to ask; one file a format.

A format's libraries are loaded when it is asked for: a check without a report does not wait for them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

from pipeline.reports.gathered import Gathered


def _made(kind: str, told: Gathered) -> bytes:
    content: bytes = getattr(import_module(f"{__name__}.{kind}"), f"gap_{kind}")(told)
    return content


FORMATS: Mapping[str, Callable[[Gathered], bytes]] = {
    ".xlsx": partial(_made, "workbook"),
    ".docx": partial(_made, "paper"),
    ".html": partial(_made, "page"),
}


def write_gap_report(told: Gathered, file: Path) -> None:
    """Write the report in the format of the file's suffix; raises KeyError for another, OSError where it cannot."""
    file.write_bytes(FORMATS[file.suffix.lower()](told))
