"""What is learned from a person's decisions: proposed tags, how good proposals were."""

from pydantic import Field

from schemas.model import Model
from schemas.tag import Tag


class Proposals(Model):
    """Tags that were learned, by sha256. `digest` names what they were learned from: other data, other digest."""

    digest: str
    edition: str
    tags: dict[str, tuple[Tag, ...]] = Field(default_factory=dict)


class Counted(Model):
    """Proposals held against a person's word: confirmed ones, rejected ones, confirmed ones that were not proposed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of the proposals that a person confirmed, None where none was judged."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Return the share of what a person confirmed that was proposed, None where nothing was confirmed."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


class Evaluated(Model):
    """One indicator (or all, `indicator` None): the rules alone, the rules with the model."""

    indicator: int | None
    indicator_id: str
    name: str
    confirmed: int
    rejected: int
    rules: Counted
    with_model: Counted | None


class Evaluation(Model):
    """`is_enough` tells whether there are decisions enough for the figures to say something."""

    decisions: int
    rows: tuple[Evaluated, ...]
    total: Evaluated
    is_enough: bool
