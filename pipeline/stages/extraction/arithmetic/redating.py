"""Years that words left open or took from the wrong figure, told by what comes out right."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from pipeline.stages.extraction.arithmetic.differences import DifferenceReader
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.levels import are_pair, direction
from pipeline.stages.extraction.arithmetic.relations import relations_of
from pipeline.stages.extraction.arithmetic.solutions import is_quotient, is_same
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene

# where a reading stands, what it is of, its year
Place = tuple[int, str, int | None]


def redated(scene: Scene, figures: list[Figure], dates: Dates, readings: list[Reading]) -> list[Reading]:
    """Return readings with the years that shares and differences correct.

    A part or a whole without a year takes the year of the rate that it makes; a change dated like the earlier of
    two levels takes the year of the later one.
    """
    changes = [one for one in readings if one.role == "change" or one.name.is_change]
    undated = any(one.year is None for one in readings)
    told: dict[Place, set[int]] = {}
    for place, year in _of_shares(scene, figures) if undated else ():
        told.setdefault(place, set()).add(year)
    # the whole of the shares of several years has none of its own
    mended = {place: years.pop() for place, years in told.items() if len(years) == 1}
    if changes:
        mended.update(_of_changes(DifferenceReader(scene, dates, figures), figures, changes))
    if not mended:
        return readings
    return [replace(one, year=mended.get(_key(one), one.year)) for one in readings]


def _key(reading: Reading) -> Place:
    return reading.quantity.start, f"{reading.name.indicator_id} {reading.name.name}", reading.year


def _of_shares(scene: Scene, figures: list[Figure]) -> Iterator[tuple[Place, int]]:
    rates = [(figure, one) for figure in figures for one in figure.readings if one.year and figure.quantity.unit == "%"]
    for result, rate in rates:
        relations = relations_of(scene.edition).get((rate.name.indicator_id, rate.name.sub), ())
        near = [one for one in figures if one.readings and one.dimension and abs(one.place - result.place) <= 2]
        for relation in relations:
            if not relation.is_share or not is_same(relation.result, rate.name):
                continue
            for part, whole in permutations(near, 2):
                told = [
                    one
                    for name, figure in zip(relation.parts, (part, whole), strict=True)
                    for one in figure.readings
                    if is_same(one.name, name) and one.subject == rate.subject
                ]
                if len(told) == 2 and is_quotient(result, part, whole):
                    yield from ((_key(one), rate.year) for one in told if one.year is None and rate.year)


def _of_changes(reader: DifferenceReader, figures: list[Figure], changes: list[Reading]) -> Iterator[tuple[Place, int]]:
    for change in changes:
        figure = next((one for one in figures if one.start == change.quantity.start), None)
        told = reader.told_change(figure) if figure is not None else None
        if figure is None or told is None:
            continue
        years = {
            (newer.year, older.year)
            for newer, older in permutations(reader.near(figure), 2)
            if are_pair(newer, older)
            and newer.reading.name.indicator_id == change.name.indicator_id
            and direction(newer, older, figure, told)
        }
        if len(years) == 1 and (pair := years.pop())[1] == change.year:
            yield _key(change), pair[0]
