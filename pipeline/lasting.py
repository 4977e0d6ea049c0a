"""Measures whose figures stand from one month to the next, whatever part of a year a paper is on."""

from schemas.edition import Measure

_SPECIES = "种"


def lasts(measure: Measure) -> bool:
    """Tell whether a measure is an area that must not shrink, or one of how many species there are."""
    return measure.direction == "not_lower" or any(part.unit == _SPECIES for part in measure.components)
