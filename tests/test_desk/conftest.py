"""One demo dossier, made by the program itself, for all tests of the desk."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from benchmarks.running_desk import start_desk

FORKING = Path(__file__).with_name("forking.py")


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def started(*arguments, cwd=None):
    """Run the program as a person does: a new process, which loads what it needs."""
    done = subprocess.run(
        [sys.executable, "-c", "from desk.cli import main; main()", *map(str, arguments)],
        capture_output=True, check=False, encoding="utf-8", cwd=cwd, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Run the program in a new process that has loaded it already (see `forking.py`), where the system can fork."""
    if not hasattr(os, "fork"):
        yield started
        return
    folder = tmp_path_factory.mktemp("said")
    loaded = subprocess.Popen(
        [sys.executable, "-c", FORKING.read_text("utf-8")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    count = itertools.count()

    def forked(*arguments, cwd=None):
        said = [folder / f"{next(count)}" for _ in ("out", "err")]
        request = {
            "arguments": [str(argument) for argument in arguments],
            "environment": dict(os.environ),
            "folder": str(cwd or Path.cwd()),
            "said": [str(file) for file in said],
        }
        print(json.dumps(request), file=loaded.stdin, flush=True)
        code = int(loaded.stdout.readline())
        return Outcome(code, *(file.read_text("utf-8") for file in said))

    with loaded:
        yield forked
        loaded.stdin.close()


@pytest.fixture(scope="session")
def fresh():
    """Run the program in a new process that loads it, where that is what is tested."""
    return started


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo as a person gets it: (folder, what it printed); made once, each process of the tests has a copy."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made, said = shared / "demo" / "演示", shared / "demo" / "said.json"
    with FileLock(shared / "demo.lock"):
        if not said.exists():
            outcome = started("demo", "--dir", made)
            said.write_text(json.dumps(asdict(outcome)), "utf-8")
    folder = tmp_path_factory.mktemp("demo") / "演示"
    shutil.copytree(made, folder)
    return folder, Outcome(**json.loads(said.read_text("utf-8")))


@pytest.fixture(scope="session")
def serving():
    """Return what starts `zuozheng serve` over a folder, see `start_desk`; none runs on after the tests."""
    started = []

    def start(folder):
        started.append(start_desk(folder))
        return started[-1]

    yield start
    for desk in started:
        desk.stop()
