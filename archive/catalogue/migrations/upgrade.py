"""Brings a catalogue to the tables of this version, each step in a transaction of its own."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from archive.catalogue.connection import writing
from archive.catalogue.migrations import HEAD
from schemas.errors import StoreDamaged, StoreTooNew


def upgrade(engine: Engine) -> None:
    """Run the missing steps; the engine must not enforce foreign keys (a step may rebuild a table).

    A second process that opens the catalogue meanwhile waits, then finds nothing left to do. Raises
    StoreTooNew where a later version of the program wrote the catalogue.
    """
    while True:
        with writing(engine) as connection:
            if not _take_one_step(connection):
                return


def configuration() -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _take_one_step(connection: Connection) -> bool:
    """Take the next step, if there is one; return whether there was."""
    config = configuration()
    current = MigrationContext.configure(connection).get_current_revision()
    if current == HEAD:
        return False
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreTooNew(f"档案库由更新版本的程序写成（目录版本 {current}，本程序只认识到 {HEAD}）")
    config.attributes["connection"] = connection
    command.upgrade(config, "+1")
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise StoreDamaged("升级目录数据库时发现记录之间的引用不完整", "请从备份恢复档案库。")
    return True
