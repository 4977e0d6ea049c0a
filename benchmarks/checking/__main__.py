"""Build a planted dossier, ingest and check it with the program itself, print what was found."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.checking.dossier_files import FOLDERS, build, read_yaml
from benchmarks.checking.matching import Comparison, Finding, compare

PROGRAM = str(Path(sys.executable).with_name("zuozheng"))


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.checking", description=__doc__)
    options.add_argument("--gold", choices=FOLDERS, default="lanxi", help="which planted dossier")
    options.add_argument("--keep", type=Path, help="a new folder for the documents and the dossier, kept afterwards")
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args()
    source = FOLDERS[chosen.gold]
    planted = read_yaml(source / "planted.yaml")
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        count = build(folder / "documents", source, planted)
        report = _check(folder, source / "dossier.yaml", chosen.workers)
    print(f"{count} files, {report['documents']} documents, {len(report['findings'])} findings")
    _print(compare(report["findings"], planted), planted, {result["check"] for result in report["checks"]})
    return 0


def _check(folder: Path, stated: Path, workers: int) -> dict[str, Any]:
    """Return the object of `check --json`; raises CalledProcessError where the program fails."""
    home = folder / "dossier"
    dossier = read_yaml(stated)
    years = f"{min(dossier['years'])}-{max(dossier['years'])}"
    _run("init", str(home), "--county", dossier["county"], "--edition", dossier["edition"], "--years", years)
    _take_over(stated, home / "dossier.yaml")
    _run("-C", str(home), "ingest", str(folder / "documents"), "--workers", str(workers), accepted=range(0, 128))
    return dict(json.loads(_run("-C", str(home), "check", "--json", accepted=(0, 1))))


def _take_over(stated: Path, path: Path) -> None:
    """Put the planted dossier's statement in the place of the new one, with the identity that `init` drew."""
    identity = read_yaml(path)["id"]
    text = stated.read_text("utf-8")
    path.write_text(f'id: "{identity}"\n{text}', "utf-8")


def _run(*arguments: str, accepted: range | tuple[int, ...] = (0,)) -> str:
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in accepted:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
        done.check_returncode()
    return done.stdout


def _print(comparison: Comparison, planted: dict[str, Any], present: set[str]) -> None:
    _print_recall("faults", planted["faults"], comparison, present)
    _print_recall("gaps", planted["gaps"], comparison, present)
    severities = Counter(finding["severity"] for _, finding in comparison.false)
    print(f"false errors {severities['error']} (bar 2), false warnings {severities['warning']}")
    print(f"explained {comparison.explained}, not judged {dict(comparison.not_judged)}")
    for reason, finding in sorted(comparison.false, key=lambda pair: (pair[1]["severity"], pair[1]["check"])):
        print(f"    FALSE {_shown(finding)}{'   innocent ' + reason if reason else ''}")


def _print_recall(what: str, entries: list[dict[str, Any]], comparison: Comparison, present: set[str]) -> None:
    found = [entry for entry in entries if entry["id"] in comparison.found]
    print(f"{what} found {len(found)} of {len(entries)}  {len(found) / len(entries):.3f}")
    for check in dict.fromkeys(entry["check"] for entry in entries):
        of_check = [entry for entry in entries if entry["check"] == check]
        hits = sum(entry["id"] in comparison.found for entry in of_check)
        print(f"    {check:22} {hits} of {len(of_check)}{'' if check in present else '   (no such check)'}")
    for entry in entries:
        if entry["id"] not in comparison.found:
            print(f"    MISSED {entry['id']} {entry['check']} {entry.get('indicator', '')}: {entry['what']}")


def _shown(finding: Finding) -> str:
    place = f"{finding['indicator_id'] or ''}.{finding['sub'] or ''} {finding['year'] or ''}"
    files = ", ".join(finding["files"][:3])
    return f"{finding['severity']} {finding['check']} {place} {finding['message'][:90]} [{files}]"


if __name__ == "__main__":
    sys.exit(main())
