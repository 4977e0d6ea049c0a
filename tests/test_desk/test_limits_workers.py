"""Real worker processes, real limits: what a call may take, what becomes of one that takes more."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.worker_process import Limits
from desk.workers import LimitedWorkers, starter
from schemas.errors import TimeLimit, TooLarge, WorkerDied

MEGABYTE = 1024 * 1024
TIGHT = Limits(document_s=0.5, memory_bytes=64 * MEGABYTE)
LOOSE = Limits(document_s=60, memory_bytes=64 * MEGABYTE)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process limit its own memory")


@pytest.fixture
def workers():
    with LimitedWorkers(2, LOOSE) as started:
        yield started


@pytest.fixture
def hasty():
    with LimitedWorkers(1, TIGHT) as started:
        yield started


def test_a_worker_answers_again_and_again(workers):
    pids = {workers.submit(os.getpid).result() for _ in range(3)}
    assert os.getpid() not in pids
    assert len(pids) <= 2


def test_a_call_beyond_its_time_is_stopped_and_the_next_one_answered(hasty):
    with pytest.raises(TimeLimit) as caught:
        hasty.submit(time.sleep, 600).result()
    assert caught.value.code == "time-limit"
    assert "0.5 秒" in caught.value.message
    assert caught.value.advice
    assert hasty.submit(abs, -1).result() == 1


@pytest.mark.parametrize(("megabytes", "seconds"), [(0, 10), (0.5, 10), (3, 30), (500, 120)])
def test_a_large_file_gets_more_time(megabytes, seconds):
    assert Limits(document_s=10).seconds(int(megabytes * MEGABYTE)) == seconds


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are POSIX")
def test_programs_that_a_stopped_call_has_started_end_with_it(hasty, tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(TimeLimit):
        hasty.submit(subprocess.run, ["sh", "-c", f"echo $$ > '{note}'; exec sleep 600"]).result()
    assert not is_running(int(note.read_text()))


@linux_only
def test_a_call_beyond_its_memory_is_too_large_and_the_next_one_answered(workers):
    with pytest.raises(TooLarge) as caught:
        workers.submit(bytearray, 256 * MEGABYTE).result()
    assert caught.value.code == "too-large"
    assert workers.submit(len, bytearray(MEGABYTE)).result() == MEGABYTE


@linux_only
def test_a_worker_that_has_grown_fat_gets_no_other_document():
    with LimitedWorkers(1, LOOSE) as one:
        before = one.submit(os.getpid).result()
        one.submit(exec, "import logging; logging.addLevelName(99, 'x' * 48_000_000)").result()
        assert one.submit(os.getpid).result() != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_only_the_call_whose_worker_dies_is_blamed(workers):
    ends = [workers.submit(os._exit, 3), workers.submit(signal.raise_signal, signal.SIGKILL)]
    rest = [workers.submit(pow, 2, number) for number in range(8)]
    for end in ends:
        with pytest.raises(WorkerDied):
            end.result()
    assert [future.result() for future in rest] == [2**number for number in range(8)]


def test_closing_in_haste_stops_what_runs():
    workers = starter(2, LOOSE)()
    futures = [workers.submit(time.sleep, 600) for _ in range(5)]
    workers.submit(abs, 1)
    workers.shutdown(wait=True, cancel_futures=True)
    assert all(future.done() for future in futures)


@linux_only
def test_a_call_too_large_to_arrive_is_a_death(workers):
    with pytest.raises(WorkerDied):
        workers.submit(len, bytearray(60 * MEGABYTE)).result()


def test_what_c_libraries_print_stays_off_the_screen_what_we_say_gets_there(capfd):
    with LimitedWorkers(1, LOOSE) as one:
        one.submit(os.write, 2, b"TIFF: code not yet in table\n").result()
        one.submit(exec, "import sys; print('our own words', file=sys.stderr, flush=True)").result()
    assert capfd.readouterr().err == "our own words\n"
