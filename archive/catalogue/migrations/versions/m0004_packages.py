"""The packages written."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "package",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("tag_manifest_sha256", sa.String, nullable=False),
        sa.Column("files", sa.Integer, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("is_draft", sa.Boolean, nullable=False),
    )
    op.create_index("package_of_dossier", "package", ["dossier_id"])
