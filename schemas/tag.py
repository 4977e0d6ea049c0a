"""A tag: which indicator a document proves, or only speaks of."""

from typing import Literal

from pydantic import Field

from schemas.locator import Locator
from schemas.model import Model

Relation = Literal["evidence", "mention"]
TagState = Literal["proposed", "confirmed", "rejected"]


class Passage(Model):
    """One place that speaks for a tag."""

    relation: Relation
    score: float = Field(ge=0, le=1)
    quote: str
    locator: Locator


class Tag(Model):
    """Document <-> indicator, one for each (indicator_id, sub) of a document.

    `quote` and `locator` are those of the best passage; `passages` holds the others too. `sub` is 1-based, or
    None where the indicator as a whole is meant. `method` names the rule, or "person".
    """

    indicator: int
    indicator_id: str
    sub: int | None = None
    relation: Relation
    score: float = Field(ge=0, le=1)
    method: str
    state: TagState = "proposed"
    quote: str = ""
    locator: Locator | None = None
    passages: tuple[Passage, ...] = ()


class Decision(Model):
    """A person's word on a tag; it stands above every re-run. `at` is ISO 8601 with the zone.

    With "proposed" an earlier word is taken back: the tag is again what the rules make of it. `slots` are the titles of
    the requirements for which the person gave the document by hand; None: nothing is said of them, so that those given
    before stay as long as the tag stays confirmed.
    """

    sha256: str
    indicator_id: str
    sub: int | None = None
    state: TagState
    by: str
    at: str
    note: str = ""
    slots: tuple[str, ...] | None = None


class Given(Model):
    """A slot of evidence, the requirement by its title, for which a person gave a document by hand."""

    indicator_id: str
    sub: int | None = None
    slot: str
