"""Energy and water of a part of the economy that go by the name of all: 公共机构能源消费总量 is not the county's."""

import re

INDICATORS = frozenset({"energy_gdp", "water_gdp"})
"""The indicators whose components are told of sectors, too."""

_SECTOR = re.compile(
    r"公共机构|党政机关|规模以上工业|规上工业|工业企业|(?:重点)?用能(?:单位|企业)|高耗能(?:行业|企业)|交通运输|建筑业|公共建筑"
)
_ALL = re.compile(r"全社会|(?:全|我|本)[县市区旗](?:的)?(?:能源|能耗|用水|综合|万元|单位)|单位GDP|万元GDP|生产总值")
# 公共机构方面：全区纳入统计的428家，…
_SETS_MATTER = re.compile(r"(?:方面|领域|部分)?[:。]")
MAX_LEAD_CHARS = 24
_ENDS = "。;\n"


def sector_of(text: str, place: int) -> str:
    """Return the sector that the words of a shadow before a place are on, "" where they are on all of the economy.

    Those of the sentence decide, else the first words of the paragraph.
    """
    begin = max(text.rfind(mark, 0, place) for mark in _ENDS) + 1
    told = text[begin:place]
    named = [*_SECTOR.finditer(told)]
    if named:
        return "" if _ALL.search(told, named[-1].end()) else named[-1][0]
    if _ALL.search(told):
        return ""
    first = _SECTOR.search(text, 0, min(begin, MAX_LEAD_CHARS))
    return first[0] if first is not None and _SETS_MATTER.match(text, first.end()) else ""
