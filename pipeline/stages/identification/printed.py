"""The printed lines of a block."""

import re

from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.line_kinds import (
    DATE_LIKE,
    LABEL,
    is_addressee,
    is_red_head,
    may_stand_before_date,
)
from pipeline.stages.identification.units import is_unit_line
from schemas.parsed import TextBlock

Span = tuple[int, int]

LONGEST_SHORT_BLOCK = 150
# a line of a form that is this long fills the page, so the next goes on with it
FULL_LINE_CHARS = 24
LONGEST_DATE_LINE = 60
_PRINTED = re.compile(r"[^\n]+")
_COPIES = re.compile(r"(?<=[。日）)])抄送[：:]")


def printed_lines(block: TextBlock) -> list[Span]:
    """Return the spans of the printed lines of a block; a paragraph of running text stays whole."""
    return _before_copies(block.text, _lines(block))


def at_breaks(text: str) -> list[Span]:
    """Return the spans between line breaks."""
    if "\n" not in text:
        return [(0, len(text))] if text else []
    return [match.span() for match in _PRINTED.finditer(text)]


def _lines(block: TextBlock) -> list[Span]:
    text = block.text
    whole = [(0, len(text))]
    if "\n" in text:
        return at_breaks(text)
    if len(block.lines) < 2:
        return whole
    if len(text) > LONGEST_SHORT_BLOCK or re.search(r"[。；;]", text):
        return _before_signature(block)
    spans = [(line.start, line.end) for line in block.lines]
    return whole if _is_one(text, spans) else spans


def _is_one(text: str, spans: list[Span]) -> bool:
    """Tell whether printed lines are one that was too long for the page: units, a red head, an addressee, a form's."""
    seen = shadow(text).text
    if is_unit_line(text) or is_red_head(text, seen):
        return True
    is_full = all(end - start >= FULL_LINE_CHARS for start, end in spans[:-1])
    if is_full and (is_addressee(seen) or ("," in seen and seen.endswith(":"))):
        return True
    if is_full and _is_dated(text) and not _is_dated(text[slice(*spans[-1])]):
        return True  # 2022年10 | 月28日
    labels = [LABEL.match(shadow(text[start:end]).text) is not None for start, end in spans]
    if not labels[0] or any(labels[1:]):
        return False
    return is_full or (len(spans) == 2 and spans[1][1] - spans[1][0] < 12)


def _before_signature(block: TextBlock) -> list[Span]:
    """Part a paragraph before the signature that a PDF's last paragraph may have run into: units, a date, or either."""
    lines = [(line.start, line.end) for line in block.lines]
    first = len(lines)
    while first and _is_of_signature(block.text[slice(*lines[first - 1])].strip(), is_last=first == len(lines)):
        first -= 1
    if first in (0, len(lines)) or not block.text[: lines[first][0]].rstrip().endswith(("。", "；", ";", "）", ")")):
        return [(0, len(block.text))]
    return [(0, lines[first][0]), *lines[first:]]


def _is_of_signature(line: str, *, is_last: bool) -> bool:
    """Tell whether a printed line is a unit, or, being the last, a date with or without one."""
    return is_unit_line(line) or (is_last and _is_dated(line))


def _is_dated(line: str) -> bool:
    match = DATE_LIKE.fullmatch(shadow(line).text) if len(line) <= LONGEST_DATE_LINE else None
    return match is not None and may_stand_before_date(line, match["before"])


def _before_copies(text: str, spans: list[Span]) -> list[Span]:
    """Part a line before 抄送：, which always begins one; a PDF's last paragraph may have run into it."""
    first = _COPIES.search(text) if "抄送" in text else None
    if first is None:
        return spans
    at = first.start()
    return [part for start, end in spans for part in ([(start, at), (at, end)] if start < at < end else [(start, end)])]
