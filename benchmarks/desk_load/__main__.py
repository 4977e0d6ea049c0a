"""`python -m benchmarks.desk_load`: twenty people clicking in an archive of 20,000 documents."""

import argparse
import csv
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk_load.archive import add_people, make_archive
from benchmarks.desk_load.asking import ask

PORT = 8431
START_LIMIT_S = 900
# by then the server has read ahead, the room beside it has looked whether anything changed
SETTLED_AFTER_S = 40
CLICKING = Path(__file__).parent / "clicking.py"


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.desk_load", description=__doc__)
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("--locust", default="locust", help="the program of requirements.txt, by its path where needed")
    options.add_argument("--keep", type=Path, help="a folder for the archive; one that is there is used again")
    options.add_argument(
        "--cpu", action="store_true", help="only what a request of each page costs, nobody else asking"
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        file = make_archive((chosen.keep or Path(temporary)) / "dossier", chosen.documents)
        add_people(file, chosen.people)
        if chosen.cpu:
            print(ask(file))
            return 0
        serve = "from desk.cli import main; main()"
        server = subprocess.Popen(
            [sys.executable, "-c", serve, "-C", str(file.parent), "serve", "--port", str(PORT)],
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait_for(file)
            time.sleep(SETTLED_AFTER_S)
            begun_s = _cpu_s(server.pid)
            asked = _click(chosen.locust, chosen.people, chosen.seconds, Path(temporary))
            cost_ms = 1000 * (_cpu_s(server.pid) - begun_s) / max(asked, 1)
            print(f"{cost_ms:.0f} CPU ms a request; {_memory(server.pid)}")
            print("load of the machine: " + ", ".join(f"{load:.1f}" for load in os.getloadavg()))
        finally:
            server.terminate()
            server.wait()
    return 0


def _wait_for(file: Path) -> None:
    """Wait until the server answers and the first check is done."""
    standing = file.parent / "store" / "desk"
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0 and any(standing.glob("standing-*.json")):
                return
        time.sleep(1)
    raise SystemExit("the desk does not answer")


def _click(locust: str, people: int, seconds: int, folder: Path) -> int:
    """Let people click, print what they waited; return how often they asked."""
    command = [locust, "-f", str(CLICKING), "--headless", "--only-summary"]
    command += ["--users", str(people), "--spawn-rate", "5", "--run-time", f"{seconds}s"]
    command += ["--host", f"http://127.0.0.1:{PORT}", "--csv", str(folder / "told"), "--reset-stats"]
    environment = {**os.environ, "DESK_LOAD_PEOPLE": str(people), "PYTHONPATH": str(Path.cwd())}
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print("| page | asked | failed | p50 ms | p95 ms |\n|---|---|---|---|---|")
    asked = 0
    with (folder / "told_stats.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            asked = int(row["Request Count"])  # the last row is that of all
            cells = (row["Name"], row["Request Count"], row["Failure Count"], row["50%"], row["95%"])
            print(f"| {' | '.join(cells)} |")
    return asked


def _cpu_s(process: int) -> float:
    """Return the CPU time of a process so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(server: int) -> str:
    """Return the memory of the server with the processes below it, in MB (Linux)."""
    sizes = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        number = int(status.parent.name)
        if number == server or int(told.get("PPid", "0")) == server:
            name = "server" if number == server else "back room"
            sizes[name] = [int(told.get(what, "0 kB").split()[0]) // 1024 for what in ("VmRSS", "VmHWM")]
    return ", ".join(f"{name} {size} MB (at most {most})" for name, (size, most) in sizes.items())


if __name__ == "__main__":
    sys.exit(main())
