"""Whether words are on the environment: an emergency of another kind, another's findings are none of it."""

import re

_ENVIRONMENT = re.compile(r"环境|生态|污染|环保")
_OTHER_EMERGENCIES = re.compile(r"突发事件|自然灾害|安全生产|防汛|抗旱|森林(?:防|火)|消防|危化|地震|公共卫生")


# 审计发现“四乱”问题整改不彻底 is none of the inspections' findings
_OTHER_FINDINGS = re.compile(
    r"审计|四乱|隐患|违规占|巡察|巡视|消防|问题厕所|信访积案|食品|安全生产|节能|用能|(?:专项|能耗|劳动)监察|抽检"
)
# 本周交办问题41个: what an office hands on week by week is no inspection's
_OF_WEEK = re.compile(r"(?:本|上|当|每)(?:日|周|旬|月)(?!底|末)[^,。;]{0,6}(?:交办|反馈|通报|转办|发现)")
_INSPECTED = re.compile(r"督察|督查|警示片|交办|反馈")


def speaks_of_environment(*texts: str) -> bool:
    """Tell whether any text, a title or an issuer, speaks of the environment."""
    return any(_ENVIRONMENT.search(one) for one in texts)


def is_of_other_findings(sentence: str) -> bool:
    """Tell whether a sentence (a shadow) tells of findings that no inspection of the environment made."""
    if _OF_WEEK.search(sentence) and not re.search("督察|督查", sentence):
        return True
    return _OTHER_FINDINGS.search(sentence) is not None and _INSPECTED.search(sentence) is None


def is_of_other_emergencies(sentence: str) -> bool:
    """Tell whether a sentence (a shadow) tells of emergencies, none of them of the environment: 各类突发事件61起."""
    return _OTHER_EMERGENCIES.search(sentence) is not None and not speaks_of_environment(sentence)
