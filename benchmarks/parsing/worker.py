"""One tool on many files in a process of its own: `python -m benchmarks.parsing.worker TOOL OUT FILE...`."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from benchmarks.parsing.tools import TOOLS


def main() -> None:
    """Write what was read, CPU and wall seconds a file, and the peak memory above the imports."""
    tool, out, *files = sys.argv[1:]
    read = TOOLS[tool]()
    started_mib = _peak_mib(children=False)
    for name in files:
        cpu, wall = _cpu_seconds(), time.perf_counter()
        found = read(Path(name))
        seconds = (_cpu_seconds() - cpu, time.perf_counter() - wall)
        reading = {"text": found.text, "tables": found.tables, "seconds": seconds}
        Path(out, f"{Path(name).stem}.json").write_text(json.dumps(reading), encoding="utf-8")
    peak_mib = _peak_mib(children=True) if tool == "pdftotext" else _peak_mib(children=False) - started_mib
    print(json.dumps({"peak_mib": peak_mib, "import_mib": started_mib}))


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_mib(*, children: bool) -> float:
    """Return the most memory used so far; Linux counts in KiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
