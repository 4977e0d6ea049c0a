"""Paragraphs from lines: wrapped lines joined, titles known by their size."""

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.parsers.layout.look_alikes import leads_to_page
from pipeline.parsers.layout.sheet import Line, least, union
from pipeline.parsers.text.joining import ends_sentence, join, separator
from schemas.locator import PageLocator
from schemas.parsed import TextBlock, TextLine, TextRole

MARGIN_EM = 1.0  # lines whose ends are this close reach the same margin
INDENT_EM = 1.0  # the first line of a paragraph is indented by two characters
SPARE_EM = 0.1  # whether what is this close to the margin still fits is a matter of rounding
RAGGED_EM = 4.0  # an unfinished line may end this early: its last word was too long
MAX_GAP_EM = 2.0  # between the boxes of two lines of one paragraph
TITLE_EM = 1.15  # a centred line larger than the body by this is a title
LARGE_EM = 1.5  # a line this large is one wherever it stands
MAX_TITLE_CHARS = 80
MIN_LINES = 5
SHARED_LINES = 3
NEAR_EM = 3.0
FULL_SHARE = 0.8  # where so many lines end at one place, that is the margin
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?!\d)|[①-⑳]|附[件表]|注[:：])"
)


@dataclass(frozen=True)
class TextArea:
    """Where the body of a page stands, in points; `size_pt` is the body's size of type."""

    left: float
    right: float
    size_pt: float


def text_area(lines: list[Line], width_pt: float) -> TextArea | None:
    """Measure the body lines of pages of one width; None where there are none."""
    if not lines:
        return None
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size_pt] += len(line.text)
    size = sizes.most_common(1)[0][0]
    left = _outermost([line.x0 for line in lines], size)
    return TextArea(left, _right(lines, width_pt - left, size), size)


def page_area(lines: list[Line], width_pt: float, common: TextArea) -> TextArea:
    """Return the text area of one page: its own margins where nearly all lines reach them, else near the common ones.

    A list of short lines has no right margin of its own.
    """
    own = text_area(lines, width_pt)
    if own is None:
        return common
    full = sum(1 for line in lines if own.right - line.x1 <= MARGIN_EM * own.size_pt)
    if full >= max(MIN_LINES, FULL_SHARE * len(lines)):
        return TextArea(own.left, own.right, common.size_pt)
    near = abs(own.right - common.right) <= NEAR_EM * common.size_pt
    return TextArea(min(own.left, common.left), own.right if near else common.right, common.size_pt)


def _right(lines: list[Line], symmetric: float, size_pt: float) -> float:
    """Return the right margin: where lines end about as far from the right as they begin from the left.

    Where none do, it is the outermost place that many lines reach, or the symmetric one.
    """
    ends = [line.x1 for line in lines]
    near = [end for end in ends if abs(end - symmetric) <= NEAR_EM * size_pt]
    if near:
        return -_outermost([-end for end in near], size_pt)
    outermost = -_outermost([-end for end in ends], size_pt)
    reached = sum(1 for end in ends if outermost - end <= MARGIN_EM * size_pt)
    return outermost if reached >= max(MIN_LINES, len(lines) / 3) else max(symmetric, outermost)


def _outermost(ends: list[float], size_pt: float) -> float:
    """Return the lowest position that several lines share; the lowest of all where none is shared."""
    ordered = sorted(ends)
    for number, end in enumerate(ordered):
        reached = sum(1 for other in ordered[number:] if other - end <= MARGIN_EM * size_pt)
        if reached >= min(SHARED_LINES, len(ordered)):
            return end
    return ordered[0]


def paragraphs_of(lines: list[Line], page: int, area: TextArea, width_pt: float, role: TextRole) -> list[TextBlock]:
    """Return the paragraphs that lines without a table between them form."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and role == "body" and _goes_on(groups[-1], line, area):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group, page, area, width_pt, role) for group in groups]


def _goes_on(group: list[Line], following: Line, area: TextArea) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    line = group[-1]
    size = max(line.size_pt, 1.0)
    if abs(line.size_pt - following.size_pt) > 0.1 * size or following.top - line.bottom > MAX_GAP_EM * size:
        return False
    if line.size_pt >= TITLE_EM * area.size_pt and abs(line.centre - following.centre) <= size:
        return not _NUMBERED.match(following.text)
    if leads_to_page(line.text):
        return False
    complete = ends_sentence(line.text)
    if line.x1 + following.first_unit_pt + SPARE_EM * size <= area.right and (
        complete or following.x0 > area.left + MARGIN_EM / 2 * size or line.x1 <= area.right - RAGGED_EM * size
    ):
        return False
    if _NUMBERED.match(following.text) and complete:
        return False
    indented = following.x0 > area.left + INDENT_EM * size
    return not indented or (
        not complete and not _NUMBERED.match(following.text) and len(group) > 1 - (following.x0 >= line.x0)
    )


def _block(group: list[Line], page: int, area: TextArea, width_pt: float, role: TextRole) -> TextBlock:
    block = block_of(group, page, role)
    if role == "body" and len(block.text) <= MAX_TITLE_CHARS and _is_title(group, area, width_pt):
        return block.model_copy(update={"role": "heading", "level": 1})
    return block


def block_of(group: list[Line], page: int, role: TextRole) -> TextBlock:
    """Return lines as one block of text, joined in their order."""
    text = ""
    lines: list[TextLine] = []
    for line in group:
        start = len(text.rstrip()) + len(separator(text, line.text)) if text else 0
        text = join(text, line.text) if text else line.text.strip()
        lines.append(TextLine(start=start, end=len(text), bbox_pt=line.box_pt, confidence=line.confidence))
    box = union([line.bbox_pt for line in lines])
    return TextBlock(
        text=text,
        locator=PageLocator(page=page, bbox_pt=box),
        page=page,
        role=role,
        lines=tuple(lines),
        confidence=least(line.confidence for line in group),
    )


def _is_title(group: list[Line], area: TextArea, width_pt: float) -> bool:
    size = min(line.size_pt for line in group)
    if size >= LARGE_EM * area.size_pt:
        return True
    centred = all(
        abs(line.centre - width_pt / 2) <= 2 * line.size_pt and line.x0 > area.left + line.size_pt for line in group
    )
    return size >= TITLE_EM * area.size_pt and centred
