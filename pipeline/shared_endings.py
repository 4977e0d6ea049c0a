"""Names in a row that share their beginning or their ending: 满意度、参与度; 化肥、农药利用率."""

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int, str]

_ENDS = "。;!?\n"
# where a clause or a member of a list begins
_LINK = re.compile(r"[、,]?(?:以及|和|与|及)|[、,]")
_WORDS = re.compile(r"[一-龥a-z0-9.]{2,16}")
_LAST_WORDS = re.compile(r"[一-龥a-z0-9.]{2,10}$")
MAX_REACH_CHARS = 70
MIN_CHARS = 2


def elided(text: str, names: list[Span], is_name: Callable[[str], bool]) -> list[Span]:
    """Return (start, end, whole word) of words that a name beside them makes a name, in a squeezed text.

    After a name, the words that begin the next members take its beginning (公众对生态文明建设的满意度为95%，
    参与度为91%); the words right before a name and a link take its ending (化肥、农药利用率). Only whole names of
    the edition are made; what is a name already is left alone.
    """
    found: list[Span] = []
    for index, (start, end, word) in enumerate(names):
        limit = names[index + 1][0] if index + 1 < len(names) else len(text)
        found.extend(_members_before(text, start, word, names[index - 1][1] if index else 0, is_name))
        found.extend(_members_after(text, end, word, limit, is_name))
    return found


def _members_after(text: str, end: int, word: str, limit: int, is_name: Callable[[str], bool]) -> Iterator[Span]:
    stop = min(limit, end + MAX_REACH_CHARS)
    stop = min((place for mark in _ENDS if (place := text.find(mark, end, stop)) >= 0), default=stop)
    for link in _LINK.finditer(text, end, stop):
        match = _WORDS.match(text, link.end(), stop)
        if match is None:
            continue
        for length in range(len(match[0]), MIN_CHARS - 1, -1):
            own = match[0][:length]
            whole = next((word[:cut] + own for cut in range(2, len(word)) if is_name(word[:cut] + own)), "")
            if whole and whole != word:
                yield link.end(), link.end() + length, whole
                word = whole
                break


def _members_before(text: str, start: int, word: str, first: int, is_name: Callable[[str], bool]) -> Iterator[Span]:
    while start > first:
        link = next((m for m in _LINK.finditer(text, max(first, start - 3), start) if m.end() == start), None)
        match = _LAST_WORDS.search(text, first, link.start()) if link is not None and "," not in link[0] else None
        if match is None or link is None:
            return
        for length in range(len(match[0]), MIN_CHARS - 1, -1):
            own = match[0][-length:]
            whole = next((own + word[cut:] for cut in range(1, len(word) - 1) if is_name(own + word[cut:])), "")
            if whole and whole != word:
                yield link.start() - length, link.start(), whole
                start = link.start() - length
                break
        else:
            return
