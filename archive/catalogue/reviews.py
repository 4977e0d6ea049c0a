"""What people made of findings: waivers, and the check runs kept to compare with."""

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from archive.catalogue.audit import Deed, note
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
    note(connection, Deed(word.at, word.by, "waived", key, word.key, after=word.model_dump()))


def withdraw(connection: Connection, key: str, finding_key: str, by: str, at: str) -> None:
    """Note that a finding may no longer stand."""
    before = next((one.model_dump() for one in waivers(connection, key) if one.key == finding_key), None)
    values = {"key": finding_key, "reason": None, "by": by, "at": at}
    connection.execute(insert(waiver).values(values | {"dossier_id": new_or_known_dossier_id(connection, key)}))
    note(connection, Deed(at, by, "waiver_withdrawn", key, finding_key, before=before, after=values))


def waivers(connection: Connection, key: str) -> tuple[Waiver, ...]:
    """Return the waivers in force, oldest first."""
    query = select(waiver).where(waiver.c.dossier_id == dossier_id_of(connection, key)).order_by(waiver.c.id)
    last = {row.key: row for row in connection.execute(query)}
    return tuple(
        Waiver(key=row.key, reason=row.reason, by=row.by, at=row.at) for row in last.values() if row.reason is not None
    )


def keep_check(connection: Connection, key: str, summary: CheckSummary, by: str) -> None:
    """Keep what a check run found."""
    payload = zlib.compress(summary.model_dump_json().encode("utf-8"))
    values = {"dossier_id": new_or_known_dossier_id(connection, key), "at": summary.at, "payload": payload}
    connection.execute(insert(check_run).values(values))
    told = {"sha256": hashlib.sha256(payload).hexdigest()}
    note(connection, Deed(summary.at, by, "check_kept", key, summary.at, after=told))


def check_runs(connection: Connection, key: str, limit: int = MOST_RUNS) -> tuple[CheckSummary, ...]:
    """Return the last `limit` check runs kept, oldest first."""
    return tuple(each_check_run(connection, key, limit))


def each_check_run(connection: Connection, key: str, limit: int = MOST_RUNS) -> Iterator[CheckSummary]:
    """Yield the same one by one: each may hold thousands of findings."""
    of_dossier = check_run.c.dossier_id == dossier_id_of(connection, key)
    last = select(check_run.c.id).where(of_dossier).order_by(check_run.c.id.desc()).limit(limit)
    for number in reversed(list(connection.scalars(last))):
        payload = connection.scalar(select(check_run.c.payload).where(check_run.c.id == number))
        if payload is not None:
            yield CheckSummary.model_validate_json(zlib.decompress(payload))
