"""Which papers a person sees."""

from desk.web.office import Office
from desk.web.reach import Reach


def seen_papers(office: Office, reach: Reach) -> frozenset[str] | None:
    """Return the SHA-256 of the originals that a person sees, None for all of them.

    A unit sees what speaks of its indicators, and what it handed in itself.
    """
    if reach.indicator_ids is None:
        return None
    workplace = office.workplace
    catalogue, key = office.archive.catalogue, workplace.dossier.id
    found = set(office.inbox.papers_of(reach.unit))
    for indicator_id in reach.indicator_ids:
        found |= catalogue.tagged(key, workplace.edition, indicator_id)
    return frozenset(found)
