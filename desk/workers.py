"""Worker processes that understand documents side by side."""

import faulthandler
import multiprocessing
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial

MAX_DOCUMENT_S = 600


def start_workers(count: int | None = None) -> Executor:
    """Start a pool of `count` processes (default: the cores of this machine, at most 8).

    `spawn` on every system: the progress display runs threads, and a fork with threads can hang.
    """
    workers = count or min(os.cpu_count() or 1, 8)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare)


def starter(count: int | None) -> partial[Executor]:
    """Return a function that starts such a pool."""
    return partial(start_workers, count)


def _prepare() -> None:
    """Leave Ctrl-C to the main process; keep faults of C libraries off the screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
