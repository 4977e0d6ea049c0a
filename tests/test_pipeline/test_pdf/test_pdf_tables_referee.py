"""Cells of generated tables: all that pdfplumber finds are found, in whatever way the rules are drawn."""

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline import parsers
from pipeline.parsers.pdf_file.shades import MIN_COLUMNS, MIN_ROWS
from schemas.parsed import TableBlock

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
HEIGHT = A4[1]
LEFT, TOP, WIDTH, ROW = 60.0, 80.0, 80.0, 34.0
WORDS = ["断面", "98.5%", "", "优良率", "完成治理项目\n三十个", "2022", "—", "Ⅱ类", "青溪县\n水利局\n盖章"]
Line = Callable[[Canvas, float, float, float, float], None]
Merge = tuple[int, int, int, int]  # row, column, rows, columns


def stroke(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y1)


def dashed(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setDash(3, 2)
    canvas.line(x0, y0, x1, y1)


def double(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for apart in (-0.8, 0.8):
        across = (0, apart) if y0 == y1 else (apart, 0)
        canvas.line(x0 + across[0], y0 + across[1], x1 + across[0], y1 + across[1])


def area(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, max(x1 - x0, 0.24), max(y1 - y0, 0.24), stroke=0, fill=1)


def segments(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    parts = 12
    xs = [x0 + (x1 - x0) * number / parts for number in range(parts + 1)]
    ys = [y0 + (y1 - y0) * number / parts for number in range(parts + 1)]
    for number in range(parts):
        canvas.line(xs[number], ys[number], xs[number + 1], ys[number + 1])


LINES: dict[str, Line] = {"stroke": stroke, "dashed": dashed, "double": double, "area": area, "segments": segments}


def cells_of(rows: int, columns: int, merges: list[Merge]) -> list[Merge]:
    """Return the cells of a table: those merged first, none over another, then all that is left."""
    taken: set[tuple[int, int]] = set()
    found: list[Merge] = []
    single = [(row, column, 1, 1) for row in range(rows) for column in range(columns)]
    for row, column, down, across in [*merges, *single]:
        places = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
        if not places & taken and max(r for r, _ in places) < rows and max(c for _, c in places) < columns:
            taken |= places
            found.append((row, column, down, across))
    return found


def drawn(cells: list[Merge], words: list[str], line: Line | None) -> bytes:
    """Draw cells with their words; without `line` each has a shade of its own."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setLineWidth(0.3)
    for number, ((row, column, down, across), text) in enumerate(zip(cells, words, strict=False)):
        x0, x1 = LEFT + WIDTH * column, LEFT + WIDTH * (column + across)
        y0, y1 = HEIGHT - TOP - ROW * (row + down), HEIGHT - TOP - ROW * row
        canvas.saveState()
        if line is None:
            canvas.setFillGray(0.7 + 0.05 * (number % 5))
            canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
        else:
            for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                line(canvas, *ends)
        canvas.restoreState()
        canvas.setFont(FONT, 9)
        for place, part in enumerate(text.split("\n")):
            canvas.drawString(x0 + 4, y1 - 10.5 - 10.5 * place, part)
    canvas.save()
    return buffer.getvalue()


def ours(path: Path) -> Counter[str]:
    document = parsers.parse(path, "application/pdf")
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    return Counter("".join(cell.text.split()) for table in tables for cell in table.cells)


def theirs(path: Path) -> Counter[str]:
    with pdfplumber.open(path) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    return Counter("".join(cell.split()) for table in tables for row in table for cell in row if cell is not None)


@pytest.mark.parametrize("style", [*LINES, "shades"])
@given(
    st.integers(2, 7),
    st.integers(2, 5),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 3), st.integers(1, 3)), max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=35, max_size=35),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_every_cell_that_the_referee_finds(
    tmp_path: Path, style: str, rows: int, columns: int, merges: list[Merge], words: list[str]
) -> None:
    cells = cells_of(rows, columns, merges)
    if style == "shades":  # fewer than two rows of two shaded areas are taken for no table, on purpose
        begins = {row for row, *_ in cells}, {column for _, column, *_ in cells}
        assume(len(cells) >= MIN_ROWS * MIN_COLUMNS and len(begins[0]) >= MIN_ROWS and len(begins[1]) >= MIN_COLUMNS)
    path = tmp_path / "table.pdf"
    path.write_bytes(drawn(cells, words, LINES.get(style)))
    printed = Counter("".join(word.split()) for word in words[: len(cells)] if word)
    found, expected = +ours(path), +theirs(path)
    found.pop("", None)
    missing = {text for text in expected if text and found[text] < min(expected[text], printed[text])}
    assert not missing, (found, expected)
    filled = sum(printed.values())
    edges = {(row + down, column + across) for row, column, down, across in cells}
    if filled >= 2 and len(edges) > 1 and style != "shades":
        assert found == printed
