"""A watched folder: what appears in it is handed in, once it no longer changes."""

import hashlib
import os
from pathlib import Path

from archive.lasting import stamp_of, store_faults
from desk.web.office import Office
from pipeline.intake import Incoming, incoming
from schemas.inbox import HandedIn

LOOK_EVERY_S = 3.0
CHUNK_BYTES = 1024 * 1024

Stamp = tuple[int, int]
"""Size in bytes, time of the last change in ns."""


class Watched:
    """A folder that is looked through again and again; its files stay where they are, untouched.

    A file is taken when two looks found it the same, and taken anew when it changed: the archive then puts it in the
    place of what it was.
    """

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet; a folder that is gone for a while is looked for again."""
        self._folder = folder
        self._seen: dict[str, Stamp] = {}

    def look(self, office: Office) -> int:
        """Hand in what is new and quiet; return how many files that were. Raises StoreFull, StoreError."""
        if not self._folder.is_dir():
            return 0
        taken, count = office.inbox.watched(), 0
        seen: dict[str, Stamp] = {}
        for arriving in incoming([self._folder], leave_out=[office.archive.folder]):
            stamp = stamp_of(arriving.source)
            if stamp is None or taken.get(arriving.place) == stamp:
                continue
            seen[arriving.place] = stamp
            if self._seen.get(arriving.place) == stamp:
                count += _hand_in(office, arriving, stamp)
        self._seen = seen
        return count


def _hand_in(office: Office, arriving: Incoming, stamp: Stamp) -> bool:
    """Copy a file into the inbox; False where it cannot be read or changed meanwhile: the next look tries again."""
    copy = office.inbox.new_place()
    sha256 = _copied(arriving.source, copy)
    if sha256 is None or stamp_of(arriving.source) != stamp:
        copy.unlink(missing_ok=True)
        return False
    item = HandedIn(
        id=0, person="", unit="", file=arriving.file, stored=copy.name, place=arriving.place,
        size_bytes=stamp[0], sha256=sha256, at=office.clock(),
    )  # fmt: skip
    office.inbox.add_watched(item, stamp[1])
    return True


def _copied(source: Path, copy: Path) -> str | None:
    """Copy a file so that it lasts; return its SHA-256, None where it cannot be read. Raises StoreFull, StoreError."""
    digest = hashlib.sha256()
    try:
        origin = source.open("rb")
    except OSError:
        return None
    with origin, store_faults("收件箱"), copy.open("xb") as target:
        while chunk := origin.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()
