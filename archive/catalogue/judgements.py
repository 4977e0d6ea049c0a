"""Tags and facts of a dossier with a person's decisions applied."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, LargeBinary, Select, Table, cast, func, insert, select

from archive.catalogue.audit import Deed, note
from archive.catalogue.bulk import plain_rows, slim_facts, slim_tags
from archive.catalogue.decisions import Subject, Words, apply_decisions, facts_in_force, given_by, latest
from archive.catalogue.receipts import dossier_id_of, is_live, live_in
from archive.catalogue.stored_facts import StoredFacts
from archive.catalogue.tables import decision, fact, receipt, tag
from archive.catalogue.work import is_among
from archive.collection import collection_paused
from schemas.edition import Edition
from schemas.errors import UsageError
from schemas.fact import Fact
from schemas.tag import Decision, Given, Tag


class Proposal(NamedTuple):
    """What a rule proposed, without its words; `relation` is "" for a subject of which only a person spoke."""

    sha256: str
    indicator_id: str
    sub: int | None
    relation: str
    score: float
    is_decided: bool


_FEW = 1000
_TAGS: TypeAdapter[tuple[Tag, ...]] = TypeAdapter(tuple[Tag, ...])
_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])


def decide(connection: Connection, key: str, word: Decision) -> None:
    """Note a person's word; raises UsageError where the dossier has no such live file."""
    if not is_live(connection, key, word.sha256):
        raise UsageError("该复核档案中没有这个文件", "请用 zuozheng documents 查看已导入的文件。")
    values = word.model_dump() | {"dossier_id": dossier_id_of(connection, key)}
    before = next((one for one in reversed(decisions(connection, key, [word.sha256])) if _is_on_same(one, word)), None)
    connection.execute(insert(decision).values(values))
    told = {"before": before.model_dump() if before else None, "after": word.model_dump()}
    note(connection, Deed(word.at, word.by, "decided", key, word.sha256, **told))


def _is_on_same(one: Decision, other: Decision) -> bool:
    return (one.indicator_id, one.sub) == (other.indicator_id, other.sub)


def decisions(
    connection: Connection, key: str, sha256s: Collection[str] | None = None, indicator_id: str | None = None
) -> tuple[Decision, ...]:
    """Return every decision ever made in a dossier (or those on the originals, the indicator named), oldest first."""
    columns = [decision.c[name] for name in Decision.model_fields]
    query = select(*columns).where(decision.c.dossier_id == dossier_id_of(connection, key)).order_by(decision.c.id)
    if indicator_id is not None:
        query = query.where(decision.c.indicator_id == indicator_id)
    if sha256s is not None:
        query = query.where(is_among(decision.c.sha256, sha256s))
    return tuple(Decision.model_validate(dict(row)) for row in connection.execute(query).mappings())


def last_decisions(connection: Connection, key: str, limit: int, by: str = "") -> tuple[Decision, ...]:
    """Return the last decisions made in a dossier (by one person), the latest first."""
    columns = [decision.c[name] for name in Decision.model_fields]
    query = select(*columns).where(decision.c.dossier_id == dossier_id_of(connection, key))
    if by:
        query = query.where(decision.c.by == by)
    rows = connection.execute(query.order_by(decision.c.id.desc()).limit(limit)).mappings()
    return tuple(Decision.model_validate(dict(row)) for row in rows)


def proposed_tags(connection: Connection, sha256: str, edition_id: str) -> tuple[Tag, ...]:
    """Return the tags of an original as its last tagging proposed them, no decision applied."""
    query = select(tag.c.payload).where(tag.c.sha256 == sha256, tag.c.edition == edition_id).order_by(tag.c.ordinal)
    return _TAGS.validate_json(f"[{','.join(connection.scalars(query))}]")


def proposals(
    connection: Connection, key: str, edition: Edition, sha256s: Collection[str] | None = None
) -> list[Proposal]:
    """Return every subject of the dossier's documents (or of those named), what people said of it noted."""
    live = _live(connection, key, sha256s)
    words_of = latest(decisions(connection, key, sha256s))
    columns = select(tag.c.sha256, tag.c.indicator_id, tag.c.sub, tag.c.relation, tag.c.score)
    query = columns.where(tag.c.edition == edition.id)
    if sha256s is not None:
        query = query.where(is_among(tag.c.sha256, live))
    found = [
        Proposal(sha256, indicator_id, sub, relation, score, (indicator_id, sub) in words_of.get(sha256, ()))
        for sha256, indicator_id, sub, relation, score in plain_rows(connection.execute(query))
        if sha256 in live
    ]
    known = {(one.sha256, one.indicator_id, one.sub) for one in found if one.is_decided}
    said = [(sha256, *subject) for sha256, words in words_of.items() if sha256 in live for subject in words]
    return [*found, *(Proposal(*subject, "", 1.0, True) for subject in said if subject not in known)]


def last_words(
    connection: Connection, key: str, sha256s: Collection[str] | None = None
) -> Mapping[str, Mapping[Subject, Decision]]:
    """Return people's last words in a dossier (on the originals named), by SHA-256 and subject."""
    return latest(decisions(connection, key, sha256s))


