"""A file that a person handed in, on its way into the archive."""

from typing import Literal

from schemas.model import Model

InboxState = Literal["waiting", "working", "done", "failed"]
# how far it is while it is worked on: nothing yet, its bytes in the store, understood
InboxStep = Literal["", "stored", "understood"]
PaperOutcome = Literal["new", "replaces", "known", "duplicate", "removed", "failed"]


class Trouble(Model):
    """Why something failed: a code of the error tree, what is wrong, what to do; all "" where nothing did."""

    code: str = ""
    message: str = ""
    advice: str = ""


class TakenPaper(Model):
    """What became of one paper: several where an archive (.zip) was handed in.

    `sha256` is "" where not even its bytes could be read. `same_as` is the file that already held the same content.
    `is_partial`: it was read in part, for the reason of `trouble`.
    """

    sha256: str
    file: str
    outcome: PaperOutcome
    same_as: str = ""
    is_partial: bool = False
    trouble: Trouble = Trouble()


class HandedIn(Model):
    """One file handed in: by whom, for which indicator it is evidence ("" for none), how far it is.

    `slot` is the title of the requirement that it was handed in for, "" for none in particular.

    `file` is its name with the folders it came in, "/" between; `stored` the name of its copy in the inbox's folder;
    `place` where it lies for those who find it again (see `Arrival.source`). `at` is ISO 8601. `tries` counts how
    often it was begun. `is_again`: what could not be read before is read once more.
    """

    id: int
    person: str
    unit: str
    file: str
    stored: str
    place: str
    size_bytes: int
    sha256: str
    indicator_id: str = ""
    sub: int | None = None
    slot: str = ""
    at: str
    state: InboxState = "waiting"
    step: InboxStep = ""
    tries: int = 0
    is_again: bool = False
    trouble: Trouble = Trouble()
    papers: tuple[TakenPaper, ...] = ()
