"""Fill stores of growing size, check each in a process of its own, print CPU seconds and memory."""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from archive.archive import Archive
from benchmarks.checking.dossier_files import FOLDERS, read_yaml
from benchmarks.checking_scale.filling import documents_in, fill
from pipeline.checker import run_checks
from pipeline.checks import all_checks
from pipeline.coverage.case import Case
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.view import ArchiveView

SIZES = (1_000, 10_000, 100_000)
ADDED = 10
_TODAY = date(2024, 6, 1)
_KIB_A_MB = 1000 * 1000 / 1024


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.checking_scale", description=__doc__)
    options.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of documents")
    options.add_argument("--keep", type=Path, help="a folder for the stores; those that are there are used again")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--each", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure is not None:
        print(json.dumps(_checks_of(chosen.measure) if chosen.each else _measured(chosen.measure)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        for size in map(int, chosen.sizes.split(",")):
            _of_size((chosen.keep or Path(temporary)) / f"s{size}", size, chosen.seed)
    return 0


def _of_size(folder: Path, size: int, seed: int) -> None:
    dossier, edition = _dossier()
    if not (folder / "catalogue.sqlite").exists():
        fill(folder, dossier, edition, size, seed)
    _print(size, _in_a_process(folder))
    slowest = sorted(_in_a_process(folder, "--each").items(), key=lambda pair: -pair[1])[:5]
    print("    slowest: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in slowest))
    fill(folder, dossier, edition, ADDED, seed + 1, first=documents_in(folder))
    print(f"    {ADDED} documents more:", end="")
    _print(size + ADDED, _in_a_process(folder))


def _in_a_process(folder: Path, *more: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.checking_scale", "--measure", str(folder), *more]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def _print(size: int, found: dict[str, Any]) -> None:
    print(
        f"{size:8,} documents {found['facts']:10,} facts  "
        f"load {found['load_s']:6.1f} s  checks {found['checks_s']:6.1f} s  "
        f"peak {found['peak_mb']:6,.0f} MB  findings {found['findings']:7,}  (CPU seconds)",
        flush=True,
    )


def _dossier() -> tuple[Dossier, Edition]:
    dossier = Dossier.model_validate(read_yaml(FOLDERS["lanxi"] / "dossier.yaml"))
    return dossier, load_edition(dossier.edition)


def _view(folder: Path) -> ArchiveView:
    dossier, edition = _dossier()
    with Archive.open(folder) as archive:
        return archive.catalogue.view(dossier, dossier.id, edition).model_copy(update={"today": _TODAY})


def _measured(folder: Path) -> dict[str, Any]:
    """Return what one full check of a store costs, the start of the program left out."""
    all_checks()
    started = time.process_time()
    view = _view(folder)
    loaded = time.process_time()
    report = run_checks(view)
    return {
        "load_s": loaded - started,
        "checks_s": time.process_time() - loaded,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MB,
        "facts": sum(len(viewed.facts) for viewed in view.documents),
        "findings": len(report.findings),
    }


def _checks_of(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of each check, what they share computed before."""
    case = Case(_view(folder))
    shared = time.process_time()
    len(case.series), len(case.cells), len(case.successors)
    spent = {"series and cells": time.process_time() - shared}
    for check in all_checks():
        started = time.process_time()
        check.run(case)
        spent[check.CHECK] = time.process_time() - started
    return spent


if __name__ == "__main__":
    sys.exit(main())
