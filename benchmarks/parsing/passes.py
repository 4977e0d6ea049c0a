"""One tool over all files, in a process of its own, as often as asked."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Pass:
    """What one pass of a tool gave: the readings by file name, CPU and wall seconds, MiB above the imports."""

    readings: dict[str, dict[str, Any]]
    peak_mib: float

    def seconds(self, name: str, clock: int) -> float:
        """Return the CPU (clock 0) or wall (1) seconds that a file took."""
        return float(self.readings[name]["seconds"][clock])


def one_pass(tool: str, files: Iterable[Path], python: str) -> Pass:
    """Read files with a tool. Raises CalledProcessError where it fails."""
    paths = [str(file) for file in files]
    with tempfile.TemporaryDirectory() as out:
        command = [python, "-m", "benchmarks.parsing.worker", tool, out, *paths]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        memory = json.loads(done.stdout.splitlines()[-1])
        readings = {
            Path(path).stem: json.loads(Path(out, f"{Path(path).stem}.json").read_text(encoding="utf-8"))
            for path in paths
        }
    return Pass(readings, float(memory["peak_mib"]))


def pages_a_second(passes: list[Pass], pages: dict[str, int], names: Iterable[str], clock: int) -> float:
    """Return the speed over some files, of each the best pass; NaN where there are none."""
    chosen = list(names)
    spent = sum(min(item.seconds(name, clock) for item in passes) for name in chosen)
    return sum(pages[name] for name in chosen) / spent if spent else float("nan")
