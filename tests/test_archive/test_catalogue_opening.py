"""The catalogue's file: made, migrated, shared, damaged, too new, full."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from archive.catalogue import Catalogue
from archive.catalogue.connection import make_engine, writing
from archive.catalogue.migrations import HEAD
from archive.catalogue.migrations.upgrade import configuration
from archive.catalogue.tables import metadata
from schemas.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreTooNew


def _schema(path: Path) -> dict[str, str]:
    """Return the SQL of every table and index, blanks made one."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_the_migrations_make_the_tables_of_the_program(tmp_path: Path) -> None:
    Catalogue.open(tmp_path / "migrated.sqlite").close()
    engine = make_engine(tmp_path / "migrated.sqlite", 1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    direct = make_engine(tmp_path / "direct.sqlite", 1)
    metadata.create_all(direct)
    direct.dispose()
    assert _schema(tmp_path / "migrated.sqlite") == _schema(tmp_path / "direct.sqlite")


def test_the_head_named_is_the_last_step() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_the_settings_that_keep_it_safe_are_on(tmp_path: Path) -> None:
    Catalogue.open(tmp_path / "c.sqlite").close()
    engine = make_engine(tmp_path / "c.sqlite", 1.5)
    with engine.connect() as connection:
        pragmas = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        found = {pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas}
    engine.dispose()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 1500}


def test_what_was_written_is_there_after_reopening(tmp_path: Path, make: Any) -> None:
    with Catalogue.open(tmp_path / "c.sqlite") as catalogue:
        catalogue.receive(make.arrival("one", "a.pdf"))
    with Catalogue.open(tmp_path / "c.sqlite", create=False) as catalogue:
        assert catalogue.receive(make.arrival("one", "a.pdf")).outcome == "known"
        assert catalogue.faults() == ()


def test_an_absent_catalogue_is_made_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match="不存在或为空"):
        Catalogue.open(tmp_path / "c.sqlite", create=False)
    (tmp_path / "c.sqlite").touch()
    with pytest.raises(StoreDamaged, match="不存在或为空"):
        Catalogue.open(tmp_path / "c.sqlite", create=False)
    with pytest.raises(StoreError):
        Catalogue.open(tmp_path / "no folder" / "c.sqlite")


def test_a_later_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    Catalogue.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew, match="9999"):
        Catalogue.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_file_that_is_no_catalogue_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes("这不是数据库".encode() * 100)
    with pytest.raises(StoreDamaged):
        Catalogue.open(path)


def test_a_missing_table_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    Catalogue.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE page")
    with Catalogue.open(path) as catalogue, pytest.raises(StoreDamaged):
        catalogue.counts()


def test_a_writer_waits_then_says_that_another_writes(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "c.sqlite"
    with Catalogue.open(path, busy_timeout_s=0.05) as catalogue:
        engine = make_engine(path, 1)
        with writing(engine):
            assert catalogue.documents("d1") == ()
            with pytest.raises(StoreBusy):
                catalogue.receive(make.arrival("one", "a.pdf"))
        engine.dispose()
        assert catalogue.receive(make.arrival("one", "a.pdf")).outcome == "new"


def test_a_full_disk_is_told_and_leaves_what_was(tmp_path: Path, make: Any) -> None:
    engine = make_engine(tmp_path / "c.sqlite", 1)
    Catalogue.open(tmp_path / "c.sqlite").close()
    catalogue = Catalogue(engine)
    catalogue.receive(make.arrival("one", "a.pdf"))
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull):
        catalogue.receive(make.arrival("two", "b" * 100_000))
    assert list(catalogue.files_of("d1").values()) == ["a.pdf"]
    catalogue.close()


OPENING = """
import sys
from pathlib import Path
from typing import Any
from archive.catalogue import Arrival, Catalogue
sys.stdin.readline()
with Catalogue.open(Path(sys.argv[1])) as catalogue:
    for number in range(5):
        sha256 = f"{number:064x}"
        catalogue.receive(Arrival("d1", f"{number}.pdf", f"/{sys.argv[2]}/{number}", sha256, 1, "2024"))
"""


def test_processes_that_open_a_new_catalogue_at_once_all_succeed(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "c.sqlite"
    children = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", OPENING, str(path), str(number)],
            cwd=repository,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(3)
    ]
    outcomes = []
    for child in children:
        assert child.stdin is not None
        child.stdin.write(b"go\n")
        child.stdin.flush()
    for child in children:
        _, errors = child.communicate(timeout=60)
        outcomes.append((child.returncode, errors.decode()))
    assert outcomes == [(0, "")] * 3
    with Catalogue.open(path) as catalogue:
        assert len(catalogue.documents("d1")) == 5
        assert catalogue.faults() == ()


def test_the_migrations_are_in_the_package() -> None:
    folder = Path(configuration().get_main_option("script_location") or "")
    assert (folder / "env.py").is_file()
    assert list((folder / "versions").glob("m*.py"))
