"""How long a document holds, in its own words."""

import re

from pipeline.numbers.dates import find_periods
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.in_force import plan_span, stated_in_force
from pipeline.stages.identification.lines import Line
from schemas.document import Identity
from schemas.particulars import Validity

_PLAN_TITLE = re.compile(r"规划|计划|方案|行动|纲要|要点|预案")
_IN_FORCE_KINDS = ("plan", "regulation", "notice", "approval", "resolution", "certificate", "list")


def validity_of(identity: Identity, lines: list[Line]) -> Validity | None:
    """Return the validity: stated (有效期, 起施行), else the period of a plan (规划期限, its title, 十四五).

    No customary period is added: what the text does not say is open. A licence or certificate may say it too.
    """
    stated = stated_in_force(lines, identity.date) if identity.kind in (*_IN_FORCE_KINDS, None) else None
    if stated and (stated.last or not _is_plan(identity)):
        words = _words(stated.line, stated.begin, stated.stop)
        return Validity(start=stated.first, end=stated.last, text=words, locator=stated.line.locator)
    planned = _planned(identity, lines)
    if planned is None and stated:
        words = _words(stated.line, stated.begin, stated.stop)
        return Validity(start=stated.first, end=None, text=words, locator=stated.line.locator)
    return planned


def _is_plan(identity: Identity) -> bool:
    """Tell whether it is a plan, or issues one: 关于印发…规划的通知."""
    seen = shadow(identity.title or "").text
    if identity.kind == "notice":
        return "印发" in seen and _PLAN_TITLE.search(seen) is not None
    return identity.kind == "plan"


def _planned(identity: Identity, lines: list[Line]) -> Validity | None:
    if not _is_plan(identity) or not identity.title or not lines:
        return None
    if span := plan_span(lines):
        found, line = span
        quote = re.search(r"[^,。;]*(?:期|时限|年限)[^。;]{0,40}", line.seen)
        words = _words(line, *quote.span()) if quote else line.text[:60]
        return Validity(start=found.first, end=found.last, text=words, locator=line.locator)
    periods = find_periods(shadow(identity.title).text)
    if not periods:
        return None
    opening = shadow(identity.title).text[:4]
    line = next((line for line in lines if line.seen.startswith(opening)), lines[0])
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    return Validity(start=first, end=last, text=identity.title, locator=line.locator)


def _words(line: Line, begin: int, stop: int) -> str:
    return shadow(line.text).quote(begin, stop)
