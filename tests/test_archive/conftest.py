"""A small edition, results of an imagined pipeline, an open catalogue."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from archive.catalogue import Arrival, Catalogue
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.fact import Fact
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.result import DocumentResult, StageRun
from schemas.tag import Decision, Relation, Tag

State = Literal["confirmed", "rejected"]
AT = "2024-05-06T08:00:00+08:00"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "catalogue.sqlite") as opened:
        yield opened


@pytest.fixture(scope="session")
def edition() -> Edition:
    indicators = tuple(
        Indicator(id=name, number=number, name=name, direction="qualitative", grounding="invented")
        for number, name in [(7, "air"), (8, "water"), (10, "forest_grass")]
    )
    return Edition(id="2021", title="指标", doc_number="", indicators=indicators)


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return Dossier.model_validate({"county": "青禾县", "edition": "2021", "years": (2020, 2021, 2022)})


class Make:
    """Values of the schemas, short to write; `content` is any text, its SHA-256 the original's name."""

    def sha(self, content: str) -> str:
        return hashlib.sha256(content.encode()).hexdigest()

    def arrival(self, content: str, file: str, source: str = "", dossier: str = "d1") -> Arrival:
        source = source or f"/bureau/{file}"
        return Arrival(dossier, file, source, sha256=self.sha(content), size_bytes=len(content), at=AT)

    def tag(self, indicator_id: str, sub: int | None = None, relation: Relation = "evidence") -> Tag:
        return Tag(
            indicator={"air": 7, "water": 8, "forest_grass": 10}[indicator_id],
            indicator_id=indicator_id,
            sub=sub,
            relation=relation,
            score=0.75,
            method="title",
            quote="优良天数比例为95.2%",
            locator=PageLocator(page=2, bbox_pt=(72.0, 90.5, 300.25, 102.0)),
        )

    def fact(self, indicator_id: str, sub: int | None = None, value: str = "95.20") -> Fact:
        return Fact(
            indicator=7,
            indicator_id=indicator_id,
            sub=sub,
            name="优良天数比例",
            year=2021,
            value=Decimal(value),
            unit="%",
            value_raw=f"{value}％",
            role="actual",
            quote="比例",
            locator=PageLocator(page=1),
        )

    def parsed(self, *page_texts: str) -> ParsedDocument:
        blocks = tuple(
            TextBlock(text=text, locator=PageLocator(page=page), page=page)
            for page, text in enumerate(page_texts, start=1)
        )
        return ParsedDocument(media_type="application/pdf", pages=len(page_texts), blocks=blocks)

    def result(self, content: str, **fields: object) -> DocumentResult:
        stages = (StageRun(stage="parse", version=1), StageRun(stage="tag", version=2, edition="2021", elapsed_s=0.25))
        given = {"status": "ok", "edition": "2021", "stages": stages, **fields}
        return DocumentResult.model_validate({"sha256": self.sha(content), **given})

    def decision(
        self,
        content: str,
        indicator_id: str,
        sub: int | None = None,
        state: State = "confirmed",
    ) -> Decision:
        return Decision(sha256=self.sha(content), indicator_id=indicator_id, sub=sub, state=state, by="李", at=AT)


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
