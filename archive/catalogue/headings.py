"""What documents call themselves, read for search."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from archive.catalogue.receipts import live_in
from archive.catalogue.tables import original, receipt


class Heading(NamedTuple):
    """What a document calls itself; `file` is the first live file of the content, in the order received."""

    file: str
    title: str | None
    issuer: str | None
    doc_number: str | None


def headings_of(connection: Connection, key: str) -> dict[str, Heading]:
    """Return what the live documents of a dossier call themselves, by sha256."""
    columns = (original.c.sha256, receipt.c.file, original.c.title, original.c.issuer, original.c.doc_number)
    query = select(*columns).join_from(receipt, original).where(*live_in(key)).order_by(receipt.c.id.desc())
    return {sha256: Heading(*rest) for sha256, *rest in connection.execute(query)}
