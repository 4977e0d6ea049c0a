"""Findings as they are kept: values without their names, for there are many of one kind."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import made_of
from pipeline.checker.kept_locators import locator_in, packed_locator
from schemas.finding import Finding

_FIELDS = tuple(Finding.model_fields)


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
    values = dict(zip(_FIELDS, row, strict=True))
    values["files"] = tuple(values["files"])
    values["locators"] = tuple(map(locator_in, values["locators"]))
    return made_of(Finding, values)
