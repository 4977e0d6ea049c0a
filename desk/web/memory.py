"""Memory given back to the system: what the C library would keep for itself (glibc; elsewhere nothing is done)."""

import ctypes
import gc
from collections.abc import Callable
from typing import Any

# <malloc.h>
_M_ARENA_MAX = -8
# glibc gives every thread a heap of its own, up to eight a core: what one frees, no other uses
ARENAS = 2


def share_heaps() -> None:
    """Let all threads use the same few heaps; to be called before the first of them is started."""
    if (mallopt := _function("mallopt")) is not None:
        mallopt(_M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Let go of what is no longer used, after work that needed much."""
    gc.collect()
    if (trim := _function("malloc_trim")) is not None:
        trim(0)


def _function(name: str) -> Callable[..., Any] | None:
    try:
        found: Callable[..., Any] | None = getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # Windows has no such library of its own
        return None
    return found
