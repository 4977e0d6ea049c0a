"""Targets for a year that archived documents state: handed down from above (上级下达), or beside a value."""

import re
from collections.abc import Iterator

from pipeline.coverage.case import Case
from pipeline.coverage.circumstances import is_no_target_of_its_year
from pipeline.coverage.values import Stated
from pipeline.numbers.five_year_plans import last_year_of_plan
from pipeline.units.area import area_of
from pipeline.units.county import is_city
from pipeline.units.names import parted
from schemas.dossier import Target
from schemas.edition import Indicator
from schemas.fact import Fact
from schemas.view import ViewedDocument

_LAST_YEARS = {f"十{term}五": last_year_of_plan(term) for term in "二三四五"}
_PLANS_END = re.compile(rf"({'|'.join(_LAST_YEARS)})[”\"']?(?:规划)?(?:期|时期)?末")
_HANDS_DOWN = re.compile(
    r"下达|分解|责任书|(?:考核|控制|管控|约束性?|年度|改善|下降|降低|削减|减排|质量)(?:目标|指标)|目标任务"
    r"|目标[^,，。的]{0,6}的?(?:通知|函|批复)"
)

# what a paper from above asks of the county it writes to: 同意你县…应不低于93%
_OF_YOU = re.compile(r"[你贵](?:县|区|市|旗)")
_REPLACED = re.compile(
    r"\s*(?:%|％|个百分点|[微毫]克/立方米|[万亿]?[立平]方[米公里]*|[万亿]?[吨亩户个])?(?:以上|以下)?[,，]?(?:现|统一)?"
    r"(?:调整|下调|上调|调低|调高|修订|变更|修改|核减|核增|改)[为到至成]"
)
_ADJUSTS = re.compile(r"调整|修订|变更|更正|修改")
_ABOVE = ("省", "市", "州", "盟", "自治区")


def told_targets(case: Case, indicator: Indicator, sub: int | None) -> Iterator[tuple[Target, Stated]]:
    """Yield each target of one year for the whole county, with the fact that states it."""
    name = indicator.measure(sub).name
    for item in case.targets(indicator.id, sub):
        fact = item.fact
        if fact.name != name or _is_of_plans_end(item) or is_no_target_of_its_year(fact):
            continue
        if _was_adjusted(fact) or _is_adjusted(case, item):
            continue
        text = f"{fact.value_raw}{fact.unit}"
        yield Target(text=text, op=fact.op, value=fact.value, unit=fact.unit, year=fact.year), item


def _is_of_plans_end(item: Stated) -> bool:
    """Tell whether a target is for the end of a five-year plan (“十四五”末) that is not the year it was given."""
    match = _PLANS_END.search(item.fact.quote)
    return match is not None and _LAST_YEARS[match[1]] != item.year


def _was_adjusted(fact: Fact) -> bool:
    """Tell whether a target is the one that another took the place of: 由91%调整为89%, 原定的91%调整到89%."""
    behind = fact.quote.partition(fact.value_raw)[2] if fact.value_raw else ""
    return _REPLACED.match(behind) is not None


def _is_adjusted(case: Case, item: Stated) -> bool:
    """Tell whether a later paper sets another target for the same year and says that it was adjusted."""
    return any(
        (other.fact.name, other.year) == (item.fact.name, item.year)
        and other.fact.value != item.fact.value
        and _is_later(other.viewed, item.viewed)
        and _ADJUSTS.search(f"{other.viewed.document.title or ''}{other.fact.quote}") is not None
        for other in case.targets(item.fact.indicator_id, item.fact.sub)
    )


def _is_later(one: ViewedDocument, other: ViewedDocument) -> bool:
    day, earlier = one.document.date, other.document.date
    return day is not None and earlier is not None and day > earlier


def is_handed_down(viewed: ViewedDocument, case: Case) -> bool:
    """Tell whether a document hands targets down: its title says so, it comes from above."""
    title = viewed.document.title or ""
    if not _HANDS_DOWN.search(title):
        return False
    return is_from_above(viewed, case) or "下达" in title or "责任书" in title


def is_asked_of_county(item: Stated, case: Case) -> bool:
    """Tell whether a paper from above sets a target for this county by name, whatever its title is."""
    names = (case.dossier.county, *case.dossier.aliases)
    is_named = item.fact.subject in names or _OF_YOU.search(item.fact.quote) is not None
    return (is_named or any(name in item.fact.quote for name in names)) and is_from_above(item.viewed, case)


def is_from_above(viewed: ViewedDocument, case: Case) -> bool:
    """Tell whether a document is the city's or the province's: what it asks for is the least, whatever was reached."""
    return area_of(viewed, case.dossier) == "above" or _is_issued_above(viewed, case)


def _is_issued_above(viewed: ViewedDocument, case: Case) -> bool:
    """Tell whether the city or the province signs, though it speaks of this county alone."""
    dossier = case.dossier
    units = [unit for unit in (viewed.document.issuer or "").split("、") if unit]
    own_city = is_city(dossier)
    named = [parted(unit, dossier.county, dossier.aliases, county_is_city=own_city) for unit in units]
    return any(one.level == "above" or (one.level == "other" and one.place.endswith(_ABOVE)) for one in named)
