"""The numbers of a passage that became no facts, each with the reason the readers noted."""

import re
from collections.abc import Iterator

from pipeline.numbers.not_values import kinds_of_no_value
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.numbers.year_span import YearContext
from pipeline.numbers.years import years
from pipeline.passages import Prose, Table
from pipeline.stages.extraction.left_out import Notes
from pipeline.stages.extraction.scene import Scene
from schemas.left_out import LeftOut, Reason
from schemas.parsed import Cell

QUOTE_CHARS = 60
_DIGITS = re.compile(r"\d+(?:[.,·]\d+)*")
_ENDS = "。;!?\n"
_YEAR = re.compile(r"(?:19|20)\d\d")


def unread_in_prose(passage: Prose, scene: Scene, notes: Notes) -> Iterator[LeftOut]:
    """Yield the numbers of a paragraph that its notes do not hold for taken."""
    shade = shadow(passage.text)
    for start, end, reason in _spans(shade, scene.context, notes):
        first, last = shade.span(start, end)
        yield LeftOut(
            raw=passage.text[first:last],
            reason=reason,
            quote=_around(shade, start, end),
            locator=passage.locate(first, last),
        )


def unread_in_table(table: Table, scene: Scene, notes: Notes) -> Iterator[LeftOut]:
    """Yield the numbers of the cells that hold values or running text; heads and labels count nothing."""
    cells = {cell.locator: cell for cell in table.block.cells}
    for locator, said in notes.cells.items():
        if isinstance(said, Notes):
            yield from _in_running_text(cells[locator], scene.context, said)
        elif locator not in notes.taken_cells:
            text = cells[locator].text.strip()
            yield LeftOut(raw=text[:QUOTE_CHARS], reason=said, quote=_row(table, cells[locator]), locator=locator)


def _in_running_text(cell: Cell, context: YearContext, notes: Notes) -> Iterator[LeftOut]:
    shade = shadow(cell.text)
    for start, end, reason in _spans(shade, context, notes):
        yield LeftOut(
            raw=shade.quote(start, end), reason=reason, quote=_around(shade, start, end), locator=cell.locator
        )


def _spans(shade: Shadow, context: YearContext, notes: Notes) -> Iterator[tuple[int, int, Reason]]:
    """Yield (start, end, reason) of every number that was not taken, in order, numbers of one span together."""
    known: list[tuple[int, int, Reason]] = [(start, end, reason) for (start, end), reason in notes.spans.items()]
    known += kinds_of_no_value(shade.text)
    known += [(span.start, span.end, "year") for span in years(shade, context)]
    found: dict[tuple[int, int], Reason] = {}
    numbers = [match.span() for match in _DIGITS.finditer(shade.text)]
    for start, end in sorted({*numbers, *notes.spans}):
        if any(first < end and start < last for first, last in notes.taken):
            continue
        covering = [span for span in known if span[0] < end and start < span[1]]
        first, last, reason = covering[0] if covering else (start, end, _unnamed(shade.text[start:end]))
        found.setdefault((first, last), reason)
    for (start, end), reason in sorted(found.items()):
        yield start, end, reason


def _unnamed(number: str) -> Reason:
    """Return the reason for a number that no rule spoke of: a bare year of a title, or nothing names it."""
    return "year" if _YEAR.fullmatch(number) else "no_measure"


def _around(shade: Shadow, start: int, end: int) -> str:
    """Return the original words around a number: its sentence, or as much of it as fits."""
    text = shade.text
    first = max(*(text.rfind(mark, 0, start) + 1 for mark in _ENDS), start - QUOTE_CHARS // 2)
    ends = (place for mark in _ENDS if (place := text.find(mark, end)) >= 0)
    last = min(*ends, len(text), max(end, first + QUOTE_CHARS), len(text))
    return shade.quote(first, last).strip()


def _row(table: Table, cell: Cell) -> str:
    texts = [found.text.strip() for found in table.block.grid()[cell.row] if found is not None]
    return " ".join(dict.fromkeys(text for text in texts if text))[:QUOTE_CHARS]
