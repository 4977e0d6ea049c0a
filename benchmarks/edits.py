"""Words of a text that give way to others."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Words of a body, by their offsets, that give way to others."""

    start: int
    end: int
    now: str


def edited(body: str, edits: Iterable[Edit]) -> str:
    """Return a body with all edits made; they overlap nowhere and hold the offsets of the body as it was."""
    for edit in sorted(edits, key=lambda edit: -edit.start):
        body = body[: edit.start] + edit.now + body[edit.end :]
    return body
