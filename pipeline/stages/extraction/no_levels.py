"""Figures that are not what their name reached: a standard, what was added, what a rise began with."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.demands import is_against_standard
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Sentence
from schemas.left_out import Reason

_ADDED = re.compile(r"新增|新建成|新完成")
# what is left to do is no count of the whole: 已完成整改8项，剩余1项
_REST = re.compile(r"(?:剩余|其余|余下|尚有|还有|仍有)[^,。;\d]{0,8}$")


def no_level(sentence: Sentence, index: int, owner: Owner, years: tuple[int, ...]) -> Reason | None:
    """Return why a figure is not what its name reached: a standard, what was added, what a rise began with."""
    group = sentence.groups[index]
    if is_against_standard(sentence, group):
        return "standard"
    begin = max([sentence.clause_start(owner.start), *(other.end for other in sentence.groups[:index])])
    if is_counter(group.unit) and (
        _ADDED.search(sentence.text, begin, group.start) or _REST.search(sentence.text, begin, group.start)
    ):
        return "added"
    return "origin" if not years and sentence.text[group.start - 1 : group.start] in ("由", "从") else None
