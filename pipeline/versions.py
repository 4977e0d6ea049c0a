"""Keeps in the catalogue which document of a dossier is superseded by which."""

from archive.archive import Archive
from archive.catalogue.papers import Compared
from pipeline.coverage.succession import RULE, needing_fingerprints, revisions_among
from schemas.revision import Revision


def compare(archive: Archive, dossier: str, at: str, by: str = "") -> None:
    """Compare the documents of a dossier where any changed, keep what the rule finds; raises StoreError."""
    if archive.catalogue.is_compared(dossier, RULE):
        return
    found, change = _found(archive, dossier)
    archive.catalogue.supersede(dossier, found, Compared(RULE, change), at, by)


def revisions_of(archive: Archive, dossier: str) -> tuple[Revision, ...]:
    """Return which live document is superseded by which, people's words applied; raises StoreError.

    Where documents changed since they were compared, the rule is asked anew; nothing is written.
    """
    if archive.catalogue.is_compared(dossier, RULE):
        return archive.catalogue.revisions(dossier)
    return archive.catalogue.revisions(dossier, _found(archive, dossier)[0])


def _found(archive: Archive, dossier: str) -> tuple[tuple[Revision, ...], int]:
    """Return what the rule finds, with the change up to which it looked."""
    papers, change = archive.catalogue.papers(dossier)
    texts = archive.catalogue.fingerprints(dossier, needing_fingerprints(papers))
    return revisions_among(papers, texts), change
