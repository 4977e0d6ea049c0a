"""The years of which each has what a paper tells once: 三年间分区未作调整, 2021年、2022年、2023年名录无变化."""

import re
from collections.abc import Iterable, Iterator

from pipeline.numbers.shadow import shadow
from schemas.fact import Fact

_YEAR = r"(?:19|20)\d\d年度?"
_SAME = (
    r"(?:(?:均|都|一直|始终)?(?:未|没有|无)(?:作|做|发生|有|进行|出现|再)*(?:任何)?(?:调整|变化|变动|变更|增减)"
    r"|(?:均|都|一直|始终)?(?:保持)?(?:不变|一致|相同))"
)
_UNCHANGED = re.compile(
    rf"(?:^|(?<=[。;,]))(?:(?P<years>(?:{_YEAR}[、,和及与至-]*){{2,5}})|(?P<count>[二两三四五])年(?:间|来|期间|内)|各年度?)"
    rf"(?:该|本|上述|以上)?[一-龥、]{{0,12}}?{_SAME}(?=[,。;)]|$)"
)
_NOW = re.compile(r"现有|目前|当前|截至")
_LEVELS = frozenset({"actual", "component", "count"})
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def unchanged_years(texts: Iterable[str], reported: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years over which the texts of a paper say that nothing changed, () where they do not say so.

    Where they are not named they are those that the paper reports on, if these are as many.
    """
    for text in texts:
        told = _UNCHANGED.search(shadow(text).text) if "年" in text else None
        if told is None:
            continue
        if told["years"]:
            return tuple(sorted({int(year) for year in re.findall(r"(?:19|20)\d\d", told["years"])}))
        if len(reported) > 1 and (told["count"] is None or _COUNTS[told["count"]] == len(reported)):
            return reported
    return ()


def told_of_each(facts: Iterable[Fact], years: tuple[int, ...]) -> Iterator[Fact]:
    """Yield facts, those that are of no year and tell what is once for each of the years, if there are any.

    Only where all are of one matter, for which alone nothing changed; what there is now is of no earlier year.
    """
    told = list(facts)
    levels = [one for one in told if one.role in _LEVELS]
    is_on_one = len({(one.indicator_id, one.sub) for one in levels}) == 1
    for one in told:
        if years and is_on_one and one.year is None and one.role in _LEVELS and _NOW.search(one.quote) is None:
            yield from (one.model_copy(update={"year": year}) for year in years)
        else:
            yield one
