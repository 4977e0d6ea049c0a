"""What people made of findings: waivers, and the check runs kept to compare with."""

import zlib

from sqlalchemy import Connection, insert, select

from archive.catalogue.receipts import dossier_id_of, new_or_known_dossier_id
from archive.catalogue.tables import check_run, waiver
from schemas.finding import CheckSummary, Waiver

# a dossier is checked some hundred times before its upload; more than that nobody looks back
MOST_RUNS = 500


def waive(connection: Connection, key: str, word: Waiver) -> None:
    """Note that a finding may stand."""
    connection.execute(
        insert(waiver).values(word.model_dump() | {"dossier_id": new_or_known_dossier_id(connection, key)})
    )


def withdraw(connection: Connection, key: str, finding_key: str, by: str, at: str) -> None:
    """Note that a finding may no longer stand."""
    values = {
        "dossier_id": new_or_known_dossier_id(connection, key),
        "key": finding_key,
        "reason": None,
        "by": by,
        "at": at,
    }
    connection.execute(insert(waiver).values(values))


def waivers(connection: Connection, key: str) -> tuple[Waiver, ...]:
    """Return the waivers in force, oldest first."""
    query = select(waiver).where(waiver.c.dossier_id == dossier_id_of(connection, key)).order_by(waiver.c.id)
    last = {row.key: row for row in connection.execute(query)}
    return tuple(
        Waiver(key=row.key, reason=row.reason, by=row.by, at=row.at) for row in last.values() if row.reason is not None
    )


def keep_check(connection: Connection, key: str, summary: CheckSummary) -> None:
    """Keep what a check run found."""
    payload = zlib.compress(summary.model_dump_json().encode("utf-8"))
    values = {"dossier_id": new_or_known_dossier_id(connection, key), "at": summary.at, "payload": payload}
    connection.execute(insert(check_run).values(values))


def check_runs(connection: Connection, key: str, limit: int = MOST_RUNS) -> tuple[CheckSummary, ...]:
    """Return the last `limit` check runs kept, oldest first."""
    query = (
        select(check_run.c.payload)
        .where(check_run.c.dossier_id == dossier_id_of(connection, key))
        .order_by(check_run.c.id.desc())
        .limit(limit)
    )
    payloads = list(connection.scalars(query))
    return tuple(CheckSummary.model_validate_json(zlib.decompress(payload)) for payload in reversed(payloads))
