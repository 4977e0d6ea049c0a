"""What the program reads of a document, in process, as the county's dossier shows it."""

from collections.abc import Sequence

from benchmarks.understanding.gold import COUNTIES, GoldDocument, GoldFact
from benchmarks.understanding.in_process import understood
from benchmarks.understanding.ownership import as_seen_by
from benchmarks.understanding.scoring import is_same
from schemas.fact import Fact


def read(name: str, gold: GoldDocument, body: str) -> tuple[Fact, ...]:
    """Return the facts of a document of a batch, or of it with another body."""
    result = understood(gold.file, body, gold.edition)
    return as_seen_by(COUNTIES[name], gold.edition, result).facts or ()


def read_right(gold: GoldDocument, facts: Sequence[Fact]) -> list[tuple[GoldFact, Fact]]:
    """Return the required facts of running text that words name and that were read right, each with the one wanted."""
    left, found = list(gold.facts), []
    for fact in facts:
        same = [wanted for wanted in left if is_same(wanted, fact) and fact.role in wanted.roles]
        same.sort(key=lambda wanted: not wanted.is_required)
        if same:
            left.remove(same[0])
            if same[0].is_required and not same[0].is_in_table and fact.locator.kind == "paragraph":
                found.append((same[0], fact))
    return found
