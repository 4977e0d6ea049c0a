"""What a document says beyond its identity."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; the next ingest fills it."""
    op.create_table(
        "particulars",
        sa.Column("sha256", sa.String, sa.ForeignKey("original.sha256"), primary_key=True),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
