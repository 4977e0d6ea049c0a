"""Chinese text folded for a terminal: a line ends anywhere between two characters, only Latin words stay whole."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

_PIECE = re.compile(r"[!-~]+|.")
# what may not begin a line
_CLOSING = "，。；：、！？）》”’」』〕％"


def folded(text: str, width: int) -> str:
    """Return the text (one line) with line feeds, so that no line is more than `width` columns wide."""
    return "\n".join(_lines(text, max(width, 2)))


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text, width):
        columns = cell_len(piece)
        if used + columns > width:
            # a mark that closes takes the character before it along
            keep = line[:-1] if piece in _CLOSING and len(line) > 1 else line
            yield keep.strip()
            line = line[len(keep) :]
            used = cell_len(line)
        line, used = line + piece, used + columns
    yield line.strip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield single characters, and Latin words that fit on a line."""
    for piece in _PIECE.findall(text):
        if len(piece) > width // 2:
            yield from piece
        else:
            yield piece
