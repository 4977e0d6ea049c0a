"""Where the text of a page stands: its margins, told from its lines."""

from collections import Counter
from dataclasses import dataclass

from pipeline.parsers.layout.lines import CLOSING
from pipeline.parsers.layout.sheet import Line

MARGIN_EM = 1.0  # lines whose ends are this close reach the same margin
FIRST_INDENT_EM = 2.0  # GB/T 9704-2012, 7.3.3: each paragraph begins two characters in
SAME_PLACE_EM = 0.25
MIN_LINES = 5
MANY_LINES = 12
STRAY_LINES = 10  # one line of so many may reach beyond the margin: a word that could not be broken
SHARED_LINES = 3
NEAR_EM = 3.0
BODY_EM = 0.15  # the lines of the body differ from its size by less: titles may be wider, notes narrower
LEFT_SHARE = 0.35  # of the page width: what begins behind it is set at the right or centred
FULL_SHARE = 0.8  # where so many lines end at one place, that is the margin


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
    body = [line for line in lines if abs(line.size_pt - size) <= BODY_EM * size]
    inner = [line for line in body if line.x0 < LEFT_SHARE * width_pt]
    left = _left(inner or body, size)
    within = [line for line in body if line.text.rstrip()[-1:] not in CLOSING]  # a closing mark may hang in the margin
    return TextArea(left, _right(within if len(within) >= MIN_LINES else body, width_pt - left, size), size)


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


def _left(lines: list[Line], size_pt: float) -> float:
    """Return the left margin: the place that several lines share, or that two characters left of it.

    A page of few paragraphs may have more first lines than others.
    """
    starts = [line.x0 for line in lines]
    shared = _outermost(starts, size_pt)
    outer = [start for start in starts if abs(shared - start - FIRST_INDENT_EM * size_pt) <= SAME_PLACE_EM * size_pt]
    return min(outer, default=shared)


def _right(lines: list[Line], symmetric: float, size_pt: float) -> float:
    """Return the right margin: where lines end about as far from the right as they begin from the left.

    Where none do, it is the outermost place that many lines reach, or the symmetric one.
    """
    ends = [line.x1 for line in lines]
    near = [end for end in ends if abs(end - symmetric) <= NEAR_EM * size_pt]
    shared, reached = _rightmost(ends, size_pt)
    if reached >= max(MIN_LINES if len(near) < SHARED_LINES else MANY_LINES, len(lines) / 3):
        return shared
    if not near:
        return max(symmetric, shared)
    shared, _ = _rightmost(near, size_pt)
    return max(shared, symmetric) if len(near) < SHARED_LINES and symmetric - shared > size_pt else shared


def _rightmost(ends: list[float], size_pt: float) -> tuple[float, int]:
    """Return the highest position that several lines share with how many do; the few that reach beyond do not tell."""
    highest = -_outermost([-end for end in ends], size_pt)
    group = sorted((end for end in ends if 0 <= highest - end <= MARGIN_EM * size_pt), reverse=True)
    return group[len(group) // STRAY_LINES], len(group)


def _outermost(ends: list[float], size_pt: float) -> float:
    """Return the lowest position that several lines share; the lowest of all where none is shared."""
    ordered = sorted(ends)
    for number, end in enumerate(ordered):
        reached = sum(1 for other in ordered[number:] if other - end <= MARGIN_EM * size_pt)
        if reached >= min(SHARED_LINES, len(ordered)):
            return end
    return ordered[0]
