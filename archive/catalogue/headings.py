"""What documents call themselves or are like, read for search."""

import json
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from archive.catalogue.receipts import live_in
from archive.catalogue.tables import original, particulars, receipt
from archive.catalogue.work import is_among


class Heading(NamedTuple):
    """What a document calls itself; `file` is the first live file of the content, in the order received."""

    file: str
    title: str | None
    issuer: str | None
    doc_number: str | None


def headings_of(connection: Connection, key: str, sha256s: Collection[str] | None = None) -> dict[str, Heading]:
    """Return what the live documents of a dossier (those named) call themselves, by sha256."""
    columns = (original.c.sha256, receipt.c.file, original.c.title, original.c.issuer, original.c.doc_number)
    query = select(*columns).join_from(receipt, original).where(*live_in(key)).order_by(receipt.c.id.desc())
    if sha256s is not None:
        query = query.where(is_among(receipt.c.sha256, sha256s))
    return {sha256: Heading(*rest) for sha256, *rest in connection.execute(query)}


def fingerprints_of(
    connection: Connection, key: str, sha256s: Collection[str] | None = None
) -> dict[str, tuple[int, ...]]:
    """Return the fingerprints of the live documents of a dossier (those named) that have one, by sha256."""
    stored = func.json_extract(particulars.c.payload, "$.fingerprint")
    live = select(receipt.c.sha256).where(*live_in(key))
    query = select(particulars.c.sha256, stored).where(particulars.c.sha256.in_(live)).order_by(particulars.c.sha256)
    if sha256s is not None:
        query = query.where(is_among(particulars.c.sha256, sha256s))
    return {sha256: tuple(json.loads(values)) for sha256, values in connection.execute(query) if values}
