"""How much of everything the catalogue holds, as proof beside the originals with the index."""

from typing import Any

from sqlalchemy import Connection, FromClause, func, select, text

from archive.catalogue.receipts import IS_LIVE
from archive.catalogue.tables import decision, dossier, fact, original, page, receipt, tag
from schemas.model import Model


class Counts(Model):
    """Whole numbers of rows; `processed` originals have a status, `unindexed` ones wait for the index."""

    dossiers: int
    receipts: int
    live_receipts: int
    originals: int
    processed: int
    unindexed: int
    pages: int
    tags: int
    facts: int
    decisions: int


def counts(connection: Connection) -> Counts:
    """Count all rows."""

    def count(table: FromClause, *conditions: Any) -> int:
        return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

    return Counts(
        dossiers=count(dossier),
        receipts=count(receipt),
        live_receipts=count(receipt, *IS_LIVE),
        originals=count(original),
        processed=count(original, original.c.status.is_not(None)),
        unindexed=count(original, ~original.c.is_indexed),
        pages=count(page),
        tags=count(tag),
        facts=count(fact),
        decisions=count(decision),
    )


def sha256s(connection: Connection) -> tuple[str, ...]:
    """Return every original ever received, sorted."""
    return tuple(connection.scalars(select(original.c.sha256).order_by(original.c.sha256)))


def sizes(connection: Connection) -> dict[str, int]:
    """Return the size in bytes of every original ever received."""
    return {row.sha256: row.size_bytes for row in connection.execute(select(original.c.sha256, original.c.size_bytes))}


def page_counts(connection: Connection) -> dict[str, int]:
    """Return the number of pages with a text row, for each original that has any."""
    rows = connection.execute(select(page.c.sha256, func.count().label("pages")).group_by(page.c.sha256))
    return {row.sha256: row.pages for row in rows}


def faults(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite's own checks of the file find; raises where the damage stops the checks themselves."""
    found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    loose = connection.execute(text("PRAGMA foreign_key_check"))
    return (*found, *(f"表 {row[0]} 第 {row[1]} 行所引用的 {row[2]} 记录不存在" for row in loose))
