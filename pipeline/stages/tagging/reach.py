"""What a document may prove at all: by its area, its time, the matter its issuer is in charge of."""

import re
from collections.abc import Iterable, Sequence

from pipeline.districts import DISTRICT
from pipeline.lasting import lasts
from pipeline.numbers.units import read_unit
from pipeline.stages.extraction.paper_places import park, town, without_ranks
from pipeline.stages.extraction.paper_years import without_stale_period
from pipeline.stages.tagging.hits import Hit
from pipeline.stages.tagging.requirements import SHORT_TITLE_CHARS, issuer_fits
from pipeline.stages.tagging.stance import is_brief
from pipeline.values import replace
from schemas.document import Identity
from schemas.edition import Edition

FULL_YEAR_DAYS = 330
# the matters of which everything else is a part: a report on the plan tells of all its goals
AT_LARGE = frozenset({"plan", "deploy"})
# a title that names the matter this surely makes the document one on that matter
SURE_OF_MATTER = 0.9
_CITY = re.compile(r"^(?:中共)?[一-龥]{2,4}市(?!.{0,12}分局)")
_CITYAT_LARGE = re.compile(r"各县|县\(市、?区\)|县、?市、?区|区县|县区|市县")
_PROVINCE = re.compile(
    r"^(?:(?:19|20)\d\d年度?)?[一-龥]{2,6}(?:省|自治区)(?![一-龥]{0,16}(?:市|县|区|旗))|^(?:国家|生态环境部|水利部|自然资源部|农业农村部)"
)
_FIRM = re.compile(r"有限公司|股份公司|有限责任公司|集团|合作社|(?<!污水处理)厂$|(?<!污水处理)厂(?=(?:19|20)\d\d)")
_OWN_AFFAIRS = re.compile(
    r"信息(?:依法)?披露|自行监测|(?:排污|许可证)执行报告|清洁生产|企业(?:环境|社会责任)|年度环境(?:信息|报告)|环境责任|社会责任报告"
    # what one project of it will bring about
    r"|(?:技改|扩建|迁建|新建|建设)?项目(?:竣工)?(?:环境(?:影响|保护|信息)|环评|环保|验收)"
)
_TITLE_OF_COUNTY = re.compile(r"(?:(?:19|20)\d{2}年度?)?(?:(?![省各全市])[一-龥]){2,5}?(?<!自治)[县区旗](?![域级市县])")
_PROVINCEAT_LARGE = re.compile(r"全省|全自治区|全区|全国|设区市|地级(?:及以上)?城?市")
_COUNTY = re.compile(r"全县|我县|本县|县域|县城|我区|本区|全旗")
_COUNTY_NAMED = re.compile(r"(?<![全各市区我本该每个余部分所有其他])[一-龥]{2}(?:自治县|县|旗)(?![级域城区市乡、以际])")
_COUNTY_LABEL = re.compile(r"(?!全|各|本|我)[一-龥]{1,8}(?:自治县|县|区|市|旗)")
# a clause that begins with the name of a county and tells a figure: 甲县优良天数比例85.6%
_COUNTY_WITH_FIGURE = re.compile(
    rf"(?:^|[,。;:、\n]|其中)(?P<county>[一-龥]{{2,3}}(?:自治县|县|旗)|{DISTRICT})(?![级域城内])[^,。;\n]{{2,20}}?\d"
)
_WHOLE_YEAR = re.compile(r"全年|(?<!\d)1[-—－~～至]12月")
# an office that sums up a year tells what its own work came to: 河湖长制工作总结
_OF_A_YEARS_WORK = re.compile(r"工作(?:总结|回顾|综述)")
# the sections that the state and the province assess are the whole county's, too; so is what it uses in all
_RATE_OF_COUNTY = re.compile(
    r"(?:[全我本][县市区旗]|[国省市]{1,2}[控考]断面|考核断面)[^,，。；;]{0,12}(?:[率例]|总量)(?:达到?|为|是|:)?\d"
)
_YEAR_OF_CLAUSE = re.compile(
    r"(?:^|[，,。；;:：])((?:19|20)\d{2})年(?!\d{1,2}月|上半年|下半年|同期|以来|起|[前第一二三四]|[底末]前)"
)
MAX_HEAD_CHARS = 20
# a city of the county level has towns below it
_TOWNS = re.compile(r"乡镇|街道|各镇|镇[、和]|[一-龥]{2}镇")
_STANDING = frozenset({"count", "household", "person", "area", "length"})
# a table with this many counties gives the figures of each
MIN_LISTED = 2


def is_of_wider_area(identity: Identity, texts: Iterable[str], cells: Iterable[str] = ()) -> bool:
    """Tell whether a document reports on a province, or a city with counties below it, not on the county.

    It is the province's or the city's own, says 全省 or 全市, and nowhere speaks of a county: no 我县, no county by its
    name, no sentences and no table (`cells` are its shadows) that give the figures of each.
    """
    own = (identity.issuer or "", identity.title or "")
    is_city = any(_CITY.match(words) for words in own)
    if not is_city and not any(_PROVINCE.search(words) for words in own):
        return False
    if not is_city and _TITLE_OF_COUNTY.match(own[1]):
        return False  # an institute of the province on one county
    whole = "\n".join(texts)
    listed = 1 if identity.kind == "assessment" else MIN_LISTED  # who assesses counties tells of each
    if (
        _COUNTY.search(whole)
        or (is_city and "全区" in whole)
        or len({text for text in cells if _COUNTY_LABEL.fullmatch(text)}) >= MIN_LISTED
        or len({match["county"] for match in _COUNTY_WITH_FIGURE.finditer(whole)}) >= listed
    ):
        return False
    if is_city:
        has_counties = _CITYAT_LARGE.search(without_ranks(whole)) or ("市区" in whole and not _TOWNS.search(whole))
        return "全市" in whole and bool(has_counties)
    return _PROVINCEAT_LARGE.search(whole) is not None and _COUNTY_NAMED.search(whole) is None


