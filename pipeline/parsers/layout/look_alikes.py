"""Text that stands in columns and is no table: contents pages, forms of labels and values, places for signatures."""

import re
from itertools import pairwise

from pipeline.parsers.layout.bands import Band

FORM_SHARE = 0.6  # of the rows of a form hold labels
MIN_LABELS = 2  # in a row of a form
LEADER_SHARE = 0.5  # of the lines of a contents page lead to their page by dots
_LEADER = re.compile(r"[.…·．・‥⋯_]{4,}|…{2,}")
_LED_TO_PAGE = re.compile(r"(?:[.…·．・‥⋯]\s*){3,}[（(]?(?:\d{1,4}|[ivxIVX]{1,5})[）)]?")
_CONTENTS = re.compile(r"(?:目录|目次|contents|图目录|表目录|附件目录)", re.IGNORECASE)
_LABEL = re.compile(r"[^\d：:]{2,12}[：:]")
_PAGE = re.compile(r"[（(]?\d{1,4}[）)]?")

_CAPTION = re.compile(r"附?[表图]\s*[\d一二三四五六七八九十]+(?![\d.]*[%％]).*|[（(]?(?:计量|金额)?单位\s*[:：].*")


def is_caption(band: Band) -> bool:
    """Tell whether a band is the caption of a table, or names the unit of its figures."""
    first = min(band.pieces, key=lambda piece: piece.x0)
    return _CAPTION.fullmatch(first.text.strip()) is not None


def is_no_table(group: list[Band], before: list[Band]) -> bool:
    """Tell whether aligned bands without rulings are a contents page or a form; `before` stand above them."""
    return _has_leaders(group) or _is_contents(group, before) or _is_form(group)


def leads_to_page(text: str) -> bool:
    """Tell whether a line ends with dots and the number of a page."""
    found = _LED_TO_PAGE.search(text.rstrip())
    return found is not None and found.end() == len(text.rstrip())


def _has_leaders(group: list[Band]) -> bool:
    led = sum(1 for band in group if _LEADER.search("".join("".join(piece.text for piece in band.pieces).split())))
    return led >= LEADER_SHARE * len(group)


def _is_contents(group: list[Band], before: list[Band]) -> bool:
    """Tell whether numbers of pages that never fall stand at the right below a heading that says so."""
    titles = ("".join("".join(piece.text for piece in band.pieces).split()) for band in before[-2:])
    if not any(_CONTENTS.fullmatch(title) for title in titles):
        return False
    ends = [max(band.pieces, key=lambda piece: piece.x1).text.strip() for band in group]
    if not all(_PAGE.fullmatch(end) for end in ends):
        return False
    numbers = [int(end.strip("（）()")) for end in ends]
    return all(first <= second for first, second in pairwise(numbers))


def _is_form(group: list[Band]) -> bool:
    """Tell whether most rows hold several labels, each with its colon: what stands in a column has no common head."""
    labels = [sum(1 for piece in band.pieces if _LABEL.match(piece.text.strip())) for band in group]
    return sum(1 for count in labels if count >= MIN_LABELS) >= FORM_SHARE * len(group)
