"""The tables of the catalogue, as the program of this version expects them.

What belongs to the content hangs on `original` (by SHA-256); what belongs to one review hangs on `dossier`.
A change here needs a migration beside it (`migrations/versions/`); a test compares the two.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Computed,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData()


class PathText(TypeDecorator[str]):
    """A path as the system gave it; one that is not Unicode is kept bytes intact (SQLite stores any type)."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Return the text, or the bytes of a text that holds lone surrogates."""
        if value is None:
            return None
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text as it was given."""
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _original_key() -> Column[str]:
    return Column("sha256", String, ForeignKey("original.sha256"), primary_key=True)


def _from_payload(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    """A column that SQLite reads out of `payload`, so that it cannot differ from it."""
    return Column(name, kind, Computed(f"json_extract(payload, '$.{name}')", persisted=False))


dossier = Table(
    "dossier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
)

# status is null until the pipeline has processed the original; purged_act: the act of the audit chain that took its
# bytes away
original = Table(
    "original",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("media_type", String),
    Column("status", String),
    Column("pages", Integer, nullable=False),
    Column("text_source", String, nullable=False),
    Column("title", String),
    Column("issuer", String),
    Column("doc_number", String),
    Column("date", Date),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("kind", String),
    Column("problems", JSON, nullable=False),
    Column("is_indexed", Boolean, nullable=False),
    Column("purged_act", Integer),
)
Index("original_to_index", original.c.sha256, sqlite_where=~original.c.is_indexed)

# replaced_by: the receipt of the newer content of the same source file; removed_act: the act of the audit chain that
# took the file out of the dossier; both are null while this receipt is live
receipt = Table(
    "receipt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("sha256", String, ForeignKey("original.sha256"), nullable=False),
    Column("file", String, nullable=False),
    Column("source", PathText, nullable=False),
    Column("received_at", String, nullable=False),
    Column("replaced_by", Integer, ForeignKey("receipt.id")),
    Column("removed_act", Integer),
    Index("receipt_of_content", "dossier_id", "sha256"),
    Index("receipt_of_source", "dossier_id", "source"),
)

# what stands in the catalogue now: one row a stage (and edition), the version being that of its last run
stage_run = Table(
    "stage_run",
    metadata,
    _original_key(),
    Column("stage", String, primary_key=True),
    Column("edition", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("elapsed_s", Float, nullable=False),
    sqlite_with_rowid=False,
)

# payload: zlib-compressed JSON of the ParsedDocument
parsed = Table(
    "parsed",
    metadata,
    _original_key(),
    Column("payload", LargeBinary, nullable=False),
)

page = Table(
    "page",
    metadata,
    _original_key(),
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

# payload: JSON of the Particulars
particulars = Table(
    "particulars",
    metadata,
    _original_key(),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

# payload: JSON of the Tag or Fact; the other columns are read out of it
tag = Table(
    "tag",
    metadata,
    _original_key(),
    Column("edition", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    _from_payload("indicator_id", String),
    _from_payload("sub", Integer),
    _from_payload("relation", String),
    _from_payload("score", Float),
    Index("tag_of_indicator", "edition", "indicator_id", "sha256"),
    sqlite_with_rowid=False,
)

fact = Table(
    "fact",
    metadata,
    _original_key(),
    Column("edition", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    _from_payload("indicator_id", String),
    _from_payload("sub", Integer),
    _from_payload("year", Integer),
    _from_payload("value", String),
    _from_payload("unit", String),
    _from_payload("role", String),
    sqlite_with_rowid=False,
)

# append-only: the last word on a key counts; a withdrawn waiver has no reason
waiver = Table(
    "waiver",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("key", String, nullable=False),
    Column("reason", String),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("waiver_of_dossier", "dossier_id"),
)

# payload: zlib-compressed JSON of a CheckSummary
check_run = Table(
    "check_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index("check_run_of_dossier", "dossier_id"),
)

# the packages written, none is ever forgotten
package = Table(
    "package",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("place", PathText, nullable=False),
    Column("tag_manifest_sha256", String, nullable=False),
    Column("files", Integer, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("is_draft", Boolean, nullable=False),
    Index("package_of_dossier", "dossier_id"),
)

# the originals that a package holds; packages of before it was kept have none
package_content = Table(
    "package_content",
    metadata,
    Column("package_id", Integer, ForeignKey("package.id"), primary_key=True),
    Column("sha256", String, ForeignKey("original.sha256"), primary_key=True),
    sqlite_with_rowid=False,
)

# append-only: a person's later word stands above the earlier one, which is kept; slots is null where it says nothing
# of them
decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("sha256", String, ForeignKey("original.sha256"), nullable=False),
    Column("indicator_id", String, nullable=False),
    Column("sub", Integer),
    Column("state", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", String, nullable=False),
    Column("slots", JSON(none_as_null=True)),
    Index("decision_of_content", "dossier_id", "sha256"),
)

# which document stands in the place of which other, as the rule for it found; written anew where that changes
revision = Table(
    "revision",
    metadata,
    Column("dossier_id", Integer, ForeignKey("dossier.id"), primary_key=True),
    Column("older", String, ForeignKey("original.sha256"), primary_key=True),
    Column("newer", String, ForeignKey("original.sha256"), nullable=False),
    Column("basis", String, nullable=False),
    Column("share", Float, nullable=False),
    sqlite_with_rowid=False,
)

# append-only: a person's later word on two documents stands above the earlier one, and above the rule
revision_word = Table(
    "revision_word",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Integer, ForeignKey("dossier.id"), nullable=False),
    Column("older", String, ForeignKey("original.sha256"), nullable=False),
    Column("newer", String, ForeignKey("original.sha256"), nullable=False),
    Column("state", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", String, nullable=False),
    Index("revision_word_of_dossier", "dossier_id"),
)

# which version of the rule has compared a dossier's documents, up to which change
compared = Table(
    "compared",
    metadata,
    Column("dossier_id", Integer, ForeignKey("dossier.id"), primary_key=True),
    Column("rule", Integer, nullable=False),
    Column("change", Integer, nullable=False),
)

# append-only, the database sees to it; before, after: JSON; every digest covers the one before
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("dossier", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("previous", String, nullable=False),
    Column("digest", String, nullable=False),
    Index("audit_of_subject", "subject"),
    sqlite_autoincrement=True,
)
APPEND_ONLY = tuple(
    f"CREATE TRIGGER audit_{name} BEFORE {name.upper()} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END"
    for name in ("update", "delete")
)
for _statement in APPEND_ONLY:
    event.listen(audit, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]

# the last change to each original, its receipts, what is read of it, what people say of it; a changed one gets a new
# number, so that those above a number are what changed since
change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    sqlite_autoincrement=True,
)
_READ = (
    "status, media_type, pages, text_source, title, issuer, doc_number, date, period_start, period_end, kind, problems"
)


def _noting(name: str) -> Iterator[str]:
    """Yield the triggers that note the changes of a table."""
    columns = f" OF {_READ}" if name == "original" else ""
    for what, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), (f"UPDATE{columns}", ("OLD", "NEW"))):
        noted = " ".join(
            f"DELETE FROM change WHERE sha256 = {row}.sha256; INSERT INTO change (sha256) VALUES ({row}.sha256);"
            for row in rows
        )
        yield f"CREATE TRIGGER change_of_{name}_{what.split()[0].lower()} AFTER {what} ON {name} BEGIN {noted} END"


NOTED = (original, receipt, particulars, tag, fact, decision)
for _table in NOTED:
    for _statement in _noting(_table.name):
        event.listen(metadata, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]
