"""What a worker process does: calls in, answers out, within limits."""

import faulthandler
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from schemas.errors import TooLarge

# a worker whose parent is gone ends so long after the time limit that its parent would have enforced
ORPHAN_MARGIN_S = 30.0
# a worker that holds this share of its limit when it is done does not get another document
FAT_SHARE = 0.5
READY = "ready"


@dataclass(frozen=True)
class Limits:
    """What one document may take: `document_s` seconds, `memory_bytes` beyond what the program itself needs.

    The memory limit holds on Linux; Windows and macOS offer a process no such limit on itself.
    """

    document_s: float = 300.0
    memory_bytes: int = 1536 * 1024 * 1024


def serve(calls: Connection, limits: Limits) -> None:
    """Answer calls until the other end closes: each answer is (value or DocumentError, whether more are welcome)."""
    _stand_alone()
    import pipeline.understand  # noqa: F401, PLC0415 - what the work needs is loaded before memory is counted

    own_bytes = _data_bytes()
    _limit_memory(own_bytes + limits.memory_bytes)
    calls.send(READY)
    with Path(os.devnull).open("w") as nowhere:
        while True:
            try:
                call = calls.recv()
            except (EOFError, OSError):
                return
            faulthandler.dump_traceback_later(limits.document_s + ORPHAN_MARGIN_S, exit=True, file=nowhere)
            value = _answer(call)
            goes_on = _data_bytes() - own_bytes < FAT_SHARE * limits.memory_bytes
            try:
                calls.send((value, goes_on))
            except MemoryError:
                calls.send((_too_large(), False))
            faulthandler.cancel_dump_traceback_later()


def _answer(call: Any) -> Any:
    try:
        return call()
    except MemoryError:
        return _too_large()


def _too_large() -> TooLarge:
    return TooLarge("读取该文件所需的内存超出限制")


def _stand_alone() -> None:
    """Leave Ctrl-C to the main process, lead a group of its own, keep faults of C libraries off the screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setsid()
    faulthandler.disable()


def _data_bytes() -> int:
    """Return the private memory of this process, 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415 - not on every system

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * resource.getpagesize()


def _limit_memory(most_bytes: int) -> None:
    """Make an allocation beyond this fail; counted is private memory, not what is merely mapped or reserved."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
