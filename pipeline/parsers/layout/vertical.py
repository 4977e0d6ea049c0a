"""Vertical writing: characters that stand one below the other, known by the order in which a file prints them.

In horizontal type the next character stands to the right; in vertical type (竖排) it stands below, in the same
column, and columns follow each other to the left. In the narrow cells of tables one column is usual.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.parsers.layout.sheet import Line, Run, least, union
from pipeline.parsers.text.characters import is_latin

SAME_COLUMN_EM = 0.3  # the middles of characters of one column are this close
LEAST_STEP_EM, MOST_STEP_EM = 0.75, 2.2  # from one character of a column to the next
MIN_CHARACTERS = 4  # of a column outside of tables
MOST_MARGIN_STEP_EM = 12.0  # from one character to the next beside the text (装　订　线)
MIN_MARGIN_CHARACTERS = 3
MIN_SHARE = 0.5  # of the characters of a cell or page stand in columns where it is written vertically
NEXT_COLUMN_EM = 3.5  # columns of one text stand at most this far apart
SHORT_EM = 0.9  # a column that ends this far above the others ends a paragraph
END_REACH_EM = 0.8  # what lies on its side at the end of a column stands this close
MAX_UPRIGHT = 3  # figures set side by side in a column (纵中横)
_Stack = list[Run]


def stacked(runs: Sequence[Run], turned: Sequence[Line] = ()) -> tuple[list[_Stack], list[Run], list[Line]]:
    """Part runs into columns of characters in the order of the file, and all others.

    `turned` are lines that do not stand upright: numbers and letters in a column lie on their side. The third of the
    result are those that stand in no column.
    """
    columns: list[_Stack] = []
    others: list[Run] = []
    level = [run for run in runs if len(run.x0s) > MAX_UPRIGHT]
    if len(runs) - len(level) < MIN_MARGIN_CHARACTERS:
        return [], list(runs), list(turned)
    left = min((run.x0s[0] for run in level), default=0.0)
    right = max((run.x1s[-1] for run in level), default=0.0)
    for stack in _stacks(runs, MOST_MARGIN_STEP_EM, turned):
        if left <= _centre(stack[0]) <= right:
            parts, least_count = list(_stacks(stack, MOST_STEP_EM, turned)), MIN_CHARACTERS
        else:
            parts, least_count = [stack], MIN_MARGIN_CHARACTERS
        for part in parts:
            is_column = len(part) >= least_count and _is_chinese(part)
            columns.extend([part] if is_column else [])
            others.extend([] if is_column else part)
    return _with_turned(columns, others, turned)


def _with_turned(
    columns: list[_Stack], others: list[Run], turned: Sequence[Line]
) -> tuple[list[_Stack], list[Run], list[Line]]:
    """Put turned lines into the columns in which, or at the ends of which, they stand."""
    left: list[Line] = []
    for line in turned:
        reach = END_REACH_EM * line.size_pt
        column = next(
            (
                stack
                for stack in columns
                if abs(line.centre - _centre(stack[0])) <= SAME_COLUMN_EM * stack[0].size_pt
                and line.bottom - line.top > line.x1 - line.x0
                and stack[0].top - reach <= line.bottom
                and line.top <= stack[-1].bottom + reach
            ),
            None,
        )
        if column is None:
            left.append(line)
        else:
            column.append(Run([line.text], [line.x0], [line.x1], line.top, line.bottom, line.size_pt))
            column.sort(key=lambda run: run.top)
    return columns, others, left


def lines_of_cell(runs: Sequence[Run]) -> list[Line] | None:
    """Return the lines of a cell that is written in columns, one a column; None where it is written in rows.

    A single column reads the same from top to bottom, as rows of one character.
    """
    printed = [run for run in runs if not run.is_blank]
    if len(printed) < MIN_CHARACTERS or any(len(run.x0s) > MAX_UPRIGHT for run in printed):
        return None
    stacks = list(_stacks(printed, MOST_STEP_EM))
    columns = [stack for stack in stacks if len(stack) > 1]
    if len(columns) < 2 or sum(map(len, columns)) < len(printed) - 1 or not all(map(_is_chinese, columns)):
        return None
    return [_line(stack) for stack in stacks]


def paragraphs_of_columns(stacks: list[_Stack]) -> list[list[Line]]:
    """Return the columns of a page as lines from right to left, those of one paragraph together."""
    lines = sorted(map(_line, stacks), key=lambda line: (-line.centre, line.top))
    lowest = max((line.bottom for line in lines), default=0.0)
    highest = min((line.top for line in lines), default=0.0)
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, highest, lowest):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def is_vertical_page(stacks: list[_Stack], runs: list[Run]) -> bool:
    """Tell whether most of what is printed on a page stands in columns; `runs` are all of the page."""
    inside = sum(len(stack) for stack in stacks)
    return inside > MIN_SHARE * sum(len(run.x0s) for run in runs if not run.is_blank)


def _goes_on(line: Line, following: Line, highest: float, lowest: float) -> bool:
    size = max(line.size_pt, following.size_pt)
    is_full = lowest - line.bottom <= SHORT_EM * size
    begins = following.top - highest <= SHORT_EM / 2 * size
    is_next = 0 < line.centre - following.centre <= NEXT_COLUMN_EM * size
    return is_full and begins and is_next and abs(line.size_pt - following.size_pt) <= 0.1 * size


def _stacks(runs: Sequence[Run], most_step_em: float, turned: Sequence[Line] = ()) -> Iterator[_Stack]:
    """Yield stretches of runs of which each next one stands right below; any other run is a stretch of its own."""
    stack: _Stack = []
    for run in runs:
        if stack and not _is_below(stack[-1], run, most_step_em + _lying_between(stack[-1], run, turned)):
            yield stack
            stack = []
        stack.append(run)
    if stack:
        yield stack


def _is_below(upper: Run, lower: Run, most_step_em: float) -> bool:
    size = max(upper.size_pt, lower.size_pt)
    if len(upper.x0s) > MAX_UPRIGHT or len(lower.x0s) > MAX_UPRIGHT:
        return False
    return (
        abs(_centre(upper) - _centre(lower)) <= SAME_COLUMN_EM * size
        and LEAST_STEP_EM * size <= lower.middle - upper.middle <= most_step_em * size
        and _is_alone(upper)
        and _is_alone(lower)
    )


def _lying_between(upper: Run, lower: Run, turned: Sequence[Line]) -> float:
    """Return the height, in em, of what lies on its side between two characters of a column."""
    size = max(upper.size_pt, lower.size_pt, 1.0)
    between = (
        line.bottom - line.top
        for line in turned
        if abs(line.centre - _centre(upper)) <= SAME_COLUMN_EM * size and upper.middle < line.middle < lower.middle
    )
    return sum(between) / size


def _is_alone(run: Run) -> bool:
    """Tell whether a run is one character of a column, or figures set side by side in it."""
    text = "".join(run.texts).strip()
    return len(text) == 1 or text.isdigit()


def _centre(run: Run) -> float:
    return (run.x0s[0] + run.x1s[-1]) / 2


def _is_chinese(stack: _Stack) -> bool:
    """Tell whether a column is one of Chinese characters at even steps; figures below each other are a table's."""
    letters = sum(1 for run in stack if not is_latin(run.texts[0][0]))
    steps = [lower.middle - upper.middle for upper, lower in pairwise(stack)]
    even = sum(1 for step in steps if abs(step - median(steps)) <= SAME_COLUMN_EM * stack[0].size_pt)
    return letters > len(stack) / 2 and even >= len(steps) / 2


def _line(stack: _Stack) -> Line:
    box = union([(run.x0s[0], run.top, run.x1s[-1], run.bottom) for run in stack])
    size = round(median(run.size_pt for run in stack), 1)
    text = "".join("".join(run.texts) for run in stack).strip()
    confidence = least(run.confidence for run in stack)
    return Line(text, *box, size_pt=size, first_unit_pt=size, confidence=confidence)
