"""Years that words left open, told by the rates that figures make."""

from collections.abc import Iterator
from itertools import permutations

from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.arithmetic.relations import relations_of
from pipeline.stages.extraction.arithmetic.solutions import is_quotient, is_same
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene

# where a reading stands, what it is of, its year
Place = tuple[int, str, int | None]


def years_of_shares(scene: Scene, figures: list[Figure]) -> dict[Place, int]:
    """Return the year of each part or whole without one that makes the rate of one year, not of several."""
    told: dict[Place, set[int]] = {}
    for place, year in _of_shares(scene, figures):
        told.setdefault(place, set()).add(year)
    return {place: years.pop() for place, years in told.items() if len(years) == 1}


def key_of(reading: Reading) -> Place:
    """Return where a reading stands, what it is of, its year."""
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
                    yield from ((key_of(one), rate.year) for one in told if one.year is None and rate.year)
