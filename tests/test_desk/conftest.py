"""One demo dossier, made by the program itself, for all tests of the desk."""

import json
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest


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


START_LIMIT_S = 90


@dataclass
class Desk:
    """A running desk: its address, the folder it serves, its process."""

    address: str
    folder: Path
    process: subprocess.Popen

    def stop(self):
        """End it, unless it was ended already."""
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


@pytest.fixture(scope="session")
def serving():
    """Return what starts `zuozheng serve` over a folder: (the desk, the one-time password or None)."""

    def start(folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-c", "from desk.cli import main; main()", "-C", str(folder), "serve"]
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        password = None
        for line in process.stdout:
            if found := re.search(r"一次性密码 (\w+)", line):
                password = found[1]
            if "工作台已启动" in line:
                break
        until = time.monotonic() + START_LIMIT_S
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return Desk(f"http://127.0.0.1:{port}", folder, process), password
            time.sleep(0.1)
        raise AssertionError("the desk does not answer")

    return start
