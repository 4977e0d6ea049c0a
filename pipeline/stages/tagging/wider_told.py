"""Whether a sentence tells of the country, the province, a neighbour, and so proves nothing of the county."""

import re

# 2022年，全国地级及以上城市…; 从省内看，我省…; 邻县桐岭县…; not 全省第三, 全国文明城市
_OF_OTHERS = re.compile(
    r"(?:(?<=[,;:。、(\n年期])|^)(?:"
    r"(?:[全我]国|[全我]省|全自治区)(?!第|前|排|首|率先|推广|同步|范围|上下|人大|政协|文明|先进|示范|百|重点|优秀|卫生|生态|通报|下达|考核|[^,。;\d]{0,10}(?:示范|先进|试点|称号|荣誉|样板|典型|前列|首位|第[一二三四五六七八九十]))"
    r"|(?:邻县|兄弟县|周边县)(?=[^,。;\d]))"
)
_OF_COUNTY = re.compile(r"[我全本你贵][县区旗]|县域|[我本你]市|[一-龥]县(?=\d|[^,。;]{0,12}\d)")
_FIGURE = re.compile(r"\d[\d.]*")
_NEIGHBOUR = re.compile(r"(?:邻县|兄弟县|周边县)[一-龥]{2,5}?(?:自治)?县")


def tells_of_others(text: str, position: int) -> bool:
    """Tell whether a sentence of a shadow says before a position in it that it is of a wider area.

    What names the county behind it is of the county: 全省平均为81%，我县为86%.
    """
    begin = text.rfind("。", 0, position) + 1
    named = list(_OF_OTHERS.finditer(text, begin, position))
    if not named:
        return False
    neighbour = _NEIGHBOUR.match(text, named[-1].start(), position)
    return _OF_COUNTY.search(text, (neighbour or named[-1]).end(), position) is None


def last_figure(text: str, start: int, end: int) -> int:
    """Return where the last figure of text[start:end] begins, its start where there is none."""
    return max((one.start() for one in _FIGURE.finditer(text, start, end)), default=start)
