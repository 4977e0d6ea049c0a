"""Marks printed across a page (水印): slanting, or in large type over the lines of the text."""

from pipeline.parsers.layout.sheet import Line, Run

SLANTED_EM = 1.8  # a box higher and wider than this is that of a slanting text
LARGE = 2.2  # as often the usual size of type a mark across the text is large
COVERED_LINES = 2  # lines of text that it stands over


def is_slanted(line: Line) -> bool:
    """Tell whether a text that does not stand upright stands at a slant, not straight up or down."""
    least = SLANTED_EM * line.size_pt
    return len(line.text) > 1 and line.x1 - line.x0 > least and line.bottom - line.top > least


def without_overprint(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """Part the runs of a page from those that are printed large across others."""
    printed = [run for run in runs if not run.is_blank]
    if not printed:
        return runs, []
    usual = _usual_size(printed)
    large = [run for run in printed if run.size_pt >= LARGE * usual]
    marks = [run for run in large if _covers(run, printed, usual)]
    if not marks:
        return runs, []
    return [run for run in runs if not any(run is mark for mark in marks)], marks


def _usual_size(runs: list[Run]) -> float:
    """Return the size that most characters have."""
    counts: dict[float, int] = {}
    for run in runs:
        counts[run.size_pt] = counts.get(run.size_pt, 0) + len(run.x0s)
    return max(counts, key=lambda size: (counts[size], size))


def _covers(mark: Run, runs: list[Run], usual: float) -> bool:
    """Tell whether several lines of text run through a large one."""
    heights = {
        round(run.middle)
        for run in runs
        if run.size_pt < LARGE * usual
        and mark.top + usual / 2 < run.middle < mark.bottom - usual / 2
        and run.x1s[-1] > mark.x0s[0]
        and run.x0s[0] < mark.x1s[-1]
    }
    return len(heights) >= COVERED_LINES
