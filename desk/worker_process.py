"""What a worker process does: calls in, answers out."""

import faulthandler
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from archive.collection import collection_paused
from schemas.errors import TooLarge

if sys.platform == "linux":
    import resource

# a worker whose parent is gone ends so long after the time limit that its parent would have enforced
ORPHAN_MARGIN_S = 30.0
# the parent stops a worker that grows beyond its limit; what grows faster than that can be seen fails here
BACKSTOP = 1.5
# a large file gets so many times the limit of a small one, no more
MOST_TIMES = 12.0
READY = "ready"


@dataclass(frozen=True)
class Limits:
    """What one document may take: `document_s` seconds a megabyte, `memory_bytes` beyond what the program itself needs.

    Time grows with size because the pages of a scan are recognised one by one, seconds each. The memory limit holds
    on Linux; other systems do not tell the memory of a process without further packages.
    """

    document_s: float = 300.0
    memory_bytes: int = 1536 * 1024 * 1024

    def seconds(self, size_bytes: int) -> float:
        """Return the time that a file of this size may take."""
        return self.document_s * min(max(1.0, size_bytes / 2**20), MOST_TIMES)


def serve(calls: Connection, limits: Limits) -> None:
    """Answer calls, each with the seconds it may take, until the other end closes: a value or a DocumentError."""
    _stand_alone()
    with collection_paused():
        import pipeline.understand  # noqa: F401, PLC0415 - what the work needs is loaded before memory is counted

    _limit_memory(int(BACKSTOP * limits.memory_bytes))
    with Path(os.devnull).open("w") as nowhere, suppress(EOFError, OSError):
        calls.send(READY)
        while True:
            call, allowed_s = calls.recv()
            faulthandler.dump_traceback_later(allowed_s + ORPHAN_MARGIN_S, exit=True, file=nowhere)
            calls.send(_answer(call))
            faulthandler.cancel_dump_traceback_later()


def _answer(call: Any) -> Any:
    try:
        return call()
    except MemoryError:
        return TooLarge("读取该文件所需的内存超出限制")


def _stand_alone() -> None:
    """Leave Ctrl-C to the main process, lead a group of its own, keep what C libraries print off the screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setsid()
    faulthandler.disable()
    screen = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    sys.stderr = os.fdopen(
        screen, "w", buffering=1, encoding="utf-8", errors="replace"
    )  # our own words still get there


def _limit_memory(more_bytes: int) -> None:
    """Make an allocation beyond this fail; counted is private memory, not what is merely mapped or reserved."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        most_bytes = pages * resource.getpagesize() + more_bytes
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
