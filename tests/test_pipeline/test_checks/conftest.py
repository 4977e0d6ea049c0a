"""What tests of coverage, checks and reports need: a county's archive written down in a few words."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.coverage.case import Case
from schemas.document import Document, Period
from schemas.dossier import Dossier, IndicatorEntry, SubEntry, Target, Unit
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.finding import CheckResult
from schemas.locator import PageLocator
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

PLACE = PageLocator(page=1)


class County:
    """Builds facts, documents, dossiers of one county; everything unsaid is as harmless as can be."""

    edition: Edition = load_edition("2021")

    def fact(
        self, indicator_id: str, year: int | None, value: str, unit: str = "%", *, sub: int | None = None, **more: Any
    ) -> Fact:
        indicator = self.edition.by_id(indicator_id)
        given = {"name": indicator.measure(sub).name, "role": "actual", "value_raw": value, "quote": value} | more
        return Fact(
            indicator=indicator.number,
            indicator_id=indicator_id,
            sub=sub,
            year=year,
            value=Decimal(value),
            unit=unit,
            locator=PLACE,
            **given,
        )

    def tag(self, indicator_id: str, sub: int | None = None, **more: Any) -> Tag:
        number = self.edition.by_id(indicator_id).number
        given = {"relation": "evidence", "score": 0.9, "method": "title"} | more
        return Tag(indicator=number, indicator_id=indicator_id, sub=sub, **given)

    def document(
        self, file: str, *tags: Tag, facts: Iterable[Fact] = (), years: tuple[int, int] | None = None, **more: Any
    ) -> ViewedDocument:
        """`years` is a period of whole years, both included."""
        if years is not None:
            more["period"] = Period(start=date(years[0], 1, 1), end=date(years[1], 12, 31))
        given = {"sha256": hashlib.sha256(file.encode()).hexdigest(), "status": "ok", "title": file} | more
        particulars = given.pop("particulars", None)
        document = Document(file=file, **given)
        return ViewedDocument(document=document, tags=tags, facts=tuple(facts), particulars=particulars)

    def entry(self, indicator_id: str, target: str = "", **more: Any) -> IndicatorEntry:
        """`target` is words, or an operator, a value, a unit and maybe a year parted by blanks: >= 95 % 2022."""
        indicator = self.edition.by_id(indicator_id)
        given: dict[str, Any] = {"lead_units": ("县水利局",)} | more
        if target:
            given["target"] = self.target(target)
        return IndicatorEntry(id=indicator_id, number=indicator.number, name=indicator.name, **given)

    def target(self, words: str) -> Target:
        parts = words.split()
        if parts[0] not in ("=", ">=", "<=", ">", "<"):
            return Target(text=words)
        unit = parts[2] if len(parts) > 2 else ""
        year = int(parts[3]) if len(parts) > 3 else None
        return Target(text=words, op=parts[0], value=Decimal(parts[1]), unit=unit, year=year)

    def sub(self, number: int, name: str, target: str = "", **more: Any) -> SubEntry:
        return SubEntry(number=number, name=name, target=self.target(target) if target else None, **more)

    def view(
        self,
        *documents: ViewedDocument,
        entries: Sequence[IndicatorEntry] = (),
        years: tuple[int, ...] = (2020, 2021, 2022),
    ) -> ArchiveView:
        units = (Unit(name="县水利局", aliases=("水利部门",)), Unit(name="县住房和城乡建设局", aliases=("县住建局",)))
        dossier = Dossier(
            county="临溪县", aliases=("临溪",), edition="2021", years=years, units=units, indicators=tuple(entries)
        )
        return ArchiveView(dossier=dossier, edition=self.edition, documents=documents)

    def case(self, *documents: ViewedDocument, **more: Any) -> Case:
        return Case(self.view(*documents, **more))


@pytest.fixture(scope="session")
def county() -> County:
    return County()


class Flat:
    """A check's findings as one line each: severity indicator(sub) year."""

    def __call__(self, result: CheckResult) -> list[str]:
        lines = []
        for finding in result.findings:
            sub = "" if finding.sub is None else f"({finding.sub})"
            lines.append(f"{finding.severity} {finding.indicator_id}{sub} {finding.year}")
        return lines


@pytest.fixture(scope="session")
def flat() -> Flat:
    return Flat()
