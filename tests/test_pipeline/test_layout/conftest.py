"""Sheets printed by hand: what tests of the layout of pages start from."""

from collections.abc import Callable

import pytest

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import read_page
from pipeline.parsers.layout.sheet import Glyph, Ruling, Sheet
from schemas.parsed import TableBlock, TextBlock

SIZE = 10.0


class Paper:
    """A page on which tests print at places in points from the top left."""

    def __init__(self, page: int = 1) -> None:
        self.sheet = Sheet(page, 595.0, 842.0)

    def put(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        """Print a line; letters and figures are half as wide as high."""
        for character in text:
            width = size / 2 if character.isascii() else size
            self.sheet.glyphs.append(Glyph(character, x, top, x + width, top + size, size))
            x += width

    def down(self, x: float, top: float, text: str, size: float = SIZE, step: float = 1.1) -> None:
        """Print characters one below the other."""
        for number, character in enumerate(text):
            self.put(x, top + number * step * size, character, size)

    def row(self, xs: list[float], top: float, words: list[str]) -> None:
        """Print words at places side by side."""
        for x, word in zip(xs, words, strict=True):
            self.put(x, top, word)

    def line(self, y: float, x0: float, x1: float) -> None:
        """Draw a level line."""
        self.sheet.rulings.append(Ruling(True, y, x0, x1))

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw all lines of a table."""
        self.sheet.rulings.extend(Ruling(True, y, xs[0], xs[-1]) for y in ys)
        self.sheet.rulings.extend(Ruling(False, x, ys[0], ys[-1]) for x in xs)


class Reading:
    """What was read of some papers."""

    def __init__(self, papers: tuple[Paper, ...]) -> None:
        self.blocks = compose([read_page(paper.sheet) for paper in papers])

    @property
    def texts(self) -> list[str]:
        """The texts outside of tables."""
        return [block.text for block in self.blocks if isinstance(block, TextBlock)]

    @property
    def roles(self) -> dict[str, str]:
        """The role of each text."""
        return {block.text: block.role for block in self.blocks if isinstance(block, TextBlock)}

    @property
    def tables(self) -> list[list[list[str]]]:
        """The cells of each table row by row, each where it begins, with (rows x columns) where it is merged."""
        found = []
        for table in (block for block in self.blocks if isinstance(block, TableBlock)):
            rows: list[list[str]] = [[] for _ in range(table.rows)]
            for cell in table.cells:
                spans = f"({cell.row_span}x{cell.column_span})" if cell.row_span * cell.column_span > 1 else ""
                rows[cell.row].append(cell.text + spans)
            found.append(rows)
        return found


@pytest.fixture
def paper() -> Callable[..., Paper]:
    return Paper


@pytest.fixture
def read() -> Callable[..., Reading]:
    return lambda *papers: Reading(papers)
