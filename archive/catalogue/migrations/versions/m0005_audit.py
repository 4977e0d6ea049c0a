"""The audit chain, begun with how many rows were there before it."""

import json

import sqlalchemy as sa
from alembic import op

from archive.catalogue.audit import digest_of

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, refuse changes of its rows, write the first."""
    audit = op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("dossier", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_of_subject", "audit", ["subject"])
    connection = op.get_bind()
    tables = ("receipt", "decision", "waiver", "package")
    counts = {name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in tables}
    first = {
        "number": 1,
        "at": "",
        "by": "",
        "action": "begun",
        "dossier": "",
        "subject": "",
        "before": None,
        "after": json.dumps(counts, sort_keys=True, separators=(",", ":")),
        "previous": "",
    }
    op.bulk_insert(audit, [first | {"digest": digest_of(first)}])
    for name in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_{name} BEFORE {name.upper()} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END"
        )
