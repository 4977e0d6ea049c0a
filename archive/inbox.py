"""What people hand in, kept on disk until the archive has it."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)

from archive.catalogue.connection import open_beside, reading, writing
from archive.catalogue.tables import PathText
from archive.lasting import store_faults
from archive.writer_lock import WriterLock
from schemas.inbox import HandedIn, InboxState, InboxStep, TakenPaper, Trouble

_NO_TROUBLE = Trouble().model_dump()

metadata = MetaData()
item_table = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("unit", String, nullable=False, index=True),
    Column("file", String, nullable=False),
    Column("stored", String, nullable=False),
    Column("place", PathText, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("indicator_id", String, nullable=False),
    Column("sub", Integer),
    Column("slot", String, nullable=False, server_default=""),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("step", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("is_again", Boolean, nullable=False),
    Column("trouble", JSON, nullable=False),
    sqlite_autoincrement=True,
)
paper_table = Table(
    "paper",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("item", Integer, ForeignKey("item.id"), nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("payload", String, nullable=False),  # JSON of the TakenPaper
    Index("paper_of_content", "sha256"),
)
# the files of a watched folder that were taken, as they were then
watched_table = Table(
    "watched",
    metadata,
    Column("place", PathText, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("changed_ns", Integer, nullable=False),
)


class Inbox:
    """The queue of one dossier: records in a file of their own, the bytes beside it, a lock for who works on it.

    A record is written when its bytes are on the disk, and the bytes go when the archive has them: killed at any
    moment, nothing is lost. Every method raises StoreDamaged, StoreBusy, StoreFull or StoreError where the folder does
    not allow it.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        """Use `open`."""
        self._engine = engine
        self.files = folder / "files"
        self._lock = WriterLock(folder / "lock", lambda: None)

    @classmethod
    def open(cls, folder: Path) -> "Inbox":
        """Open the inbox in a folder, making an empty one where there is none."""
        with store_faults("收件箱"):
            (folder / "files").mkdir(parents=True, exist_ok=True)
        engine = open_beside(folder / "inbox.sqlite", metadata)
        _bring_forward(engine)
        return cls(engine, folder)

    def close(self) -> None:
        """Let go of the files."""
        self._engine.dispose()

    # --- handing in

    def new_place(self) -> Path:
        """Return where the bytes of a file that arrives are to be written."""
        return self.files / secrets.token_hex(16)

    def add(self, items: Sequence[HandedIn]) -> tuple[int, ...]:
        """Note files whose bytes are on the disk; return their ids, theirs are not looked at."""
        with writing(self._engine) as connection:
            return tuple(_insert(connection, item) for item in items)

    def add_watched(self, item: HandedIn, changed_ns: int) -> None:
        """Note a file of a watched folder, the copy of which is on the disk, and that it was taken as it is now."""
        seen = {"place": item.place, "size_bytes": item.size_bytes, "changed_ns": changed_ns}
        with writing(self._engine) as connection:
            _insert(connection, item)
            connection.execute(delete(watched_table).where(watched_table.c.place == item.place))
            connection.execute(insert(watched_table).values(seen))

    def watched(self) -> dict[str, tuple[int, int]]:
        """Return place -> (size in bytes, time of change in ns) of the files taken from watched folders."""
        with reading(self._engine) as connection:
            return {row.place: (row.size_bytes, row.changed_ns) for row in connection.execute(select(watched_table))}

    # --- working

    @contextmanager
    def working(self) -> Iterator[None]:
        """Be the one process that takes in; what another, killed, had begun waits again. Raises StoreBusy."""
        with self._lock.held(0):
            with writing(self._engine) as connection:
                connection.execute(
                    update(item_table).where(item_table.c.state == "working").values(state="waiting", step="")
                )
            yield

    def claim(self, most: int, lone_after: int) -> tuple[HandedIn, ...]:
        """Take up to `most` waiting items of one person, oldest first, to be worked on; () where none waits.

        One that was begun `lone_after` times already is taken alone: it may be what kills who works on it.
        """
        columns = item_table.c
        waiting = select(item_table).where(columns.state == "waiting").order_by(columns.tries, columns.id)
        with writing(self._engine) as connection:
            first = connection.execute(waiting.limit(1)).mappings().first()
            if first is None:
                return ()
            like_it = waiting.where(columns.person == first["person"], columns.is_again == first["is_again"])
            limit = 1 if first["tries"] >= lone_after else most
            rows = connection.execute(like_it.where(columns.tries == first["tries"]).limit(limit)).mappings().all()
            ids = [row["id"] for row in rows]
            taken = update(item_table).where(columns.id.in_(ids))
            connection.execute(taken.values(state="working", step="", tries=columns.tries + 1))
            papers = _papers(connection, ids)
        return tuple(_item(row, papers).model_copy(update={"tries": row["tries"] + 1}) for row in rows)

    def note_step(self, ids: Collection[int], step: InboxStep) -> None:
        """Note how far items are."""
        with writing(self._engine) as connection:
            connection.execute(update(item_table).where(item_table.c.id.in_(ids)).values(step=step))

    def put_back(self, ids: Collection[int], trouble: Trouble) -> None:
        """Let items wait again, for a reason that does not lie in them: it counts as no try."""
        tries = item_table.c.tries - 1
        values = {"state": "waiting", "step": "", "tries": tries, "trouble": trouble.model_dump()}
        with writing(self._engine) as connection:
            connection.execute(update(item_table).where(item_table.c.id.in_(ids)).values(values))

    def settle(self, item: HandedIn, papers: Iterable[TakenPaper], trouble: Trouble | None = None) -> None:
        """Note what became of an item, then give up its bytes, which the archive has now.

        With `trouble` it failed as a whole: the bytes stay, to be tried again.
        """
        told = tuple(papers)
        rows = [{"item": item.id, "sha256": one.sha256, "payload": one.model_dump_json()} for one in told]
        has_failed = trouble is not None or any(one.outcome == "failed" for one in told)
        values = {
            "state": "failed" if has_failed else "done",
            "step": "",
            "is_again": False,
            "trouble": trouble.model_dump() if trouble else _NO_TROUBLE,
        }
        with writing(self._engine) as connection:
            connection.execute(update(item_table).where(item_table.c.id == item.id).values(values))
            connection.execute(delete(paper_table).where(paper_table.c.item == item.id))
            if rows:
                connection.execute(insert(paper_table), rows)
        if trouble is None:
            with store_faults("收件箱"):
                (self.files / item.stored).unlink(missing_ok=True)

    def try_again(self, number: int) -> bool:
        """Let a failed item wait again; False where it has not failed."""
        of_it = update(item_table).where(item_table.c.id == number, item_table.c.state == "failed")
        with writing(self._engine) as connection:
            changed = connection.execute(of_it.values(state="waiting", step="", tries=0, is_again=True))
            return bool(changed.rowcount)

    def sweep(self, before_s: float) -> int:
        """Remove bytes that no unsettled item speaks of, last written before a time (s since 1970).

        Return how many. A file that arrives just now has no record yet, so `before_s` lies well in the past.
        """
        with reading(self._engine) as connection:
            wanted = set(connection.scalars(select(item_table.c.stored).where(item_table.c.state != "done")))
        with store_faults("收件箱"):
            unknown = [path for path in self.files.iterdir() if path.name not in wanted]
            leftovers = [path for path in unknown if _is_older(path, before_s)]
            for path in leftovers:
                path.unlink(missing_ok=True)
        return len(leftovers)

    # --- reading

    def items(self, unit: str = "", state: str = "", limit: int = 100, offset: int = 0) -> tuple[HandedIn, ...]:
        """Return what a unit ("" for all) handed in, of one state ("" for any), the latest first."""
        query = select(item_table).where(*_of(unit, state)).order_by(item_table.c.id.desc())
        with reading(self._engine) as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).mappings().all()
            papers = _papers(connection, [row["id"] for row in rows])
        return tuple(_item(row, papers) for row in rows)

    def item(self, number: int, unit: str = "") -> HandedIn | None:
        """Return one item, None where there is none that the unit ("" for all) handed in."""
        query = select(item_table).where(item_table.c.id == number, *_of(unit, ""))
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().one_or_none()
            return None if row is None else _item(row, _papers(connection, [number]))

    def counts(self, unit: str = "") -> dict[InboxState, int]:
        """Return how many items of a unit ("" for all) are in which state."""
        query = select(item_table.c.state, func.count()).where(*_of(unit, "")).group_by(item_table.c.state)
        with reading(self._engine) as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}

    def is_waiting(self) -> bool:
        """Tell whether anything waits to be taken in."""
        with reading(self._engine) as connection:
            waiting = select(item_table.c.id).where(item_table.c.state.in_(("waiting", "working"))).limit(1)
            return connection.scalar(waiting) is not None

    def papers_of(self, unit: str) -> frozenset[str]:
        """Return the contents (SHA-256) that a unit handed in and the archive has."""
        both = select(paper_table.c.sha256).join(item_table, paper_table.c.item == item_table.c.id)
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(both.where(item_table.c.unit == unit))) - {""}

    def has_paper(self, unit: str, sha256: str) -> bool:
        """Tell whether a unit handed in this content."""
        both = select(paper_table.c.number).join(item_table, paper_table.c.item == item_table.c.id)
        of_it = both.where(paper_table.c.sha256 == sha256, item_table.c.unit == unit).limit(1)
        with reading(self._engine) as connection:
            return connection.scalar(of_it) is not None


