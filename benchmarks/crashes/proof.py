"""What must be true of a store after a command was killed and run again."""

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.crashes.materials import DOSSIER, Places

# rows are compared without what tells when or in which order they were written
_NOT_COMPARED = {
    "id",
    "number",
    "at",
    "received_at",
    "removed_act",
    "purged_act",
    "elapsed_s",
    "replaced_by",
    "package_id",
}
_OWN_ORDER = {"audit", "alembic_version", "sqlite_sequence", "sqlite_stat1"}
# a person who says it again is noted again
_MAY_REPEAT = {"decision", "check_run", "waiver", "revision_word"}
# openpyxl writes a sheet into the folder for temporary files first: the trial's own tmp/; the next write takes away an
# empty scratch/ that a loss of power brought back; what a check kept for the next one is never synced
_PASSING = re.compile(r"(-wal|-shm|-journal|/lock|\.lock|/tmp/openpyxl\.\w+|/store/scratch|/store/checks\.sqlite)$")


def content(places: Places) -> dict[str, Any]:
    """Return what a dossier holds, as far as two runs of the same commands must agree on it."""
    return {
        "rows": _rows(places.catalogue),
        "indexed": _indexed(places),
        "originals": sorted(path.name for path in (places.dossier / "store" / "originals").glob("??/??/*")),
        "files": sorted(_files(places.work)),
        "dossier.yaml": hashlib.sha256((places.dossier / "dossier.yaml").read_bytes()).hexdigest(),
        "packages": _packages(places),
    }


def differences(found: dict[str, Any], wanted: dict[str, Any], *, repeats: bool) -> list[str]:
    """Return where a content is not what it should be, in a few words each."""
    said = []
    for name, value in wanted.items():
        if name != "rows" and found[name] != value:
            said.append(f"{name}: {_odd(found[name], value)}")
    for table in sorted({*wanted["rows"], *found["rows"]}):
        rows, others = Counter(found["rows"].get(table, ())), Counter(wanted["rows"].get(table, ()))
        if repeats and table in _MAY_REPEAT:
            rows, others = Counter(set(rows)), Counter(set(others))
        if table == "check_run" and repeats:
            continue
        if rows != others:
            said.append(f"{table}: {sum((rows - others).values())} more, {sum((others - rows).values())} missing")
    return said


def _odd(found: Any, wanted: Any) -> str:
    if isinstance(found, list):
        return f"more {sorted(set(found) - set(wanted))[:3]}, missing {sorted(set(wanted) - set(found))[:3]}"
    return f"{str(found)[:80]} instead of {str(wanted)[:80]}"


def _rows(catalogue: Path) -> dict[str, list[str]]:
    with sqlite3.connect(catalogue) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: list(_told(connection, table)) for table in tables if table not in _OWN_ORDER}
    connection.close()
    return rows


def _told(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in names if name not in _NOT_COMPARED]
    if table == "check_run":
        kept = ["dossier_id"]
    columns = ", ".join(f'quote("{name}")' for name in kept)
    for row in connection.execute(f"SELECT {columns} FROM {table}"):
        yield hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def _indexed(places: Places) -> dict[str, int]:
    from archive.search.opening import open_index  # noqa: PLC0415 - only the copies load the program

    return dict(sorted(open_index(places.dossier / "store" / "index").document_pages().items()))


def _files(work: Path) -> Iterator[str]:
    """Yield every file and folder but those of the index, and those that SQLite and locks keep while they are open."""
    index = work / DOSSIER / "store" / "index"
    for path in work.rglob("*"):
        if not path.is_relative_to(index) and not _PASSING.search(path.as_posix()):
            yield path.relative_to(work).as_posix()


def _packages(places: Places) -> list[str]:
    return [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(places.work.glob("*/tagmanifest-sha256.txt"))
    ]
