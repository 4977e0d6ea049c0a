"""What checks look at: the dossier, its edition, the documents with tags and facts; read only."""

from collections.abc import Sequence
from datetime import date

from schemas.document import Document
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.fact import Fact
from schemas.finding import Waiver
from schemas.model import Model
from schemas.particulars import Particulars
from schemas.revision import Revision
from schemas.tag import Given, Tag


class ViewedDocument(Model):
    """A received file with the tags in force (decisions applied, rejected ones too), its facts, its particulars.

    Facts of an indicator whose tag a person rejected are left out; they may be read from the store each time they
    are looked at. A document that could not be read has no particulars. `given` are the slots for which a person gave
    it by hand.
    """

    document: Document
    tags: tuple[Tag, ...] = ()
    facts: Sequence[Fact] = ()
    particulars: Particulars | None = None
    given: tuple[Given, ...] = ()

    def proves(self, indicator_id: str, sub: int | None) -> bool:
        """Tell whether a tag in force names this document as evidence for the (sub-)indicator.

        A tag without sub counts for every sub; a rejected tag and a mention count for none.
        """
        return any(
            tag.indicator_id == indicator_id
            and tag.relation == "evidence"
            and tag.state != "rejected"
            and (tag.sub is None or sub is None or tag.sub == sub)
            for tag in self.tags
        )


class ArchiveView(Model):
    """Everything a check may look at; `today` is the day of the check, None where it does not matter.

    `revisions` say which document is superseded by which, as the archive keeps it; None: nobody has compared them yet.
    """

    dossier: Dossier
    edition: Edition
    documents: tuple[ViewedDocument, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    today: date | None = None
    revisions: tuple[Revision, ...] | None = None
