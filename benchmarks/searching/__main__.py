"""`python -m benchmarks.searching`: our engines beside plain tantivy and SQLite FTS5, one process each."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.searching.measure import measured
from benchmarks.searching.peers import ENGINES

DEFAULT = "whoosh:2000,whoosh:5000,tantivy:20000,tantivy n-gram:20000,FTS5 trigram:20000"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", default=DEFAULT, help=f"engine:pages, parted by commas; engines: {', '.join(ENGINES)}"
    )
    parser.add_argument("--queries", type=int, default=100, help="queries of each kind")
    parser.add_argument("--phrases", type=int, default=10_000, help="random phrases compared with substring search")
    parser.add_argument("--folder", type=Path, help="where the indexes are written while they are measured")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, _, pages = options.one.rpartition(":")
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            print(json.dumps(measured(name, int(pages), options.queries, options.phrases, Path(folder))))
        return 0
    print(HEAD)
    for run in options.runs.split(","):
        command = [sys.executable, "-m", "benchmarks.searching", "--one", run]
        command += ["--queries", str(options.queries), "--phrases", str(options.phrases)]
        command += ["--folder", str(options.folder)] if options.folder else []
        print(
            row(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)), flush=True
        )
    return 0


KINDS = ("1 char", "2 char", "4 char", "8 char", "AND of two", "number", "document number", "indicator, year")
COLUMNS = ("engine", "pages", "pages a CPU s", "bytes a page", "MB", *KINDS, "add ms", "different")
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def row(figures: dict[str, object]) -> str:
    cells = []
    for column in COLUMNS:
        value = figures[column]
        if column == "different":
            value = f"{value} of {figures['asked']}"
        cells.append(" / ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
