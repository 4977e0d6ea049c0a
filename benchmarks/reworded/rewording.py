"""A document of which one sentence is worded otherwise, its facts staying what they are."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.edits import Edit, edited
from benchmarks.reworded.site import Site


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
        return edited(self.site.body, self.edits)

    @property
    def words(self) -> str:
        """The sentence as it was and as it is."""
        start, end = self.site.sentence
        edges = [place for edit in self.edits for place in (edit.start, edit.end)]
        first, last = min(start, *edges), max(end, *edges)
        now = self.body[first : len(self.body) - len(self.site.body) + last]
        was = self.site.body[first:last]
        return " ".join(f"{was[:160]} → {now[:220]}".split())
