"""What is understood of one original, written whole."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from archive.catalogue.audit import Deed, note, read
from archive.catalogue.tables import audit, fact, original, page, parsed, particulars, stage_run, tag
from schemas.audit import Removal
from schemas.document import Identity
from schemas.errors import StoreDamaged
from schemas.fact import Fact
from schemas.parsed import ParsedDocument
from schemas.particulars import Particulars
from schemas.result import DocumentResult, StageRun
from schemas.tag import Tag

_CONTENT = (
    (page, (page.c.page,), page.c.text),
    (tag, (tag.c.edition, tag.c.ordinal), tag.c.payload),
    (fact, (fact.c.edition, fact.c.ordinal), fact.c.payload),
)


def record(connection: Connection, result: DocumentResult, at: str, by: str) -> None:
    """Write all that the result holds, in place of what the same stages wrote before.

    New text or a new identity makes the tags and facts of every edition stale: they stay until their stage has
    run again, but their runs no longer count as done. A refused document keeps nothing that was once read.
    """
    _require_received(connection, result.sha256)
    before = state_of(connection, result.sha256)
    if result.is_refused:
        _forget_content(connection, result.sha256)
    elif result.parsed is not None or result.identity is not None:
        _forget_runs_by_edition(connection, result.sha256)
    _write_original(connection, result)
    if result.parsed is not None:
        _write_parsed(connection, result.sha256, result.parsed)
    if result.particulars is not None:
        _write_particulars(connection, result.sha256, result.particulars)
    if result.tags is not None:
        _write_ordered(connection, tag, result, result.tags)
    if result.facts is not None:
        _write_ordered(connection, fact, result, result.facts)
    _write_runs(connection, result.sha256, result.stages, at)
    after = state_of(connection, result.sha256)
    note(connection, Deed(at, by, "understood", "", result.sha256, before=before, after=after))


def state_of(connection: Connection, sha256: str) -> dict[str, Any]:
    """Return in short what is known of an original, its texts, tags and facts as a SHA-256 with their numbers."""
    row = connection.execute(select(original).where(original.c.sha256 == sha256)).mappings().one()
    known: dict[str, Any] = {name: row[name] for name in ("status", "title", "doc_number", "issuer", "pages")}
    known["date"] = row["date"].isoformat() if row["date"] else None
    digest = hashlib.sha256()
    for table, place, payload in _CONTENT:
        rows = connection.execute(select(*place, payload).where(table.c.sha256 == sha256).order_by(*place))
        count = 0
        for count, one in enumerate(rows, start=1):  # noqa: B007 - the last number is the count
            digest.update(repr(tuple(one)).encode("utf-8", "surrogatepass"))
        known[f"{table.name}s"] = count
    return known | {"content": digest.hexdigest()}


def changed_contents(connection: Connection) -> Iterator[str]:
    """Yield the originals whose texts, tags or facts are not those that the pipeline wrote last."""
    is_content = audit.c.action.in_(("understood", "purged"))
    last = select(func.max(audit.c.number)).where(is_content).group_by(audit.c.subject)
    query = select(audit.c.subject, audit.c.after).where(audit.c.number.in_(last)).order_by(audit.c.subject)
    for sha256, after in connection.execute(query).all():
        told = read(after) or {}
        if any(told.get(name) != value for name, value in state_of(connection, sha256).items()):
            yield sha256


def forget(connection: Connection, sha256: str, word: Removal) -> None:
    """Forget all that was understood of an original, as one whose bytes are given up."""
    _require_received(connection, sha256)
    before = state_of(connection, sha256)
    _forget_content(connection, sha256)
    blank: dict[str, Any] = {"status": None, "problems": []}
    connection.execute(update(original).where(original.c.sha256 == sha256).values(blank))
    told = {"before": before, "after": state_of(connection, sha256) | {"reason": word.reason}}
    number = note(connection, Deed(word.at, word.by, "purged", "", sha256, **told))
    connection.execute(update(original).where(original.c.sha256 == sha256).values(purged_act=number))


def _require_received(connection: Connection, sha256: str) -> None:
    if connection.scalar(select(original.c.sha256).where(original.c.sha256 == sha256)) is None:
        raise StoreDamaged(f"目录中没有原件 {sha256} 的收件记录", "请重新运行 ingest 导入该文件。")


def _forget_content(connection: Connection, sha256: str) -> None:
    _write_pages(connection, sha256, {})
    for table in (parsed, particulars, tag, fact, stage_run):
        connection.execute(delete(table).where(table.c.sha256 == sha256))
    nothing = {"pages": 0, "text_source": "text", **identity_columns(Identity())}
    connection.execute(update(original).where(original.c.sha256 == sha256).values(nothing))


def _forget_runs_by_edition(connection: Connection, sha256: str) -> None:
    connection.execute(delete(stage_run).where(stage_run.c.sha256 == sha256, stage_run.c.edition != ""))


def _write_original(connection: Connection, result: DocumentResult) -> None:
    values: dict[str, Any] = {}
    if result.media_type is not None:
        values["media_type"] = result.media_type
    if result.status is not None:
        values["status"] = result.status
    if result.problems is not None:
        values["problems"] = [problem.model_dump(mode="json") for problem in result.problems]
    if result.identity is not None:
        values |= identity_columns(result.identity)
    if result.parsed is not None:
        values |= {"pages": result.parsed.pages, "text_source": result.parsed.text_source}
    if values:
        connection.execute(update(original).where(original.c.sha256 == result.sha256).values(values))


def identity_columns(identity: Identity) -> dict[str, Any]:
    """Return the columns of `original` that hold an identity."""
    values = {name: getattr(identity, name) for name in Identity.model_fields if name != "period"}
    start, end = (identity.period.start, identity.period.end) if identity.period else (None, None)
    return values | {"period_start": start, "period_end": end}


def _write_parsed(connection: Connection, sha256: str, document: ParsedDocument) -> None:
    payload = zlib.compress(document.model_dump_json().encode("utf-8"))
    row = sqlite.insert(parsed).values(sha256=sha256, payload=payload)
    connection.execute(row.on_conflict_do_update(index_elements=["sha256"], set_={"payload": payload}))
    _write_pages(connection, sha256, dict(document.page_texts()))


def _write_particulars(connection: Connection, sha256: str, found: Particulars) -> None:
    # most of it is empty in most documents; what is stated is written whole
    stated = {name for name in Particulars.model_fields if getattr(found, name)}
    payload = found.model_dump_json(include=stated)
    row = sqlite.insert(particulars).values(sha256=sha256, payload=payload)
    connection.execute(row.on_conflict_do_update(index_elements=["sha256"], set_={"payload": payload}))


def _write_pages(connection: Connection, sha256: str, texts: dict[int, str]) -> None:
    """Replace the page texts; the original must be indexed again where they differ from those known."""
    rows = connection.execute(select(page.c.page, page.c.text).where(page.c.sha256 == sha256))
    if {row.page: row.text for row in rows} == texts:
        return
    connection.execute(delete(page).where(page.c.sha256 == sha256))
    if texts:
        connection.execute(
            insert(page), [{"sha256": sha256, "page": number, "text": text} for number, text in texts.items()]
        )
    connection.execute(update(original).where(original.c.sha256 == sha256).values(is_indexed=False))


def _write_ordered(
    connection: Connection, table: Table, result: DocumentResult, models: Sequence[Tag] | Sequence[Fact]
) -> None:
    """Replace the tags or facts of one edition."""
    connection.execute(delete(table).where(table.c.sha256 == result.sha256, table.c.edition == result.edition))
    keys = {"sha256": result.sha256, "edition": result.edition}
    rows = [keys | {"ordinal": i, "payload": model.model_dump_json()} for i, model in enumerate(models)]
    if rows:
        connection.execute(insert(table), rows)


def _write_runs(connection: Connection, sha256: str, runs: Sequence[StageRun], at: str) -> None:
    for run in runs:
        values = {"version": run.version, "at": at, "elapsed_s": run.elapsed_s}
        row = sqlite.insert(stage_run).values(sha256=sha256, stage=run.stage, edition=run.edition, **values)
        connection.execute(row.on_conflict_do_update(index_elements=["sha256", "stage", "edition"], set_=values))
