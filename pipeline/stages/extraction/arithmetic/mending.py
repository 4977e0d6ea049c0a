"""Readings that arithmetic corrects: years left open or taken from the wrong figure, totals over years, wrong names."""

from itertools import permutations

from pipeline.stages.extraction.arithmetic.differences import DifferenceReader
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.levels import are_pair, direction
from pipeline.stages.extraction.arithmetic.redating import Place, key_of, years_of_shares
from pipeline.stages.extraction.arithmetic.sums import SumReader
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace


def mended(scene: Scene, figures: list[Figure], dates: Dates, readings: list[Reading]) -> list[Reading]:
    """Return readings with what shares, differences, sums correct.

    A part or a whole without a year takes the year of the rate that it makes; a change takes year and name of the
    level that it leads to; the total of several years is no year's value.
    """
    totals = SumReader(scene, dates, figures).over_years()
    changes = [one for one in readings if one.role == "change" or one.name.is_change]
    of_changes = _of_changes(DifferenceReader(scene, dates, figures), figures, changes) if changes else {}
    undated = any(one.year is None for one in readings)
    years = years_of_shares(scene, figures) if undated else {}
    if not totals and not of_changes and not years:
        return readings
    kept = [one for one in readings if one.quantity.start not in totals]
    return [of_changes.get(key_of(one)) or replace(one, year=years.get(key_of(one), one.year)) for one in kept]


def _of_changes(reader: DifferenceReader, figures: list[Figure], changes: list[Reading]) -> dict[Place, Reading]:
    """Return the changes that two levels prove, where words gave them the earlier year or no sub-indicator."""
    found: dict[Place, Reading] = {}
    for change in changes:
        figure = next((one for one in figures if one.start == change.quantity.start), None)
        told = reader.told_change(figure) if figure is not None else None
        if figure is None or told is None:
            continue
        pairs = [
            (newer, older, sign)
            for newer, older in permutations(reader.near(figure), 2)
            if are_pair(newer, older) and newer.reading.name.indicator_id == change.name.indicator_id
            for sign in (direction(newer, older, figure, told),)
            if sign
        ]
        if len({(newer.year, older.year, newer.reading.name) for newer, older, _ in pairs}) != 1:
            continue
        newer, older, sign = pairs[0]
        if older.year == change.year or (change.name.sub is None and newer.reading.name.sub is not None):
            proved = reader.change(figure, newer, older.year, told, sign)
            found |= {key_of(change): one for one in proved}
    return found
