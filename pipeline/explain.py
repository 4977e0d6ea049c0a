"""Everything that was understood of one document, put together for a person who asks why."""

from archive.archive import Archive
from pipeline.stages.extract import left_out
from schemas.document import Document, Identity
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.explanation import Explanation


def explain(archive: Archive, dossier: Dossier, edition: Edition, document: Document) -> Explanation:
    """Return what the archive holds of a document, with the reasons for the numbers that are no facts.

    The reasons are worked out anew from the text, by the rules that made the facts and the tags they were made with.
    """
    catalogue = archive.catalogue
    sha256 = document.sha256
    parsed = catalogue.parsed(sha256)
    identity = Identity.model_validate({name: getattr(document, name) for name in Identity.model_fields})
    proposed = catalogue.proposed_tags(sha256, edition.id)
    return Explanation(
        document=document,
        particulars=catalogue.particulars(sha256),
        tags=catalogue.tags_of(dossier.id, edition, [sha256]).get(sha256, ()),
        facts=catalogue.facts_of(dossier.id, edition, [sha256]).get(sha256, ()),
        left_out=left_out(parsed, identity, proposed, edition) if parsed else (),
    )
