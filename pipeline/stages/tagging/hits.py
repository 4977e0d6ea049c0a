"""One place that speaks for an indicator, before places are gathered to tags."""

from pipeline.values import frozen
from schemas.locator import Locator
from schemas.tag import Relation

QUOTE_CHARS = 120


@frozen
class Hit:
    """A place that names an indicator: `method` is the rule that found it, `in_table` whether a cell holds it."""

    indicator_id: str
    sub: int | None
    relation: Relation
    score: float
    method: str
    quote: str
    locator: Locator
    in_table: bool = False


def shortened(text: str, start: int, end: int) -> str:
    """Return text[start:end] with what stands around it, at most `QUOTE_CHARS` characters."""
    if len(text) <= QUOTE_CHARS:
        return text.strip()
    room = max(0, QUOTE_CHARS - (end - start)) // 2
    first = max(0, start - room)
    return text[first : first + QUOTE_CHARS].strip()
