"""How much of what stands in a file was read: characters, and cells in their places."""

from collections import Counter
from typing import Any

Rows = list[list[str]]


def squeezed(text: str) -> str:
    return "".join(text.split())


def recovered(truth: dict[str, Any], text: str) -> tuple[int, int]:
    """Return (characters of the truth that were read, all of them); order does not count, how often does."""
    wanted: Counter[str] = Counter()
    for part in truth["parts"]:
        texts = [part["text"]] if "text" in part else [cell for row in part["rows"] for cell in row]
        for piece in texts:
            wanted.update(squeezed(piece))
    return (wanted & Counter(squeezed(text))).total(), wanted.total()


def exact_cells(truth: dict[str, Any], tables: list[Rows]) -> tuple[int, int]:
    """Return (cells with exactly their text in exactly their place, all cells), tables over pages as one.

    A tool that hands on a table page by page is helped: its pieces are put together, repeated heads dropped. An
    empty cell counts where its row has a text in its place.
    """
    right = total = 0
    left = stitched(tables)
    for part in truth["parts"]:
        if "rows" not in part:
            continue
        covered = _covered(part["spans"])
        places = {
            (row, column): squeezed(text)
            for row, line in enumerate(part["rows"])
            for column, text in enumerate(line)
            if (row, column) not in covered
        }
        total += len(places)
        scores = [sum(_at(table, place) == text for place, text in places.items()) for table in left]
        if scores and max(scores):
            best = scores.index(max(scores))
            right += scores[best]
            left.pop(best)
    return right, total


def stitched(tables: list[Rows]) -> list[Rows]:
    """Put a table behind the one before it where it repeats that one's head."""
    found: list[Rows] = []
    for table in tables:
        rows = [[squeezed(cell) for cell in row] for row in table]
        if found and rows and found[-1][0] == rows[0]:
            found[-1].extend(rows[1:])
        elif rows:
            found.append(rows)
    return found


def _at(table: Rows, place: tuple[int, int]) -> str | None:
    row, column = place
    return table[row][column] if row < len(table) and column < len(table[row]) else None


def _covered(spans: list[list[int]]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for top, start, height, width in spans
        for row in range(top, top + height)
        for column in range(start, start + width)
        if (row, column) != (top, start)
    }
