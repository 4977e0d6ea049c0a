"""The desk run as a process of its own: what tests and the pictures of the README look at."""

import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

START_LIMIT_S = 120
LOOK_EVERY_S = 0.1
STOP_LIMIT_S = 30


@dataclass
class RunningDesk:
    """A desk that answers: its address, the folder it serves, its process, the one-time password (None: none)."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]
    said: TemporaryDirectory[str]
    password: str | None = None

    def stop(self) -> None:
        """End it, unless it was ended already."""
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.said.cleanup()


def start_desk(folder: Path) -> RunningDesk:
    """Run `zuozheng serve` over a folder; raises AssertionError, nothing being left running, where it does not answer.

    What it says goes into a file: nobody has to read on for it to go on.
    """
    port = _free_port()
    command = [sys.executable, "-c", "from desk.cli import main; main()", "-C", str(folder), "serve"]
    said = TemporaryDirectory()
    with (Path(said.name) / "said").open("wb") as file:
        process = subprocess.Popen(
            [*command, "--port", str(port)], stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    desk = RunningDesk(f"http://127.0.0.1:{port}", folder, process, said)
    try:
        told = _wait_for(process, port, Path(file.name))
        found = re.search(r"一次性密码 (\w+)", told)
        desk.password = found[1] if found is not None else None
    except BaseException:
        desk.stop()
        raise
    return desk


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], port: int, said: Path) -> str:
    """Return what the desk said until it answered."""
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return said.read_text("utf-8", "replace")
        time.sleep(LOOK_EVERY_S)
    raise AssertionError(f"the desk does not answer: {said.read_text('utf-8', 'replace')}")
