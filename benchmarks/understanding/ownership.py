"""What a dossier's user sees of a document: other places' papers prove nothing."""

from pipeline.coverage.ownership import of_own_county
from pipeline.coverage.series import scope_of
from schemas.document import Document, Identity
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.result import DocumentResult
from schemas.view import ArchiveView, ViewedDocument


def as_seen_by(county: str, edition_id: str, result: DocumentResult) -> DocumentResult:
    """Return the result with the tags and facts that a dossier of this county shows (`zuozheng tags`, `facts`)."""
    identity = result.identity or Identity()
    document = Document(
        **{name: getattr(identity, name) for name in Identity.model_fields},
        sha256=result.sha256,
        file=result.sha256,
        status=result.status or "ok",
    )
    viewed = ViewedDocument(
        document=document, tags=result.tags or (), facts=result.facts or (), particulars=result.particulars
    )
    edition = load_edition(edition_id)
    dossier = Dossier.model_validate({"county": county, "edition": edition_id, "years": (2021, 2022, 2023)})
    (seen,) = of_own_county(ArchiveView(dossier=dossier, edition=edition, documents=(viewed,))).documents
    # a row of the county itself in a table of counties is the county's
    facts = tuple(fact.model_copy(update={"subject": scope_of(fact.subject, dossier)}) for fact in seen.facts)
    return result.model_copy(update={"tags": seen.tags, "facts": facts})
