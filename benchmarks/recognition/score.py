"""How much of a page was read rightly: characters, numbers, cells in their places."""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from benchmarks.recognition.content import Page, Paragraph

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
Rows = list[list[str]]


@dataclass
class Read:
    """What a tool read: its pieces of text in order, its tables as rows of cells."""

    pieces: list[str]
    tables: list[Rows] = field(default_factory=list)


@dataclass
class Score:
    """Counts: `edits` with the order of the text, `wrong` without it (each missing or odd character once)."""

    characters: int = 0
    edits: int = 0
    wrong: int = 0
    numbers: int = 0
    recalled: int = 0
    cells: int = 0
    exact: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})


def scored(page: Page, read: Read) -> Score:
    """Compare what was read with what stands on the page; blanks do not count."""
    pieces = _pieces(page)
    truth, text = _squeezed("".join(pieces)), _squeezed("".join(read.pieces))
    wanted, found = Counter(truth), Counter(text)
    numbers = Counter(number for piece in pieces for number in _NUMBER.findall(piece))
    seen = Counter(number for piece in read.pieces for number in _NUMBER.findall(piece))
    exact, cells = _exact_cells(page, read.tables)
    return Score(
        characters=len(truth),
        edits=_distance(truth, text),
        wrong=max((wanted - found).total(), (found - wanted).total()),
        numbers=numbers.total(),
        recalled=(numbers & seen).total(),
        cells=cells,
        exact=exact,
    )


def _pieces(page: Page) -> list[str]:
    pieces: list[str] = []
    for part in page.parts:
        pieces += [part.text] if isinstance(part, Paragraph) else [cell for row in part.rows for cell in row]
    return pieces


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _distance(first: str, second: str) -> int:
    """Return the least number of characters to change, add or drop (Levenshtein)."""
    one, two = (np.array([ord(character) for character in text], dtype=np.int64) for text in (first, second))
    steps = np.arange(len(two) + 1)
    row = steps.copy()
    for number, code in enumerate(one, start=1):
        changed = np.minimum(row[:-1] + (two != code), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([number], changed)) - steps) + steps
    return int(row[-1])


def _exact_cells(page: Page, tables: list[Rows]) -> tuple[int, int]:
    """Return (cells with exactly their text in exactly their place, all cells); each table is matched once."""
    left = [[[_squeezed(cell) for cell in row] for row in table] for table in tables]
    exact = total = 0
    for part in page.parts:
        if isinstance(part, Paragraph):
            continue
        places = {(r, c): _squeezed(cell) for r, row in enumerate(part.rows) for c, cell in enumerate(row)}
        total += len(places)
        scores = [sum(1 for place, text in places.items() if _at(table, *place) == text) for table in left]
        best = max(scores, default=0)
        if best:
            exact += best
            left.pop(scores.index(best))
    return exact, total


def _at(table: Rows, row: int, column: int) -> str | None:
    return table[row][column] if row < len(table) and column < len(table[row]) else None
