"""What others found, what others drilled, other dust and gas: 巡察反馈问题84个 are no 督察问题, PM10 is no PM2.5."""

import re
from types import MappingProxyType

_OTHERS = MappingProxyType(
    {
        "air": re.compile(r"可吸入颗粒物|PM10|臭氧|O3|二氧化[硫氮]|一氧化碳|SO2|NO2|降尘"),
        "biodiversity": re.compile(r"(?:省级?|市级?|地方)(?:级)?重点|三有"),
        "deploy": re.compile(r"巡[察视]|审计|安全生产|安全隐患|消防|信访|纪[委检]|主题教育|人大代表|政协|食品|双随机"),
        "emergency": re.compile(
            r"森林|草原|防灭?火|灭火|消防|防汛|抗洪|抗旱|防台|地震|地质灾害|防震|疏散|反恐|防恐|防空|食品|药品|疫情|医疗|校园|交通|电梯|网络|防灾减灾|群体性"
        ),
    }
)
_OWN = MappingProxyType(
    {
        "air": re.compile(r"PM2\.5|细颗粒物|优良|达标"),
        "biodiversity": re.compile(r"国家|入侵|外来|特有|指示"),
        "deploy": re.compile(r"督[察查]|生态|环保|环境"),
        "emergency": re.compile(r"环境|环保|污染|水源"),
    }
)
# 联合消防、水务在某街道开展综合演练: who took part, not what was drilled
_TOGETHER = re.compile(r"(?:联合|会同|邀请|协同|配合)[县市区]?[一-龥、]{2,24}?(?=在|于|开展|举行|组织|举办|进行|实施)")


def is_of_others(indicator_id: str, text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end], the words of a number from its sentence on, names others and never the own matter.

    What is told last counts: 县生态环境分局演练2次，县消防大队演练18次.
    """
    others = _OTHERS.get(indicator_id)
    told = list(others.finditer(text, start, end)) if others is not None else []
    if told and indicator_id == "emergency":
        partners = [one.span() for one in _TOGETHER.finditer(text, start, end)]
        told = [one for one in told if not any(first <= one.start() < last for first, last in partners)]
    return (
        bool(told)
        and _OWN[indicator_id].search(text, told[-1].end(), end) is None
        and not _is_both(indicator_id, text, told[-1].start(), end)
    )


def _is_both(indicator_id: str, text: str, at: int, end: int) -> bool:
    """Tell whether the clause in which others are named names the own matter before: 环境污染和消防综合演练1次."""
    begin = max(text.rfind(mark, 0, at) for mark in ",。;:") + 1
    return _OWN[indicator_id].search(text, begin, end) is not None
