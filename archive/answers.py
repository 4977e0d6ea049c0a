"""What responsible units answer to findings, in a file of their own beside the catalogue."""

from pathlib import Path

from sqlalchemy import Boolean, Column, Engine, Integer, MetaData, RowMapping, String, Table, delete, insert, select

from archive.catalogue.connection import open_beside, reading, writing
from schemas.answer import Answer

metadata = MetaData()
answer_table = Table(
    "answer",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("dossier", String, nullable=False, index=True),
    Column("key", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("text", String, nullable=False),
    Column("is_sent", Boolean, nullable=False),
)


class Answers:
    """Answers by dossier and finding; what was sent stays, a draft is written over.

    Every method raises StoreDamaged, StoreBusy, StoreFull or StoreError where the file does not allow it.
    """

    def __init__(self, engine: Engine) -> None:
        """Use `open`."""
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> "Answers":
        """Open the file, making an empty one where there is none."""
        return cls(open_beside(path, metadata))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def write(self, dossier: str, answer: Answer) -> None:
        """Write an answer in the place of the unit's draft on the same finding; an empty draft is just taken away."""
        drafts = delete(answer_table).where(
            answer_table.c.dossier == dossier,
            answer_table.c.key == answer.key,
            answer_table.c.unit == answer.unit,
            answer_table.c.is_sent.is_(False),
        )
        with writing(self._engine) as connection:
            connection.execute(drafts)
            if answer.text:
                connection.execute(insert(answer_table).values(answer.model_dump() | {"dossier": dossier}))

    def seen_by(self, dossier: str, unit: str) -> tuple[Answer, ...]:
        """Return what a unit wrote, its drafts too, in the order written; with "" what all units sent."""
        wanted = select(answer_table).where(answer_table.c.dossier == dossier).order_by(answer_table.c.number)
        wanted = wanted.where(answer_table.c.unit == unit if unit else answer_table.c.is_sent.is_(True))
        with reading(self._engine) as connection:
            return tuple(_answer(row._mapping) for row in connection.execute(wanted))


def _answer(row: RowMapping) -> Answer:
    return Answer(**{name: row[name] for name in Answer.model_fields})
