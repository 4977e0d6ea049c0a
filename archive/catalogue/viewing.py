"""Some of a dossier's documents as checks look at them, by the receipts they came with."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from archive.catalogue import judgements
from archive.catalogue.bulk import plain_rows
from archive.catalogue.documents import document_of
from archive.catalogue.receipts import live_in
from archive.catalogue.tables import original, particulars, receipt
from archive.catalogue.work import is_among
from archive.collection import collection_paused
from schemas.edition import Edition
from schemas.particulars import Particulars
from schemas.view import ViewedDocument

# one set for all: pydantic would make one for each
_FIELDS_OF_A_VIEW = set(ViewedDocument.model_fields)


def roll(connection: Connection, key: str) -> list[tuple[int, str]]:
    """Return (receipt, sha256) of the live files of a dossier, in the order received."""
    query = select(receipt.c.id, receipt.c.sha256).where(*live_in(key)).order_by(receipt.c.id)
    return [(number, sha256) for number, sha256 in plain_rows(connection.execute(query))]


def viewed_of(
    connection: Connection, key: str, edition: Edition, sha256s: Collection[str]
) -> list[tuple[int, ViewedDocument]]:
    """Return (receipt, document) of every live file with one of these contents, in the order received."""
    with collection_paused():
        tags = judgements.tags_of(connection, key, edition, sha256s)
        facts = judgements.facts_of(connection, key, edition, tags, sha256s)
        said = _particulars_of(connection, sha256s)
        found = []
        for number, document in _documents(connection, key, sha256s):
            sha256 = document.sha256
            fields = {
                "document": document,
                "tags": tags.get(sha256, ()),
                "facts": facts.get(sha256, ()),
                "particulars": said.get(sha256),
            }
            found.append((number, ViewedDocument.model_construct(_FIELDS_OF_A_VIEW, **fields)))
    return found


def _documents(connection: Connection, key: str, sha256s: Collection[str]) -> list[tuple[int, Any]]:
    query = (
        select(receipt.c.id.label("number"), receipt.c.file, original)
        .join_from(receipt, original)
        .where(*live_in(key), is_among(receipt.c.sha256, sha256s))
    )
    rows = connection.execute(query).all()
    first_files: dict[str, str] = {}
    found = []
    for row in sorted(rows, key=lambda row: int(row.number)):
        first = first_files.setdefault(row.sha256, row.file)
        found.append((int(row.number), document_of(row, duplicate_of=first if first != row.file else None)))
    return found


def _particulars_of(connection: Connection, sha256s: Collection[str]) -> dict[str, Particulars]:
    columns = (particulars.c.sha256, particulars.c.payload)
    rows = plain_rows(connection.execute(select(*columns).where(is_among(particulars.c.sha256, sha256s))))
    return {sha256: Particulars.model_validate_json(payload) for sha256, payload in rows}
