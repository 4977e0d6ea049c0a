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


def sees_paper(office: Office, reach: Reach, sha256: str) -> bool:
    """Tell whether a person sees one original, as `seen_papers` does; that the dossier has it is another matter."""
    if reach.indicator_ids is None:
        return True
    workplace = office.workplace
    tags = office.archive.catalogue.tags_of(workplace.dossier.id, workplace.edition, [sha256]).get(sha256, ())
    is_of_its_indicators = any(tag.state != "rejected" and reach.sees(tag.indicator_id) for tag in tags)
    return is_of_its_indicators or office.inbox.has_paper(reach.unit, sha256)
