"""What something else lies over in part: 与自然保护地重叠的186.40平方公里 is no area of 自然保护地."""

import re

_WITH = re.compile(r"(?:与|和|同|跟)(?:[全我本][县市区旗])?$")
_LIES_OVER = re.compile(r"(?:范围|区域|之间|部分|有|的)*(?:交叉|空间)?重[叠合]")


def is_overlapped(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end], a name in a shadow, is only what another thing overlaps with."""
    return _LIES_OVER.match(text, end) is not None and _WITH.search(text, 0, start) is not None
