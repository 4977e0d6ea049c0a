"""Words for what is to be reached that head a list of years: 年度目标，2021年是95%，2022年和2023年均为96%."""

import re
from functools import lru_cache

from pipeline.stages.extraction.sentence import Group, Sentence

_AIM = re.compile(
    r"(?:(?:年度|控制|考核|约束性?|管控|规划)*(?:目标|任务|要求)|(?:考核|控制|约束性|目标)指标)(?:任务|要求)?[值数]?"
    # 97.0%（年度计划95.5%）
    r"|(?<=\()(?:(?:19|20)\d\d年)?(?:年初|年度|全年|原|既定)*计划(?:目标|任务|指标)?[数值]?"
)
_AIM_IN = re.compile(r"目标|任务|要求|指标|计划")
_LEADS = re.compile(
    r"(?:分别|依次|逐年|各年|每年|均|都|各|为|是|则|不变|如下|(?<=:)达到?|[,、:(和及与]"
    # 普及率目标，某县2021年88%、2022年89%
    r"|(?<=,)[一-龥]{2,4}[县市区旗](?![级里直]))*"
)
# 完成年度目标，2023年为96% tells what was reached
_REACHED = re.compile(
    r"(?:完成|达[成到]|实现|超[额过出]?|[高低优好]于|符合|满足|对照|对标|按照?|围绕|根据|较|比|与|距)[^,;。:]{0,24}$"
)


def aim_before(sentence: Sentence, group: Group) -> int | None:
    """Return where the word for an aim stands that leads to a group by years and other figures alone."""
    return _before(sentence, group.start)


@lru_cache(maxsize=64)  # several rules ask of each number
def _before(sentence: Sentence, end: int) -> int | None:
    if _AIM_IN.search(sentence.text, sentence.start, end) is None:
        return None
    for told in reversed(list(_AIM.finditer(sentence.text, sentence.start, end))):
        if _LEADS.fullmatch(sentence.gap(told.end(), end)) is None:
            return None
        is_reached = _REACHED.search(sentence.text, sentence.start, told.start()) is not None
        return None if is_reached else told.start()
    return None
