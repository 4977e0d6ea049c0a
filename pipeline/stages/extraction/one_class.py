"""Sections of one class of water quality among others: Ⅱ类7个、Ⅲ类4个、Ⅳ类1个 counts no good ones."""

import re

from pipeline.stages.extraction.reading import Reading

_SECTIONS = r"类(?:水质)?的?(?:断面|水体|点位|水源地?)?数?(?:共有|共|有|为|各)?"
_ONE = re.compile(rf"(?<![IV劣至到~-])(?<![IV]、)(?P<of>I{{1,3}}|IV|V){_SECTIONS}$")
_COUNTED = re.compile(rf"(?<![IV劣至到~-])(?:I{{1,3}}|IV|V){_SECTIONS}\d")
_ENDS = "。;\n"
_SEVERAL = 2
MAX_WORDS_CHARS = 16


def counts_one_class(text: str, start: int) -> bool:
    """Tell whether the number at `start` of a shadow counts one class beside others that are counted for themselves.

    Any class but the third is never that of the good ones; 劣V类 is none of them.
    """
    one = _ONE.search(text, max(0, start - MAX_WORDS_CHARS), start)
    if one is None:
        return False
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    end = min((found for mark in _ENDS if (found := text.find(mark, start)) >= 0), default=len(text))
    return one["of"] != "III" or len(_COUNTED.findall(text, begin, end)) >= _SEVERAL


def without_one_class(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph without those of one class of sections."""
    if "类" not in text:
        return readings
    return [one for one in readings if not counts_one_class(text, one.quantity.outer_start)]
