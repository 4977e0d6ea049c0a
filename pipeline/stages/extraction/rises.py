"""Rises and falls: the change that a number states, what it is counted from."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.aims import aim_before
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.values import frozen

_UP = r"提高|上升|增加|增长|提升|上涨|扩大|改善|回升|升高|升|增"
_DOWN = r"下降|降低|减少|回落|下滑|收窄|缩减|下跌|削减|降幅|降|减"
RISE = re.compile(
    rf"(?:(?P<up>{_UP}|(?<!发生)(?<!没有)(?<![无不未])变化量?|变幅|增减)|(?<!不)(?P<down>{_DOWN}))(?:了|率|幅度|比例|幅)?(?:[,:]?(?:分别|依次|均|都|各|约|近|为|是|达到?|又|累计)){{0,3}}$"
)
# 逐年提升，分别达到93% is the level reached, not the rise
_SETTLES = re.compile(
    r"(?:逐年|逐步|稳步|持续|不断|稳中有|明显|显著|有所|进一步|大幅|连年)[一-龥]{1,3}[,:][^,]*$|[,:][^,]*(?<!下)(?<!表)达到?[^,]*$"
)
# 能耗强度降低目标为：甲县2.5%
# 2021年降为0.1156亩 is the level reached
# 由0.1293亩减少为0.1224亩, 2021年缩减为5处: so is any verb with 为
_BECOMES = re.compile(
    r"(?<![一-龥下上])[升降增减]为$|(?<=[年后又再即])[升降增减]为$"
    r"|(?<![较比])(?:提高|上升|提升|增加|扩大|减少|下降|降低|缩减|回落)为$"
)
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年[底末度]?|上年|去年|前一年|基准年)?的?$")
_AIM = re.compile(
    r"(?:的?年度)?(?:目标|任务|指标)(?:值|数)?(?:分别|依次)?(?:为|是|如下)*[:,]?(?:[一-龥]{2,6}(?:县|市|区|旗|镇|乡|街道))?为?$"
)
_HIGHER = re.compile(r"(?:(?P<up>高出?|多出?|(?<=上年)新增|(?<=去年)新增)|(?P<down>低|少))(?:了|约|近)?$")
_COMPARED = re.compile(r"[比较]")
# ΔEQI为0.23
_DIFFERENCE = re.compile(r"[Δ△](?:EI|EQI)\)?(?:值|指数|分别|[为是达=:])*$")
MAX_INDEX_CHARS = 8
# 同比-8.7%: the sign is the number's own
_COMPARED_WITH = re.compile(r"(?:同比|环比|[较比][^,。;()]{0,12}|\()$")
_LAST_YEAR = re.compile(r"同比|上年|去年|上一年|同期|前一年")


@frozen
class Change:
    """A difference: `sign` +1 or -1, `base` previous, baseline, or "" where the text does not say.

    `is_named` tells that the words are a name (下降率, 提高幅度), not a verb.
    """

    sign: int
    base: str
    is_named: bool = False


def change_before(sentence: Sentence, group: Group, since: int, year: int | None = None) -> Change | None:
    """Return the change that a group of quantities states, None for a level.

    `since` is where its words begin, `year` the year that the figure is for where the sentence does not say.
    """
    aim = aim_before(sentence, group)
    words = sentence.text[since : group.start] if aim is None else sentence.text[min(since, sentence.start) : aim]
    words = _AIM.sub("", words)
    if group.quantities[0].is_rise or (group.quantities[0].value < 0 and _COMPARED_WITH.search(words)):
        return Change(1, _base(sentence, group, year))
    if _DIFFERENCE.search(sentence.text, max(0, since - MAX_INDEX_CHARS), group.start):
        return Change(1, _base(sentence, group, year))
    match = RISE.search(words)
    if match is not None and (_BECOMES.search(words) or (words.endswith("为") and _goes_on_from(sentence, group))):
        return None
    if match is None and (group.unit == "百分点" or _COMPARED.search(words)):
        match = _HIGHER.search(words)
    if match is not None and _SETTLES.search(words) is not None and group.unit != "百分点":
        return None
    if match is None and group.unit != "百分点":
        return None
    sign = -1 if match is not None and match["down"] else 1
    if match is not None and words.endswith("负", 0, match.start()):
        sign = -1
    base = _base(sentence, group, year)
    is_named = match is not None and match[0].startswith(("率", "幅度", "比例"), _verb_length(match))
    if match is not None and match["down"] == "降幅":
        base = base or "previous"  # 近三年降幅依次为4.6%、4.4%、4.2%: each is counted from the year before
    return Change(sign, base, is_named)


def _goes_on_from(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is the second of a rise, whatever its verb: 由25降为20, 由2020年的25降为20."""
    index = sentence.groups.index(group)
    if index == 0:
        return False
    first = sentence.groups[index - 1].start
    return _FROM.search(sentence.text, sentence.clause_start(first), first) is not None


def _verb_length(match: re.Match[str]) -> int:
    return len(match["up"] or match["down"] or "")


def _base(sentence: Sentence, group: Group, year: int | None) -> str:
    start = sentence.start
    before = [span for span in sentence.years if start <= span.start < group.start]
    for span in reversed(before):
        if _LAST_YEAR.search(sentence.text, span.end, group.start):
            return "previous"
        if span.kind in ("comparison", "baseline"):
            return _base_of_year(span, before, year)
    return "previous" if _LAST_YEAR.search(sentence.text, start, group.start) else ""


def _base_of_year(span: YearSpan, before: list[YearSpan], year: int | None) -> str:
    if "基准" in span.words or span.kind == "baseline":
        return "baseline"
    if span.relative:
        return "previous"
    points = [other.years[-1] for other in before if other.kind == "point" and other.years] or ([year] if year else [])
    if not span.years or not points:
        return ""
    return "previous" if points[-1] - span.years[-1] == 1 else "baseline"
