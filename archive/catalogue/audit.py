"""The audit chain: every write one row, each row carrying the hash of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, insert, select, text

from archive.catalogue.tables import audit, decision, dossier, package, receipt, revision_word, waiver
from schemas.audit import Act, Action

# what a row holds that is never changed, by the action that writes it: rows and acts must tell the same
_WRITTEN: tuple[tuple[Table, frozenset[Action], tuple[str, ...]], ...] = (
    (receipt, frozenset({"received"}), ("sha256", "file", "source", "received_at")),
    (decision, frozenset({"decided"}), ("sha256", "indicator_id", "sub", "state", "by", "at", "note", "slots")),
    (waiver, frozenset({"waived", "waiver_withdrawn"}), ("key", "reason", "by", "at")),
    (revision_word, frozenset({"version_decided"}), ("older", "newer", "state", "by", "at", "note")),
    (package, frozenset({"package_kept"}), ("at", "place", "tag_manifest_sha256", "files", "size_bytes", "is_draft")),
)


@dataclass(frozen=True)
class Deed:
    """A write that is to be noted; see `Act`."""

    at: str
    by: str
    action: Action
    dossier: str
    subject: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def note(connection: Connection, deed: Deed) -> int:
    """Add a row to the chain, in the transaction of the write itself; return its number."""
    last = connection.execute(select(audit.c.number, audit.c.digest).order_by(audit.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.digest) if last is not None else (1, "")
    values = {
        "number": number,
        "at": deed.at,
        "by": deed.by,
        "action": deed.action,
        "dossier": deed.dossier,
        "subject": deed.subject,
        "before": _canonical(deed.before),
        "after": _canonical(deed.after),
        "previous": previous,
    }
    connection.execute(insert(audit).values(values | {"digest": digest_of(values)}))
    return int(number)


def digest_of(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row, all columns but the digest itself, in the order of their names."""
    row = {name: values[name] for name in sorted(values) if name != "digest"}
    return hashlib.sha256(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def acts(
    connection: Connection, key: str | None = None, limit: int | None = None, subject: str | None = None
) -> tuple[Act, ...]:
    """Return the last acts (all where `limit` is None), of one dossier with those of none, oldest first."""
    query = select(audit).where(*_about(key, subject)).order_by(audit.c.number.desc()).limit(limit)
    return tuple(_act(row) for row in reversed(list(connection.execute(query).mappings())))


def count_acts(connection: Connection, key: str | None = None, subject: str | None = None) -> int:
    """Return how many acts there are of one dossier with those of none."""
    return connection.scalar(select(func.count()).select_from(audit).where(*_about(key, subject))) or 0


def _about(key: str | None, subject: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if key is not None:
        conditions.append(audit.c.dossier.in_((key, "")))
    if subject is not None:
        conditions.append(audit.c.subject == subject)
    return conditions


def faults(connection: Connection) -> Iterator[str]:
    """Yield what shows that the chain, or what it tells of, was changed by other hands, in Chinese sentences."""
    yield from _faults_of_chain(connection)
    for table, actions, columns in _WRITTEN:
        yield from _faults_of_rows(connection, table, actions, columns)


def _faults_of_chain(connection: Connection) -> Iterator[str]:
    previous, number = "", 0
    for row in connection.execute(select(audit).order_by(audit.c.number)).mappings():
        number += 1
        if row["number"] != number:
            yield f"审计记录缺少第 {number}～{row['number'] - 1} 条" if row["number"] > number else "审计记录编号混乱"
            number = row["number"]
        elif row["previous"] != previous:
            yield f"审计记录第 {number} 条与前一条不相接"
        if digest_of(dict(row)) != row["digest"]:
            yield f"审计记录第 {number} 条被改动"
        previous = row["digest"]
    if not number:
        yield "审计记录被清空"
        return
    issued = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'"))
    if issued is not None and issued != number:
        yield f"审计记录末尾缺少 {issued - number} 条"


def _faults_of_rows(
    connection: Connection, table: Table, actions: frozenset[Action], columns: tuple[str, ...]
) -> Iterator[str]:
    """Compare the rows of an append-only table with what the acts say was written, in order."""
    told = connection.execute(select(audit.c.after).where(audit.c.action.in_(actions)).order_by(audit.c.number))
    wanted = [read(after) for after in told.scalars()]
    query = select(*(table.c[name] for name in columns), dossier.c.key.label("dossier_key"))
    query = query.join_from(table, dossier).order_by(table.c.id).offset(_older_rows(connection, table))
    found = [dict(row) for row in connection.execute(query).mappings()]
    if len(found) != len(wanted):
        yield f"表 {table.name} 有 {len(found)} 行，审计记录写入过 {len(wanted)} 行"
        return
    for row, act in zip(found, wanted, strict=True):
        told_of = None if act is None else dict.fromkeys(columns) | act  # an older act says nothing of newer columns
        if {name: value for name, value in row.items() if name != "dossier_key"} != told_of:
            yield f"表 {table.name} 的一行与审计记录不符：{_canonical(act) or '（内容无法读取）'}"


def _older_rows(connection: Connection, table: Table) -> int:
    """Return how many rows of a table were there before the chain was begun."""
    begun = connection.scalar(select(audit.c.after).where(audit.c.action == "begun").limit(1))
    return int((read(begun) or {}).get(table.name, 0))


def _canonical(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _act(row: RowMapping) -> Act:
    values = dict(row)
    for side in ("before", "after"):
        values[side] = read(values[side])
    return Act.model_validate(values)


def read(stored: str | None) -> dict[str, Any] | None:
    """Return an object as it was noted; None where there was none, or where other hands left no object."""
    try:
        found = None if stored is None else json.loads(stored)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
