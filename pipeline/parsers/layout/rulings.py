"""Rulings put in order: those on one line joined, open ends of a grid closed."""

from itertools import pairwise

from pipeline.parsers.layout.sheet import Ruling

SNAP_PT = 3.0  # lines closer than this are one line drawn twice (double rules, two neighbouring cells)
JOIN_PT = 4.0  # a gap along a line up to this is a dash or a corner
SHORTEST_PT = 4.0
CLOSE_FROM_PT = 6.0  # lines that run on for more than this behind the last crossing line end a cut cell


def tidy(rulings: list[Ruling]) -> list[Ruling]:
    """Snap and join the rulings of a page, close cells that a page end cut open, drop specks."""
    horizontals = joined([ruling for ruling in rulings if ruling.horizontal])
    verticals = joined([ruling for ruling in rulings if not ruling.horizontal])
    closing = _closing(verticals, horizontals)
    horizontals = joined(horizontals + closing)
    verticals = joined(verticals + _closing(horizontals, verticals))
    return horizontals + verticals


def crosses(first: Ruling, second: Ruling) -> bool:
    """Tell whether two rulings of different direction touch."""
    return (
        first.start - SNAP_PT <= second.at <= first.end + SNAP_PT
        and second.start - SNAP_PT <= first.at <= second.end + SNAP_PT
    )


def joined(rulings: list[Ruling]) -> list[Ruling]:
    """Put rulings of one direction that are (nearly) on one line to their mean, and join those that follow."""
    result: list[Ruling] = []
    for group in _snapped(rulings):
        weight = sum(ruling.end - ruling.start + 0.01 for ruling in group)
        at = sum(ruling.at * (ruling.end - ruling.start + 0.01) for ruling in group) / weight
        pieces: list[list[float]] = []
        for ruling in sorted(group, key=lambda item: item.start):
            if pieces and ruling.start <= pieces[-1][1] + JOIN_PT:
                pieces[-1][1] = max(pieces[-1][1], ruling.end)
            else:
                pieces.append([ruling.start, ruling.end])
        result.extend(
            Ruling(group[0].horizontal, at, start, end) for start, end in pieces if end - start >= SHORTEST_PT
        )
    return result


def _snapped(rulings: list[Ruling]) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda item: item.at):
        if groups and ruling.at - groups[-1][0].at <= SNAP_PT:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    return groups


def _closing(rulings: list[Ruling], across: list[Ruling]) -> list[Ruling]:
    """Return the lines across that are missing between neighbours which end together.

    Chrome and Edge leave rows open at a page end; some tables have no lines at their left and right sides.
    """
    missing: list[Ruling] = []
    for side in (0, 1):
        for group in _ends(rulings, side):
            at = sum(_end(ruling, side) for ruling in group) / len(group)
            for first, second in pairwise(sorted(group, key=lambda ruling: ruling.at)):
                if not _are_parted(first, second, at, rulings) and _is_open(first, second, at, across):
                    missing.append(Ruling(not first.horizontal, at, first.at, second.at))
    return missing


def _end(ruling: Ruling, side: int) -> float:
    return ruling.end if side else ruling.start


def _ends(rulings: list[Ruling], side: int) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda item: _end(item, side)):
        if groups and _end(ruling, side) - _end(groups[-1][0], side) <= SNAP_PT:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    return groups


def _are_parted(first: Ruling, second: Ruling, at: float, rulings: list[Ruling]) -> bool:
    """Tell whether a line between two others runs on past where they end: they are no sides of one cell."""
    return any(
        first.at + SNAP_PT < line.at < second.at - SNAP_PT and line.start < at - SNAP_PT and line.end > at + SNAP_PT
        for line in rulings
    )


def _is_open(first: Ruling, second: Ruling, at: float, across: list[Ruling]) -> bool:
    """Tell whether two neighbours are sides of one cell that runs on to where they end, and nothing closes it there."""
    between = [line.at for line in across if line.start <= first.at + SNAP_PT and line.end >= second.at - SNAP_PT]
    start, end = max(first.start, second.start), min(first.end, second.end)
    connecting = [line for line in between if start - SNAP_PT <= line <= end + SNAP_PT]
    return bool(connecting) and min(abs(line - at) for line in connecting) > CLOSE_FROM_PT
