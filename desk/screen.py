"""What the terminal shows: one console for people on standard output, one for remarks on standard error."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape

from pipeline.reports.visible import visible
from schemas.errors import ZuozhengError

# columns of a table that goes into a file or another program
PIPED_WIDTH = 120


def out() -> Console:
    """Return the console for results."""
    return _console(sys.stdout)


def remarks() -> Console:
    """Return the console for progress, warnings, errors: never mixed into results."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, width=None if stream.isatty() else PIPED_WIDTH)


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line, UTF-8, nothing escaped that need not be."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def show_error(error: ZuozhengError) -> None:
    """Print an error with its code and advice."""
    console = remarks()
    console.print(f"[bold red]错误[/] ({error.code})：{escape(visible(error.message))}")
    if error.advice:
        console.print(f"[yellow]建议[/]：{escape(visible(error.advice))}")
