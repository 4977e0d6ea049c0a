"""The places in a text that a query finds, marked for reading; the same whichever engine answered."""

import html
import re
from collections.abc import Iterable, Iterator

from archive.search.analyzer import PlacedAtoms, placed_atoms
from archive.search.query import Query

SNIPPET_CHARS = 120
FEWEST_AROUND = 36
ELLIPSIS = "…"
_BLANKS = re.compile(r"\s+")

Span = tuple[int, int]
"""text[start:end]."""


def matches(text: str, query: Query) -> list[Span]:
    """Return every place that a phrase of the query finds, sorted; places that overlap are joined to one."""
    return _merged(span for places in _places(text, query) for span in places)


def snippet(text: str, query: Query, limit: int = SNIPPET_CHARS) -> str:
    """Return the text around every matched place as HTML: escaped, matches in <em>, … where cut.

    It is some `limit` characters, or more where many places lie apart: each is shown with at least `FEWEST_AROUND`.
    Without a match it is the beginning of the text.
    """
    return snippet_at(text, matches(text, query), limit)


def snippet_at(text: str, found: list[Span], limit: int = SNIPPET_CHARS) -> str:
    """Return the snippet for places that `matches` found."""
    windows = _windows(len(text), found, limit)
    windows = _merged(windows, gap=1)
    pieces = [_marked(text, window, found) for window in windows]
    head = ELLIPSIS if windows[0][0] > 0 else ""
    tail = ELLIPSIS if windows[-1][1] < len(text) else ""
    return head + ELLIPSIS.join(pieces) + tail


def _places(text: str, query: Query) -> list[list[Span]]:
    """Return for each phrase where it stands, in order."""
    row = placed_atoms(text)
    return [list(_find(row, list(phrase.atoms))) for phrase in query.phrases]


def _find(row: PlacedAtoms, wanted: list[str]) -> Iterator[Span]:
    place = -1
    while True:
        try:
            place = row.names.index(wanted[0], place + 1)
        except ValueError:
            return
        if row.names[place : place + len(wanted)] == wanted:
            yield row.span(place, place + len(wanted) - 1)


def _merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Sort spans and join those that overlap or are fewer than `gap` characters apart."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _windows(length: int, found: list[Span], limit: int) -> list[Span]:
    """Return the pieces to show: around every matched place, or the beginning of the text."""
    if length <= limit or not found:
        return [(0, min(length, limit))]
    is_near = found[-1][1] - found[0][0] <= limit
    chosen = [(found[0][0], found[-1][1])] if is_near else found
    share = max(limit // len(chosen), min(limit, FEWEST_AROUND))
    return [_around(span, length, share, limit) for span in chosen]


def _around(span: Span, length: int, share: int, limit: int) -> Span:
    """Widen a span on both sides to `share` characters, inside the text; one longer than `limit` is cut there."""
    width = max(share, min(span[1] - span[0], limit))
    start = span[0] - max(0, width - (span[1] - span[0])) // 2
    start = max(0, min(start, length - width))
    return start, min(length, start + width)


def _marked(text: str, window: Span, found: list[Span]) -> str:
    """Return text[window] as HTML, the matched places in it in <em>."""
    parts: list[str] = []
    place, stop = window
    for start, end in found:
        if end <= window[0] or start >= stop:
            continue
        first, last = max(start, place), min(end, stop)
        parts += [_plain(text[place:first]), "<em>", _plain(text[first:last]), "</em>"]
        place = last
    parts.append(_plain(text[place:stop]))
    return "".join(parts)


def _plain(text: str) -> str:
    """Return text as HTML on one line; a lone surrogate, which no file can hold, becomes ?."""
    return html.escape(_BLANKS.sub(" ", text).encode("utf-8", "replace").decode("utf-8"))
