"""What the last check of each dossier found out, part by part: derived data, always to be had again."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from archive.catalogue.viewing import Standing
from schemas.errors import StoreDamaged

_FORM = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS last (dossier TEXT PRIMARY KEY, setting TEXT, change INTEGER, act INTEGER, digest TEXT);
CREATE TABLE IF NOT EXISTS piece (
    dossier TEXT, kind TEXT, name TEXT, block INTEGER, payload BLOB, PRIMARY KEY (dossier, kind, name, block)
) WITHOUT ROWID;
"""
_BUSY_S = 5


class Piece(NamedTuple):
    """What is kept of one part: `kind` says of what, `name` of which indicator, `block` of which documents."""

    kind: str
    name: str
    block: int


class Last(NamedTuple):
    """Under which setting (a digest) the last check was made, where the catalogue stood."""

    setting: str
    standing: Standing


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreDamaged("上次检查留存的结果无法读取", "请运行 zuozheng check --full。") from error


class KeptChecks:
    """One SQLite file for all dossiers; one that is gone, damaged or of another form is as if nothing was kept."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def last(self, dossier: str) -> Last | None:
        """Return how the last check was made, None where none is kept; raises StoreDamaged."""
        query = "SELECT setting, change, act, digest FROM last WHERE dossier = ?"
        rows = self._read(query, [dossier])
        return Last(rows[0][0], Standing(*rows[0][1:])) if rows else None

    def pieces(self, dossier: str, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what is kept of a kind (of these indicators), by names and blocks in order; raises StoreDamaged."""
        query = "SELECT kind, name, block, payload FROM piece WHERE dossier = ? AND kind = ?"
        values = [dossier, kind]
        if names is not None:
            query += f" AND name IN ({', '.join('?' * len(names))})"
            values += names
        rows = self._read(f"{query} ORDER BY name, block", values)
        return {Piece(*row[:3]): row[3] for row in rows}

    def payloads(self, dossier: str, pieces: Collection[Piece]) -> dict[Piece, bytes]:
        """Return what is kept of these pieces, in their order; raises StoreDamaged."""
        query = "SELECT payload FROM piece WHERE dossier = ? AND kind = ? AND name = ? AND block = ?"
        found: dict[Piece, bytes] = {}
        with self._open() as connection, _damage_told():
            for piece in pieces if connection is not None else ():
                row = connection.execute(query, (dossier, *piece)).fetchone() if connection is not None else None
                if row is not None:
                    found[piece] = row[0]
        return found

    def _read(self, query: str, values: list[str]) -> list[tuple[Any, ...]]:
        with self._open() as connection, _damage_told():
            return connection.execute(query, values).fetchall() if connection else []

    def begin(self, dossier: str, last: Last, pieces: Mapping[Piece, bytes]) -> bool:
        """Keep the first pieces of a new check in the place of all that is kept; tell whether they were.

        They count for nothing until `finish` follows.
        """
        with suppress(sqlite3.Error), self._open() as connection:
            if connection is not None:
                with connection:
                    connection.execute("DELETE FROM piece WHERE dossier = ?", (dossier,))
                    _put(connection, dossier, pieces)
                    _put_last(connection, dossier, _begun(last))
                return True
        return False

    def finish(self, dossier: str, last: Last, pieces: Mapping[Piece, bytes]) -> None:
        """Keep the other pieces, all or nothing; nothing where another check began meanwhile. A busy file is let be."""
        begun = _begun(last)
        with suppress(sqlite3.Error), self._open() as connection:
            if connection is None:
                return
            with connection:
                query = (
                    "UPDATE last SET setting = ? WHERE dossier = ? AND (setting, change, act, digest) = (?, ?, ?, ?)"
                )
                if connection.execute(query, (last.setting, dossier, begun.setting, *begun.standing)).rowcount == 1:
                    _put(connection, dossier, pieces)

    def keep(
        self, dossier: str, last: Last, pieces: Mapping[Piece, bytes], gone: Collection[Piece], *, whole: bool
    ) -> None:
        """Keep pieces in the place of older ones, all or nothing; `whole` forgets all others. A busy file is let be."""
        with suppress(sqlite3.Error), self._open() as connection:
            if connection is None:
                return
            with connection:
                if whole:
                    connection.execute("DELETE FROM piece WHERE dossier = ?", (dossier,))
                connection.executemany(
                    "DELETE FROM piece WHERE dossier = ? AND kind = ? AND name = ? AND block = ?",
                    [(dossier, *piece) for piece in gone],
                )
                _put(connection, dossier, pieces)
                _put_last(connection, dossier, last)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection, None where the file cannot be used; a damaged one, or one of another form, is replaced."""
        try:
            connection = self._connection()
        except sqlite3.OperationalError:  # busy, or nothing can be written here
            connection = None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._file.unlink()
            connection = None
        try:
            yield connection
        finally:
            if connection is not None:
                connection.close()

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_BUSY_S)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _FORM):
                raise sqlite3.DatabaseError("another form")
            connection.executescript(f"PRAGMA synchronous = OFF; {_TABLES} PRAGMA user_version = {_FORM};")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _begun(last: Last) -> Last:
    """Return what stands for a check that is not finished: no setting is called so."""
    return last._replace(setting=f"begun {last.setting}")


def _put(connection: sqlite3.Connection, dossier: str, pieces: Mapping[Piece, bytes]) -> None:
    rows = ((dossier, *piece, payload) for piece, payload in pieces.items())
    connection.executemany("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?)", rows)


def _put_last(connection: sqlite3.Connection, dossier: str, last: Last) -> None:
    connection.execute("INSERT OR REPLACE INTO last VALUES (?, ?, ?, ?, ?)", (dossier, last.setting, *last.standing))
