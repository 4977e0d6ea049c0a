"""Everything that was understood of one document, put together for a person who asks why."""

from archive.catalogue import Catalogue
from pipeline.passages import passages
from pipeline.stages.examination.sources import sources_of
from pipeline.stages.extract import left_out
from pipeline.stages.identification.lines import lines_of
from pipeline.stages.tagging.stance import stance_of, texts_of
from pipeline.units.area import area_of
from schemas.document import Identity
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.explanation import Explanation
from schemas.view import ViewedDocument


def explain(catalogue: Catalogue, dossier: Dossier, edition: Edition, viewed: ViewedDocument) -> Explanation:
    """Return what is known of a document, whose area it speaks for, the reasons for the numbers that are no facts.

    The places of the identity, the reasons are worked out anew from the text, by the rules that made the facts and the
    tags they were made with.
    """
    document = viewed.document
    parsed = catalogue.parsed(document.sha256)
    identity = Identity.model_validate({name: getattr(document, name) for name in Identity.model_fields})
    proposed = catalogue.proposed_tags(document.sha256, edition.id)
    return Explanation(
        document=document,
        area=area_of(viewed, dossier),
        stance=stance_of(identity, texts_of(passages(parsed)) if parsed else ()),
        stated=sources_of(identity, lines_of(parsed)) if parsed else (),
        particulars=viewed.particulars,
        tags=viewed.tags,
        facts=viewed.facts,
        left_out=left_out(parsed, identity, proposed, edition) if parsed else (),
    )
