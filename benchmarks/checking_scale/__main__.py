"""Fill stores of growing size; check each fully, again, and after ten documents more, in a process of its own."""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from archive.archive import Archive
from benchmarks.checking.dossier_files import FOLDERS, read_yaml
from benchmarks.checking_scale.filling import documents_in, fill
from pipeline.checker import check_archive, prepare_archive
from pipeline.checks import all_checks
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.finding import Report

SIZES = (1_000, 10_000, 100_000)
ADDED = 10
_TODAY = date(2024, 6, 1)
_KIB_A_MB = 1000 * 1000 / 1024


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.checking_scale", description=__doc__)
    options.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of documents")
    options.add_argument("--keep", type=Path, help="a folder for the stores; those that are there are used again")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--prove", action="store_true", help="compare the last check with a full one")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--full", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure is not None:
        what = _prepared if chosen.prepare else partial(_checked, workers=chosen.workers, full=chosen.full)
        print(json.dumps(_measured(chosen.measure, what)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        for size in map(int, chosen.sizes.split(",")):
            folder = (chosen.keep or Path(temporary)) / f"s{size}"
            last = _of_size(folder, size, chosen.seed, chosen.workers)
            if chosen.prove and _in_a_process(folder, chosen.workers, "--full")["digest"] != last["digest"]:
                raise SystemExit("the check after ten documents more differs from a full one")
    return 0


def _of_size(folder: Path, size: int, seed: int, workers: int) -> dict[str, Any]:
    """Print what the checks of a store of one size cost, what the ingest works out for them; return the last."""
    dossier, edition = _dossier()
    if not (folder / "catalogue.sqlite").exists():
        fill(folder, dossier, edition, size, seed)
    (folder / "checks.sqlite").unlink(missing_ok=True)
    _print(size, "at the ingest", _in_a_process(folder, workers, "--prepare"))
    _print(size, "first", _in_a_process(folder, workers))
    _print(size, "from nothing", _in_a_process(folder, workers, "--full"))
    _print(size, "again", _in_a_process(folder, workers))
    documents = documents_in(folder)
    fill(folder, dossier, edition, ADDED, seed + documents, first=documents)
    _print(size + ADDED, "at the ingest", _in_a_process(folder, workers, "--prepare"))
    after = _in_a_process(folder, workers)
    _print(size + ADDED, "after ten more", after)
    return after


def _in_a_process(folder: Path, workers: int, *more: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.checking_scale", "--measure", str(folder)]
    command += ["--workers", str(workers), *more]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def _print(size: int, what: str, found: dict[str, Any]) -> None:
    print(
        f"{size:8,} documents  {what:15}  wall {found['wall_s']:6.1f} s  CPU {found['cpu_s']:6.1f} s "
        f"(this process {found['own_s']:5.1f} s)  peak {found['peak_mb']:5,.0f} MB "
        f"(largest other process {found['other_mb']:5,.0f} MB)  findings {found['findings']:7,}",
        flush=True,
    )


@lru_cache(maxsize=1)
def _dossier() -> tuple[Dossier, Edition]:
    dossier = Dossier.model_validate(read_yaml(FOLDERS["lanxi"] / "dossier.yaml"))
    return dossier, load_edition(dossier.edition)


def _measured(folder: Path, what: Callable[[Archive], Report | None]) -> dict[str, Any]:
    """Return what is done with a store costs, the start of the program left out, that of other processes not."""
    all_checks()
    _dossier()
    with Archive.open(folder) as archive:
        started, before = time.perf_counter(), time.process_time()
        report = what(archive)
        wall, own = time.perf_counter() - started, time.process_time() - before
    others = os.times()
    return {
        "wall_s": wall,
        "own_s": own,
        "cpu_s": own + others.children_user + others.children_system,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MB,
        "other_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _KIB_A_MB,
        "findings": len(report.findings) if report is not None else 0,
        "digest": hashlib.sha256(report.model_dump_json().encode()).hexdigest() if report is not None else "",
    }


def _prepared(archive: Archive) -> None:
    """Do what an ingest does at its end, as if all documents were new."""
    dossier, edition = _dossier()
    prepare_archive(archive, dossier, edition, len(archive.catalogue.files_of(dossier.id)))


def _checked(archive: Archive, workers: int, *, full: bool) -> Report:
    return check_archive(archive, *_dossier(), _TODAY, workers, full=full)


if __name__ == "__main__":
    sys.exit(main())
