"""Totals of kinds that together are one thing: 自然保护区1处、森林公园3处、湿地公园1处，合计5处 are 自然保护地."""

import re

from pipeline.stages.extraction.deeds import called_in_unit
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.tallies import TOTAL

_RESERVE = re.compile(
    r"(?:自然保护(?:小?区)|(?:森林|湿地|地质|海洋|沙漠|石漠|草原|自然|国家)公园|风景名胜区|种质资源保护区)(?:共?有|各|共)?$"
)
_COUNTED = "自然保护地个数"
# 国家一级重点保护野生动物6种、二级37种；…植物3种、二级25种，合计71种 are 应保护物种
_SPECIES = re.compile(r"国家(?:一级|二级|[一I][、和]?[二II]级)?重点?保护(?:的)?(?:陆生)?野?生?(?:动|植)物")
_SPECIES_COUNTED = "应保护物种数"
MIN_KINDS = 2


def total_of_kinds(sentence: Sentence, group: Group) -> Owner | None:
    """Return the thing whose kinds a total adds up, each told right before it with a number of its own."""
    if group.unit == "种":
        return _total_of_species(sentence, group)
    if group.unit not in ("个", "处") or len(group.quantities) > 1:
        return None
    if TOTAL.search(sentence.text, sentence.start, group.start) is None:
        return None
    run = [one for one in sentence.groups if one.end <= group.start and one.unit == group.unit]
    kinds = [
        one for one in run if len(one.quantities) == 1 and _RESERVE.search(sentence.text, sentence.start, one.start)
    ]
    if len(kinds) < MIN_KINDS or sum(one.quantities[0].value for one in kinds) != group.quantities[0].value:
        return None
    span = called_in_unit(sentence, _COUNTED, group.start - 2, group.start, group)
    return Owner((span,), group.start, is_own=True) if span is not None else None


def _total_of_species(sentence: Sentence, group: Group) -> Owner | None:
    """Return the protected species that a total adds up, by the numbers of animals and plants told before it."""
    text = sentence.text
    begin = text.rfind("。", 0, group.start) + 1
    if len(group.quantities) > 1 or TOTAL.search(text, sentence.start, group.start) is None:
        return None
    first = _SPECIES.search(text, begin, group.start)
    if first is None:
        return None
    run = [one for one in sentence.paragraph.groups if first.end() <= one.start and one.end <= group.start]
    told = [one.quantities[0].value for one in run if one.unit == group.unit and len(one.quantities) == 1]
    if len(told) < MIN_KINDS or sum(told) != group.quantities[0].value:
        return None
    span = called_in_unit(sentence, _SPECIES_COUNTED, group.start - 2, group.start, group)
    return Owner((span,), group.start, is_own=True) if span is not None else None
