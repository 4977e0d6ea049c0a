"""What documents say by themselves, what the last check found, part by part: derived data, always to be had again."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from archive.catalogue.viewing import Standing
from schemas.errors import StoreDamaged

_FORM = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS last (
    dossier TEXT PRIMARY KEY, setting TEXT, change INTEGER, act INTEGER, digest TEXT, stage TEXT, turn INTEGER
);
CREATE TABLE IF NOT EXISTS piece (
    dossier TEXT, kind TEXT, name TEXT, block INTEGER, payload BLOB, PRIMARY KEY (dossier, kind, name, block)
) WITHOUT ROWID;
"""
_BUSY_S = 5
_PAGE_BYTES = 8192
_CACHE = -16_000  # KiB, which SQLite tells from pages by the sign
_MAPPED_BYTES = 1 << 31  # what is read many pages at a time is read from the system's own memory


class Piece(NamedTuple):
    """What is kept of one part: `kind` says of what, `name` of which indicator, `block` of which documents."""

    kind: str
    name: str
    block: int


# what is kept: the beginning of it, which counts for nothing; what documents say by themselves; a check
Stage = Literal["begun", "prepared", "checked"]


class Last(NamedTuple):
    """Under which setting (a digest) the pieces were made, where the catalogue stood, how far it came.

    `turn` goes up by one whenever anybody begins to write what others may be reading.
    """

    setting: str
    standing: Standing
    stage: Stage
    turn: int


class Overtaken(LookupError):
    """Another process wrote what this one was reading, or nothing can be written."""


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
        """Return what is kept, None where nothing is; raises StoreDamaged."""
        query = "SELECT setting, stage, turn, change, act, digest FROM last WHERE dossier = ?"
        for setting, stage, turn, *standing in self._read(query, [dossier]):
            return Last(setting, Standing(*standing), stage, turn)
        return None

    def pieces(self, dossier: str, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what is kept of a kind (of these indicators), by names and blocks in order; raises StoreDamaged."""
        query = "SELECT kind, name, block, payload FROM piece WHERE dossier = ? AND kind = ?"
        values = [dossier, kind]
        if names is not None:
            query += f" AND name IN ({', '.join('?' * len(names))})"
            values += names
        rows = self._read(f"{query} ORDER BY name, block", values)
        return {Piece(kind, name, block): payload for kind, name, block, payload in rows}

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

    def begin(self, dossier: str, setting: str) -> int:
        """Forget all that is kept of a dossier; return the turn that writes it anew. Raises Overtaken."""
        with self._writing() as connection:
            query = "SELECT turn FROM last WHERE dossier = ?"
            row = connection.execute(query, (dossier,)).fetchone()
            turn = 1 + (row[0] if row else 0)
            connection.execute("DELETE FROM piece WHERE dossier = ?", (dossier,))
            _put_last(connection, dossier, Last(setting, Standing(0, 0, ""), "begun", turn))
        return turn

    def take_turn(self, dossier: str, last: Last) -> int:
        """Begin to change what is kept, which counts for nothing until that is done; return the turn that does it.

        Raises Overtaken where somebody else began meanwhile.
        """
        with self._writing() as connection:
            _require(connection, dossier, last.turn)
            _put_last(connection, dossier, last._replace(stage="begun", turn=last.turn + 1))
        return last.turn + 1

    def write(
        self,
        dossier: str,
        turn: int,
        pieces: Mapping[Piece, bytes],
        gone: Collection[Piece] = (),
        last: Last | None = None,
    ) -> None:
        """Put pieces in the place of older ones, all or nothing, and `last` where one is given; raises Overtaken."""
        with self._writing() as connection:
            _require(connection, dossier, turn)
            connection.executemany(
                "DELETE FROM piece WHERE dossier = ? AND kind = ? AND name = ? AND block = ?",
                ((dossier, *piece) for piece in gone),
            )
            rows = ((dossier, *piece, pieces[piece]) for piece in sorted(pieces))
            connection.executemany("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?)", rows)
            if last is not None:
                _put_last(connection, dossier, last)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a transaction; raises Overtaken where nothing can be written."""
        try:
            with self._open() as connection:
                if connection is None:
                    raise Overtaken(str(self._file))
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
        except sqlite3.OperationalError as error:
            raise Overtaken(str(self._file)) from error
        except sqlite3.DatabaseError as error:
            with suppress(OSError):
                self._file.unlink()
            raise Overtaken(str(self._file)) from error

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
            form = connection.execute("PRAGMA user_version").fetchone()[0]
            if form not in (0, _FORM):
                raise sqlite3.DatabaseError("another form")
            if not form:
                connection.executescript(f"PRAGMA page_size = {_PAGE_BYTES}; {_TABLES} PRAGMA user_version = {_FORM};")
            connection.executescript(f"PRAGMA synchronous = OFF; PRAGMA cache_size = {_CACHE};")
            connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _require(connection: sqlite3.Connection, dossier: str, turn: int) -> None:
    row = connection.execute("SELECT turn FROM last WHERE dossier = ?", (dossier,)).fetchone()
    if row is None or row[0] != turn:
        raise Overtaken(dossier)


def _put_last(connection: sqlite3.Connection, dossier: str, last: Last) -> None:
    values = (dossier, last.setting, *last.standing, last.stage, last.turn)
    connection.execute("INSERT OR REPLACE INTO last VALUES (?, ?, ?, ?, ?, ?, ?)", values)
