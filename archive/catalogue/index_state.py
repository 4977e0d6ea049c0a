"""Which originals the full-text index must take up again."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, exists, select, update

from archive.catalogue.tables import original, page


def unindexed(connection: Connection, limit: int) -> tuple[str, ...]:
    """Return originals whose page texts the index does not show as they are now; they may have none left."""
    query = select(original.c.sha256).where(~original.c.is_indexed).order_by(original.c.sha256).limit(limit)
    return tuple(connection.scalars(query))


def mark_indexed(connection: Connection, sha256s: Iterable[str]) -> None:
    """Note that the index shows these originals as they are now."""
    rows = [{"key": sha256} for sha256 in sha256s]
    if rows:
        connection.execute(update(original).where(original.c.sha256 == bindparam("key")).values(is_indexed=True), rows)


def mark_all_unindexed(connection: Connection) -> None:
    """Note that the index is empty: every original with page texts must be taken up."""
    has_pages = exists().where(page.c.sha256 == original.c.sha256)
    connection.execute(update(original).values(is_indexed=~has_pages))
