"""Reading many values at once without the garbage collector in the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the collector from walking, again and again, over a growing heap of values without cycles.

    Measured on 150,000 facts: 4.4 instead of 18 microseconds each.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
