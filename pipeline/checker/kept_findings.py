"""Findings as they are kept."""

from collections.abc import Sequence
from itertools import chain, islice

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import all_made_of
from pipeline.checker.columns import columns_of, filled, locators_in, packed_locators
from schemas.finding import Finding

_FIELDS = tuple(Finding.model_fields)
_PLAIN = tuple(name for name in _FIELDS if name not in ("files", "locators"))
_FILES, _LOCATORS = _FIELDS.index("files"), _FIELDS.index("locators")


def packed_findings(findings: Sequence[Finding]) -> bytes:
    """Return findings as JSON."""
    files = [finding.files for finding in findings]
    counts = [len(finding.locators) for finding in findings]
    places = packed_locators(list(chain.from_iterable(finding.locators for finding in findings)))
    return to_json((columns_of(findings, _PLAIN), files, counts, places))


def findings_in(payload: bytes) -> list[Finding]:
    """Return findings; raises ValueError, TypeError or LookupError where the JSON is no such thing."""
    plain, files, counts, places = from_json(payload, cache_strings="none")
    each = iter(locators_in(places))
    columns = filled(plain, len(files))
    # both in their order: a model tells its values as it was given them
    columns.insert(_FILES, list(map(tuple, files)))
    columns.insert(_LOCATORS, [tuple(islice(each, count)) for count in counts])
    return all_made_of(Finding, _FIELDS, zip(*columns, strict=True))
