"""Which documents of a dossier are superseded by which: as a rule found, as people say."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import sqlite

from archive.catalogue.audit import Deed, note, read
from archive.catalogue.bulk import plain_rows
from archive.catalogue.papers import Compared
from archive.catalogue.receipts import dossier_id_of, is_live, live_in, new_or_known_dossier_id
from archive.catalogue.tables import audit, compared, dossier, receipt, revision
from archive.catalogue.tables import revision_word as word_table
from archive.catalogue.work import is_among
from schemas.errors import UsageError
from schemas.revision import Revision, RevisionWord


def keep(connection: Connection, key: str, found: Iterable[Revision], how_far: Compared, at: str, by: str) -> None:
    """Put what the rule found in place of what it found before; each difference is an act."""
    dossier_id = new_or_known_dossier_id(connection, key)
    before = {one.older: one for one in _found(connection, dossier_id)}
    after = {one.older: one for one in found}
    for older in sorted(before.keys() | after.keys()):
        was, now = before.get(older), after.get(older)
        if was != now:
            told = {"before": _told(was), "after": _told(now)}
            note(connection, Deed(at, by, "superseded", key, older, **told))
            of_older = (revision.c.dossier_id == dossier_id, revision.c.older == older)
            connection.execute(delete(revision).where(*of_older))
            if now is not None:
                connection.execute(insert(revision).values(now.model_dump() | {"dossier_id": dossier_id}))
    row = sqlite.insert(compared).values(dossier_id=dossier_id, **how_far._asdict())
    connection.execute(row.on_conflict_do_update(index_elements=["dossier_id"], set_=how_far._asdict()))


def decide(connection: Connection, key: str, word: RevisionWord) -> None:
    """Note a person's word; raises UsageError where the dossier lacks a file, where a ring of versions came of it."""
    if word.older == word.newer or not all(is_live(connection, key, one) for one in (word.older, word.newer)):
        raise UsageError("本复核档案中没有这两份不同的文件", "请用 zuozheng documents 查看已导入的文件。")
    spoken = words(connection, key)
    if word.state != "rejected":  # a rule's link that stands again may close a ring, too
        later = superseding([*applied(_found(connection, dossier_id_of(connection, key)), [*spoken, word])])
        if later.get(word.older) == word.newer and word.older in _chain(word.newer, later):
            raise UsageError("这样认定后，两份文件会互为较新的版本", "请先用 zuozheng versions undo 撤销相反的认定。")
    before = next((one for one in reversed(spoken) if (one.older, one.newer) == (word.older, word.newer)), None)
    connection.execute(insert(word_table).values(word.model_dump() | {"dossier_id": dossier_id_of(connection, key)}))
    told = {"before": before.model_dump() if before else None, "after": word.model_dump()}
    note(connection, Deed(word.at, word.by, "version_decided", key, word.older, **told))


def words(connection: Connection, key: str) -> list[RevisionWord]:
    """Return every word of people, oldest first."""
    columns = [word_table.c[name] for name in RevisionWord.model_fields]
    query = select(*columns).where(word_table.c.dossier_id == dossier_id_of(connection, key)).order_by(word_table.c.id)
    return [RevisionWord.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def revisions(connection: Connection, key: str, found: Collection[Revision] | None = None) -> tuple[Revision, ...]:
    """Return what is superseded by what, people's words applied, both being live; by default of what was kept.

    Where the next version was taken out of the dossier, the one after it stands in its place.
    """
    kept = _found(connection, dossier_id_of(connection, key)) if found is None else found
    links = {one.older: one for one in applied(kept, words(connection, key))}
    later = superseding(links.values())
    named = {sha256 for older, newer in later.items() for sha256 in (older, newer)}
    among = (*live_in(key), is_among(receipt.c.sha256, named))
    live = {sha256 for (sha256,) in plain_rows(connection.execute(select(receipt.c.sha256).where(*among)))}
    in_force = []
    for older, link in links.items():
        newer = next((one for one in _chain(older, later) if one in live), None)
        if older in live and newer is not None:
            in_force.append(link if newer == link.newer else link.model_copy(update={"newer": newer}))
    return tuple(in_force)


def applied(found: Iterable[Revision], spoken: Iterable[RevisionWord]) -> Iterator[Revision]:
    """Yield what is superseded once people's words are applied: the last word on two documents counts."""
    said = spoken_of(spoken)
    confirmed = {older: newer for (older, newer), word in said.items() if word.state == "confirmed"}
    shares = {}
    for one in found:
        shares[one.older, one.newer] = one.share
        is_overruled = one.older in confirmed or confirmed.get(one.newer) == one.older
        if not is_overruled and (one.older, one.newer) not in said:
            yield one
    for older, newer in confirmed.items():
        yield Revision(older=older, newer=newer, basis="person", share=shares.get((older, newer), 0))


def spoken_of(words: Iterable[RevisionWord]) -> dict[tuple[str, str], RevisionWord]:
    """Return the last word on each (older, newer) that was not taken back; the words come oldest first."""
    last = {(word.older, word.newer): word for word in words}
    return {pair: word for pair, word in last.items() if word.state != "proposed"}


def superseding(links: Iterable[Revision]) -> Mapping[str, str]:
    """Return the next version of each document that has one."""
    return {one.older: one.newer for one in links}


def _chain(older: str, later: Mapping[str, str]) -> list[str]:
    """Return the versions after a document, the next one first."""
    chain: list[str] = []
    while (newer := later.get(older)) is not None and newer not in chain:
        chain.append(newer)
        older = newer
    return chain


def _found(connection: Connection, dossier_id: int | None) -> list[Revision]:
    columns = [revision.c[name] for name in Revision.model_fields]
    query = select(*columns).where(revision.c.dossier_id == dossier_id).order_by(revision.c.older)
    names = tuple(Revision.model_fields)
    return [Revision(**dict(zip(names, row, strict=True))) for row in plain_rows(connection.execute(query))]


def _told(link: Revision | None) -> dict[str, Any] | None:
    return None if link is None else link.model_dump(exclude={"older"})


def faults(connection: Connection) -> Iterator[str]:
    """Yield what stands in the table of revisions otherwise than the acts tell."""
    query = select(audit.c.dossier, audit.c.subject, audit.c.after).where(audit.c.action == "superseded")
    told = {(key, older): read(after) for key, older, after in connection.execute(query.order_by(audit.c.number))}
    rows = select(dossier.c.key, revision).join_from(revision, dossier)
    stands = {
        (row["key"], row["older"]): {name: row[name] for name in ("newer", "basis", "share")}
        for row in connection.execute(rows).mappings()
    }
    for place in sorted(told.keys() | stands.keys()):
        if told.get(place) != stands.get(place):
            yield f"版本关系与审计记录不符：{place[1]}"
