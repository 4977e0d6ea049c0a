"""Days of good air told in other words than the edition's name for them: 空气好于二级的日子有358天."""

import re
from collections.abc import Iterator

GOOD_DAYS = "优良天数"
_GOOD = (
    r"(?:优良|优或良|优和良|达标|(?:达到?|符合|优于|好于)(?:[或及和](?:优于|好于|达到))?(?:国家)?(?:环境空气质量)?(?:二级|II级)"
    r"(?:及?以上)?(?:标准)?(?:及?以上)?)"
)
_TOLD = re.compile(
    rf"空气[^,。;:\d]{{0,10}}?{_GOOD}(?:水平|级别)?的?(?:天数|天气|日子|天)?(?:共|有|为|达|计)*\d{{2,3}}天"
    rf"|\d{{2,3}}天[^,。;:\d]{{0,4}}空气(?:质量)?(?:均|都)?(?:为|属|是)?{_GOOD}"
)


def days_of_good_air(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shadow's text counts the days of good air."""
    if "空气" in text and "天" in text:
        for match in _TOLD.finditer(text):
            yield match.span()
