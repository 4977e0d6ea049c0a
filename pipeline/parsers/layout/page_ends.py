"""Paragraphs that a page end cuts in two."""

from dataclasses import dataclass
from itertools import pairwise

from pipeline.parsers.layout.paragraphs import RAGGED_EM, begins_anew, is_wrapped
from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.layout.sheet import Line
from pipeline.parsers.layout.text_areas import TextArea
from pipeline.parsers.text.joining import ends_sentence
from schemas.parsed import Block, TextBlock

INDENT_EM = 1.0  # a first line begins two characters in, no other line more than one


@dataclass(frozen=True)
class BodyPage:
    """The blocks of one page in reading order, with the lines and the text area they were made of."""

    page: PrintedPage
    blocks: list[Block]
    lines: list[Line]
    area: TextArea


def mark_cut_paragraphs(pages: list[BodyPage]) -> None:
    """State for the first paragraph of each page whether it goes on with the last one of the page before.

    The blocks are replaced in place. Nothing is stated where the lines leave it open: what they say has to tell.
    """
    for before, after in pairwise(pages):
        if after.page.page != before.page.page + 1 or before.page.is_vertical or after.page.is_vertical:
            continue
        first, second = _outer(before, at_end=True), _outer(after, at_end=False)
        if first is None or second is None:
            continue
        upper, lower = before.blocks[first], after.blocks[second]
        if not (isinstance(upper, TextBlock) and isinstance(lower, TextBlock)):
            continue
        group, following = _lines_of(upper, before), _lines_of(lower, after)
        if not group or not following:
            continue
        goes_on = _goes_on(group, following[0], before, after)
        after.blocks[second] = lower.model_copy(update={"goes_on": goes_on})


def _outer(page: BodyPage, *, at_end: bool) -> int | None:
    """Return the index of the last or first block of the body where it is text; None where it is a table."""
    numbers = range(len(page.blocks))
    for number in reversed(numbers) if at_end else numbers:
        block = page.blocks[number]
        if not isinstance(block, TextBlock):
            return None
        if block.role in ("body", "heading"):
            return number
    return None


def _lines_of(block: TextBlock, page: BodyPage) -> list[Line]:
    boxes = {line.bbox_pt for line in block.lines}
    columns = [line for column in page.page.columns for line in column.lines]
    return [line for line in [*page.lines, *columns] if line.box_pt in boxes]


def _area_of(line: Line, page: BodyPage) -> TextArea:
    """Return the margins between which a line stands: those of its column, or of the page."""
    for column in page.page.columns:
        if line in column.lines:
            return TextArea(column.box_pt[0], column.box_pt[2], page.area.size_pt)
    return page.area


def _goes_on(group: list[Line], following: Line, before: BodyPage, after: BodyPage) -> bool | None:
    """Tell whether a paragraph goes on behind a page end; None where only its words can tell."""
    area, own = _area_of(group[-1], before), _area_of(following, after)
    shift = area.left - own.left  # pages bound at the left have other margins than those bound at the right
    moved = following._replace(x0=following.x0 + shift, x1=following.x1 + shift)
    if is_wrapped(group, moved, area):
        return True
    size = max(group[-1].size_pt, 1.0)
    is_indented = moved.x0 > area.left + INDENT_EM * size
    is_short = group[-1].x1 <= area.right - RAGGED_EM * size
    if ends_sentence(group[-1].text) or begins_anew(following.text) or (is_indented and is_short):
        return False
    return None
