"""The year of the source that a paragraph has its figures from: 根据《某县2022年国土变更调查》，全县土地总面积…."""

import re

_SOURCE = re.compile(
    r"(?:根据|依据|按照?|依照|据|采用|引用|来源于|取自|来自|以)[^。；;《》\d]{0,12}《[^《》\d]{0,16}(?P<year>(?:19|20)\d\d)\s?年度?"
    r"[^《》\d]{0,14}(?:调查|统计|监测|普查|清查|核查|更新|评价|台账|公报)[^《》\d]{0,10}》"
)


def year_of_source(text: str) -> int | None:
    """Return the one year that a paragraph's sources of figures are of, None where it names none or several."""
    named = {int(match["year"]) for match in _SOURCE.finditer(text)} if "《" in text else set()
    return named.pop() if len(named) == 1 else None
