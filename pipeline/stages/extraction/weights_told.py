"""How much 生态文明 weighs in an assessment, told of the assessment it was put into."""

import re

# 把生态文明建设纳入乡镇党政领导班子实绩考核，权重由15%提高到21%; 在实绩考核中占24分，占比24%
_WEIGHT = re.compile(
    r"生态文明(?:建设)?[^。;,]{0,16}(?:纳入|列入|作为|计入|融入|在)[^。;,]{0,30}(?:考核|考评|实绩|绩效)"
    r"(?:[^。;,\d]{0,16}(?:\d+分)?,(?:[^。;,\d]{0,8}\d+分(?:中[^。;,\d]{0,8}\d+分)?,)?(?:并|且)?|(?:体系|指标|总分)?[中里]的?)"
    r"(?P<weight>(?:[所其]占?|考核|分值|指标|赋分)*(?:权重|占比|比重|比例)(?=[由从为达到提占升增逐年]{0,4}\d)"
    r"|占(?:考核)?(?:总分)?的?(?=[约达]{0,2}\d+(?:\.\d+)?%))"
)
NAME = "生态文明建设权重"


def weights_told(text: str) -> list[tuple[int, int]]:
    """Return where a text (a shadow) tells the weight of what was put into an assessment."""
    return [match.span("weight") for match in _WEIGHT.finditer(text)] if "生态文明" in text else []
