"""Files taken out of a dossier, originals purged, what packages hold."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns, make the table."""
    op.add_column("original", sa.Column("purged_act", sa.Integer))
    op.add_column("receipt", sa.Column("removed_act", sa.Integer))
    op.create_table(
        "package_content",
        sa.Column("package_id", sa.Integer, sa.ForeignKey("package.id"), primary_key=True),
        sa.Column("sha256", sa.String, sa.ForeignKey("original.sha256"), primary_key=True),
        sqlite_with_rowid=False,
    )
