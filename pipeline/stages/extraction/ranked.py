"""Rates told by rank before their figure: 溪口镇普及率最高，达98.1%; 甲镇、乙乡覆盖率较低，分别只有88%和85.5%."""

import re

from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.short_names import short_name

_RANKED = re.compile(
    r"(?P<rank>(?:相对|比较|总体)?(?:最|较|偏|为最|居|排)?(?:[高低好差优]|领先|落后|靠[前后]|第[一二三]|首位|末位|前列|名?[前后末][两二三四五]位?))"
    r"(?:[,(]|的(?:,|(?:是|有|为)?(?P<places>[一-龥、]{1,20}?(?:镇|乡|街道))(?:[两二三四五六]个[一-龥]{1,4})?[,(]?))"
    r"(?:分别|依次|均|都|各)?(?:只|仅|也|已)?(?:有|为|是|达到?|在)*$"
)
# a character of each word for a rank
_MAY_RANK = re.compile(r"[高低好差优领落靠第首末前名后]")
_PLACES = re.compile(r"(?:其中)?(?:[一-龥]{1,5}?(?:镇|乡|街道|社区|园区)[、和及与]?)+的?")


def ranked_of(sentence: Sentence, group: Group) -> Owner | None:
    """Return the rate that is said to be high or low in the clause before a figure, None where none is."""
    if group.unit not in ("%", "‰") or _MAY_RANK.search(sentence.text, sentence.start, group.start) is None:
        return None
    told = _RANKED.search(sentence.text, sentence.start, group.start)
    if told is None:
        return None
    start = sentence.clause_start(told.start())
    named = [span for span in sentence.names if start <= span.start and span.end <= told.start()]
    ends = [other.end for other in sentence.groups if other.end <= told.start()]
    boundary = max(
        [start, *(span.end for span in named), *(one.end for one in sentence.years if one.end <= told.start()), *ends]
    )
    placed = _PLACES.match(sentence.text, boundary, told.start())
    boundary = placed.end() if placed is not None else boundary
    is_in_full = bool(named) and named[-1].end == told.start()
    span = named[-1] if is_in_full else short_name(sentence, told.start(), boundary, group.unit)
    if span is None:
        return None
    places = told["places"] or ""
    if "、" in places:
        return Owner((span,), told.start("places"))
    return Owner((span,), told.end("rank"), places)
