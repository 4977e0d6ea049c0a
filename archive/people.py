"""The accounts of the desk with their sessions, in a file of their own beside the catalogue."""

from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from archive.catalogue.connection import open_beside, reading, writing
from schemas.errors import UsageError
from schemas.person import Person, Session

metadata = MetaData()
person_table = Table(
    "person",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("secret", String, nullable=False),  # argon2id, with its own salt
)
session_table = Table(
    "session",
    metadata,
    Column("digest", String, primary_key=True),  # SHA-256 of the cookie: the file does not open a session
    Column("name", String, nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("begun_at", String, nullable=False),
    Column("seen_at", String, nullable=False),
)
failure_table = Table(
    "failure",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("whom", String, nullable=False, index=True),
    Column("at", String, nullable=False),
)


class People:
    """Accounts, sessions, failed log-ins; `at` is ISO 8601 text of the desk's clock.

    Every method raises StoreDamaged, StoreBusy, StoreFull or StoreError where the file does not allow it.
    """

    def __init__(self, engine: Engine) -> None:
        """Use `open`."""
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> "People":
        """Open the file, making an empty one where there is none."""
        return cls(open_beside(path, metadata))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # --- accounts

    def all(self) -> tuple[Person, ...]:
        """Return everyone, by name."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(person_table).order_by(person_table.c.name))
            return tuple(_person(row._mapping) for row in rows)

    def find(self, name: str) -> tuple[Person, str] | None:
        """Return an account with the hash of its password, None where there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(person_table).where(person_table.c.name == name)).one_or_none()
        return None if row is None else (_person(row._mapping), str(row.secret))

    def add(self, person: Person, secret: str) -> None:
        """Add an account; raises UsageError where the name is taken."""
        with writing(self._engine) as connection:
            same = select(person_table.c.name).where(person_table.c.name == person.name)
            is_taken = connection.execute(same).one_or_none() is not None
            if not is_taken:
                connection.execute(insert(person_table).values(**person.model_dump(), secret=secret))
        if is_taken:
            raise UsageError(f"已有名为“{person.name}”的用户", "请换一个用户名。")

    def change(self, person: Person, secret: str | None = None) -> None:
        """Write an account anew, the password too where its hash is given; all its sessions end."""
        values = person.model_dump() | ({} if secret is None else {"secret": secret})
        with writing(self._engine) as connection:
            connection.execute(update(person_table).where(person_table.c.name == person.name).values(**values))
            connection.execute(delete(session_table).where(session_table.c.name == person.name))

    # --- sessions

    def begin_session(self, digest: str, name: str, csrf: str, at: str) -> None:
        """Note a log-in; `digest` is the SHA-256 of what the person's browser holds."""
        row = {"digest": digest, "name": name, "csrf": csrf, "begun_at": at, "seen_at": at}
        with writing(self._engine) as connection:
            connection.execute(insert(session_table).values(**row))

    def session(self, digest: str) -> Session | None:
        """Return the session of an active person, None for any other digest."""
        both = session_table.join(person_table, session_table.c.name == person_table.c.name)
        asked = select(person_table, session_table.c.csrf, session_table.c.begun_at, session_table.c.seen_at)
        with reading(self._engine) as connection:
            row = connection.execute(asked.select_from(both).where(session_table.c.digest == digest)).one_or_none()
        if row is None or not row.is_active:
            return None
        return Session(person=_person(row._mapping), csrf=row.csrf, begun_at=row.begun_at, seen_at=row.seen_at)

    def touch_session(self, digest: str, at: str) -> None:
        """Note that a session is in use."""
        with writing(self._engine) as connection:
            connection.execute(update(session_table).where(session_table.c.digest == digest).values(seen_at=at))

    def end_session(self, digest: str) -> None:
        """End one session."""
        with writing(self._engine) as connection:
            connection.execute(delete(session_table).where(session_table.c.digest == digest))

    # --- failed log-ins

    def note_failure(self, whom: str, at: str, *, forget_before: str) -> None:
        """Note a failed log-in under a name or an address; those before `forget_before` are forgotten."""
        with writing(self._engine) as connection:
            connection.execute(delete(failure_table).where(failure_table.c.at < forget_before))
            connection.execute(insert(failure_table).values(whom=whom, at=at))

    def failures(self, whom: str, since: str) -> int:
        """Return how many log-ins failed under a name or an address since a time."""
        of_whom = select(func.count()).where(failure_table.c.whom == whom, failure_table.c.at >= since)
        with reading(self._engine) as connection:
            return int(connection.execute(of_whom).scalar_one())

    def forget_failures(self, whom: str) -> None:
        """Forget the failed log-ins of one who logged in."""
        with writing(self._engine) as connection:
            connection.execute(delete(failure_table).where(failure_table.c.whom == whom))


def _person(row: RowMapping) -> Person:
    return Person(**{name: row[name] for name in Person.model_fields})
