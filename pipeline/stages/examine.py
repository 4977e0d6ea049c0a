"""What a document says beyond its identity: marks, citations, deadlines, claims about its own numbers."""

from pipeline.fingerprint import figures_digest_of, fingerprint_of
from pipeline.stages.examination.annexes import annexes_of
from pipeline.stages.examination.citations import cites_and_repeals
from pipeline.stages.examination.claims import claims_of
from pipeline.stages.examination.confidence import confidence_of
from pipeline.stages.examination.deadlines import deadlines_of
from pipeline.stages.examination.draft_marks import draft_mark_of
from pipeline.stages.examination.marks import number_as_printed_of, security_mark_of
from pipeline.stages.examination.numbered_names import numbered_names_of
from pipeline.stages.examination.numbering import numbering_of
from pipeline.stages.examination.parties import addressee_of, copy_to_of
from pipeline.stages.examination.texts import texts_of
from pipeline.stages.examination.validity import validity_of
from pipeline.stages.identification.lines import lines_of
from schemas.document import Identity
from schemas.parsed import ParsedDocument
from schemas.particulars import Particulars

VERSION = 17


def examine(parsed: ParsedDocument, identity: Identity) -> Particulars:
    """Read a document's particulars; what is not stated stays empty."""
    lines = lines_of(parsed)
    texts = texts_of(parsed)
    cites, repeals = cites_and_repeals(texts, identity)
    numbered, gaps = numbering_of(parsed, lines)
    claims = claims_of(parsed, texts)
    return Particulars(
        addressee=addressee_of(lines),
        copy_to=copy_to_of(lines),
        security_mark=security_mark_of(parsed, lines),
        draft_mark=draft_mark_of(identity, lines),
        validity=validity_of(identity, lines),
        number_as_printed=number_as_printed_of(identity, lines),
        annexes=annexes_of(lines),
        cites=cites,
        repeals=repeals,
        deadlines=deadlines_of(texts, identity),
        numbered=numbered,
        numbering_gaps=gaps,
        sums=claims.sums,
        changes=claims.changes,
        ratios=claims.ratios,
        slips=claims.slips,
        numbered_names=numbered_names_of(parsed, texts),
        confidence=confidence_of(identity, lines),
        fingerprint=fingerprint_of(parsed),
        figures=figures_digest_of(parsed),
    )
