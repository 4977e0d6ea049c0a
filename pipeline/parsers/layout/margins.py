"""Headers, footers and page numbers, told from the body by place and repetition."""

import re
from collections import defaultdict

from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.layout.sheet import Line
from schemas.parsed import TextRole

MARGIN_SHARE = 0.1  # of the page height; GB/T 9704 leaves 37 mm of 297 above and 35 mm below the text
FOOTER_SHARE = 0.15  # page numbers may stand close below the text
CANDIDATES = 3
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
        for number, line, role in _candidates(page):
            if role == "footer" and _PAGE_NUMBER.fullmatch(line.text.strip()):
                found[page.page, number] = role
            groups[role, _pattern(line.text)].append((page.page, number, _height(page, line)))
    for (role, _), places in groups.items():
        for page_number, number, height in places:
            same = {other for other, _, at in places if abs(at - height) <= SAME_HEIGHT_PT}
            if len(same) >= MIN_COUNT and len(same) >= min(MIN_SHARE * len(pages), ENOUGH_COUNT):
                found[page_number, number] = role
    return found


def _candidates(page: PrintedPage) -> list[tuple[int, Line, TextRole]]:
    """Return the outermost lines in the upper and lower margin, as far as no table stands outside of them."""
    upper_margin, lower_margin = MARGIN_SHARE * page.height_pt, FOOTER_SHARE * page.height_pt
    highest = min((table.box_pt[1] for table in page.tables), default=page.height_pt)
    lowest = max((table.box_pt[3] for table in page.tables), default=0.0)
    numbered = list(enumerate(page.lines))
    upper: list[tuple[int, Line, TextRole]] = [
        (number, line, "header")
        for number, line in numbered[:CANDIDATES]
        if line.bottom <= upper_margin and line.middle < highest
    ]
    lower: list[tuple[int, Line, TextRole]] = [
        (number, line, "footer")
        for number, line in numbered[-CANDIDATES:]
        if line.top >= page.height_pt - lower_margin and line.middle > lowest
    ]
    return upper + lower


def _height(page: PrintedPage, line: Line) -> float:
    """Return how far a line stands from the nearer page end."""
    return line.middle if line.middle < page.height_pt / 2 else page.height_pt - line.middle + page.height_pt


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))
