"""The newer and older versions of a paper, with the way to them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.commands.versions import basis_words
from desk.web.papers import sees_paper
from desk.web.visit import Visit
from schemas.revision import Revision


@dataclass(frozen=True)
class OtherVersion:
    """Another version of a paper; `sha256` is "" where the person does not see it."""

    is_newer: bool
    file: str
    sha256: str
    basis: str


def other_versions(visit: Visit, sha256: str) -> tuple[OtherVersion, ...]:
    """Return what supersedes a paper, then what it supersedes, as the archive keeps it."""
    catalogue, dossier = visit.office.archive.catalogue, visit.workplace.dossier.id
    links = visit.office.readings.get(("versions", dossier), lambda: _by_paper(catalogue.revisions(dossier)))
    own = links.get(sha256, ())
    files = catalogue.files_of(dossier, {paper for link in own for paper in (link.older, link.newer)})
    found = [_other(visit, link, sha256, files) for link in own]
    return tuple(sorted(found, key=lambda one: not one.is_newer))


def _by_paper(links: Sequence[Revision]) -> Mapping[str, Sequence[Revision]]:
    found: dict[str, list[Revision]] = defaultdict(list)
    for link in links:
        found[link.older].append(link)
        found[link.newer].append(link)
    return found


def _other(visit: Visit, link: Revision, sha256: str, files: Mapping[str, str]) -> OtherVersion:
    other = link.newer if link.older == sha256 else link.older
    is_seen = other in files and sees_paper(visit.office, visit.reach, other)
    file = files[other] if is_seen else "本单位看不到的一份文件"
    return OtherVersion(link.older == sha256, file, other if is_seen else "", basis_words(link))
