"""What pages read of the catalogue, kept for as long as the catalogue stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from archive.catalogue import Catalogue
from archive.catalogue.viewing import Standing

Value = TypeVar("Value")


class KeptReadings:
    """The last readings, `most` of them; all are let go of at the next change. Usable from many threads."""

    def __init__(self, catalogue: Catalogue, most: int) -> None:
        """Read nothing yet."""
        self._catalogue = catalogue
        self._most = most
        self._door = threading.Lock()
        self._standing: Standing | None = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return what `read` returns; `key` names it with all that it depends on beside the catalogue."""
        standing = self._catalogue.standing()
        with self._door:
            if standing != self._standing:
                self._standing, self._kept = standing, OrderedDict()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        value = read()
        with self._door:
            if standing == self._standing:
                self._kept[key] = value
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return value
