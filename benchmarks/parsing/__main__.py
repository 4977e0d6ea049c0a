"""Compare the reading of PDF with the tools of the field: `python -m benchmarks.parsing [--folder F] [--tools a,b]`."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.parsing.corpus import corpus
from benchmarks.parsing.score import exact_cells, recovered
from benchmarks.parsing.tools import TOOLS, is_installed, read_one

GROUPS = ("mixed", "tables", "dashed", "double", "three_line", "horizontal", "borderless")


def main() -> int:
    arguments = _arguments()
    files = corpus(arguments.folder)
    pages = {file.stem: _pages(file) for file in files}
    truths = {file.stem: json.loads(file.with_suffix(".json").read_text(encoding="utf-8")) for file in files}
    print(f"{len(files)} files, {sum(pages.values())} pages, of which mixed ", end="")
    print(sum(count for name, count in pages.items() if truths[name]["group"] == "mixed"), end="\n\n")
    print("| tool | pages/s mixed | pages/s tables | peak MiB above imports | text % |", end="")
    print("".join(f" {group} % |" for group in GROUPS), "\n" + "|---" * (5 + len(GROUPS)) + "|", sep="")
    below: list[str] = []
    cells_of: dict[str, dict[str, float]] = {}
    for tool in arguments.tools:
        if not is_installed(tool):
            print(f"| {tool} | not installed, left out |")
            continue
        row, cells_of[tool] = _measured(tool, files, pages, truths)
        print(row, flush=True)
    for name, share in cells_of.get("zuozheng", {}).items():
        if share < cells_of.get("pdfplumber", {}).get(name, 0.0):
            below.append(name)
    print(f"\nfiles with fewer exact cells than pdfplumber: {', '.join(below) or 'none'}")
    if not arguments.skip_processes:
        _two_processes(files)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    folder = Path(tempfile.gettempdir()) / "zuozheng-benchmark-parsing"
    parser.add_argument("--folder", type=Path, default=folder, help="where the files are made and kept")
    parser.add_argument("--tools", type=lambda value: value.split(","), default=list(TOOLS))
    parser.add_argument("--skip-processes", action="store_true", help="do not compare two processes with one")
    return parser.parse_args()


def _pages(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _measured(
    tool: str, files: list[Path], pages: dict[str, int], truths: dict[str, Any]
) -> tuple[str, dict[str, float]]:
    """Run a tool in a process of its own; return its row of the table, and the share of exact cells of each file."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "benchmarks.parsing.worker", tool, out, *map(str, files)]
        memory = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        read = {file.stem: json.loads(Path(out, f"{file.stem}.json").read_text(encoding="utf-8")) for file in files}
    cells: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    seconds: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    text = [0, 0]
    by_file: dict[str, float] = {}
    for name, found in read.items():
        group = truths[name]["group"]
        right, total = exact_cells(truths[name], found["tables"])
        by_file[name] = right / total if total else 1.0
        cells[group][0] += right
        cells[group][1] += total
        seconds[group][0] += pages[name]
        seconds[group][1] += found["seconds"][0]
        for index, count in enumerate(recovered(truths[name], found["text"])):
            text[index] += count
    speeds = [seconds[group][0] / seconds[group][1] for group in ("mixed", "tables")]
    shares = [f"{100 * cells[group][0] / cells[group][1]:.1f}" if any(f["tables"] for f in read.values()) else "-"
              for group in GROUPS]  # fmt: skip
    columns = [
        tool,
        f"{speeds[0]:.0f}",
        f"{speeds[1]:.0f}",
        f"{memory['peak_mib']:.0f}",
        f"{100 * text[0] / text[1]:.2f}",
    ]
    return f"| {' | '.join([*columns, *shares])} |", by_file


def _two_processes(files: list[Path]) -> None:
    """Read everything with one and with two processes, the start of the processes not counted."""
    seconds = {}
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            list(pool.map(read_one, [files[0]] * workers * 2))
            start = time.perf_counter()
            list(pool.map(read_one, sorted(files, key=lambda file: -file.stat().st_size)))
            seconds[workers] = time.perf_counter() - start
    print(f"two processes are {seconds[1] / seconds[2]:.2f} times as fast as one (wall time, all files)")


if __name__ == "__main__":
    sys.exit(main())
