"""The text of a printed cell: wrapped lines joined, real lines kept."""

import re
from itertools import pairwise

from pipeline.parsers.layout.grids import PrintedCell, PrintedTable
from pipeline.parsers.layout.sheet import Line
from pipeline.parsers.text.characters import is_latin
from pipeline.parsers.text.joining import ends_sentence, join

MAX_PADDING_PT = 8.0
USUAL_PADDING_PT = 2.0
SCRIPT_GAP_EM = 0.25  # office software parts letters and Chinese characters by this
PROSE_EM = 12.0  # a cell this wide holds sentences, whose lines may end a little early
PROSE_SPARE_EM = 0.6
COLUMN_EM = 1.8
_LIST_MARK = re.compile(r"(?:[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?!\d)|[①-⑳⑴-⒇⒈-⒛])")


def cell_text(parts: list[PrintedCell], padding_pt: float) -> str:
    """Return the text of a cell and of its continuations on later pages; real lines are parted by a line break."""
    lines = [(line, part) for part in parts for line in part.lines]
    text = lines[0][0].text.strip() if lines else ""
    for (line, part), (following, _) in pairwise(lines):
        if is_wrapped(line, following, part, padding_pt):
            text = join(text, following.text)
        else:
            text = text.rstrip() + "\n" + following.text.strip()
    return text.strip()


def is_wrapped(line: Line, following: Line, cell: PrintedCell, padding_pt: float) -> bool:
    """Tell whether a line goes on in the next: the first unit of that one would not have fitted behind it.

    A line that begins with a list mark begins anew.
    """
    if _LIST_MARK.match(following.text):
        return False
    left, _, right, bottom = cell.box_pt
    if line.bottom - line.top > COLUMN_EM * line.size_pt:  # written from top to bottom
        return line.bottom + following.first_unit_pt > bottom - padding_pt
    needed = following.first_unit_pt
    if is_latin(line.text[-1]) != is_latin(following.text[0]):
        needed += SCRIPT_GAP_EM * line.size_pt
    if right - left >= PROSE_EM * line.size_pt and not ends_sentence(line.text):
        needed += PROSE_SPARE_EM * line.size_pt
    return line.x1 + needed > right - padding_pt or line.x1 - line.x0 + needed > right - left - 2 * padding_pt


def padding_of(table: PrintedTable) -> float:
    """Return the distance that text keeps from the left borders of its cells, in points.

    At the right borders a closing mark may hang over.
    """
    gaps = [line.x0 - cell.box_pt[0] for cell in table.cells for line in cell.lines]
    return min(max(min(gaps, default=USUAL_PADDING_PT), 0.0), MAX_PADDING_PT)
