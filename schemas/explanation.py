"""Everything that was understood of one document, with what was left out."""

from typing import Literal

from schemas.document import Document
from schemas.fact import Fact
from schemas.left_out import LeftOut
from schemas.model import Model
from schemas.particulars import Particulars
from schemas.tag import Tag


class Explanation(Model):
    """What `zuozheng why` tells: the tags with a person's decisions applied, the facts in force, the rest's reasons.

    `area` tells whose the document is: the county's own, another county's, that of the city or province above it; such
    a document proves nothing here unless a person says so.
    """

    document: Document
    area: Literal["own", "other", "above"] = "own"
    particulars: Particulars | None = None
    tags: tuple[Tag, ...] = ()
    facts: tuple[Fact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
