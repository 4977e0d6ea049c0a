"""Paragraphs from lines: wrapped lines joined, titles known by their size."""

import re

from pipeline.parsers.layout.look_alikes import leads_to_page
from pipeline.parsers.layout.sheet import Line, least, union
from pipeline.parsers.layout.text_areas import FIRST_INDENT_EM, MARGIN_EM, SAME_PLACE_EM, TextArea
from pipeline.parsers.text.joining import ends_sentence, join, separator
from schemas.locator import PageLocator
from schemas.parsed import TextBlock, TextLine, TextRole

INDENT_EM = 1.0  # the first line of a paragraph is indented by two characters
SPARE_EM = 0.1  # whether what is this close to the margin still fits is a matter of rounding
RAGGED_END_EM = 1.0  # text that is not justified ends so unevenly; what begins at the margin is seldom a first line
RAGGED_EM = 4.0  # an unfinished line may end this early: its last word was too long
MAX_GAP_EM = 2.0  # between the boxes of two lines of one paragraph
TITLE_EM = 1.15  # a centred line larger than the body by this is a title
LARGE_EM = 1.5  # a line this large is one wherever it stands
MAX_TITLE_CHARS = 80
SAME_SIZE_SHARE = 0.1  # lines of one paragraph differ in size by no more
OPEN_LINES = 2  # a bracket left open for more lines is a slip of the pen
HANGING_EM = 6.0  # a hanging indent leaves room for a mark or a short label (附件：, 抄送：)
RIGHT_SHARE = 0.4  # what begins this far from the left is set at the right: signatures, dates, marks
_BRACKETS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "【": "】", "[": "]", "［": "］"}
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?!\d)|[①-⑳]|附[件表]|注[:：]"
    r"|(?:抄送|抄报|主送|填[表报]人?|填报单位|填报日期|审核人?|制表人?|负责人)\s*[:：])"
)


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
    size = max(group[-1].size_pt, 1.0)
    return following.top - group[-1].bottom <= MAX_GAP_EM * size and is_wrapped(group, following, area)


def is_wrapped(group: list[Line], following: Line, area: TextArea) -> bool:
    """Tell whether a paragraph goes on in the line that follows in reading order, however far below it stands."""
    line = group[-1]
    size = max(line.size_pt, 1.0)
    is_numbered = begins_anew(following.text)
    if abs(line.size_pt - following.size_pt) > SAME_SIZE_SHARE * size:
        return False
    if line.size_pt >= TITLE_EM * area.size_pt and abs(line.centre - following.centre) <= size:
        return not is_numbered
    complete = ends_sentence(line.text)
    if not complete and not is_numbered and _holds_open_bracket(group):
        return True
    if (is_numbered and complete) or _is_last(group, following, area):
        return False
    if following.x0 <= area.left + INDENT_EM * size:
        return True
    may_hang = len(group) > 1 or following.x0 >= line.x0
    return may_hang and not (complete or is_numbered or _are_set_apart(group, following, area))


def begins_anew(text: str) -> bool:
    """Tell whether a line begins with the number of a heading or item, or with a label that begins a paragraph."""
    return _NUMBERED.match(text) is not None


def _is_last(group: list[Line], following: Line, area: TextArea) -> bool:
    """Tell whether a line ends its paragraph by where it stands."""
    line = group[-1]
    return leads_to_page(line.text) or _ends_early(line, following, area) or _stands_far_in(group, following, area)


def _ends_early(line: Line, following: Line, area: TextArea) -> bool:
    """Tell whether what begins the line below would have fitted behind a line that may be the last of a paragraph."""
    size = max(line.size_pt, 1.0)
    inside = following.x0 > area.left + MARGIN_EM / 2 * size
    spare = SPARE_EM if inside else RAGGED_END_EM
    if line.x1 + following.first_unit_pt + spare * size > area.right:
        return False
    return inside or ends_sentence(line.text) or line.x1 <= area.right - RAGGED_EM * size


def _are_set_apart(group: list[Line], following: Line, area: TextArea) -> bool:
    """Tell whether two lines stand each for itself: signatures and dates at the right, centred lines.

    A wrapped line begins where the one above it does, or a little to the left or right of it where the first is
    indented or hangs over.
    """
    line = group[-1]
    size = max(line.size_pt, 1.0)
    inwards = following.x0 - line.x0
    is_full = line.x0 < area.left + HANGING_EM * size and line.x1 + following.first_unit_pt > area.right
    if is_full and abs(line.centre - following.centre) <= SAME_PLACE_EM * size:
        return False  # centred lines of which the first fills the measure
    if inwards > HANGING_EM * size or (inwards > SAME_PLACE_EM * size and line.x0 > area.left + HANGING_EM * size):
        return True
    is_single = len(group) == 1 and not _holds_clauses(line.text)
    return is_single and min(line.x0, following.x0) > area.left + RIGHT_SHARE * (area.right - area.left)


def _stands_far_in(group: list[Line], following: Line, area: TextArea) -> bool:
    """Tell whether a single line begins further right of the next than any first line of a paragraph does."""
    line = group[-1]
    size = max(line.size_pt, 1.0)
    far = line.x0 > area.left + HANGING_EM * size and line.x0 - following.x0 > (FIRST_INDENT_EM + INDENT_EM) * size
    return far and len(group) == 1 and not _holds_clauses(line.text)


def _holds_open_bracket(group: list[Line]) -> bool:
    """Tell whether a bracket that the lines open is not closed in them."""
    text = "".join(line.text for line in group[-OPEN_LINES:])
    last = max((text.rfind(mark) for mark in _BRACKETS), default=-1)
    return last >= 0 and _BRACKETS[text[last]] not in text[last:]


def _holds_clauses(text: str) -> bool:
    return any(mark in text for mark in "，。；,;")


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
