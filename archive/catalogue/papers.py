"""The documents of a dossier as the rule for versions looks at them."""

import json
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, null, select

from archive.catalogue.bulk import plain_rows
from archive.catalogue.receipts import dossier_id_of, live_in
from archive.catalogue.tables import change, compared, original, particulars, receipt
from schemas.revision import Paper

_IDENTITY = ("title", "issuer", "doc_number", "date", "period_start", "period_end", "kind", "media_type")


class Compared(NamedTuple):
    """Up to which change (0: none) which version of the rule has compared the documents of a dossier."""

    rule: int
    change: int


def last_change(connection: Connection) -> int:
    """Return the number of the catalogue's last change."""
    return connection.scalar(select(func.max(change.c.number))) or 0


def compared_to(connection: Connection, key: str) -> Compared:
    """Return how far the documents of a dossier were compared."""
    query = select(compared.c.rule, compared.c.change).where(compared.c.dossier_id == dossier_id_of(connection, key))
    row = connection.execute(query).first()
    return Compared(*row) if row is not None else Compared(0, 0)


def papers(connection: Connection, key: str) -> list[Paper]:
    """Return the live documents of a dossier that could be read, each content once, in the order received."""
    said = [_if_told(name) for name in ("draft_mark", "repeals")]
    query = (
        select(receipt.c.sha256, *(original.c[name] for name in _IDENTITY), *said)
        .join_from(receipt, original)
        .outerjoin(particulars, particulars.c.sha256 == receipt.c.sha256)
        .where(*live_in(key), original.c.status.in_(("ok", "partial")))
        .order_by(receipt.c.id)
    )
    found: dict[str, Paper] = {}
    for row in plain_rows(connection.execute(query)):
        if row[0] not in found:
            found[row[0]] = _paper(row)
    return list(found.values())


def _if_told(name: str) -> ColumnElement[Any]:
    """Return a part of the particulars, looked for only where it is told: most documents tell none of it."""
    text = particulars.c.payload
    return case((func.instr(text, f'"{name}":') > 0, func.json_extract(text, f"$.{name}")), else_=null())


def _paper(row: tuple[Any, ...]) -> Paper:
    sha256, title, issuer, doc_number, signed, start, end, kind, media_type, draft, repeals = row
    period = (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
    named = tuple((one.get("doc_number"), one.get("title") or "") for one in json.loads(repeals)) if repeals else ()
    day = date.fromisoformat(signed) if signed else None
    return Paper(sha256, title, issuer, doc_number, day, period, kind, media_type, draft is not None, named)
