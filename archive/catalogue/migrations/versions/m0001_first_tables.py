"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of receipts, of contents, then of judgements."""
    _dossiers_with_receipts()
    _contents()
    _understanding("tag", "indicator_id:VARCHAR sub:INTEGER relation:VARCHAR score:FLOAT")
    op.create_index("tag_of_indicator", "tag", ["edition", "indicator_id", "sha256"])
    _understanding("fact", "indicator_id:VARCHAR sub:INTEGER year:INTEGER value:VARCHAR unit:VARCHAR role:VARCHAR")
    _decisions()


def _key() -> sa.Column[str]:
    return sa.Column("sha256", sa.String, sa.ForeignKey("original.sha256"), primary_key=True)


def _dossiers_with_receipts() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
    )
    op.create_table(
        "original",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("media_type", sa.String),
        sa.Column("status", sa.String),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("text_source", sa.String, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("issuer", sa.String),
        sa.Column("doc_number", sa.String),
        sa.Column("date", sa.Date),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date),
        sa.Column("kind", sa.String),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.Column("is_indexed", sa.Boolean, nullable=False),
    )
    op.create_index("original_to_index", "original", ["sha256"], sqlite_where=sa.text("is_indexed = 0"))
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("sha256", sa.String, sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("received_at", sa.String, nullable=False),
        sa.Column("replaced_by", sa.Integer, sa.ForeignKey("receipt.id")),
    )
    op.create_index("receipt_of_content", "receipt", ["dossier_id", "sha256"])
    op.create_index("receipt_of_source", "receipt", ["dossier_id", "source"])


def _contents() -> None:
    op.create_table(
        "stage_run",
        _key(),
        sa.Column("stage", sa.String, primary_key=True),
        sa.Column("edition", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("elapsed_s", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("parsed", _key(), sa.Column("payload", sa.LargeBinary, nullable=False))
    op.create_table(
        "page",
        _key(),
        sa.Column("page", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _understanding(table: str, columns: str) -> None:
    """Make the table of tags or facts; `columns` are name:TYPE, each read out of the payload."""
    kinds = {"VARCHAR": sa.String, "INTEGER": sa.Integer, "FLOAT": sa.Float}
    named = [column.split(":") for column in columns.split()]
    op.create_table(
        table,
        _key(),
        sa.Column("edition", sa.String, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("payload", sa.Text, nullable=False),
        *(
            sa.Column(name, kinds[kind], sa.Computed(f"json_extract(payload, '$.{name}')", persisted=False))
            for name, kind in named
        ),
        sqlite_with_rowid=False,
    )


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dossier_id", sa.Integer, sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("sha256", sa.String, sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("indicator_id", sa.String, nullable=False),
        sa.Column("sub", sa.Integer),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
    )
    op.create_index("decision_of_content", "decision", ["dossier_id", "sha256"])
