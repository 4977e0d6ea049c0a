"""The newer and older versions of a paper, with what people say of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.catalogue.revisions import spoken_of
from desk.commands.versions import basis_words
from desk.web.moments import moment
from desk.web.papers import sees_paper
from desk.web.visit import Visit
from schemas.errors import UsageError
from schemas.revision import Revision, RevisionWord

Deed = Literal["confirm", "part", "undo"]
_STATES: Mapping[str, Literal["confirmed", "rejected", "proposed"]] = {
    "confirm": "confirmed", "part": "rejected", "undo": "proposed"
}  # fmt: skip
UNSEEN = "本单位看不到的一份文件"


@dataclass(frozen=True)
class OtherVersion:
    """Another version of a paper, or what was taken for one; `sha256` is "" where the person does not see it.

    `is_parted`: somebody said that both stand. `said` is who spoke of the two when, "" where nobody did.
    """

    is_newer: bool
    is_parted: bool
    file: str
    sha256: str
    basis: str
    said: str

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What can be said of it now."""
        if not self.sha256:
            return ()
        return ("undo",) if self.said else ("confirm", "part")


class _Links(NamedTuple):
    """What supersedes what, what people say of two papers, by (older, newer)."""

    by_paper: Mapping[str, Sequence[Revision]]
    words: Mapping[tuple[str, str], RevisionWord]


def other_versions(visit: Visit, sha256: str) -> tuple[OtherVersion, ...]:
    """Return what supersedes a paper, then what it supersedes, last what it was parted from."""
    catalogue, dossier = visit.office.archive.catalogue, visit.workplace.dossier.id
    links = visit.office.readings.get(("versions", dossier), lambda: _links(visit))
    own = list(links.by_paper.get(sha256, ()))
    parted = [
        Revision(older=older, newer=newer, basis="person")
        for (older, newer), word in links.words.items()
        if word.state == "rejected" and sha256 in (older, newer)
    ]
    files = catalogue.files_of(dossier, {paper for link in (*own, *parted) for paper in (link.older, link.newer)})
    # what was taken out of the dossier is nothing to be parted from
    parted = [link for link in parted if link.older in files and link.newer in files]
    found = [_other(visit, link, sha256, files, links.words) for link in (*own, *parted)]
    return tuple(sorted(found, key=lambda one: (one.is_parted, not one.is_newer)))


def say_of_versions(visit: Visit, sha256: str, other: OtherVersion, deed: Deed) -> None:
    """Note what a person says of a paper and another version of it; raises UsageError, StoreError."""
    if deed not in other.deeds:
        raise UsageError("这两份文件的版本关系刚刚有了变化", "请刷新页面。")
    older, newer = (sha256, other.sha256) if other.is_newer else (other.sha256, sha256)
    word = RevisionWord(older=older, newer=newer, state=_STATES[deed], by=visit.person.name, at=visit.office.clock())
    visit.office.archive.catalogue.decide_version(visit.workplace.dossier.id, word)


def _links(visit: Visit) -> _Links:
    catalogue, dossier = visit.office.archive.catalogue, visit.workplace.dossier.id
    found: dict[str, list[Revision]] = defaultdict(list)
    for link in catalogue.revisions(dossier):
        found[link.older].append(link)
        found[link.newer].append(link)
    return _Links(found, spoken_of(catalogue.version_words(dossier)))


def _other(
    visit: Visit,
    link: Revision,
    sha256: str,
    files: Mapping[str, str],
    words: Mapping[tuple[str, str], RevisionWord],
) -> OtherVersion:
    other = link.newer if link.older == sha256 else link.older
    is_seen = other in files and sees_paper(visit.office, visit.reach, other)
    word = words.get((link.older, link.newer))
    return OtherVersion(
        is_newer=link.older == sha256,
        is_parted=word is not None and word.state == "rejected",
        file=files[other] if is_seen else UNSEEN,
        sha256=other if is_seen else "",
        basis=basis_words(link),
        said=f"{word.by} {moment(word.at)}" if word is not None else "",
    )
