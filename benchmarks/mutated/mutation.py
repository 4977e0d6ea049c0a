"""A mutation: one document with a slip in it, and what must be found then."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.edits import Edit, edited
from benchmarks.mutated.batches import Batch
from benchmarks.mutated.places import Place
from benchmarks.understanding.gold import GoldDocument, GoldFact
from schemas.fact import Fact
from schemas.finding import Finding
from schemas.view import ViewedDocument

# what these checks tell of a slip is an information by design
_HINTS = frozenset({"outlier", "copied-series"})


@dataclass(frozen=True)
class Mutation:
    """A document with a slip; `now` are the numbers of which one must be named, by any of `accepted`.

    `needs` are the facts by which alone a reader could see the slip, `beside` the other documents that he needs.
    """

    operator: str
    gold: GoldDocument
    edits: tuple[Edit, ...]
    now: tuple[str, ...]
    accepted: frozenset[str]
    needs: tuple[tuple[GoldDocument, GoldFact], ...] = ()
    beside: tuple[GoldDocument, ...] = ()

    @property
    def body(self) -> str:
        """The body with the slip."""
        return edited(self.gold.body, self.edits)

    @property
    def words(self) -> str:
        """The places of the slip, before and after, with the words around them."""
        body, said = self.gold.body, []
        for edit in self.edits:
            start = max(0, edit.start - 45)
            said.append(
                f"…{body[start : edit.start]}[{body[edit.start : edit.end]}→{edit.now}]{body[edit.end :][:30]}…"
            )
        return " ".join(" ".join(said).split())


@dataclass(frozen=True)
class Outcome:
    """Whether a mutation was found; where it was not, whether all facts that it needs were read."""

    mutation: Mutation
    finding: Finding | None
    is_read: bool
    others: tuple[Finding, ...] = ()


def replaced(place: Place, now: str) -> Edit:
    """Return the edit that writes another number at a place."""
    return Edit(place.start, place.end, now)


def judged(batch: Batch, mutation: Mutation) -> Outcome:
    """Check a mutation: found is a new error or warning of an accepted check that names one of its numbers."""
    mutated = batch.read(mutation.gold, mutation.body)
    before = batch.known((mutation.gold, *mutation.beside))
    after = batch.check([mutated, *(batch.read(gold) for gold in mutation.beside)])
    new = [finding for finding in after if (finding.check, finding.message) not in before]
    found = next((finding for finding in new if _tells(finding, mutation)), None)
    is_read = all(_is_read(batch.read(gold).facts, fact) for gold, fact in mutation.needs)
    is_read = is_read and (not mutation.needs or _is_read_as(mutated.facts, mutation))
    return Outcome(mutation, found, is_read, tuple(new))


def _tells(finding: Finding, mutation: Mutation) -> bool:
    if finding.check not in mutation.accepted or (finding.severity == "info" and finding.check not in _HINTS):
        return False
    said = f"{finding.message} {finding.found} {finding.expected}"
    return any(number in said for number in mutation.now)


def _is_read(facts: Iterable[Fact], wanted: GoldFact) -> bool:
    key = wanted.indicator_id, wanted.sub, wanted.value
    return any((fact.indicator_id, fact.sub, fact.value) == key for fact in facts)


def _is_read_as(facts: Iterable[Fact], mutation: Mutation) -> bool:
    """Tell whether the slip's own number is a fact of one of the measures that are concerned."""
    indicators = {wanted.indicator_id for _, wanted in mutation.needs}
    said = {abs(fact.value) for fact in facts if fact.indicator_id in indicators}
    return Decimal(mutation.now[0]) in said


def false_findings(batch: Batch) -> list[Finding]:
    """Return the errors and warnings of the checks of numbers over the whole innocent batch."""
    viewed: list[ViewedDocument] = [batch.read(gold) for gold in batch.golds]
    return [finding for finding in batch.check(viewed) if finding.severity != "info"]
