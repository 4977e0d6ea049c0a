"""Lines of text, read and held against their own numbers."""

from collections.abc import Callable

import pytest

from pipeline.checks import (
    change_mismatch,
    deadline_conflict,
    out_of_bounds,
    rate_mismatch,
    sum_mismatch,
    unit_suspect,
)
from pipeline.coverage.case import Case
from pipeline.stages.examine import examine
from pipeline.stages.identify import identify
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.finding import CheckResult, Finding
from schemas.parsed import ParsedDocument
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

EDITION = load_edition("2021")
RUNS = {
    "sum": sum_mismatch.run,
    "rate": rate_mismatch.run,
    "change": change_mismatch.run,
    "bounds": out_of_bounds.run,
    "unit": unit_suspect.run,
    "time": deadline_conflict.run,
}


class Judge:
    """Judges a document made of lines (|a|b| is a table row) by one of these checks."""

    def __init__(self, written: Callable[[str], ParsedDocument]) -> None:
        self._written = written

    def __call__(self, kind: str, text: str) -> CheckResult:
        return self.document(kind, self._written(text))

    def document(self, kind: str, parsed: ParsedDocument, edition_id: str = "2021") -> CheckResult:
        identity = identify(parsed)
        tag = Tag(indicator=15, indicator_id="eco_space", relation="evidence", score=0.9, method="title")
        viewed = ViewedDocument(
            document=Document(file="县林业局/说明.docx", sha256="a" * 64, status="ok", title="说明"),
            tags=(tag,),
            particulars=examine(parsed, identity),
        )
        dossier = Dossier(county="临溪县", edition=edition_id, years=(2022,))
        return RUNS[kind](Case(ArchiveView(dossier=dossier, edition=EDITION, documents=(viewed,))))

    def findings(self, kind: str, text: str) -> tuple[Finding, ...]:
        return self(kind, text).findings

    def told(self, kind: str, text: str) -> list[tuple[str, str, str]]:
        return [(found.severity, found.found, found.expected) for found in self(kind, text).findings]


@pytest.fixture
def judge(written: Callable[[str], ParsedDocument]) -> Judge:
    return Judge(written)
