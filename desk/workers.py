"""Worker processes that understand documents side by side, each within limits of time and memory."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from desk.worker_process import Limits, serve
from pipeline.understand import Task
from schemas.errors import DocumentError, InternalFault, TimeLimit, TooLarge, WorkerDied

START_LIMIT_S = 120.0
WATCH_EVERY_S = 0.1
# a worker that still holds this share of its memory limit after an answer gets no other document
FAT_SHARE = 0.5

P = ParamSpec("P")
T = TypeVar("T")


def starter(count: int | None = None, limits: Limits | None = None) -> Callable[[], Executor]:
    """Return a function that starts `count` workers (default: the cores of this machine, at most 8)."""
    return partial(LimitedWorkers, count or min(os.cpu_count() or 1, 8), limits or Limits())


class LimitedWorkers(ThreadPoolExecutor):
    """An executor whose every thread minds one worker process, so that a death is blamed on one document.

    A call fails with TimeLimit, TooLarge or WorkerDied when its process goes beyond the limits or dies; the next
    call gets a fresh process. `shutdown(cancel_futures=True)` kills what runs.
    """

    def __init__(self, count: int, limits: Limits) -> None:
        """Start no process yet: each comes with the first call that needs it."""
        if sys.platform != "win32":
            resource_tracker.ensure_running()  # started later it would let Ctrl-C through to the workers
        super().__init__(count, thread_name_prefix="minder", initializer=_leave_ctrl_c_to_the_main_thread)
        self._limits = limits
        self._mine = threading.local()
        self._started: list[Worker] = []
        self._door = threading.Lock()
        self._is_closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have `fn(*args, **kwargs)` called in a worker process; all of it must pickle."""
        return super().submit(self._ask, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: at once with `cancel_futures`, else, waiting, when what was submitted is done."""
        if cancel_futures:
            self._close()
        super().shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._close()

    def _ask(self, call: partial[T]) -> T:
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is None or worker.is_over:
            worker = self._mine.worker = self._start()
            worker.wait_until_ready()
        value: T = worker.answer(call, self._limits.seconds(_size_bytes(call)))
        return value

    def _start(self) -> "Worker":
        with self._door:
            if self._is_closed:
                raise CancelledError
            worker = Worker(self._limits)
            self._started = [*(each for each in self._started if not each.is_over), worker]
            return worker

    def _close(self) -> None:
        with self._door:
            self._is_closed = True
            for worker in self._started:
                worker.kill()


class Worker:
    """One worker process, asked one thing at a time by the thread that minds it."""

    def __init__(self, limits: Limits) -> None:
        """Start the process, not waiting for it.

        `spawn` on every system: the progress display runs threads, and a fork with threads can hang.
        """
        context = multiprocessing.get_context("spawn")
        self.is_over = False
        self._limits = limits
        self._own_bytes = 0
        self._killing = threading.Lock()
        self._calls, far_end = context.Pipe()
        self._process = context.Process(target=serve, args=(far_end, limits), daemon=True)
        self._process.start()
        far_end.close()

    def wait_until_ready(self) -> None:
        """Return when its imports are done; raises InternalFault where it cannot start."""
        with suppress(EOFError, OSError):
            if self._calls.poll(START_LIMIT_S):
                self._calls.recv()
                self._own_bytes = self._memory_bytes()
                return
        self.kill()
        raise InternalFault("工作进程无法启动", "请重新运行；若仍失败，请重启电脑或重新安装本程序。")

    def answer(self, call: Callable[[], Any], allowed_s: float) -> Any:
        """Return what `call` returns over there within that time.

        Raises TimeLimit, TooLarge, WorkerDied, or the DocumentError that is the answer. A worker that has grown
        fat ends with its answer.
        """
        try:
            self._calls.send((call, allowed_s))
            self._watch(allowed_s)
            value = self._calls.recv()
            if self._grown_bytes() > FAT_SHARE * self._limits.memory_bytes:
                self.kill()
        except (EOFError, OSError) as error:
            self.kill()
            raise WorkerDied("读取该文件时进程意外终止（可能是内存不足）") from error
        if isinstance(value, DocumentError):
            raise value
        return value

    def _watch(self, allowed_s: float) -> None:
        """Return when there is an answer, or none will come."""
        start = time.monotonic()
        while not self._calls.poll(WATCH_EVERY_S):
            if time.monotonic() - start > allowed_s:
                self.kill()
                raise TimeLimit(f"读取该文件超过 {allowed_s:.3g} 秒的时间限制")
            if self._grown_bytes() > self._limits.memory_bytes:
                self.kill()
                raise TooLarge(f"读取该文件所需的内存超过 {self._limits.memory_bytes // 2**20} MB 的限制")

    def _grown_bytes(self) -> int:
        return self._memory_bytes() - self._own_bytes

    def _memory_bytes(self) -> int:
        """Return the resident memory of the process, 0 where the system does not tell; raises OSError if it is gone."""
        if sys.platform != "linux":
            return 0
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End the process with whatever programs it has started; harmless a second time, from any thread."""
        with self._killing:
            if not self.is_over:
                self.is_over = True
                _kill_group(self._process)
                self._process.kill()
                self._process.join()


def _size_bytes(call: partial[Any]) -> int:
    """Return the size of the file that a call is about, 0 where it is about none."""
    for argument in call.args:
        if isinstance(argument, Task):
            with suppress(OSError):
                return argument.path.stat().st_size
    return 0


def _kill_group(leader: BaseProcess) -> None:
    if sys.platform != "win32" and leader.pid is not None:
        with suppress(OSError):
            os.killpg(leader.pid, signal.SIGKILL)


def _leave_ctrl_c_to_the_main_thread() -> None:
    """Keep SIGINT from this thread, hence from the processes it starts, from their first instruction on."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
