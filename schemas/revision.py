"""Two documents of a dossier of which the newer one stands in the place of the older."""

from datetime import date
from typing import Literal, NamedTuple

from schemas.document import DocumentKind
from schemas.model import Model

# number: one document number; text: one name, nearly one text; edition: a later plan or rule of the same name;
# repealed: the newer one says so; person: somebody said so
Basis = Literal["number", "text", "edition", "repealed", "person"]
REVISES: frozenset[Basis] = frozenset({"number", "text", "person"})
"""The newer one is another version of the same paper, not another paper in its place."""


class Revision(Model):
    """The older document is superseded by the newer one, both by SHA-256; `share` (0-1) of their texts is the same."""

    older: str
    newer: str
    basis: Basis
    share: float = 0


class RevisionWord(Model):
    """A person's word: the newer one stands in the older one's place, or it does not; `at` is ISO 8601.

    With "proposed" an earlier word is taken back: it is again as the rule says.
    """

    older: str
    newer: str
    state: Literal["confirmed", "rejected", "proposed"]
    by: str
    at: str
    note: str = ""


class Paper(NamedTuple):
    """What tells whether a document is another one's later version; `repeals` are (document number, title)."""

    sha256: str
    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    signed: date | None = None
    period: tuple[date, date] | None = None
    kind: DocumentKind | None = None
    media_type: str | None = None
    is_draft: bool = False
    repeals: tuple[tuple[str | None, str], ...] = ()
