"""One demo dossier, made by the program itself, for all tests of the desk."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.running_desk import start_desk


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def zuozheng(*arguments, cwd=None):
    done = subprocess.run(
        [sys.executable, "-c", "from desk.cli import main; main()", *map(str, arguments)],
        capture_output=True, check=False, encoding="utf-8", cwd=cwd, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def run():
    return zuozheng


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo as a person gets it: (folder, what it printed)."""
    folder: Path = tmp_path_factory.mktemp("demo") / "演示"
    return folder, zuozheng("demo", "--dir", folder)


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
