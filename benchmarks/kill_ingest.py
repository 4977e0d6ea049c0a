"""Kill an ingest at random moments, then let it finish: nothing may be lost, nothing twice."""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

from archive.dossier_file import load_dossier
from archive.verification import verify
from desk.commands.init import create
from desk.workplace import workplace_at

INGEST = "import sys; from desk.cli import run; sys.exit(run(['-C', sys.argv[1], 'ingest', sys.argv[2]]))"


def write_files(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        document = docx.Document()
        document.add_heading(f"第{number}号林草资源监测报告", 1)
        for year in (2020, 2021, 2022):
            document.add_paragraph(f"{year}年全县林草覆盖率为{70 + number % 20}.{year % 100}%，编号{number}。")
        document.save(str(folder / f"报告{number:04}.docx"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        evidence = Path(scratch) / "材料"
        write_files(evidence, options.files)
        wrong, kills, dossier_count = 0, 0, 0
        while kills < options.kills:
            dossier_count += 1
            folder = Path(scratch) / f"复核{dossier_count}"
            create(folder, county="青岚县", edition="2021", years="2020-2022")
            while kills < options.kills and killed(folder, evidence, chance.uniform(0.5, 10)):
                kills += 1
                print(f"kill {kills}: {state(folder)}", flush=True)
            code = subprocess.run(command(folder, evidence), stdout=subprocess.DEVNULL, check=False).returncode
            print(f"run to its end: exit {code}; {state(folder)}; ", end="")
            wrong += code + faults(folder, evidence)
    print(f"{kills} kills over {dossier_count} dossiers of {options.files} files: {wrong} things wrong")
    return int(wrong > 0)


def command(folder: Path, evidence: Path) -> list[str]:
    return [sys.executable, "-c", INGEST, str(folder), str(evidence)]


def killed(folder: Path, evidence: Path, seconds: float) -> bool:
    """Run an ingest, kill it with its workers after some seconds; False where it was done before."""
    process = subprocess.Popen(
        command(folder, evidence), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def faults(folder: Path, evidence: Path) -> int:
    """Count what is lost, twice, not understood, or in disagreement between originals, catalogue, index."""
    with workplace_at(folder / "dossier.yaml") as workplace:
        documents = workplace.archive.catalogue.documents(workplace.dossier.id)
        disagreements = len(verify(workplace.archive, workplace.dossier.id).faults)
    lost = len({path.name for path in evidence.iterdir()} - {document.file for document in documents})
    twice = len(documents) - len({document.file for document in documents})
    unread = sum(document.status != "ok" for document in documents)
    print(f"lost {lost}, twice {twice}, not ok {unread}, faults {disagreements}")
    return lost + twice + unread + disagreements


def state(folder: Path) -> str:
    """Say how far it is; reading must be possible after every kill."""
    dossier = load_dossier(folder / "dossier.yaml")
    with workplace_at(folder / "dossier.yaml") as workplace:
        documents = workplace.archive.catalogue.documents(dossier.id)
        pending = sum(any(problem.code == "pending" for problem in document.errors) for document in documents)
        return f"received {len(documents)}, understood {len(documents) - pending}"


if __name__ == "__main__":
    sys.exit(main())
