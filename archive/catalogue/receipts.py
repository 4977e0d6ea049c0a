"""Which file came when into which dossier, under which name."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, exists, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from archive.catalogue.audit import Deed, note
from archive.catalogue.tables import dossier, original, receipt
from schemas.audit import Action

ReceiptOutcome = Literal["new", "known", "replaces", "duplicate", "removed"]


@dataclass(frozen=True)
class Receipt:
    """What became of one received file.

    new: unseen content. known: this dossier already has it under this name or from this place. replaces: the
    place held other content before, whose receipt is kept as replaced (`replaced_sha256`). duplicate: the
    content is in this dossier under another name. removed: a person took this very file out of the dossier, so it stays
    out. `duplicate_of` is the first live file with the same content,
    None where this is it; `source` is the absolute path as given, which is private to the archive.
    """

    outcome: ReceiptOutcome
    sha256: str
    file: str
    source: str
    received_at: str
    duplicate_of: str | None = None
    replaced_sha256: str | None = None


@dataclass(frozen=True)
class Arrival:
    """A file that arrives, its bytes already in the store.

    `file` is the path relative to the ingested folder ("/" between parts); bytes of a name that are no Unicode
    become escapes. `source` is the absolute path as given, kept intact. `at` is ISO 8601 with the zone; `by` who took
    it in, "" the program itself.
    """

    dossier: str
    file: str
    source: str
    sha256: str
    size_bytes: int
    at: str
    by: str = ""

    def __post_init__(self) -> None:
        """Make the name one that can be shown."""
        object.__setattr__(self, "file", self.file.encode("utf-8", "backslashreplace").decode("utf-8"))


IS_LIVE = (receipt.c.replaced_by.is_(None), receipt.c.removed_act.is_(None))


def receive(connection: Connection, arrival: Arrival) -> Receipt:
    """Note the arrival of a file whose bytes are already in the store.

    The place it comes from speaks first: other content at a known place replaces what was there. Among live
    receipts of a dossier, a place stands once, and so does a name with the same content.
    """
    dossier_id = new_or_known_dossier_id(connection, arrival.dossier)
    of_dossier = select(receipt).where(receipt.c.dossier_id == dossier_id)
    live = of_dossier.where(*IS_LIVE)
    same_place = connection.execute(live.where(receipt.c.source == arrival.source)).mappings().first()
    of_content = live.where(receipt.c.sha256 == arrival.sha256).order_by(receipt.c.id)
    same_content = list(connection.execute(of_content).mappings())
    namesake = next((row for row in same_content if row["file"] == arrival.file), None)
    if same_place is not None and same_place["sha256"] != arrival.sha256:
        live_id = namesake["id"] if namesake is not None else _insert(connection, arrival, dossier_id)
        connection.execute(update(receipt).where(receipt.c.id == same_place["id"]).values(replaced_by=live_id))
        _note(connection, arrival, "replaced", same_place["sha256"], {"sha256": arrival.sha256})
        return _outcome("replaces", arrival, same_content, replaced_sha256=same_place["sha256"])
    known = same_place or namesake
    if known is not None:
        return _known(known, first=same_content[0]["file"])
    taken_out = of_dossier.where(receipt.c.removed_act.is_not(None), receipt.c.sha256 == arrival.sha256)
    same_file = or_(receipt.c.source == arrival.source, receipt.c.file == arrival.file)
    if connection.execute(taken_out.where(same_file)).first() is not None:
        return _outcome("removed", arrival, [])
    _insert(connection, arrival, dossier_id)
    return _outcome("duplicate" if same_content else "new", arrival, same_content)


def live_in(key: str) -> tuple[Any, ...]:
    """Return the conditions on `receipt` that make it a live one of this dossier."""
    dossier_id = select(dossier.c.id).where(dossier.c.key == key).scalar_subquery()
    return (receipt.c.dossier_id == dossier_id, *IS_LIVE)


def is_live(connection: Connection, key: str, sha256: str) -> bool:
    """Tell whether the dossier has a live file of this content."""
    return bool(connection.scalar(select(exists().where(*live_in(key), receipt.c.sha256 == sha256))))


def dossier_id_of(connection: Connection, key: str) -> int | None:
    """Return the number of a dossier, None where nothing was ever received for it."""
    return connection.scalar(select(dossier.c.id).where(dossier.c.key == key))


def new_or_known_dossier_id(connection: Connection, key: str) -> int:
    """Return the number of a dossier, which gets one here where it has none."""
    connection.execute(sqlite.insert(dossier).values(key=key).on_conflict_do_nothing())
    return int(connection.scalar(select(dossier.c.id).where(dossier.c.key == key)) or 0)


def _insert(connection: Connection, arrival: Arrival, dossier_id: int) -> int:
    blank = {"pages": 0, "text_source": "text", "problems": [], "is_indexed": True}
    content = sqlite.insert(original).values(sha256=arrival.sha256, size_bytes=arrival.size_bytes, **blank)
    connection.execute(content.on_conflict_do_update(index_elements=["sha256"], set_={"purged_act": None}))
    row = connection.execute(
        insert(receipt).values(
            dossier_id=dossier_id,
            sha256=arrival.sha256,
            file=arrival.file,
            source=arrival.source,
            received_at=arrival.at,
        )
    )
    received = {"file": arrival.file, "source": arrival.source, "received_at": arrival.at}
    _note(connection, arrival, "received", arrival.sha256, {"sha256": arrival.sha256} | received)
    return int(row.inserted_primary_key[0]) if row.inserted_primary_key else 0


def _note(connection: Connection, arrival: Arrival, action: Action, sha256: str, after: dict[str, str]) -> None:
    note(connection, Deed(arrival.at, arrival.by, action, arrival.dossier, sha256, after=after))


def _known(row: RowMapping, first: str) -> Receipt:
    """Return the receipt that already stands for the file."""
    return Receipt(
        outcome="known",
        sha256=row["sha256"],
        file=row["file"],
        source=row["source"],
        received_at=row["received_at"],
        duplicate_of=first if first != row["file"] else None,
    )


def _outcome(
    outcome: ReceiptOutcome, arrival: Arrival, same_content: list[RowMapping], replaced_sha256: str | None = None
) -> Receipt:
    first = same_content[0]["file"] if same_content else arrival.file
    return Receipt(
        outcome=outcome,
        sha256=arrival.sha256,
        file=arrival.file,
        source=arrival.source,
        received_at=arrival.at,
        duplicate_of=first if first != arrival.file else None,
        replaced_sha256=replaced_sha256,
    )
