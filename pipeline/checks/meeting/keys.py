"""By what documents meet: what one gives for others to find it by, what it asks them for."""

from collections.abc import Collection
from typing import NamedTuple
from zlib import crc32

SHA256 = str


class Keys(NamedTuple):
    """By what a document meets others in a check.

    What is told of it depends on all documents that give a key that it asks for, besides on itself, and on no others
    but in two ways: its `tasks` are held against those alike (`time_limits.naming`); of `wants`
    (`pipeline.checks.meeting.names`) it only matters whether the archive has them. Keys are 32-bit numbers; two texts
    with one number let a document be judged again without need.
    """

    gives: Collection[int] = ()
    asks: Collection[int] = ()
    wants: Collection[str] = ()
    tasks: Collection[str] = ()


def key_of_text(check: str, text: str) -> int:
    """Return the key for a text in a check."""
    return crc32(text.encode("utf-8", "surrogatepass"), crc32(check.encode()))


def key_of_value(check: str, value: int) -> int:
    """Return the key for a 32-bit number in a check."""
    return value ^ crc32(check.encode())
