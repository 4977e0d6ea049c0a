"""The words that state each field of an identity, with their places."""

import re
from collections.abc import Iterator

from pipeline.numbers.dates import find_dates, find_periods
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.in_force import stated_in_force
from pipeline.stages.identification.kind import kind_of_title
from pipeline.stages.identification.lines import Line
from schemas.document import Identity, Period
from schemas.explanation import Stated

MOST_TITLE_LINES = 6
MOST_UNITS = 3
# where an issuer, a date of signing is looked for first
_ISSUER_KINDS = ("red_head", "unit", "date", "label", "imprint", "text", "note")
_DATE_KINDS = ("date", "label", "note", "imprint", "number", "unit", "text", "body")


def sources_of(identity: Identity, lines: list[Line]) -> tuple[Stated, ...]:
    """Return what states the known fields: title, issuer (one for each line), number, date, period, kind by the title.

    A field that no single place states (a period put together from year columns) is told by its first place.
    """
    title = _title(identity, lines)
    found: list[Stated] = [title] if title else []
    found += _issuer(identity, lines)
    found += filter(None, (_number(identity, lines), _date(identity, lines), _period(identity, lines, title)))
    if title and identity.kind and kind_of_title(identity.title or "") == identity.kind:
        found.append(title.model_copy(update={"field": "kind"}))
    return tuple(found)


def _title(identity: Identity, lines: list[Line]) -> Stated | None:
    """Return the lines that make up the title."""
    wanted = shadow(identity.title or "").text
    if not wanted:
        return None
    for index, line in enumerate(lines):
        if line.kind == "contents" or len(line.seen) < 2:
            continue
        joined = ""
        parts: list[str] = []
        for part in lines[index : index + MOST_TITLE_LINES]:
            if not wanted.startswith(joined + part.seen):
                break
            joined += part.seen
            parts.append(part.text)
        if joined == wanted:
            return Stated(field="title", quote="".join(parts), locator=line.locator)
    whole = next((line for line in lines if wanted in line.seen), None)
    return _stated("title", whole) if whole else None


def _issuer(identity: Identity, lines: list[Line]) -> Iterator[Stated]:
    told: list[Line] = []
    for unit in (identity.issuer or "").split("、")[:MOST_UNITS]:
        naming = [line for line in lines if unit and unit in line.seen]
        line = _first_of(naming, _ISSUER_KINDS)
        if line is not None and line not in told:
            told.append(line)
            yield _stated("issuer", line)


def _number(identity: Identity, lines: list[Line]) -> Stated | None:
    wanted = shadow(identity.doc_number or "").text
    if not wanted:
        return None
    line = next((line for line in lines if wanted in re.sub(r"\s", "", line.seen)), None)
    line = line or next((line for line in lines if line.kind == "number"), None)
    return _stated("doc_number", line) if line else None


def _date(identity: Identity, lines: list[Line]) -> Stated | None:
    if identity.date is None:
        return None
    naming = [line for line in lines if any(found.day == identity.date for found in find_dates(line.seen))]
    line = _first_of(naming, _DATE_KINDS)
    return _stated("date", line) if line else None


def _period(identity: Identity, lines: list[Line], title: Stated | None) -> Stated | None:
    """Return the title where it names the period, else the line that does, else the first that names its first year."""
    period = identity.period
    if period is None:
        return None
    if title and _spans(shadow(identity.title or "").text, period):
        return title.model_copy(update={"field": "period"})
    in_force = stated_in_force(lines, identity.date)
    if in_force is not None and (in_force.first, in_force.last) == (period.start, period.end):
        return _stated("period", in_force.line)
    line = next((line for line in lines if _spans(line.seen, period)), None)
    line = line or next((line for line in lines if str(period.start.year) in line.seen), None)
    return _stated("period", line) if line else None


def _spans(seen: str, period: Period) -> bool:
    found = find_periods(seen) if str(period.start.year) in seen or "五" in seen else []
    return bool(found) and (min(p.first for p in found), max(p.last for p in found)) == (period.start, period.end)


def _first_of(lines: list[Line], kinds: tuple[str, ...]) -> Line | None:
    """Return the line of the kind that comes first among the kinds; the first line where none is of any."""
    return next((line for kind in kinds for line in lines if line.kind == kind), lines[0] if lines else None)


def _stated(field: str, line: Line) -> Stated:
    return Stated(field=field, quote=line.text, locator=line.locator)
