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
        evidence, folder = Path(scratch) / "材料", Path(scratch) / "复核"
        write_files(evidence, options.files)
        create(folder, county="青岚县", edition="2021", years="2020-2022")
        command = [sys.executable, "-c", INGEST, str(folder), str(evidence)]
        for kill in range(1, options.kills + 1):
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            time.sleep(chance.uniform(0.3, 4))
            alive = process.poll() is None
            if alive:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(f"kill {kill}: {'killed' if alive else 'had finished'}; {state(folder)}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        print(f"last run: exit {code}, {time.monotonic() - started:.1f} s; {state(folder)}")
        with workplace_at(folder / "dossier.yaml") as workplace:
            documents = workplace.archive.catalogue.documents(workplace.dossier.id)
            faults = workplace.archive.verify().faults
        lost = {path.name for path in evidence.iterdir()} - {document.file for document in documents}
        twice = len(documents) - len({document.file for document in documents})
        unread = sum(document.status != "ok" for document in documents)
        print(f"lost {len(lost)}, twice {twice}, not ok {unread}, faults {len(faults)}")
        return int(bool(lost or twice or unread or faults or code))


def state(folder: Path) -> str:
    """Say how far it is; reading must be possible after every kill."""
    dossier = load_dossier(folder / "dossier.yaml")
    with workplace_at(folder / "dossier.yaml") as workplace:
        documents = workplace.archive.catalogue.documents(dossier.id)
        pending = sum(any(problem.code == "pending" for problem in document.errors) for document in documents)
        return f"received {len(documents)}, understood {len(documents) - pending}"


if __name__ == "__main__":
    sys.exit(main())
