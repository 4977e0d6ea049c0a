"""Substring search that knows nothing of tokens: what is right."""

import random
import re

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_SIGNS = re.compile(r"[^\w.%]+")
# beginnings and ends of numbers, so that 5.09 is not in 85.09
_EDGE = "\x01"


def plain(text: str) -> str:
    """Return a text in the form that is compared: punctuation is one sign, numbers are whole."""
    return _NUMBER.sub(lambda found: f"{_EDGE}{found[0]}{_EDGE}", _SIGNS.sub("¶", text))


class Oracle:
    """All pages in one string; tells which of them contain a piece."""

    def __init__(self, pages: list[str]) -> None:
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for page in pages:
            body = plain(page).strip("¶")
            self._starts.append(length)
            parts.append(f"¶{body}¶\n")
            length += len(parts[-1])
        self._text = "".join(parts)

    def pages_with(self, piece: str) -> set[int]:
        """Return the 0-based numbers of the pages that contain a piece."""
        wanted, found, page, place = plain(piece), set[int](), 0, -1
        while (place := self._text.find(wanted, place + 1)) >= 0:
            while page + 1 < len(self._starts) and self._starts[page + 1] <= place:
                page += 1
            found.add(page)
            if page + 1 == len(self._starts):
                break
            place = self._starts[page + 1] - 1
        return found


def piece_of(page: str, chance: random.Random, length: int) -> str | None:
    """Cut a piece of so many characters; None where it would cut a number or is only punctuation."""
    start = chance.randrange(len(page) - length)
    piece = page[start : start + length]
    cuts = any(
        found.start() < edge < found.end() for found in _NUMBER.finditer(page) for edge in (start, start + length)
    )
    return None if cuts or not re.search(r"\w", piece) else piece
