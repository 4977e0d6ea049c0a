"""What of a paper is still understood when it is called otherwise."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.retitled.papers import Paper, rewritten
from benchmarks.understanding.gold import GoldFact
from benchmarks.understanding.in_process import understood
from benchmarks.understanding.ownership import as_seen_by
from benchmarks.understanding.scoring import is_same
from schemas.fact import Fact
from schemas.result import DocumentResult

OPERATORS: dict[str, list[str]] = YAML(typ="safe").load((Path(__file__).parent / "operators.yaml").read_text("utf-8"))
Target = tuple[str, int | None]


@dataclass(frozen=True)
class Lost:
    """What is lost of a paper under a wording: tags and facts that were right as it was, facts that are false now."""

    paper: Paper
    wording: str
    asked_tags: int
    asked_facts: int
    tags: tuple[Target, ...]
    facts: tuple[tuple[GoldFact, str], ...]
    false: tuple[Fact, ...]


def drawn(papers: list[Paper], wording: str, limit: int) -> Iterator[tuple[Paper, str]]:
    """Yield `limit` papers, always the same for a wording, with the body that it makes of each."""
    count = 0
    for paper in sorted(papers, key=lambda one: zlib.crc32(f"{one.name}{wording}".encode())):
        body = rewritten(paper, wording)
        if body is not None and count < limit:
            count += 1
            yield paper, body


def lost(paper: Paper, wording: str, body: str) -> Lost:
    """Read a paper as it was, then as the wording makes it."""
    before = _read(paper, "\n".join(paper.lines))
    after = _read(paper, body)
    right = _right(paper, before)
    wrong = _wrong(paper, before)
    now = {id(one) for one in _right(paper, after)}
    tags = _proven(before) & (paper.gold.evidence | paper.gold.tolerated)
    gone = [one for one in right if id(one) not in now]
    return Lost(
        paper=paper,
        wording=wording,
        asked_tags=len(tags),
        asked_facts=len(right),
        tags=tuple(sorted(tags - _proven(after), key=str)),
        facts=tuple((one, _why(one, after, before)) for one in gone),
        false=tuple(one for one in _wrong(paper, after) if not any(_is_like(one, other) for other in wrong)),
    )


def _read(paper: Paper, body: str) -> DocumentResult:
    result = understood("paper.docx", body, paper.gold.edition)
    return as_seen_by(paper.county, paper.gold.edition, result)


def _proven(result: DocumentResult) -> frozenset[Target]:
    return frozenset((tag.indicator_id, tag.sub) for tag in result.tags or () if tag.relation == "evidence")


def _right(paper: Paper, result: DocumentResult) -> list[GoldFact]:
    facts = result.facts or ()
    return [wanted for wanted in paper.gold.facts if wanted.is_required and any(is_same(wanted, one) for one in facts)]


def _wrong(paper: Paper, result: DocumentResult) -> list[Fact]:
    return [one for one in result.facts or () if not any(is_same(wanted, one) for wanted in paper.gold.facts)]


def _is_like(one: Fact, other: Fact) -> bool:
    return (one.indicator_id, one.sub, one.value, one.year) == (other.indicator_id, other.sub, other.value, other.year)


def _why(wanted: GoldFact, after: DocumentResult, before: DocumentResult) -> str:
    """Return what a fact was lost by: its tag, or what is read otherwise."""
    ids = {indicator_id for indicator_id, _ in _proven(after)}
    if wanted.indicator_id not in ids and wanted.indicator_id in {one for one, _ in _proven(before)}:
        return "tag"
    parts = ("year", "unit", "subject", "sub")
    facts = after.facts or ()
    return next((part for part in parts if any(is_same(wanted, one, but=part) for one in facts)), "not read")
