"""Words on tags taken back by who said them."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.catalogue.decisions import latest
from schemas.tag import Decision

UNDO_NOTE = "撤销"


@dataclass(frozen=True)
class Undoable:
    """What a person did at one stroke: a word, or the two by which a tag was given to another indicator."""

    words: tuple[Decision, ...]
    file: str

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.words[0].at}.{self.waiting_key}"

    @property
    def waiting_key(self) -> str:
        """What names the tag among those that wait, see `Waiting.key`."""
        first = self.words[0]
        return f"{first.sha256}.{first.indicator_id}.{first.sub or 0}"


def undoable(catalogue: Catalogue, dossier: str, person: str, most: int) -> list[Undoable]:
    """Return a person's last strokes on which nobody has spoken since, the latest first."""
    last = [word for word in catalogue.last_decisions(dossier, 4 * most, person) if word.note != UNDO_NOTE]
    files = catalogue.files_of(dossier, {word.sha256 for word in last})
    in_force = _last_words(catalogue.decisions(dossier, list(files)))
    strokes: dict[tuple[str, ...], list[Decision]] = {}
    for word in reversed(last):
        if in_force.get(_subject(word)) == word:
            own = () if word.note else (word.indicator_id, str(word.sub))
            strokes.setdefault((word.sha256, word.at, word.note, *own), []).append(word)
    found = [Undoable(tuple(words), files[words[0].sha256]) for words in strokes.values()]
    return found[::-1][:most]


def undo(catalogue: Catalogue, dossier: str, stroke: Undoable, by: str, at: str) -> None:
    """Let what stood before each word of a stroke stand again; raises UsageError, StoreError."""
    for word in reversed(stroke.words):
        said = catalogue.decisions(dossier, [word.sha256])
        earlier = said[: said.index(word)]
        before = latest(earlier).get(word.sha256, {}).get((word.indicator_id, word.sub))
        state, slots = ("proposed", ()) if before is None else (before.state, before.slots or ())
        taken_back = {"state": state, "slots": slots, "by": by, "at": at, "note": UNDO_NOTE}
        catalogue.decide(dossier, word.model_copy(update=taken_back))


def _last_words(decisions: Sequence[Decision]) -> dict[tuple[str, str, int | None], Decision]:
    return {_subject(word): word for word in decisions}


def _subject(word: Decision) -> tuple[str, str, int | None]:
    return (word.sha256, word.indicator_id, word.sub)
