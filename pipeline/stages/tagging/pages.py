"""What a page does that has neither head nor kind, which paragraphs of news tell the county's own figures of a year."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.years import years
from pipeline.stages.tagging.claims import is_wanted, tells_meaning
from schemas.document import Identity

MAX_HEAD_CHARS = 16
_SENTENCE = re.compile(r"[。;!?]")
# a year that is over; 到2025年 and (2020-2025年) look ahead, 2024年6月 is a day
_YEAR_OVER = re.compile(
    r"(?<![\d至到在-])(?:19|20)\d\d年(?!\d{1,2}月(?!底|末|31日)|[底末]?前|起|以来|计划|目标)"
    r"|(?<![(\d])(?:19|20)\d\d年?-(?:19|20)\d\d年(?!\))|去年|全年(?!度?(?:目标|任务|计划))|年末|年内|当年"
)
_YEAR_CELL = re.compile(r"(?:19|20)\d\d年?(?:度|末|底|实际|完成|实绩)?")
_AIMED_CELL = re.compile(r"目标|计划|属性|指标值|规划值|约束性|预期性|要求")
# a page of a city's or the province's paper that names no county as its own
_CITY_AT_LARGE = re.compile(r"各县|分县|县\(市|各区|区县|县区|市县|中心城区|市中心|主城区")
_STATE_AT_LARGE = re.compile(r"全省|全国|全自治区|我国|我省|地级(?:及以上)?城?市|设区市")
_COUNTY = re.compile(r"全县|我县|本县|县域|(?<!\()县城|我区|本区|全旗|我旗|我市|本市")
# what a page has no business to prove: a wish, a question, a text for learning
_NO_REPORT = re.compile(
    r"来信|反映|投诉|请求|咨询|什么|怎[样么]|如何|活动|演练|竞赛|知识|学习|讲解|入门|须知|提示|招聘|\?"
)
_TEACHES = re.compile(r"什么是|怎么[看算理]|如何理解|为什么|[?？]|例如|比如|举例|假设|假如|通俗|小知识")
_ASKS = re.compile(
    r"我们?(?:村|家|是)[^。;]{0,12}(?:村民|居民|群众)|(?:恳请|盼望|希望)[^。;]{0,20}(?:解决|答复|处理|重视|帮助)|建议(?:如下|将|在|由)"
)
# who news are on: the county as a whole; 在某某县 is another's example, 该县 is told by one who comes from elsewhere
_OWN_COUNTY = re.compile(
    r"[全我本][县旗](?!委|政府)|[我本]区(?!委|政府)|县域|县城(?!乡)"
    r"|(?:^|[,。;:、\n])(?![在与和比如像])[一-龥]{2,3}(?:自治县|县|旗)(?![委级长政人城区市局,、]|[一-龥]{0,8}(?:局|委|办|分局))"
)
_FROM_ELSEWHERE = re.compile(r"该[县市区旗]")
# a city of the county level, a district: no county below it, towns
_OWN_CITY = re.compile(r"[全我本]市(?!委|政府|[场区])")
_TOWNS = re.compile(r"[一-龥](?:镇|街道|乡)")
_MEDIA_YEAR = re.compile(
    r"(?<![\d至到])(?:19|20)\d\d年(?!\d{1,2}月|[底末]?前|起|以来|计划|目标)|去年|过去(?:的)?一年|全年(?!度?(?:目标|任务|计划))"
)
_INTERVIEW = re.compile(r"[问答]:")
_EVENT = re.compile(r"论坛|培训班|研讨|座谈会|推介会|讲座|参观|考察|竞赛|比赛|致辞|讲话|发言|交流会")
_TOWN = re.compile(r"^[一-龥]{2,4}(?:[乡镇村]|街道|社区)(?:[:,]|[一-龥])|[该本][镇乡村]")


def reports_figures(identity: Identity, texts: Sequence[str]) -> bool:
    """Tell whether a page of which nobody knows what it is states figures of a year that is over.

    `texts` are the shadows of its paragraphs and cells; a table may have the year as head of a column. A page of aims,
    a handout, a citizen's letter report nothing.
    """
    if _NO_REPORT.search(shadow(identity.title or "").text):
        return False
    if any(_states(part) for text in texts for part in _SENTENCE.split(text)):
        return True
    heads = any(_YEAR_CELL.fullmatch(text) for text in texts)
    return heads and not any(len(text) <= MAX_HEAD_CHARS and _AIMED_CELL.search(text) for text in texts)


def teaches_or_asks(texts: Sequence[str]) -> bool:
    """Tell whether a page's texts (shadows) explain by examples, ask the reader, are written by one who wants help."""
    return any(pattern.search(text) for text in texts for pattern in (_TEACHES, _ASKS))


def is_page_of_wider_area(identity: Identity, texts: Sequence[str]) -> bool:
    """Tell whether a page without title and issuer tells of a city with counties, the province, the state alone."""
    if identity.issuer or (identity.title and identity.kind is not None):
        return False
    whole = "\n".join(texts)
    if _COUNTY.search(whole):
        return False
    return bool(_STATE_AT_LARGE.search(whole) or ("全市" in whole and _CITY_AT_LARGE.search(whole)))


def may_tell_of_county(identity: Identity, texts: Sequence[str]) -> bool:
    """Tell whether a news item may hand on figures of the county: no interview, no event, no single town's story."""
    title = shadow(identity.title or "").text
    if _EVENT.search(title) or _NO_REPORT.search(title) or _TOWN.search(title):
        return False
    return not any(_INTERVIEW.match(text) for text in texts) and sum(bool(_TOWN.search(text)) for text in texts) < 2


def is_of_small_city(texts: Sequence[str]) -> bool:
    """Tell whether 全市 in a paper is a city without counties below it: it speaks of towns, of no county."""
    whole = "\n".join(texts)
    return _TOWNS.search(whole) is not None and not re.search(r"[县旗]", whole) and _CITY_AT_LARGE.search(whole) is None


def tells_of_county(seen: str, *, small_city: bool = False) -> bool:
    """Tell whether a paragraph of news (a shadow) states figures of the whole county of a year that is over.

    `small_city` tells that 全市 is the county's own.
    """
    if _STATE_AT_LARGE.search(seen) or _FROM_ELSEWHERE.search(seen):
        return False
    is_own = _OWN_COUNTY.search(seen) or (small_city and _OWN_CITY.search(seen))
    return (
        bool(is_own)
        and _MEDIA_YEAR.search(seen) is not None
        and any(_has_figure(part) for part in _SENTENCE.split(seen))
    )


def _states(sentence: str) -> bool:
    """Tell whether a sentence states a figure of a year that is over, none of it wanted."""
    if not _YEAR_OVER.search(sentence) or tells_meaning(sentence):
        return False
    clauses = [one for one in sentence.split(",") if not is_wanted(one, "sets", "status")]
    return _YEAR_OVER.search(",".join(clauses)) is not None and _has_figure(",".join(clauses))


def _has_figure(words: str) -> bool:
    shade = shadow(words)
    return any(one.unit for one in quantities(shade, [(span.start, span.end) for span in years(shade)]))
