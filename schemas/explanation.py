"""Everything that was understood of one document, with what was left out."""

from schemas.document import Document
from schemas.fact import Fact
from schemas.left_out import LeftOut
from schemas.model import Model
from schemas.particulars import Particulars
from schemas.tag import Tag


class Explanation(Model):
    """What `zuozheng why` tells: the tags with a person's decisions applied, the facts in force, the rest's reasons."""

    document: Document
    particulars: Particulars | None = None
    tags: tuple[Tag, ...] = ()
    facts: tuple[Fact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
