"""Documents as outsiders read them, with the texts that were read."""

import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from archive.catalogue.bulk import plain_rows, share_field_names
from archive.catalogue.receipts import live_in
from archive.catalogue.tables import original, page, parsed, particulars, receipt
from archive.catalogue.work import chunks, is_among
from archive.collection import collection_paused
from schemas.document import Document, Identity
from schemas.parsed import ParsedDocument, Problem
from schemas.particulars import Particulars

# a file that was received and never processed (an interrupted run) must not be lost from sight
_COLUMNS = tuple(name for name in Document.model_fields if name not in ("period", "duplicate_of", "errors"))
PENDING = Problem(code="pending", message="尚未处理", advice="请重新运行 ingest，程序会从中断处继续。")


def documents(connection: Connection, key: str, sha256s: Collection[str] | None = None) -> tuple[Document, ...]:
    """Return the live files of a dossier (those named) in the order received; one not processed yet: `PENDING`."""
    query = select(receipt.c.file, original).join_from(receipt, original).where(*live_in(key)).order_by(receipt.c.id)
    if sha256s is not None:
        query = query.where(is_among(receipt.c.sha256, sha256s))
    first_files: dict[str, str] = {}
    found = []
    with collection_paused():
        for row in connection.execute(query):
            first = first_files.setdefault(row.sha256, row.file)
            document = document_of(row, duplicate_of=first if first != row.file else None)
            share_field_names(document)
            found.append(document)
    return tuple(found)


def identity(connection: Connection, sha256: str) -> Identity | None:
    """Return who says what when, None where the original was not processed."""
    row = connection.execute(select(original).where(original.c.sha256 == sha256)).first()
    return Identity.model_validate(_identity_fields(row)) if row is not None and row.status is not None else None


def parsed_document(connection: Connection, sha256: str) -> ParsedDocument | None:
    """Return what the parser read, None where it read nothing."""
    payload = connection.scalar(select(parsed.c.payload).where(parsed.c.sha256 == sha256))
    return None if payload is None else ParsedDocument.model_validate_json(zlib.decompress(payload))


def particulars_of(connection: Connection, key: str) -> dict[str, Particulars]:
    """Return what the live documents of a dossier say beyond their identity; not read, no entry."""
    live = select(receipt.c.sha256).where(*live_in(key))
    columns = (particulars.c.sha256, particulars.c.payload)
    rows = connection.execute(select(*columns).where(particulars.c.sha256.in_(live)))
    with collection_paused():
        return {sha256: Particulars.model_validate_json(payload) for sha256, payload in plain_rows(rows)}


def particulars_of_one(connection: Connection, sha256: str) -> Particulars | None:
    """Return what an original says beyond its identity, None where it was not read."""
    payload = connection.scalar(select(particulars.c.payload).where(particulars.c.sha256 == sha256))
    return None if payload is None else Particulars.model_validate_json(payload)


def page_texts(connection: Connection, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the texts of the pages (sha256, page) that are known, page 1-based."""
    wanted = set(places)
    shas = sorted({sha256 for sha256, _ in wanted})
    numbers = sorted({number for _, number in wanted})
    texts: dict[tuple[str, int], str] = {}
    for keys in chunks(shas):
        query = select(page).where(page.c.sha256.in_(keys), page.c.page.in_(numbers))
        texts |= {(row.sha256, row.page): row.text for row in connection.execute(query)}
    return {place: text for place, text in texts.items() if place in wanted}


def pages_of(connection: Connection, sha256s: Collection[str]) -> list[tuple[str, int, str]]:
    """Return (sha256, page, text) of a few originals, sorted by both."""
    query = select(page).where(page.c.sha256.in_(sha256s)).order_by(page.c.sha256, page.c.page)
    return [(row.sha256, row.page, row.text) for row in connection.execute(query)]


def document_of(row: Row[Any], duplicate_of: str | None) -> Document:
    """Return the document that a row of a receipt's file and its original tells of."""
    return document_from(row._mapping, duplicate_of)


def document_from(known: Mapping[Any, Any], duplicate_of: str | None) -> Document:
    """Return the same by the names of columns; dates may be ISO 8601."""
    fields = {name: known[name] for name in _COLUMNS}
    problems = [Problem.model_validate(problem) for problem in known["problems"]]
    period = {"start": known["period_start"], "end": known["period_end"]} if known["period_start"] else None
    return Document.model_validate(
        fields
        | {
            "period": period,
            "status": fields["status"] or "unreadable",
            "duplicate_of": duplicate_of,
            "errors": problems if fields["status"] else [*problems, PENDING],
        }
    )


def _identity_fields(row: Row[Any]) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in Identity.model_fields if name != "period"}
    period = {"start": row.period_start, "end": row.period_end} if row.period_start else None
    return fields | {"period": period}
