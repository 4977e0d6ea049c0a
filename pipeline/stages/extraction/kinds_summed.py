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
MIN_KINDS = 2


def total_of_kinds(sentence: Sentence, group: Group) -> Owner | None:
    """Return the thing whose kinds a total adds up, each told right before it with a number of its own."""
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
