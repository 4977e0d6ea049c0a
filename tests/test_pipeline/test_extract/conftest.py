"""What the tests of extraction share: documents written as lines, facts shown as lines."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pipeline.stages.extract import extract
from pipeline.stages.identify import identify
from pipeline.stages.tag import tag
from schemas.document import DocumentKind, Identity, Period
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Block, Cell, ParsedDocument, TableBlock, TextBlock
from schemas.tag import Relation, Tag

ReadFacts = Callable[..., list[str]]


def _table(index: int, rows: list[str]) -> TableBlock:
    """A row is |a|b|c|; < belongs to the cell on its left, ^ to the cell above."""
    places = [[words.strip().replace("<br>", "\n") for words in row.strip("|").split("|")] for row in rows]
    cells = []
    for row, line in enumerate(places):
        for column, words in enumerate(line):
            if words in ("<", "^"):
                continue
            wide = next((k for k in range(1, len(line) - column) if line[column + k] != "<"), len(line) - column)
            high = next((k for k in range(1, len(places) - row) if places[row + k][column] != "^"), len(places) - row)
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    row_span=high,
                    column_span=wide,
                    text=words,
                    locator=CellLocator(table=index, row=row, column=column),
                )
            )
    return TableBlock(index=index, rows=len(places), columns=len(places[0]), cells=tuple(cells), page=1)


def _document(text: str) -> ParsedDocument:
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.strip().startswith("|"):
            rows.append(line.strip())
            continue
        if rows:
            blocks.append(_table(sum(isinstance(block, TableBlock) for block in blocks), rows))
            rows = []
        if line.strip():
            blocks.append(TextBlock(text=line.strip(), locator=ParagraphLocator(index=len(blocks)), page=1))
    return ParsedDocument(media_type="text/plain", pages=1, blocks=tuple(blocks))


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition("2021")


@pytest.fixture
def facts_of(edition: Edition) -> Callable[..., tuple[Fact, ...]]:
    """Read the facts of some lines: a report on 2022 that is evidence for all, by the rules, unless said otherwise."""

    def read(
        text: str,
        *,
        kind: DocumentKind = "summary",
        title: str = "情况报告",
        period: tuple[str, str] | None = ("2022-01-01", "2022-12-31"),
        relation: Relation = "evidence",
        only: str | None = None,
        issuer: str | None = None,
        dated: str | None = "2023-02-01",
        by_rules_alone: bool = True,
    ) -> tuple[Fact, ...]:
        identity = Identity(
            title=title,
            issuer=issuer,
            kind=kind,
            date=date.fromisoformat(dated) if dated else None,
            period=Period(start=date.fromisoformat(period[0]), end=date.fromisoformat(period[1])) if period else None,
        )
        tags = tuple(
            Tag(indicator=one.number, indicator_id=one.id, relation=relation, score=1, method="test")
            for one in edition.indicators
            if only is None or one.id in only.split(",")
        )
        return extract(_document(text), identity, tags, edition, by_rules_alone=by_rules_alone)

    return read


@pytest.fixture
def read(facts_of: Callable[..., tuple[Fact, ...]]) -> ReadFacts:
    """Show facts as lines: id.sub name [subject] year op value unit role."""

    def shown(text: str, **circumstances: object) -> list[str]:
        return [_line(fact) for fact in facts_of(text, **circumstances)]

    return shown


def _line(fact: Fact) -> str:
    words = [
        fact.indicator_id + (f".{fact.sub}" if fact.sub else ""),
        fact.name,
        f"[{fact.subject}]" if fact.subject else "",
        str(fact.year or "—"),
        ("约" if fact.approx else "") + ("" if fact.op == "=" else fact.op) + format(fact.value, "f") + fact.unit,
        fact.role,
    ]
    return " ".join(word for word in words if word)


@pytest.fixture
def years_told(edition: Edition) -> Callable[[list[str]], dict[Decimal, set[int | None]]]:
    """Read the lines of a whole paper through all stages; show which years each number was taken for."""

    def read(lines: list[str]) -> dict[Decimal, set[int | None]]:
        parsed = _document("\n".join(lines))
        identity = identify(parsed)
        found: dict[Decimal, set[int | None]] = {}
        for fact in extract(parsed, identity, tag(parsed, identity, edition), edition):
            found.setdefault(abs(fact.value), set()).add(fact.year)
        return found

    return read
