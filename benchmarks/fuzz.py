"""Damage sample files in many ways and see that every one ends as a document or a refusal, within its limits."""

import argparse
import logging
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.mutations import mutated
from benchmarks.recognition_switch import OPTION
from desk.worker_process import Limits
from desk.workers import starter
from pipeline.dispatch import StartExecutor
from pipeline.understand import Task, understand
from schemas.errors import DocumentError

SAMPLES = Path(__file__).parents[1] / "sample_docs"
EDITION = "2021"
MOST_SEED_BYTES = 100_000
UNDER_WAY = 32
# what is read in milliseconds; a picture or an old office file takes seconds
QUICK = [".pdf", ".docx", ".xlsx", ".ofd", ".zip"]


@dataclass(frozen=True)
class Case:
    """One damaged file, made again at any time from its number."""

    seed: Path
    other: Path
    number: int

    def content(self) -> bytes:
        return mutated(self.seed.read_bytes(), self.other.read_bytes(), Random(self.number))


@dataclass(frozen=True)
class Verdict:
    """What became of a case: `outcome` is a status or an error code, `fault` the trace of an unknown exception."""

    outcome: str
    elapsed_s: float
    fault: str = ""


class Faults(logging.Handler):
    """Keeps the traces that `understand` logs of faults of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.traces.append("".join(traceback.format_exception(record.exc_info[1])))


def attempt(case: Case, scratch: Path) -> Verdict:
    """Understand one damaged file (in a worker)."""
    path = scratch / f"{case.number}"
    path.write_bytes(case.content())
    faults, log = Faults(), logging.getLogger("pipeline.understand")
    log.handlers, log.propagate = [faults], False
    start = time.perf_counter()
    try:
        result = understand(Task(sha256=str(case.number), path=path, edition_id=EDITION))
    finally:
        path.unlink()
    outcome = result.problems[0].code if result.parsed is None and result.problems else str(result.status)
    return Verdict(outcome, time.perf_counter() - start, "".join(faults.traces))


def cases(seeds: list[Path], first: int, count: int) -> Iterator[Case]:
    """Yield cases over all seeds; a case splices with a seed of its own kind."""
    for number in range(first, first + count):
        chance = Random(-1 - number)
        seed = chance.choice(seeds)
        yield Case(seed, chance.choice([other for other in seeds if other.suffix == seed.suffix]), number)


def verdicts(wanted: Iterator[Case], executor: Executor, scratch: Path) -> Iterator[tuple[Case, Verdict]]:
    """Yield what became of each case; one that breaks a limit or kills its worker is named by that error's code."""
    running: dict[Future[Verdict], Case] = {}
    while True:
        for case in islice(wanted, UNDER_WAY - len(running)):
            running[executor.submit(attempt, case, scratch)] = case
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            case = running.pop(future)
            try:
                yield case, future.result()
            except DocumentError as error:
                yield case, Verdict(f"!{error.code}", 0.0)


def fuzz(wanted: Iterator[Case], start_executor: StartExecutor, keep: Path | None = None) -> Counter[str]:
    """Run the cases; return how many ended how. `!code`: stopped from outside; `internal`: an unknown exception."""
    outcomes: Counter[str] = Counter()
    known: Counter[str] = Counter()
    executor = start_executor()
    with tempfile.TemporaryDirectory() as scratch, executor:
        for done, (case, verdict) in enumerate(verdicts(wanted, executor, Path(scratch)), start=1):
            outcomes[verdict.outcome] += 1
            if verdict.fault or verdict.outcome.startswith("!"):
                _tell(case, verdict, known, keep)
            if done % 5000 == 0:
                print(f"{done}: {dict(outcomes.most_common())}", flush=True)
    return outcomes


def _tell(case: Case, verdict: Verdict, known: Counter[str], keep: Path | None) -> None:
    """Print each kind of fault once, with the case that shows it; keep the file where a folder is given."""
    kind = "".join(verdict.fault.splitlines()[-3:]) or f"{verdict.outcome} {case.seed.name}"
    known[kind] += 1
    if known[kind] == 1:
        print(f"case {case.number} ({case.seed.name}): {verdict.outcome}\n{verdict.fault}", flush=True)
    if keep is not None and known[kind] <= 3:
        (keep / f"{case.number}{case.seed.suffix}").write_bytes(case.content())


def seeds_in(folders: list[Path], suffixes: list[str]) -> list[Path]:
    """Return the files below the folders that are small enough to be damaged thousands of times."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if path.suffix in suffixes and path.stat().st_size <= MOST_SEED_BYTES]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=20, help="seconds a case may take")
    parser.add_argument("--memory-limit", type=int, default=512, help="MB a case may take")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[SAMPLES], help="folders of whole files")
    parser.add_argument("--suffixes", nargs="*", default=QUICK, help="of the files to damage")
    parser.add_argument(OPTION, action="store_true", help="let scans be recognised: seconds and 1 GB a case")
    parser.add_argument("--keep", type=Path, help="folder for the files that showed a fault")
    options = parser.parse_args()
    limits = Limits(document_s=options.time_limit, memory_bytes=options.memory_limit * 1024 * 1024)
    start = time.perf_counter()
    seeds = seeds_in(options.seeds, options.suffixes)
    wanted = cases(seeds, options.first, options.count)
    outcomes = fuzz(wanted, starter(options.workers, limits), options.keep)
    print(f"{options.count} cases in {time.perf_counter() - start:.0f} s: {dict(outcomes.most_common())}")
    return int(any(outcome == "internal" or outcome.startswith("!") for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
