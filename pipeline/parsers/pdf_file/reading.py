"""What one page of a PDF gave, whoever read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsers.layout.sheet import Sheet

SLANT = 0.1  # slanting type leans less than this
DESCENT_EM = 0.12  # Chinese characters reach this far below their baseline
MAX_GLYPHS = 200_000


@dataclass(frozen=True)
class PageReading:
    """A sheet with what tells whether it can be trusted: printed characters, garbage among them, picture share."""

    sheet: Sheet
    printed: int
    garbage: int
    picture_share: float
    drawings: int


def direction(matrix: Sequence[float]) -> int | None:
    """Return by how many degrees clockwise the page must be turned to make a text upright; None where it slants."""
    a, b = float(matrix[0]), float(matrix[1])
    if abs(b) <= SLANT * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= SLANT * abs(b):
        return 90 if b > 0 else 270
    return None