def _bring_forward(engine: Engine) -> None:
    """Add what an inbox of an earlier version of the program lacks."""
    with writing(engine) as connection:
        if "slot" not in {column["name"] for column in inspect(connection).get_columns("item")}:
            connection.execute(text("ALTER TABLE item ADD COLUMN slot VARCHAR NOT NULL DEFAULT ''"))


def _is_older(path: Path, before_s: float) -> bool:
    try:
        return path.stat().st_mtime < before_s
    except FileNotFoundError:
        return False


def _of(unit: str, state: str) -> list[Any]:
    wanted = [item_table.c.unit == unit] if unit else []
    return [*wanted, item_table.c.state == state] if state else wanted


def _insert(connection: Any, item: HandedIn) -> int:
    values = item.model_dump(exclude={"id", "papers"})
    return int(connection.execute(insert(item_table).values(values)).inserted_primary_key[0])


def _papers(connection: Any, ids: Sequence[int]) -> dict[int, list[TakenPaper]]:
    found: dict[int, list[TakenPaper]] = {}
    query = select(paper_table).where(paper_table.c.item.in_(ids)).order_by(paper_table.c.number)
    for row in connection.execute(query):
        found.setdefault(row.item, []).append(TakenPaper.model_validate_json(row.payload))
    return found


def _item(row: RowMapping, papers: dict[int, list[TakenPaper]]) -> HandedIn:
    return HandedIn(**{**row, "papers": tuple(papers.get(row["id"], ()))})
