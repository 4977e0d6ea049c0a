"""Numbers whose own words name another thing: 建成区绿化覆盖率39.7% is no 林草覆盖率, however alike both are."""

import re

from pipeline.stages.extraction.context.wording import plain
from pipeline.stages.extraction.likely.features import Number
from pipeline.stages.extraction.likely.meanings import Meaning, pairs_of

# how much of a name that stands there a measure's names must tell, where they end as it does, where they do not
LEAST_TOLD = 0.4
LEAST_TOLD_OF_ANOTHER_END = 0.7
_CLAUSE_ENDS = re.compile(r"[,;:。]")
_VERBS = re.compile(r"(?:分别|依次|平均|合计|共计|累计|总计|超过|不足|[各仅均已约近为达是至到有共计于在占])*$")
_PHRASE_ENDS = re.compile(r"[的和与及、()\d\s年月日]|其中")
_IS_A_NAME = re.compile(
    r"(?:率|比例|占比|比重|量|面积|浓度|指数|[增降]速|增幅|降幅|幅度|得分|长度|[产总]值|满意度|参与度)$"
)
# the first of many, what is meant to be
_OF_ONE = re.compile(r"最[高低大小多少好差]")
_MEANT = re.compile(r"计划|预计|预期|力争|拟")


def is_named_otherwise(number: Number, meaning: Meaning) -> bool:
    """Tell whether the clause before a number gives it a name of its own, tells it of one of many or only plans it."""
    since = _since_last_number(number)
    clause = _CLAUSE_ENDS.split(since)[-1]
    if _OF_ONE.search(since) or (meaning.manner != "aim" and _MEANT.search(clause)):
        return True
    name = plain(_PHRASE_ENDS.split(_VERBS.sub("", clause.rstrip()))[-1])
    if not _IS_A_NAME.search(name):
        return False
    own = pairs_of(name)
    return not any(_tells(spelling, own, name[-2:]) for spelling in meaning.spellings)


def _tells(spelling: frozenset[str], own: frozenset[str], end: str) -> bool:
    return len(spelling & own) >= len(own) * (LEAST_TOLD if end in spelling else LEAST_TOLD_OF_ANOTHER_END)


def _since_last_number(number: Number) -> str:
    sentence, group = number.figure.sentence, number.figure.group
    ends = [one.end for one in sentence.groups if one.end <= group.start]
    return sentence.text[max([sentence.start, *ends]) : group.start]
