"""Tables of which only the shades of their cells are drawn: areas side by side and one below the other."""

from itertools import pairwise

from pipeline.parsers.layout.sheet import Ruling
from schemas.locator import BoxPt

TOUCHING_PT = 2.0  # neighbouring areas leave at most this between them, or overlap by it
MIN_ROWS, MIN_COLUMNS = 2, 2
MAX_AREAS = 400  # more are a drawing
LEAST_PT = 6.0  # of width and height of a cell


def rulings_of_shades(areas: list[BoxPt], rulings: list[Ruling]) -> list[Ruling]:
    """Return the sides of filled areas that form the cells of a table; where lines are drawn too, these tell alone."""
    cells = [box for box in areas if box[2] - box[0] >= LEAST_PT and box[3] - box[1] >= LEAST_PT]
    if not MIN_ROWS * MIN_COLUMNS <= len(cells) <= MAX_AREAS:
        return []
    found: list[Ruling] = []
    for group in _touching(cells):
        columns, rows = _places([box[0] for box in group]), _places([box[1] for box in group])
        around = (
            min(box[0] for box in group),
            min(box[1] for box in group),
            max(box[2] for box in group),
            max(box[3] for box in group),
        )
        is_grid = columns >= MIN_COLUMNS and rows >= MIN_ROWS and len(group) >= MIN_ROWS * MIN_COLUMNS
        if is_grid and not any(_lies_in(ruling, around) for ruling in rulings):
            found.extend(side for box in group for side in _sides(box))
    return found


def _touching(boxes: list[BoxPt]) -> list[list[BoxPt]]:
    """Return the groups of areas that share sides; one area in another is a background, which shares none."""
    groups: list[list[BoxPt]] = []
    left = list(boxes)
    while left:
        group = [left.pop()]
        for member in group:  # grows while it is read
            near = [box for box in left if _share_side(member, box)]
            left = [box for box in left if not _share_side(member, box)]
            group.extend(near)
        groups.append(group)
    return groups


def _share_side(first: BoxPt, second: BoxPt) -> bool:
    """Tell whether two areas stand beside each other over the whole of a side of one, or below each other so."""
    for axis in (0, 1):
        beside = min(abs(first[axis] - second[axis + 2]), abs(second[axis] - first[axis + 2])) <= TOUCHING_PT
        start, end = 1 - axis, 3 - axis
        shared = min(first[end], second[end]) - max(first[start], second[start])
        if beside and shared >= min(first[end] - first[start], second[end] - second[start]) - TOUCHING_PT:
            return True
    return False


def _places(values: list[float]) -> int:
    """Return at how many different places areas begin."""
    ordered = sorted(values)
    return 1 + sum(1 for one, other in pairwise(ordered) if other - one > LEAST_PT)


def _lies_in(ruling: Ruling, box: BoxPt) -> bool:
    """Tell whether a line runs in an area or along its sides."""
    start, end, low, high = (box[0], box[2], box[1], box[3]) if ruling.horizontal else (box[1], box[3], box[0], box[2])
    return low - TOUCHING_PT <= ruling.at <= high + TOUCHING_PT and ruling.start < end and ruling.end > start


def _sides(box: BoxPt) -> list[Ruling]:
    x0, top, x1, bottom = box
    return [
        Ruling(True, top, x0, x1),
        Ruling(True, bottom, x0, x1),
        Ruling(False, x0, top, bottom),
        Ruling(False, x1, top, bottom),
    ]
