"""Everything that was understood of one document, with what was left out."""

from typing import Literal

from schemas.document import Document
from schemas.fact import Fact
from schemas.left_out import LeftOut
from schemas.locator import Locator
from schemas.model import Model
from schemas.particulars import Particulars
from schemas.tag import Tag


class Stated(Model):
    """The words that state a field of a document's identity (title, issuer, doc_number, date, period, kind)."""

    field: str
    quote: str
    locator: Locator


class Explanation(Model):
    """What `zuozheng why` tells: the tags with a person's decisions applied, the facts in force, the rest's reasons.

    `area` tells whose the document is: the county's own, another county's, that of the city or province above it; such
    a document proves nothing here unless a person says so. `stance` tells what the document does: report what is, set
    what shall be, tell people of it; only what is reported can prove that a target is met. `stated` holds the words
    behind the identity, several for one field where several units issued the document.
    """

    document: Document
    area: Literal["own", "other", "above"] = "own"
    stance: Literal["reports", "sets", "tells"] = "reports"
    stated: tuple[Stated, ...] = ()
    particulars: Particulars | None = None
    tags: tuple[Tag, ...] = ()
    facts: tuple[Fact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
