"""Compare the reading of PDF with the tools of the field: `python -m benchmarks.parsing [--rounds 2] [--tools a,b]`."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from benchmarks.parsing.corpus import corpus
from benchmarks.parsing.instructions import per_page
from benchmarks.parsing.passes import Pass, one_pass
from benchmarks.parsing.peers import peers_python
from benchmarks.parsing.processes import compared
from benchmarks.parsing.real import real_files
from benchmarks.parsing.report import Corpus, cells_table, speed_table, verdict
from benchmarks.parsing.tools import OWN, TOOLS, is_installed


def main() -> int:
    arguments = _arguments()
    printed, real = corpus(arguments.folder), real_files()
    files = [*printed, *real]
    truths = {file.stem: json.loads(file.with_suffix(".json").read_text(encoding="utf-8")) for file in printed}
    pages = {file.stem: _pages(file) for file in files}
    read = Corpus(pages, truths)
    print(f"{len(files)} files, {sum(pages.values())} pages: ", end="")
    print(", ".join(f"{group} {count}" for group, count in read.pages_by_group().items()), end="\n\n", flush=True)
    passes = _passes(arguments, files)
    print(speed_table(passes, read), cells_table(passes, read), verdict(passes, read), sep="\n\n", flush=True)
    if not arguments.skip_processes:
        print(compared(printed), flush=True)
    if arguments.instructions:
        print(per_page(printed, arguments.folder))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    folder = Path(tempfile.gettempdir()) / "zuozheng-benchmark-parsing"
    parser.add_argument("--folder", type=Path, default=folder, help="where files and tools are made and kept")
    parser.add_argument("--tools", type=lambda value: value.split(","), default=list(TOOLS))
    parser.add_argument("--rounds", type=int, default=2, help="passes of every tool; of each file the best counts")
    parser.add_argument("--skip-processes", action="store_true", help="do not compare two processes with one")
    parser.add_argument("--instructions", action="store_true", help="count instructions too (valgrind, some minutes)")
    return parser.parse_args()


def _pages(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _passes(arguments: argparse.Namespace, files: list[Path]) -> dict[str, list[Pass]]:
    """Let every tool read all files once a round, one tool after the other, so that a busy hour meets all alike."""
    tools = [tool for tool in arguments.tools if is_installed(tool)]
    peers = str(peers_python(arguments.folder)) if set(tools) - OWN else sys.executable
    passes: dict[str, list[Pass]] = {}
    for number in range(arguments.rounds):
        for tool in tools:
            print(f"round {number + 1}: {tool}", file=sys.stderr)
            try:
                passes.setdefault(tool, []).append(one_pass(tool, files, sys.executable if tool in OWN else peers))
            except subprocess.CalledProcessError as error:
                raise SystemExit(f"{tool} failed: {error.stderr[-2000:]}") from error
    return passes


if __name__ == "__main__":
    sys.exit(main())
