"""Findings as they are kept: values without their names, for there are many of one kind."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import made_of
from pipeline.checker.kept_locators import locator_in, packed_locator
from schemas.finding import Finding

_FIELDS = tuple(Finding.model_fields)
_FILES, _LOCATORS = _FIELDS.index("files"), _FIELDS.index("locators")


def packed_findings(findings: Sequence[Finding]) -> bytes:
    """Return findings as JSON."""
    return to_json([[_value(finding, name) for name in _FIELDS] for finding in findings])


def findings_in(payload: bytes) -> list[Finding]:
    """Return findings; raises ValueError, TypeError or LookupError where the JSON is no such thing."""
    return [_finding(row) for row in from_json(payload, cache_strings="all")]


def _value(finding: Finding, name: str) -> Any:
    if name != "locators":
        return getattr(finding, name)
    return [packed_locator(place) for place in finding.locators]


def _finding(row: list[Any]) -> Finding:
    row[_FILES], row[_LOCATORS] = tuple(row[_FILES]), tuple(map(locator_in, row[_LOCATORS]))
    return made_of(Finding, dict(zip(_FIELDS, row, strict=True)))
