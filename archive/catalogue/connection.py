"""Connections to the catalogue's SQLite file, with its faults turned into errors of ours."""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from schemas.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly

_BEGIN = "zuozheng_begin"
# what is written there takes milliseconds
BESIDE_TIMEOUT_S = 10.0


def make_engine(path: Path, busy_timeout_s: float, *, foreign_keys: bool = True, read_only: bool = False) -> Engine:
    """Return an engine whose transactions are SQLite's own, tables included (the driver would commit early)."""
    engine = create_engine(
        _unchanging(path) if read_only else URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_timeout_s},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def can_be_written(path: Path) -> bool:
    """Tell whether a file, and others beside it, may be written: SQLite needs both; a CD, a network share may not."""
    try:
        with path.open("rb+"):
            return os.access(path.parent, os.W_OK)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _has_open_log(path: Path) -> bool:
    """Tell whether what was written last stands beside the file, not in it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _unchanging(path: Path) -> URL:
    """Return the address by which SQLite reads a file without making the two that it keeps beside one it may write.

    Where they are there, another program is at work, or was killed; then SQLite reads them too.
    """
    how = {"mode": "ro"} if _has_open_log(path) else {"immutable": "1"}
    return URL.create("sqlite", database=path.resolve().as_uri(), query={**how, "uri": "true"})


def open_beside(path: Path, metadata: MetaData) -> Engine:
    """Return an engine over a small file beside the catalogue, its tables made where they are not there yet."""
    engine = make_engine(path, BESIDE_TIMEOUT_S)
    with faults():
        use_write_ahead_log(engine)
        metadata.create_all(engine)
    return engine


def use_write_ahead_log(engine: Engine) -> str:
    """Let readers and the writer not wait for each other; return the mode in use.

    Where the file system cannot do it (a network share), SQLite's rollback journal serves.
    """
    raw = engine.raw_connection()
    try:
        mode = _pragma_text(raw.driver_connection, "PRAGMA journal_mode")
        return mode if mode == "wal" else _pragma_text(raw.driver_connection, "PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if _primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
            raise
        return "delete"
    finally:
        raw.close()


def copy_whole(engine: Engine, path: Path) -> None:
    """Write what is committed now as one file without a log beside it; readers and writers go on meanwhile."""
    raw = engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        driver.execute("VACUUM INTO ?", (str(path),))
    finally:
        raw.close()


def _pragma_text(connection: Any, pragma: str) -> str:
    return str(connection.execute(pragma).fetchone()[0])


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One unchanging picture of the catalogue; raises the errors of `faults`."""
    with faults(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, all or nothing, that waits for its turn first; raises the errors of `faults`."""
    immediate = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    with faults(), immediate.connect() as connection, connection.begin():
        yield connection


@contextmanager
def faults() -> Iterator[None]:
    """Turn what SQLite, SQLAlchemy or unreadable content raise into StoreError or a child of it."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig) from error
    except sqlite3.Error as error:
        raise _translated(error) from error
    except SQLAlchemyError as error:
        raise StoreDamaged(f"目录数据库无法使用：{error}", "请从备份恢复档案库。") from error
    except (ValueError, zlib.error) as error:  # a model, a date or JSON that cannot be read
        raise StoreDamaged("目录数据库中的内容无法读取", "请从备份恢复档案库，或重新导入有关文件。") from error


def _translated(error: BaseException | None) -> StoreError:
    code = _primary_code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy("另一个程序正在写入档案库")
    if code == sqlite3.SQLITE_FULL:
        return StoreFull("磁盘空间不足，无法写入目录数据库")
    if code == sqlite3.SQLITE_READONLY:
        return StoreReadOnly("档案库只能读（没有写入权限，或在光盘上），不能修改")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError("目录数据库无法打开或无法写入", "请检查档案库文件夹是否存在、是否有写入权限。")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError("读写目录数据库时磁盘出错", "请检查磁盘和网络连接后重新运行。")
    return StoreDamaged(f"目录数据库已损坏：{error}", "请从备份恢复档案库。")


def _primary_code(error: BaseException | None) -> int:
    """Return SQLite's primary result code, 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
