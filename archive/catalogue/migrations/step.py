"""The step at which a catalogue stands, and the way from there to the last one."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from archive.catalogue.connection import make_engine, reading


def step_of(engine: Engine) -> str | None:
    """Return the step at which the catalogue stands, None where it is new."""
    with reading(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        step = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if step is None else str(step)


def migrate(path: Path, busy_timeout_s: float) -> None:
    """Bring a catalogue to the last step; raises StoreTooNew, StoreBusy, StoreError."""
    from archive.catalogue.migrations.upgrade import upgrade  # noqa: PLC0415  Alembic costs 0.15 s at every start

    engine = make_engine(path, busy_timeout_s, foreign_keys=False)
    try:
        upgrade(engine)
    finally:
        engine.dispose()
