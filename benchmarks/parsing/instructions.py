"""Instructions that reading a page takes: a measure that other work on the machine does not change."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

GROUPS = ("mixed", "tables")
PAGES = 2  # of one file of each producer
TOOLS = ("zuozheng", "pdfplumber")
_COLLECTED = re.compile(r"Collected : (\d+)")


def per_page(files: list[Path], folder: Path) -> str:
    """Return a table of millions of instructions a page, from the first pages of one file of each producer.

    Each file is read once, then twice in one process: the difference is the reading alone.
    """
    if shutil.which("valgrind") is None:
        return "instructions are counted by valgrind, which is not installed"
    rows = ["| tool | mixed, million instructions a page | tables |", "| --- | --- | --- |"]
    counts = {tool: [_counted(tool, _short(files, folder, group)) for group in GROUPS] for tool in TOOLS}
    rows += [f"| {tool} | {' | '.join(f'{count:.1f}' for count in found)} |" for tool, found in counts.items()]
    ratios = [second / first for first, second in zip(*(counts[tool] for tool in TOOLS), strict=True)]
    return "\n".join([*rows, f"| {TOOLS[1]} / {TOOLS[0]} | {' | '.join(f'{ratio:.1f}' for ratio in ratios)} |"])


def _short(files: list[Path], folder: Path, group: str) -> list[Path]:
    """Return the first pages of the first file of each producer, as files of their own."""
    made = []
    for file in files:
        if not file.stem.endswith(f"_{group}_0"):
            continue
        short = folder / "short" / file.name
        short.parent.mkdir(exist_ok=True)
        with pypdfium2.PdfDocument(file) as document, pypdfium2.PdfDocument.new() as target:
            target.import_pages(document, list(range(PAGES)))
            target.save(short)
        made.append(short)
    return made


def _counted(tool: str, files: list[Path]) -> float:
    once, twice = (_instructions(tool, files * times) for times in (1, 2))
    return (twice - once) / (PAGES * len(files)) / 1e6


def _instructions(tool: str, files: list[Path]) -> int:
    with tempfile.TemporaryDirectory() as out:
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-m",
                   "benchmarks.parsing.worker", tool, out, *map(str, files)]  # fmt: skip
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found = _COLLECTED.search(done.stderr)
    if found is None:
        raise SystemExit("valgrind counted nothing")
    return int(found[1])
