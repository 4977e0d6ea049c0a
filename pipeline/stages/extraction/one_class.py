"""Sections of one class of water quality among others: Ⅱ类7个、Ⅲ类4个、Ⅳ类1个 counts no good ones, nor the worst."""

import re

from pipeline.stages.extraction.reading import Reading

_SECTIONS = r"类(?:水质)?的?(?:断面|水体|点位|水源地?)?数?(?:共有|共|有|为|各)?"
# II类断面由上年的5个增加到6个
_RISE = r"(?:由(?:(?:上年|去年|20\d\d年)度?的?)?(?:\d+个(?:增加?|减少?|上升|提高|升|降低?)[到至为])?)?"
_ONE = re.compile(rf"(?<![IV劣至到~-])(?<![IV]、)(?P<of>I{{1,3}}|IV|V){_SECTIONS}{_RISE}$")
_COUNTED = re.compile(rf"(?<![IV劣至到~-])(?:I{{1,3}}|IV|V){_SECTIONS}\d")
_BETTER = re.compile(rf"(?<![IV劣至到~-])I{{1,2}}{_SECTIONS}\d")
# 8个达到或优于III类，占88.9%，比2020年（7个，77.8%）提高…
_OF_GOOD = re.compile(r"优于III类|优良|I类?[-至到~](?:II)?I类|好于III类")
_WORST = "劣V"
_ALL_SECTIONS = "监测断面数"
_BARE = re.compile(r"(?<=年)\(\d+个[,、)]")
_IS_WORST = re.compile(r"[^,。;\d]{0,8}劣V")
# 国家一级保护野生动物6种、二级37种: what is protected is both together
_GRADE = re.compile(
    r"(?<![一I]级[、和及与])(?<![一I][、和及与])(?:国家)?(?<!I)(?P<of>[一二]|I{1,2})级(?:国家)?(?:重点)?(?:保护)?(?:陆生)?(?:野生)?(?:动物|植物|动植物)?(?:物种)?(?:\([^()\d]*\))?(?:共?有|共|各|为)?$"
)
_GRADES = re.compile(r"(?:一|(?<!I)I)级[^,。;\d]{0,14}\d+种.{0,60}?(?:二|II)级[^,。;\d]{0,14}\d+种", re.DOTALL)
_OF_SPECIES = "保护物种数"
_ENDS = "。;\n"
_SEVERAL = 2
MAX_WORDS_CHARS = 28


def counts_one_class(text: str, start: int) -> bool:
    """Tell whether the number at `start` of a shadow counts one class beside others that are counted for themselves.

    Any class but the third is never that of the good ones; 劣V类 is none of them.
    """
    one = _ONE.search(text, max(0, start - MAX_WORDS_CHARS), start)
    if one is None:
        return False
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    end = min((found for mark in _ENDS if (found := text.find(mark, start)) >= 0), default=len(text))
    if one["of"] != "III":
        return True
    # the third is that of the good ones where it is the only good class: III类1个、IV类2个、劣V类1个
    return len(_COUNTED.findall(text, begin, end)) >= _SEVERAL and _BETTER.search(text, begin, end) is not None


def is_of_good_ones(text: str, start: int, end: int) -> bool:
    """Tell whether the number text[start:end] of a shadow goes on with the good classes, the worst not yet named."""
    if _IS_WORST.match(text, end):
        return False
    told = text[max(text.rfind(mark, 0, start) for mark in _ENDS) + 1 : end]
    return _WORST not in told and _OF_GOOD.search(told) is not None


def without_one_class(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph without those of one class of sections, or of the worst where it is not."""
    if "级" in text and "种" in text and _GRADES.search(text) is not None:
        readings = [one for one in readings if not _is_of_one_grade(text, one)]
    if "类" not in text:
        return readings
    return [one for one in readings if not _is_of_another_class(text, one)]


def _is_of_one_grade(text: str, one: Reading) -> bool:
    """Tell whether a number of protected species is of one of the two grades that are told."""
    at = one.quantity.outer_start
    return one.name.name.endswith(_OF_SPECIES) and _GRADE.search(text, max(0, at - MAX_WORDS_CHARS), at) is not None


def _is_of_another_class(text: str, one: Reading) -> bool:
    if counts_one_class(text, one.quantity.outer_start):
        return True
    is_bare = _BARE.match(text, max(0, one.start - 1)) is not None
    of_others = _WORST in one.name.name or (is_bare and one.name.name == _ALL_SECTIONS)
    return of_others and is_of_good_ones(text, one.start, one.end)
