"""A number for the last change to each original, its receipts, what is read of it, what people say of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_READ = (
    "status, media_type, pages, text_source, title, issuer, doc_number, date, period_start, period_end, kind, problems"
)


def upgrade() -> None:
    """Make the table, let the database itself note every change."""
    op.create_table(
        "change",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    for table in ("original", "receipt", "particulars", "tag", "fact", "decision"):
        columns = f" OF {_READ}" if table == "original" else ""
        for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD"), (f"UPDATE{columns}", "OLD NEW")):
            noted = " ".join(
                f"DELETE FROM change WHERE sha256 = {row}.sha256; INSERT INTO change (sha256) VALUES ({row}.sha256);"
                for row in rows.split()
            )
            name = f"change_of_{table}_{event.split()[0].lower()}"
            op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {noted} END")
