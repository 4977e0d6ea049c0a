"""Headers, footers and page numbers, told from the body by place and repetition."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from statistics import median

from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.layout.sheet import Line
from schemas.parsed import TextRole

MARGIN_SHARE = 0.1  # of the page height; GB/T 9704 leaves 37 mm of 297 above and 35 mm below the text
FOOTER_SHARE = 0.15  # page numbers may stand close below the text
CANDIDATES = 3
MAX_LINE_GAP_EM = 1.5  # lines further apart than this are not of one text
PARTING_PT = 2.0  # a header stands at least this further from the text than lines stand from each other
SAME_HEIGHT_PT = 6.0
MIN_SHARE = 0.3
MIN_COUNT = 2
ENOUGH_COUNT = 5
_PAGE_NUMBER = re.compile(
    r"[-—–－―·•~\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})(?:\s*页)?"
    r"(?:\s*[/／]\s*\d{1,4}|[\s，,]*共\s*\d{1,4}\s*页)?[-—–－―·•~\s]*"
)


def margin_roles(pages: list[PrintedPage]) -> dict[tuple[int, int], TextRole]:
    """Return (page, number of the line on it) -> header or footer; all other lines are body."""
    found: dict[tuple[int, int], TextRole] = {}
    groups: dict[tuple[TextRole, str], list[tuple[int, int, float]]] = defaultdict(list)
    for page in pages:
        candidates = _candidates(page)
        for number, line, role in candidates:
            if role == "footer" and _PAGE_NUMBER.fullmatch(line.text.strip()):
                found[page.page, number] = role
        for number, line, role in [*candidates, *_number_close_below(page)]:
            groups[role, _pattern(line.text)].append((page.page, number, _height(page, line)))
    for (role, _), places in groups.items():
        for page_number, number, height in places:
            same = {other for other, _, at in places if abs(at - height) <= SAME_HEIGHT_PT}
            if len(same) >= MIN_COUNT and len(same) >= min(MIN_SHARE * len(pages), ENOUGH_COUNT):
                found[page_number, number] = role
    return found


def _candidates(page: PrintedPage) -> list[tuple[int, Line, TextRole]]:
    """Return the outermost lines in the upper and lower margin that a gap parts from what stands inside of them."""
    usual = _usual_gap(page.lines)
    boxes = [*(table.box_pt for table in page.tables), *(column.box_pt for column in page.columns)]
    spans = sorted([(line.top, line.bottom) for line in page.lines] + [box[1::2] for box in boxes])
    tops, bottoms = [top for top, _ in spans], sorted(bottom for _, bottom in spans)
    found: list[tuple[int, Line, TextRole]] = []
    for number, line in enumerate(page.lines):
        role = _margin(line, page.height_pt)
        if role is None:
            continue
        is_footer = role == "footer"
        outside = len(tops) - bisect_right(tops, line.middle) if is_footer else bisect_left(bottoms, line.middle)
        if outside < CANDIDATES:
            found.append((number, line, role))
    return _parted(found, spans, usual)


def _number_close_below(page: PrintedPage) -> list[tuple[int, Line, TextRole]]:
    """Return the lowest line where it could be a page number: as no gap parts it, its repetition has to tell."""
    if not page.lines:
        return []
    number = max(range(len(page.lines)), key=lambda at: page.lines[at].top)
    line = page.lines[number]
    below = _margin(line, page.height_pt) == "footer" and _PAGE_NUMBER.fullmatch(line.text.strip())
    return [(number, line, "footer")] if below else []


def _margin(line: Line, height_pt: float) -> TextRole | None:
    """Return the role that a line in the upper or lower margin would have."""
    if line.bottom <= MARGIN_SHARE * height_pt:
        return "header"
    return "footer" if line.top >= (1 - FOOTER_SHARE) * height_pt else None


def _usual_gap(lines: list[Line]) -> float:
    """Return the usual distance between the boxes of two lines of one text on a page."""
    gaps = [second.top - first.bottom for first, second in pairwise(lines)]
    close = [gap for gap, line in zip(gaps, lines, strict=False) if gap <= MAX_LINE_GAP_EM * line.size_pt]
    return max(median(close), 0.0) if close else 0.0


def _parted(
    candidates: list[tuple[int, Line, TextRole]], spans: list[tuple[float, float]], usual: float
) -> list[tuple[int, Line, TextRole]]:
    """Keep the candidates outside of the innermost wide gap: what follows at the usual distance is text."""

    def gap(line: Line, role: TextRole) -> float:
        if role == "header":
            return min((top - line.bottom for top, _ in spans if top > line.middle), default=PARTING_PT + usual + 1)
        return min((line.top - bottom for _, bottom in spans if bottom < line.middle), default=PARTING_PT + usual + 1)

    ends = [(line, role) for _, line, role in candidates if gap(line, role) > usual + PARTING_PT]
    lowest = max((line.middle for line, role in ends if role == "header"), default=-1.0)
    highest = min((line.middle for line, role in ends if role == "footer"), default=float("inf"))
    return [
        (number, line, role)
        for number, line, role in candidates
        if (line.middle <= lowest if role == "header" else line.middle >= highest)
    ]


def _height(page: PrintedPage, line: Line) -> float:
    """Return how far a line stands from the nearer page end."""
    return line.middle if line.middle < page.height_pt / 2 else page.height_pt - line.middle + page.height_pt


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))
