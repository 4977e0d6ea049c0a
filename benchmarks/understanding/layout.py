"""The light markup of the gold documents, read into lines that both writers lay out.

# red head      = title line       * centred line    > right-hand line     @ flush line
N centred number    n right-hand number    | table | row | with ^ (merged up) and < (merged left) |
---  new page       !noborder  the next table has no ruling lines     !pages  the next table runs over two pages
"""

from dataclasses import dataclass
from typing import Literal

Style = Literal["body", "head", "title", "center", "right", "flush"]
MARKS: dict[str, Style] = {
    "#": "head",
    "=": "title",
    "*": "center",
    ">": "right",
    "@": "flush",
    "N": "center",
    "n": "right",
}


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    text: str
    style: Style


@dataclass(frozen=True)
class Grid:
    """A table; "^" and "<" are places that belong to the cell above or at the left."""

    rows: tuple[tuple[str, ...], ...]
    is_ruled: bool = True

    def owners(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Return for each cell (row, column) all the places that it covers."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, cells in enumerate(self.rows):
            for column, text in enumerate(cells):
                place = owner[row - 1, column] if text == "^" else (row, column)
                place = owner[row, column - 1] if text == "<" else place
                owner[row, column] = place
                covered.setdefault(place, []).append((row, column))
        return covered


@dataclass(frozen=True)
class Break:
    """The next block begins a new page."""


Block = Line | Grid | Break


def blocks_of(body: str) -> list[Block]:
    """Read the markup."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    options = ""
    for raw in [*body.splitlines(), ""]:
        line = raw.strip()
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks += _grids(rows, options)
            rows, options = [], ""
        if line.startswith("!"):
            options += line
        elif line == "---":
            blocks.append(Break())
        elif line:
            is_marked = line[0] in MARKS and line[1:2] == " "
            blocks.append(Line(line[2:].strip(), MARKS[line[0]]) if is_marked else Line(line, "body"))
    return blocks


def _grids(rows: list[tuple[str, ...]], options: str) -> list[Block]:
    is_ruled = "!noborder" not in options
    return [Grid(tuple(rows), is_ruled)]
