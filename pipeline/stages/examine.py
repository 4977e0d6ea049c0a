"""What a document says beyond its identity: marks, citations, deadlines, claims about its own numbers."""

from pipeline.stages.examination.fingerprint import fingerprint_of
from schemas.document import Identity
from schemas.parsed import ParsedDocument
from schemas.particulars import Particulars

VERSION = 1


def examine(parsed: ParsedDocument, identity: Identity) -> Particulars:
    """Read a document's particulars; what is not stated stays empty."""
    return Particulars(fingerprint=fingerprint_of(parsed))
