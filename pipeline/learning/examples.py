"""The documents of a dossier with what a person said of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.catalogue.decisions import latest
from schemas.dossier import Dossier
from schemas.edition import Edition

# an indicator's canonical id with the number of its sub-indicator
Subject = tuple[str, int | None]

VERSION = 2
TITLE_WEIGHT = 3
TEXT_CHARS = 4000


@dataclass(frozen=True)
class Examples:
    """`texts` are all live documents that have text; `said` is a person's last word by document and subject.

    `proposed` are the subjects that the rules take a document for evidence of, `tagged` those with any tag.
    """

    texts: Mapping[str, str]
    said: Mapping[str, Mapping[Subject, bool]]
    proposed: Mapping[str, frozenset[Subject]]
    tagged: Mapping[str, frozenset[Subject]]
    digest: str

    @property
    def decisions(self) -> int:
        """The number of decisions in force."""
        return sum(len(words) for words in self.said.values())

    def labels(self, subject: Subject) -> dict[str, bool]:
        """Return the documents that teach a subject: those decided on, those decided on for others only.

        A document of which a person confirmed something, yet neither person nor rule this, is held for none of it.
        """
        known: dict[str, bool] = {}
        for sha256, words in self.said.items():
            if subject in words:
                known[sha256] = words[subject]
            elif any(words.values()) and not any(one == subject[0] for one, _ in self.tagged.get(sha256, ())):
                known[sha256] = False
        return known


def examples_of(catalogue: Catalogue, dossier: Dossier, edition: Edition) -> Examples:
    """Gather the examples of a dossier from the catalogue."""
    documents = {one.sha256: one for one in catalogue.documents(dossier.id) if one.status in ("ok", "partial")}
    texts = {sha256: (document.title or "") * TITLE_WEIGHT for sha256, document in documents.items()}
    for sha256, _, text in catalogue.pages_of(texts):
        if len(texts[sha256]) < TEXT_CHARS:
            texts[sha256] += "".join(text.split())[:TEXT_CHARS]
    known = {indicator.id for indicator in edition.indicators}
    said: dict[str, dict[Subject, bool]] = defaultdict(dict)
    for sha256, words in latest(catalogue.decisions(dossier.id)).items():
        for subject, word in words.items():
            if sha256 in texts and word.indicator_id in known:
                said[sha256][subject] = word.state == "confirmed"
    rules = {sha256: catalogue.proposed_tags(sha256, edition.id) for sha256 in texts}
    tagged = {sha256: frozenset((tag.indicator_id, tag.sub) for tag in tags) for sha256, tags in rules.items()}
    return Examples(
        texts=texts,
        said=said,
        proposed={
            sha256: frozenset((tag.indicator_id, tag.sub) for tag in tags if tag.relation == "evidence")
            for sha256, tags in rules.items()
        },
        tagged=tagged,
        digest=_digest(texts, said, tagged, edition),
    )


def _digest(
    texts: Mapping[str, str],
    said: Mapping[str, Mapping[Subject, bool]],
    tagged: Mapping[str, frozenset[Subject]],
    edition: Edition,
) -> str:
    """Return a hash of all that the model is made from."""
    words = sorted([sha256, *map(str, subject), is_so] for sha256, of in said.items() for subject, is_so in of.items())
    keys = sorted((sha256, hashlib.sha256(text.encode()).hexdigest()) for sha256, text in texts.items())
    tags = sorted([sha256, *map(str, subject)] for sha256, found in tagged.items() for subject in found)
    content = json.dumps([VERSION, edition.id, words, keys, tags], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()
