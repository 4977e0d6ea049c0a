"""The units that the lines above a table state for all its numbers."""

import re

from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import UNIT_PATTERN, read_unit

# 填报单位：县水利局 is no unit
_OF_OFFICE = "".join(
    rf"(?<!{word})" for word in ("填报", "填表", "编制", "编报", "报送", "上报", "制表", "责任", "提供", "核算")
)
_CAPTION_UNIT = re.compile(
    rf"(?:{_OF_OFFICE}单位[:：]?|(?:金额|面积|数量|重量|长度)(?:单位)?[:：])"
    rf"\(?(?P<units>{UNIT_PATTERN}(?:[、,;和]{UNIT_PATTERN})*)",
    re.IGNORECASE,
)
# 表1 用水总量控制目标（亿立方米，不超过）: the one bracket at its end
_UNIT_AT_END = re.compile(
    rf"^[^()]*\((?P<units>{UNIT_PATTERN}(?:/[一-龥]{{1,4}})?)(?:[,、](?!{UNIT_PATTERN})[^()\d]{{1,8}})?\)(?:目标|表)?$",
    re.IGNORECASE,
)


def caption_units(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the units that a caption states (单位：吨、%; 项目（金额：万元）; 总量（亿立方米）), the nearest first."""
    for text in reversed(texts):
        seen = shadow(text).text
        told = [match["units"] for match in _CAPTION_UNIT.finditer(seen)]
        if told or (told := [match["units"] for match in _UNIT_AT_END.finditer(seen)]):
            parts = re.split(r"[、,;和]", "、".join(told))
            return tuple(unit.name for part in parts if (unit := read_unit(part)) is not None)
    return ()
