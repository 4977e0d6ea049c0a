"""Parts that words named as the whole they belong to: 586名干部中583名参训，占99.5%."""

import re
from itertools import permutations

from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.arithmetic.kinship import kinship_of, pairs
from pipeline.stages.extraction.arithmetic.solutions import is_quotient, is_same
from pipeline.stages.extraction.arithmetic.words import words_around
from pipeline.stages.extraction.names import as_measure, ratio_parts
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace

_SHARE = re.compile(r"[^,。;]{0,12},(?:约|仅)?占")


def parts_called_wholes(scene: Scene, figures: list[Figure], readings: list[Reading]) -> list[Reading]:
    """Return readings in which, of two values of one whole for one year, the smaller is the part that a rate tells.

    The words at it must be the part's, its share in the larger one be stated in the sentence, not named otherwise.
    """
    wholes = [
        figure
        for figure in figures
        if len(figure.readings) == 1
        and figure.count == 1
        and ratio_parts(as_measure(figure.readings[0].name))[1:] == (figure.readings[0].name,)
    ]
    kinship = kinship_of(scene.edition)
    meant: dict[int, Reading] = {}
    for whole, part in permutations(wholes, 2):
        one, other = whole.readings[0], part.readings[0]
        if _are_one_thing(one, other) and whole.place == part.place and _may_be_part(part, whole):
            above = ratio_parts(as_measure(other.name))[0]
            own = kinship.of(above) - kinship.of(other.name)
            if pairs(words_around(part)) & own and any(_tells(result, part, whole) for result in figures):
                meant[other.quantity.start] = replace(other, name=above)
    return [meant.get(one.quantity.start, one) for one in readings] if meant else readings


def _are_one_thing(one: Reading, other: Reading) -> bool:
    is_alike = (one.year, one.subject) == (other.year, other.subject) and is_same(one.name, other.name)
    return is_alike and one.quantity.value != other.quantity.value


def _may_be_part(part: Figure, whole: Figure) -> bool:
    """Tell whether one figure stands where a part does: behind its whole, or before 占 and its whole."""
    between = whole.sentence.text[part.group.end : whole.group.start]
    return whole.start < part.start or _SHARE.match(between) is not None


def _tells(result: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a figure of the sentence is the share of a part in its whole, and nothing else by its name."""
    if result.place != part.place or result.quantity.unit != "%" or result.start < part.start:
        return False
    rate = as_measure(whole.readings[0].name)
    is_its_own = not result.is_known or any(is_same(one.name, rate) for one in result.readings)
    return is_its_own and is_quotient(result, part, whole)
