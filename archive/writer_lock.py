"""The one right to write a store, held by one process at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from archive.lasting import store_faults
from schemas.errors import StoreBusy

# a process that writes no longer than this is waited for without a word
QUIET_S = 1.0
# hours may pass until an ingest elsewhere is done
ASK_AGAIN_S = 0.5


class WriterLock:
    """The lock file of a store; the system lets go of it when its process ends, however it ends."""

    def __init__(self, file: Path, on_wait: Callable[[], None]) -> None:
        """`on_wait` is called once each time another process must be waited for."""
        self._lock = FileLock(file)
        self._on_wait = on_wait

    @contextmanager
    def held(self, wait_s: float | None = None) -> Iterator[bool]:
        """Hold the lock, yield whether it was not held by this process before.

        Raises StoreBusy where another has it after `wait_s` seconds (None: it waits as long as that takes), StoreFull
        or StoreError where the file cannot be written.
        """
        is_first = not self._lock.is_locked
        with store_faults("档案库"):
            self._acquire(wait_s)
        try:
            yield is_first
        finally:
            self._lock.release()

    def _acquire(self, wait_s: float | None) -> None:
        try:
            self._lock.acquire(timeout=QUIET_S if wait_s is None else wait_s)
        except Timeout:
            if wait_s is not None:
                raise StoreBusy("另一个程序正在写入该档案库") from None
            self._on_wait()
            self._lock.acquire(timeout=-1, poll_interval=ASK_AGAIN_S)
