"""Two processes beside one: the wall time of reading everything, the start of the processes not counted."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.parsing.tools import read_one

REPEATS = 3
BUSY = 0.5  # what the machine does beside us, in processors
MOST_WAIT_S = 60


def compared(files: list[Path]) -> str:
    """Say how much faster two processes are, each number of processes at its best of three alternating runs."""
    beside = _calm_load()
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(REPEATS):
        for workers, found in seconds.items():
            found.append(_wall_seconds(files, workers))
    one, two = min(seconds[1]), min(seconds[2])
    return (
        f"two processes are {one / two:.2f} times as fast as one ({one:.2f} s and {two:.2f} s of wall time, all files; "
        f"{os.cpu_count()} processors, other work on them before: {beside:.1f})"
    )


def _calm_load() -> float:
    """Wait a little where others work on this machine; return how many processors they keep busy."""
    waited = 0
    while (load := _busy_processors(3.0)) > BUSY and waited < MOST_WAIT_S:
        waited += 3
    return load


def _busy_processors(seconds: float) -> float:
    """Return how many processors are busy while we do nothing (Linux; 0 where the system does not say)."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    before = _idle_seconds(stat)
    time.sleep(seconds)
    return max((os.cpu_count() or 1) - (_idle_seconds(stat) - before) / seconds, 0.0)


def _idle_seconds(stat: Path) -> float:
    fields = stat.read_text(encoding="ascii").splitlines()[0].split()
    return (int(fields[4]) + int(fields[5])) / os.sysconf("SC_CLK_TCK")


def _wall_seconds(files: list[Path], workers: int) -> float:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(read_one, [files[0]] * workers * 2))
        start = time.perf_counter()
        list(pool.map(read_one, sorted(files, key=lambda file: -file.stat().st_size)))
        return time.perf_counter() - start
