"""A document of which one sentence is worded otherwise, its facts staying what they are."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.reworded.site import Site


@dataclass(frozen=True)
class Edit:
    """Words of a body that give way to others."""

    start: int
    end: int
    now: str


@dataclass(frozen=True)
class Rewording:
    """One way of saying a site's sentence otherwise.

    `told` are numbers that it adds and that may be read as facts of the measure; `value`, `unit` those of the fact now.
    """

    operator: str
    variant: str
    site: Site
    edits: tuple[Edit, ...]
    told: frozenset[Decimal] = frozenset()
    value: Decimal | None = None
    unit: str = ""

    @property
    def body(self) -> str:
        """The body with the rewording."""
        body = self.site.body
        for edit in sorted(self.edits, key=lambda edit: -edit.start):
            body = body[: edit.start] + edit.now + body[edit.end :]
        return body

    @property
    def words(self) -> str:
        """The sentence as it was and as it is."""
        start, end = self.site.sentence
        edges = [place for edit in self.edits for place in (edit.start, edit.end)]
        first, last = min(start, *edges), max(end, *edges)
        now = self.body[first : len(self.body) - len(self.site.body) + last]
        was = self.site.body[first:last]
        return " ".join(f"{was[:160]} → {now[:220]}".split())
