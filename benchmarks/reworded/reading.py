"""What the program reads of a document, in process, as the county's dossier shows it."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.understanding.gold import COUNTIES, GoldDocument, GoldFact
from benchmarks.understanding.ownership import as_seen_by
from benchmarks.understanding.scoring import is_same
from benchmarks.understanding.write_docx import write_docx
from pipeline.understand import Task, understand
from schemas.fact import Fact


def read(name: str, gold: GoldDocument, body: str) -> tuple[Fact, ...]:
    """Return the facts of a document of a batch, or of it with another body."""
    sha256 = hashlib.sha256(f"{gold.file}\n{body}".encode()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "read.docx"
        write_docx(body, path)
        result = understand(Task(sha256, path, gold.edition))
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
