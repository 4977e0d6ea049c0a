"""Levels of things in their years, with the difference between two of them."""

import re

from pipeline.numbers.rounding import last_digit
from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import Change
from pipeline.values import frozen

_EITHER_WAY = re.compile(r"变化|变幅|相差|差值|增减")
_EXACT = 1e-9


@frozen
class Level:
    """A figure known as the level of a thing in a year."""

    figure: Figure
    reading: Reading
    year: int

    @property
    def value(self) -> float:
        """The value as printed."""
        return float(self.figure.quantity.value)


def levels_of(figures: list[Figure]) -> list[Level]:
    """Return the figures that words name as the level of a thing in a year."""
    return [
        Level(figure, one, one.year)
        for figure in figures
        for one in figure.readings
        if one.year is not None and not one.name.is_change and one.name.unit != "百分点" and is_level(one)
    ]


def is_level(reading: Reading) -> bool:
    """Tell whether a figure is a measure's, or of a component that stands for one (水质优良比例, PM2.5浓度)."""
    part = reading.name.component
    return part is None or part.sufficient or part.year == "baseline" or reading.name.unit == "%"


def are_pair(newer: Level, older: Level) -> bool:
    """Tell whether two levels are one thing's, the first of a later year."""
    one, other = newer.reading, older.reading
    same = (one.name.indicator_id, one.name.sub) == (other.name.indicator_id, other.name.sub)
    of_other = other.name.component.of if other.name.component else ""
    same_thing = one.name.name in (other.name.name, of_other)
    same_unit = newer.figure.quantity.unit == older.figure.quantity.unit
    return same and same_thing and same_unit and newer.year > older.year and one.subject == other.subject


def direction(newer: Level, older: Level, figure: Figure, told: Change) -> int:
    """Return +1 or -1 where a figure is the difference of two levels in the direction told, else 0."""
    unit, level_unit = figure.quantity.unit, newer.figure.quantity.unit
    stated, digit = float(figure.quantity.value), float(last_digit(figure.quantity.value))
    difference = newer.value - older.value
    slack = 0.0
    if unit == "%":
        if older.value == 0:
            return 0
        slack = digit / 2 + 100 * (newer.figure.slack + older.figure.slack) / older.value
        slack = min(slack, digit * 0.6)
        difference = difference / older.value * 100
        if level_unit == "%":
            return 0
    elif unit == "百分点":
        if level_unit != "%":
            return 0
    elif unit != level_unit:
        return 0
    if stated == 0 or abs(abs(difference) - stated) > slack + _EXACT:
        return 0
    sign = 1 if difference > 0 else -1
    words = figure.sentence.text[figure.sentence.clause_start(figure.group.start) : figure.group.start]
    return sign if sign == told.sign or _EITHER_WAY.search(words) else 0
