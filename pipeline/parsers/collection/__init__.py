"""Python's search for cyclic garbage, put off while a tree is walked.

A walk makes hundreds of thousands of objects and no cycles; the search goes through all of them time and again, a
third of the whole time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Put the search off; what no name holds any more is freed as ever."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
