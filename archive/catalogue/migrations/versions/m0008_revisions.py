"""Which document supersedes which, what people say of it, how far a dossier's documents were compared."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "revision",
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("older", sa.String, sa.ForeignKey("original.sha256"), primary_key=True),
        sa.Column("newer", sa.String, sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("basis", sa.String, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "revision_word",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("older", sa.String, sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("newer", sa.String, sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
    )
    op.create_index("revision_word_of_dossier", "revision_word", ["dossier_id"])
    op.create_table(
        "compared",
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("rule", sa.Integer, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
    )
