"""What a person gave a document for, kept with the word that confirms it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; older words say nothing of it."""
    op.add_column("decision", sa.Column("slots", sa.JSON))
