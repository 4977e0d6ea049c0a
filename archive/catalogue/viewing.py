"""Some of a dossier's documents as checks look at them, by the receipts they came with."""

import json
from collections.abc import Collection
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, distinct, func, select

from archive.catalogue import judgements
from archive.catalogue.bulk import plain_rows
from archive.catalogue.documents import document_from
from archive.catalogue.receipts import live_in
from archive.catalogue.tables import audit, change, fact, original, particulars, receipt
from archive.catalogue.work import is_among
from archive.collection import collection_paused
from schemas.edition import Edition
from schemas.particulars import Particulars
from schemas.view import ViewedDocument

# one set for all: pydantic would make one for each
_FIELDS_OF_A_VIEW = set(ViewedDocument.model_fields)


class Standing(NamedTuple):
    """How far a catalogue has come: the number of its last change, the last act of its audit chain."""

    change: int
    act: int
    digest: str


def standing(connection: Connection) -> Standing:
    """Return how far the catalogue has come."""
    last = connection.execute(select(audit.c.number, audit.c.digest).order_by(audit.c.number.desc()).limit(1)).first()
    number = connection.scalar(select(func.max(change.c.number))) or 0
    return Standing(number, last.number, last.digest) if last is not None else Standing(number, 0, "")


def changed_since(connection: Connection, before: Standing) -> list[str] | None:
    """Return the originals changed since then, None where this catalogue never stood there (one of a backup)."""
    digest = connection.scalar(select(audit.c.digest).where(audit.c.number == before.act)) or ""
    if digest != before.digest or standing(connection).change < before.change:
        return None
    return list(connection.scalars(select(change.c.sha256).where(change.c.number > before.change)))


class Entry(NamedTuple):
    """A live file: the number of its receipt, its content, the indicators of the numbers found in it, "a,b"."""

    place: int
    sha256: str
    indicators: str | None


def roll(connection: Connection, key: str, edition: Edition, sha256s: Collection[str] | None = None) -> list[Entry]:
    """Return the live files of a dossier (with these contents), in the order received."""
    stating = select(fact.c.sha256, func.group_concat(distinct(fact.c.indicator_id)))
    stating = stating.where(fact.c.edition == edition.id).group_by(fact.c.sha256)
    query = select(receipt.c.id, receipt.c.sha256).where(*live_in(key)).order_by(receipt.c.id)
    if sha256s is not None:
        stating, query = (one.where(is_among(one.selected_columns.sha256, sha256s)) for one in (stating, query))
    stated = dict(plain_rows(connection.execute(stating)))
    return [Entry(place, sha256, stated.get(sha256)) for place, sha256 in plain_rows(connection.execute(query))]


def viewed_of(
    connection: Connection, key: str, edition: Edition, sha256s: Collection[str]
) -> list[tuple[int, ViewedDocument]]:
    """Return (receipt, document) of every live file with one of these contents, in the order received."""
    with collection_paused():
        words = judgements.last_words(connection, key, sha256s)
        tags = judgements.tags_of(connection, key, edition, sha256s, words)
        facts = judgements.facts_of(connection, key, edition, tags, sha256s, words)
        said = _particulars_of(connection, sha256s)
        given = judgements.given_in(words)
        found = []
        for number, document in _documents(connection, key, sha256s):
            sha256 = document.sha256
            fields = {
                "document": document,
                "tags": tags.get(sha256, ()),
                "facts": facts.get(sha256, ()),
                "particulars": said.get(sha256),
                "given": given.get(sha256, ()),
            }
            found.append((number, ViewedDocument.model_construct(_FIELDS_OF_A_VIEW, **fields)))
    return found


def _documents(connection: Connection, key: str, sha256s: Collection[str]) -> list[tuple[int, Any]]:
    columns = [receipt.c.id, receipt.c.file, *original.c]
    query = select(*columns).join_from(receipt, original).where(*live_in(key), is_among(receipt.c.sha256, sha256s))
    names = [column.name for column in columns]
    first_files: dict[str, str] = {}
    found = []
    for row in sorted(plain_rows(connection.execute(query)), key=itemgetter(0)):
        known = dict(zip(names, row, strict=True))
        known["problems"] = json.loads(known["problems"])
        file = known["file"]
        first = first_files.setdefault(known["sha256"], file)
        found.append((row[0], document_from(known, duplicate_of=first if first != file else None)))
    return found


def _particulars_of(connection: Connection, sha256s: Collection[str]) -> dict[str, Particulars]:
    columns = (particulars.c.sha256, particulars.c.payload)
    rows = plain_rows(connection.execute(select(*columns).where(is_among(particulars.c.sha256, sha256s))))
    return {sha256: Particulars.model_validate_json(payload) for sha256, payload in rows}