def tags_of(
    connection: Connection,
    key: str,
    edition: Edition,
    sha256s: Collection[str] | None = None,
    words_of: Mapping[str, Words] | None = None,
) -> dict[str, tuple[Tag, ...]]:
    """Return the tags of the dossier's documents (or of those named), rejected ones too; none, no entry.

    `words_of` are people's last words, where they are known.
    """
    with collection_paused():
        payloads = _payloads(connection, tag, key, edition, sha256s)
        found = {one.sha256: _TAGS.validate_json(one.payload) for one in payloads}
        for tags in found.values() if is_many(sha256s) else ():
            slim_tags(tags)
    words_of = last_words(connection, key, sha256s) if words_of is None else words_of
    live = _live(connection, key, words_of) if words_of else set()
    for sha256, words in words_of.items():
        judged = apply_decisions(found.get(sha256, ()), words, edition) if sha256 in live else ()
        if judged:
            found[sha256] = judged
    return found


def facts_of(
    connection: Connection,
    key: str,
    edition: Edition,
    tags: Mapping[str, tuple[Tag, ...]],
    sha256s: Collection[str] | None = None,
    words_of: Mapping[str, Words] | None = None,
) -> dict[str, tuple[Fact, ...]]:
    """Return the facts of the dossier's documents (or of those named) that no rejection leaves out."""
    words_of = last_words(connection, key, sha256s) if words_of is None else words_of
    found = {}
    with collection_paused():
        for sha256, payload, _ in _payloads(connection, fact, key, edition, sha256s):
            facts = _FACTS.validate_json(payload)
            if sha256 in words_of:
                facts = facts_in_force(facts, tags.get(sha256, ()), words_of[sha256])
            if facts:
                if is_many(sha256s):
                    slim_facts(facts)
                found[sha256] = facts
    return found


def given_in(words_of: Mapping[str, Words]) -> dict[str, tuple[Given, ...]]:
    """Return the slots for which documents were given by hand by people's last words; none, no entry."""
    return {sha256: given for sha256, of_one in words_of.items() if (given := given_by(of_one))}


def is_many(sha256s: Collection[str] | None) -> bool:
    """Tell whether so many documents are read that it pays to free what they need not have; a few are soon gone."""
    return sha256s is None or len(sha256s) > _FEW


def stored_facts_of(
    connection: Connection, key: str, edition: Edition, tags: Mapping[str, tuple[Tag, ...]]
) -> dict[str, Sequence[Fact]]:
    """Return the same as `facts_of` for the whole dossier; what no decision concerns is read when looked at."""
    words = last_words(connection, key)
    found: dict[str, Sequence[Fact]] = {}
    with collection_paused():
        for sha256, payload, count in _payloads(connection, fact, key, edition, None):
            stored = StoredFacts(payload, count)
            if sha256 not in words:
                found[sha256] = stored
            elif facts := facts_in_force(stored.read(), tags.get(sha256, ()), words[sha256]):
                found[sha256] = facts if len(facts) < len(stored) else stored
    return found


def tagged(connection: Connection, key: str, edition: Edition, indicator_id: str) -> frozenset[str]:
    """Return the documents with a tag of the indicator (any sub) that is in force: not rejected."""
    if indicator_id not in {indicator.id for indicator in edition.indicators}:
        return frozenset()
    proposals = select(tag.c.sha256, tag.c.sub).where(
        tag.c.edition == edition.id, tag.c.indicator_id == indicator_id, tag.c.sha256.in_(_live_sha256s(key))
    )
    in_force = {(row.sha256, row.sub) for row in connection.execute(proposals)}
    live = _live(connection, key)
    for sha256, words in latest(decisions(connection, key, indicator_id=indicator_id)).items():
        if sha256 not in live:
            continue
        for (_, sub), word in words.items():
            (in_force.add if word.state == "confirmed" else in_force.discard)((sha256, sub))
    return frozenset(sha256 for sha256, _ in in_force)


class _Stored(NamedTuple):
    """The tags or facts of one original: a JSON array of so many."""

    sha256: str
    payload: bytes
    number: int


def _payloads(
    connection: Connection, table: Table, key: str, edition: Edition, sha256s: Collection[str] | None
) -> Iterator[_Stored]:
    """Yield the tags or facts of each original, for the whole dossier or for those named.

    SQLite joins them: a million rows of Python's take longer than what is in them.
    """
    columns = select(table.c.sha256, table.c.payload).where(table.c.edition == edition.id)
    if sha256s is None:
        columns = columns.where(table.c.sha256.in_(_live_sha256s(key)))
    else:
        columns = columns.where(is_among(table.c.sha256, _live(connection, key, sha256s)))
    rows = columns.order_by(table.c.sha256, table.c.ordinal).subquery()
    joined = cast(func.group_concat(rows.c.payload), LargeBinary)
    query = select(rows.c.sha256, joined, func.count(), func.count(rows.c.payload)).group_by(rows.c.sha256)
    for sha256, payload, count, stated in plain_rows(connection.execute(query)):
        # NULL in a damaged file becomes what is no JSON
        yield _Stored(sha256, b"[%b]" % payload if count == stated else b"", count)


def _live_sha256s(key: str) -> Select[tuple[str]]:
    return select(receipt.c.sha256).where(*live_in(key))


def _live(connection: Connection, key: str, among: Collection[str] | None = None) -> set[str]:
    query = _live_sha256s(key)
    if among is not None:
        query = query.where(is_among(receipt.c.sha256, among))
    return {sha256 for (sha256,) in plain_rows(connection.execute(query))}