def is_of_firm(identity: Identity) -> bool:
    """Tell whether a document is what an enterprise discloses of itself (信息依法披露报告, 自行监测)."""
    names = (identity.issuer or "", identity.title or "")
    return _OWN_AFFAIRS.search(names[1]) is not None and any(_FIRM.search(name) for name in names)


def covers_less_than_a_year(identity: Identity) -> bool:
    """Tell whether a document reports on months, a quarter, a half of one year."""
    period = identity.period
    return period is not None and (period.end - period.start).days + 1 < FULL_YEAR_DAYS


def within_reach(
    hits: list[Hit],
    identity: Identity,
    edition: Edition,
    texts: Sequence[str] = (),
    titled: frozenset[str] = frozenset(),
) -> list[Hit]:
    """Return the hits, those that the document cannot prove made mentions.

    What goes on in a park of the county proves nothing of the county but what the title gives the paper to; what one
    town reports of itself proves nothing of it, unless the title gives the paper to the measure or it speaks for the
    county (whether it may is the check's to say).
    A month's figures prove no year, unless they stand beside those of the year (全年, 1-12月): a sentence says so,
    or one of the `texts` heads a column. A document that its title gives to one matter proves another only where
    its issuer is in charge of that one too, or the title (which names the indicators `titled`) speaks of both.
    """
    matters = {
        hit.indicator_id
        for hit in hits
        if hit.relation == "evidence" and hit.method in ("title", "requirement") and hit.score >= SURE_OF_MATTER
    }
    is_short = covers_less_than_a_year(without_stale_period(identity))
    has_year = is_short and any(_WHOLE_YEAR.search(text) for text in texts if len(text) <= MAX_HEAD_CHARS)
    ends_year = is_short and _ends_year(identity, texts)
    of_park, of_town = park(identity) != "", town(identity) != ""
    strange = _not_in_charge(matters, hits, identity, edition) - titled
    return [
        replace(hit, relation="mention", score=min(hit.score, 0.45))
        if hit.relation == "evidence"
        and (
            hit.indicator_id in strange
            or (of_town and hit.indicator_id not in titled and _RATE_OF_COUNTY.search(hit.quote) is None)
            or (of_park and hit.method not in ("title", "requirement"))
            or (
                is_short
                and _is_yearly(hit, edition)
                and not _tells_year(hit, has_year=has_year)
                and not (ends_year and _stands(hit, edition))
                and not _tells_year_before(hit, identity)
            )
        )
        else hit
        for hit in hits
    ]


def _not_in_charge(matters: set[str], hits: list[Hit], identity: Identity, edition: Edition) -> set[str]:
    # else the matters are those of the first sentences; a brief's title names but its series
    is_given = len(identity.title or "") > SHORT_TITLE_CHARS and not is_brief(identity.title or "")
    if matters <= AT_LARGE or not identity.issuer or not is_given:
        return set()
    others = {hit.indicator_id for hit in hits if hit.relation == "evidence"} - matters
    if identity.kind == "summary" and _OF_A_YEARS_WORK.search(identity.title or ""):
        others -= {hit.indicator_id for hit in hits if _RATE_OF_COUNTY.search(hit.quote)}
    return {
        other
        for other in others
        if all(issuer_fits(identity.issuer, slot.issuers) is False for slot in edition.by_id(other).requirements)
    }


def _tells_year(hit: Hit, *, has_year: bool) -> bool:
    """Tell whether the words of a hit, or the heads of its table, are those of a whole year."""
    return (has_year and hit.in_table) or (hit.method == "passage" and _WHOLE_YEAR.search(hit.quote) is not None)


def _tells_year_before(hit: Hit, identity: Identity) -> bool:
    """Tell whether a clause of a hit in a paper on some months begins with a whole year before: 2023年核定为95%."""
    period = identity.period
    if period is None or hit.method != "passage":
        return False
    return any(int(told[1]) < period.start.year for told in _YEAR_OF_CLAUSE.finditer(hit.quote))


def _ends_year(identity: Identity, texts: Iterable[str]) -> bool:
    """Tell whether a document on the last months of a year says what there is at its end: 截至2024年12月底."""
    period = identity.period
    if period is None or (period.end.month, period.end.day) != (12, 31):
        return False
    end = re.compile(rf"(?:{period.end.year}年|截至|截止到?)(?:年?[底末]|12月(?:份?[底末]|31日))(?!前|目标|要)")
    return any(end.search(text) for text in texts)


def _stands(hit: Hit, edition: Edition) -> bool:
    """Tell whether a measure is a share of what is counted at a point of time: villages, households, areas."""
    units = [read_unit(part.unit) for part in edition.by_id(hit.indicator_id).measure(hit.sub).components]
    return bool(units) and all(unit is not None and unit.dimension in _STANDING for unit in units)


def _is_yearly(hit: Hit, edition: Edition) -> bool:
    """Tell whether only a year's figure proves the measure: one that is reported against a base year, or passages."""
    indicator = edition.by_id(hit.indicator_id)
    measure = indicator.measure(hit.sub)
    if not measure.is_quantitative or (hit.method == "passage" and lasts(measure)):
        return False
    slots = [slot for slot in indicator.requirements if slot.sub in (None, hit.sub)]
    return hit.method != "requirement" or any(slot.years == "baseline_and_each" for slot in slots)
