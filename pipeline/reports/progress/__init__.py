"""How the findings changed over the checks kept: for the terminal, as a workbook, a Word file, a page.

A format's libraries are loaded when it is asked for.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from pipeline.reports.progress.trend import Trend


def _made(kind: str, told: Trend) -> bytes:
    content: bytes = getattr(import_module(f"{__name__}.{kind}"), f"progress_{kind}")(told)
    return content


FORMATS: Mapping[str, Callable[[Trend], bytes]] = {
    ".xlsx": partial(_made, "workbook"),
    ".docx": partial(_made, "paper"),
    ".html": partial(_made, "page"),
}
