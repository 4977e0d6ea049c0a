"""Findings as they are kept: values without their names, for there are many of one kind."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import made_of
from schemas.finding import Finding
from schemas.locator import CellLocator, Locator, PageLocator, ParagraphLocator

_FIELDS = tuple(Finding.model_fields)
_KINDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    kind.model_fields["kind"].default: (kind, tuple(kind.model_fields))
    for kind in (PageLocator, ParagraphLocator, CellLocator)
}


def packed_findings(findings: Sequence[Finding]) -> bytes:
    """Return findings as JSON."""
    return to_json([[_value(finding, name) for name in _FIELDS] for finding in findings])


def findings_in(payload: bytes) -> list[Finding]:
    """Return findings; raises ValueError, TypeError or LookupError where the JSON is no such thing."""
    return [_finding(row) for row in from_json(payload, cache_strings="all")]


def _value(finding: Finding, name: str) -> Any:
    if name != "locators":
        return getattr(finding, name)
    return [[getattr(place, part) for part in _KINDS[place.kind][1]] for place in finding.locators]


def _finding(row: list[Any]) -> Finding:
    values = dict(zip(_FIELDS, row, strict=True))
    values["files"] = tuple(values["files"])
    values["locators"] = tuple(map(_locator, values["locators"]))
    return made_of(Finding, values)


def _locator(row: list[Any]) -> Locator:
    kind, names = _KINDS[row[0]]
    values = dict(zip(names, row, strict=True))
    if values.get("bbox_pt") is not None:
        values["bbox_pt"] = tuple(values["bbox_pt"])
    place: Locator = made_of(kind, values)
    return place
