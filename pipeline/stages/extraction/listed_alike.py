"""Rates listed before one value of all, among them some that are nobody's: 甲率、乙率、丙率均达100%."""

import re

from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import Group, Sentence

_MEMBER = r"[一-龥A-Za-z()“”]{2,28}?(?:率|比例|占比|比重)"
_LINK = r"(?:以及|[、和及与])"
# what stands behind the last name: further rates, then 均 with a verb
_ENDS = re.compile(
    rf"(?:{_LINK}{_MEMBER})*,?(?:指标)?(?:继续|连续|稳定|已经?|也)*(?:均|都|全部|皆)(?:继续|已经?|首次|连续|稳定|保持|维持|达到?|实现|为|是|在|到)*$"
)
# what stands between two names: other rates, then the words with which the next begins (县级, 全县)
_BETWEEN = re.compile(rf"(?:{_LINK}{_MEMBER})*{_LINK}[一-龥]{{0,8}}")


def listed_for_all(sentence: Sentence, group: Group, before: list[NamedSpan]) -> Owner | None:
    """Return the names of a list with other rates in it for whose members one value holds, None for no such list.

    `before` are the names of the sentence up to the group, in order.
    """
    if len(group.quantities) > 1 or group.unit not in ("%", "‰") or not before:
        return None
    last = before[-1]
    if ALL.search(sentence.text, last.end, group.start) is None or _ends_in_number(sentence, last.end, group):
        return None
    if _ENDS.fullmatch(sentence.text, last.end, group.start) is None:
        return None
    run = [last]
    for span in reversed(before[:-1]):
        if _BETWEEN.fullmatch(sentence.text, span.end, run[0].start) is None:
            break
        run.insert(0, span)
    is_told_otherwise = len(run) == 1 and "率" not in sentence.text[last.end : group.start]
    return None if is_told_otherwise else Owner(tuple(run), last.end)


def _ends_in_number(sentence: Sentence, since: int, group: Group) -> bool:
    return any(since <= one.start < group.start for one in sentence.groups)
