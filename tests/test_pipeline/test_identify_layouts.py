"""Identity of fictional documents in many layouts: notices, minutes, bulletins, certificates, tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.stages.examine import examine
from pipeline.stages.identify import identify
from schemas.parsed import ParsedDocument

DOCUMENTS: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "identified_documents.yaml").read_text("utf-8")
)
FIELDS = ("title", "issuer", "doc_number", "date", "period", "kind")


def _read(parsed: ParsedDocument) -> dict[str, str | None]:
    found = identify(parsed)
    period = f"{found.period.start} {found.period.end}" if found.period else None
    return {**{name: str(value) if value else None for name, value in found}, "period": period}


def _is_right(name: str, expected: str | None, got: str | None) -> bool:
    if expected is None or got is None:
        return expected is got
    return got.replace(" ", "") in [words.replace(" ", "") for words in expected.split("|")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document["text"]).splitlines()[0][:20])
def test_identity(written: Callable[[str], ParsedDocument], document: dict[str, Any]) -> None:
    got = _read(written(document["text"]))
    wrong = {name: got[name] for name in FIELDS if name in document and not _is_right(name, document[name], got[name])}
    assert wrong == {}


def test_confidence_holds_what_it_says(written: Callable[[str], ParsedDocument]) -> None:
    """Of the fields that are given 0.9 or more, at least nine in ten are right; every known field has a confidence."""
    right = []
    for document in DOCUMENTS:
        parsed = written(document["text"])
        identity = identify(parsed)
        confidence = examine(parsed, identity).confidence
        got = _read(parsed)
        assert set(confidence) == {name for name in FIELDS if got[name] is not None}
        sure = [name for name in FIELDS if name in document and confidence.get(name, 0) >= 0.9]
        right += [_is_right(name, document[name], got[name]) for name in sure]
    assert sum(right) >= 0.9 * len(right)
    assert len(right) > 150
