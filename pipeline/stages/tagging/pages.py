"""What a page does that has neither head nor kind, which paragraphs of news tell the county's own figures of a year."""

import re
from collections.abc import Iterator, Sequence

from pipeline.numbers.quantities import quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import is_counter
from pipeline.numbers.years import years
from pipeline.stages.extraction.paper_places import without_ranks
from pipeline.stages.tagging.claims import is_wanted, tells_meaning
from schemas.document import Identity

MAX_HEAD_CHARS = 16
_SENTENCE = re.compile(r"[。;!?]")
# a year that is over; 到2025年 and (2020-2025年) look ahead, 2024年6月 is a day
_YEAR_OVER = re.compile(
    r"(?<![\d至到在-])(?:19|20)\d\d年(?!\d{1,2}月(?!底|末|31日)|[底末]?前|起|以来|计划|目标)"
    r"|(?<![(\d])(?:19|20)\d\d年?-(?:19|20)\d\d年(?!\))|去年|全年(?!度?(?:目标|任务|计划))|年末|年内|当年"
)
# what a paper tells of the year of which it gives account; the figures come in the sentences after it
_OPENS_YEAR = re.compile(r"\s*(?:[(]?[一二三四五六七八九十]{1,2}[)、])?(?:这|(?:刚刚)?过去的?)一年(?:来|里)?,")
# 2024年，我们坚定走绿色发展之路。优良率96.7%，比上年提高1.4个百分点: compared with the year before, it is over
_OPENS_ON_YEAR = re.compile(
    r"\s*(?:[(]?[一二三四五六七八九十]{1,2}[)、])?(?:19|20)\d\d年度?,(?![^。]{0,12}(?:要|将|须))"
)
# 2024年，我们将…: what stands above it is over
_OPENS_ON_NEXT = re.compile(r"\s*20\d\d年,(?:我们|[全我本][县区市旗]|[县市区]政府)?(?:[要将拟须]|计划|力争|确保|争取)")
_COMPARED = re.compile(r"(?:^|[,;。])[^,;。\d]{0,12}(?:比|较|与)(?:上年|去年)[^,;。\d]{1,6}\d|同比[^,;。\d]{1,6}\d")
# an index has no unit: 生态环境状况指数(EI)为80.6
_INDEX = re.compile(r"(?:状况|质量)指数(?:\([A-Z]{2,4}\))?[值为是达]{0,3}\d{1,3}\.\d")
_YEAR_CELL = re.compile(r"(?:19|20)\d\d年?(?:度|末|底|实际|完成|实绩)?")
_AIMED_CELL = re.compile(r"目标|计划|属性|指标值|规划值|约束性|预期性|要求")
# a table of what a year has come to is told beside the year before: 绝对数 | 比上年增减
_COMPARED_CELL = re.compile(
    r"绝对[数值量]|(?:[比较]上年(?:同期)?|同比)(?:增减|增长|变化|升降|[±+-]+|提高|增速)?(?:幅度?|率)?[((]?(?:±?%|百分点|、|,)*[))]?"
)
_YEAR_IN_CAPTION = re.compile(r"(?<![\d到至-])(?:19|20)\d\d年(?!\d|[底末]?前|.{0,20}(?:计划|目标|任务))")
# a page of a city's or the province's paper that names no county as its own
_CITY_AT_LARGE = re.compile(r"各县|分县|县\(市|各区|区县|县区|市县|中心城区|市中心|主城区")
# 在全省推广, 全省第三, 高于全省平均, 获评全省…: who is so told of is no province
_STATE_AT_LARGE = re.compile(
    r"(?<![与同在于获评选入为])(?:全省|全国|全自治区)(?!同步|推广|推介|交流|[率首]先|第|前|排|位|先进|示范|文明|百强|重点|优秀|[一-龥]{0,12}(?:称号|荣誉|试点|标杆|样板|典型))"
    r"|我国|我省"
)
_CITIES = re.compile(r"地级(?:及以上)?城?市|设区市")
_ALL_OF_CITY = re.compile(r"[全我]市(?!场)|市域")
# a county's place among others is its own: 在全市7个县(市、区)中列第2位, 居全省前列
_RANKED_AMONG = re.compile(
    r"(?:在|居|位居|位列|列|排名?|名列|处于)?(?:全[市省国]|全自治区)[^,。;\n]{0,18}?(?:第[一二三四五六七八九十\d]+|前列|首位|前茅|上游|榜首)[名位]?"
)
_COUNTY = re.compile(
    r"市(?:里|委|政府)?(?:下达|考核)|全县|全区|我县|本县|县域|(?<!\()县城|我区|本区|全旗|我旗|我市|本市"
)
# what a page has no business to prove: a wish, a question, a text for learning
_NO_REPORT = re.compile(
    r"来信|反映|投诉|请求|咨询|什么|怎[样么]|如何|活动|演练|竞赛|知识|学习|讲解|入门|须知|提示|招聘|\?"
)
_TEACHES = re.compile(r"什么是|怎么[看算理]|如何理解|为什么|[?？]|例如|比如|举例|假设|假如|通俗|小知识")
_ASKS = re.compile(
    r"我们?(?:村|家|是)[^。;]{0,12}(?:村民|居民|群众)|(?:恳请|盼望|希望)[^。;]{0,20}(?:解决|答复|处理|重视|帮助)|建议(?:如下|将|在|由)"
)
# who news are on: the county as a whole; 在某某县 is another's example, 该县 is told by one who comes from elsewhere
_OWN_COUNTY = re.compile(r"[全我本][县旗](?!委|政府)|[我本]区(?!委|政府)|县域|县城(?!乡)")
_BY_NAME = re.compile(
    r"(?:^|[,。;:、\n]|\d年)(?![在与和比如像])[一-龥]{2,3}(?:自治县|县|旗)(?![委级长政人城区市局,、]|[一-龥]{0,8}(?:局|委|办|分局))"
)
_NAMED = re.compile(r"(?<![一-龥])[一-龥]{2,3}(?:自治县|县|旗)(?=[^委级长政人城区市局])")
_FROM_ELSEWHERE = re.compile(r"该[县市区旗]")
# 这是云溪县推进…的缩影。该县…: a city's paper on one county, which it names
_ANY_COUNTY = re.compile(
    r"[一-龥]{2}(?<![全我本该各某邻外每个余部分所有其他几多两一])(?:自治县|县|旗)(?![委级长政人城区市局域])"
)
# 放眼全县，去年…: where the story of a town goes on to the whole county
_WIDENS = re.compile(r"(?:放眼|纵观|综观|环顾|从|就|据了解,)?[全我][县区市旗](?:范围)?(?:来?看|而言|上下|的情况)?,")
# a city of the county level, a district: no county below it, towns
_OWN_CITY = re.compile(r"[全我本]市(?!委|政府|[场区])|(?<!中心)(?<!主)(?:市区|城区)(?![委政管])")
_OWN_DISTRICT = re.compile(r"全区(?!委|政府)")
# whether the city that says so is the dossier's the dossier knows
_SAYS_CITY = re.compile(r"[我本]市(?!委|政府|[场区])")
_COUNTY_BY_NAME = re.compile(
    r"(?:^|[,。;:、\n]|年)(?![在与和比如像全我本各])(?P<name>[一-龥]{2,3}(?:自治县|县|旗))(?![委长政人级域局,、]|[一-龥]{0,8}(?:局|委|办|分局))"
)
_CITY_BY_NAME = re.compile(
    r"(?:^|[,。;:、\n]|年)(?![在与和比如像全我本各])(?P<name>[一-龥]{2,3})市(?![委长政人场区民级域内局,、]|[一-龥]{0,8}(?:局|委|办|分局))"
)
# one who writes 区水务局 without its name is of that district
_OWN_OFFICES = re.compile(
    r"(?:^|[^一-龥]|来源:|[由据和及与])区(?![域间块别级])(?:委|政府|[一-龥]{2,6}(?:局|委|办|中心))"
)
# 甲市乙生态环境分局, 甲市下达我市: a city with another one above it is of the county's level
_BELOW_CITY = re.compile(
    r"[一-龥]{2}市(?:(?:生态环境|环保|自然资源|自然资源和规划)局[一-龥]{2,6}|[一-龥]{2,5}(?:生态环境|环保|自然资源|自然资源和规划))分局"
    # 甲川市位于乙阳市东南部
    r"|[一-龥]{2}市(?:位于|地处|隶属于?)[^,。;\n]{0,8}?[一-龥]{2}市"
    r"|(?<!全)(?<![一-龥]我)[一-龥]{2}市[^,。;\n]{0,10}(?:下达|分解|分配)[^,。;\n]{0,6}我市"
    r"|我市[^。\n]{0,40}(?:在|居|列)(?!全)[一-龥]{2}(?:全市|市)[^。;\n]{0,14}?(?:第[一二三四五六七八九十\d]|前列|首位|前茅|上游|榜首|居首|靠前|垫底|末位)"
)
_TITLE_OF_CITY = re.compile(r"(?P<city>[一-龥]{2,3}市)(?![委长政人场区民级域内局])")
_CITY_ASKS = re.compile(
    r"(?<![一-龥])(?:比|较|与|[高低优好]于|完成|达到)?(?P<city>[一-龥]{2}市)(?:的?(?:要求|下达|考核|核定|平均))"
)
# a district that its own page names, in whose name the news are published: 来源:某某融媒
_DISTRICT = re.compile(r"(?<![一-龥])[近日当月]{0,2},?(?P<name>[一-龥]{2,3})区(?![域内一-龥]{0,8}(?:局|委|办|分局))")
_PUBLISHER = r"(?:来源|作者|记者|供稿|发布)[:者 ]{0,3}(?:中共)?"
_OF_PLACE = re.compile(
    r"[一-龥](?<![城乡村集建市])镇|[一-龥](?<![城下个各])乡|[一-龥](?<![农乡政然建个余])村|[一-龥](?:街道|社区|公司|园区)|[一-龥]{2}(?<!示范)(?<!先进)(?<!百强)(?<!模范)[县市](?!里)|本报讯|老[一-龥]{1,2}说"
)
# 辖7镇4乡, 市乡村三级河长: towns right below it
_TOWNS = re.compile(r"[一-龥](?:镇|街道|乡)|辖\d{1,2}个?(?:镇|乡|街道)|市、?(?:乡镇|乡|镇)、?(?:街道)?、?村")
_MEDIA_YEAR = re.compile(
    r"(?:(?<![\d至到])|(?<=截至)|(?<=截止)|(?<=截止到))(?:19|20)\d\d年(?!\d{1,2}月|[底末]?前|起|以来|计划|目标)|去年(?!同期)|过去(?:的)?一年|全年(?!度?(?:目标|任务|计划))"
)
# in its last weeks what a year has brought so far is told of the year
_YEAR_SO_FAR = re.compile(
    r"(?:今年以?来|截?[至止到]了?(?:今年|本年)?(?:目前|1[0-2]月[底末]?)),?(?:[全我本][县区市旗]|[一-龥]{2,3}(?:县|旗))"
)
FIRST_LATE_MONTH = 11
_PART_OF_YEAR = re.compile(
    r"\d{1,2}月(?:\d{1,2}日)?-\d|(?<!\d)1-\d{1,2}月|同期|天数累计|累计优良|[一二三四]季度|[上下]半年|[本当]月"
)
_INTERVIEW = re.compile(r"[问答]:")
_EVENT = re.compile(r"论坛|培训班|研讨|座谈会|推介会|讲座|参观|考察|竞赛|比赛|致辞|讲话|发言|交流会")
_TOWN = re.compile(r"^[一-龥]{2,4}(?:(?<!城)乡|(?<![城集村])镇|(?<!农)村|街道|社区)(?:[:,]|[一-龥])|[该本][镇乡村]")


def reports_figures(identity: Identity, texts: Sequence[str]) -> bool:
    """Tell whether a page of which nobody knows what it is states figures of a year that is over.

    `texts` are the shadows of its paragraphs and cells; a table may have the year as head of a column. A page of aims,
    a handout, a citizen's letter report nothing.
    """
    if _NO_REPORT.search(shadow(identity.title or "").text):
        return False
    if any(_states(part) for text in texts for part in _SENTENCE.split(text)):
        return True
    if any(_looks_back(text) for text in texts):
        return True
    next_year = next((at for at, text in enumerate(texts) if _OPENS_ON_NEXT.match(text)), 0)
    if any(_COMPARED.search(text) and _has_figure(text) for text in texts[:next_year]):
        return True
    heads = any(_YEAR_CELL.fullmatch(text) for text in texts)
    if not heads and any(_COMPARED_CELL.fullmatch(text) for text in texts):
        heads = any(_YEAR_IN_CAPTION.search(text) for text in (shadow(identity.title or "").text, *texts))
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
    whole = _RANKED_AMONG.sub("", without_ranks(whole))
    if _CITIES.search(whole):
        return True
    # a city's page may name the country beside it: 列入全国…试点
    if _ALL_OF_CITY.search(whole) is not None or _names_one(_CITY_BY_NAME, whole):
        return _CITY_AT_LARGE.search(whole) is not None
    return _STATE_AT_LARGE.search(whole) is not None and not _names_one(_COUNTY_BY_NAME, whole)


def _may_tell_of_county(title: str, texts: Sequence[str]) -> bool:
    """Tell whether a news item may hand on figures of the county: no interview, no event."""
    title = title[title.find("?", 0, -1) + 1 :]  # 天有多蓝?账单来了 asks nobody
    if _EVENT.search(title) or _NO_REPORT.search(title):
        return False
    return not any(map(_INTERVIEW.match, texts))


class News:
    """Follows a news item paragraph by paragraph: which of them hand on what the whole county reached in a year."""

    def __init__(self, identity: Identity, texts: Sequence[str]) -> None:
        """Take what holds for the whole item: whether 全市, 全区 are the county's own."""
        whole, title = "\n".join(texts), shadow(identity.title or "").text
        # where several counties are named each paragraph is on one of them
        self._is_of_one = len(set(_NAMED.findall(whole))) <= 1
        below = (_BELOW_CITY.search(whole) or _set_by_another_city(identity, whole)) is not None and re.search(
            r"[我全本][县区旗]", whole
        ) is None
        rest = without_ranks(whole)
        no_county = not re.search(r"[县旗]", rest) and _CITY_AT_LARGE.search(rest) is None
        self._is_story = _TOWN.search(title) is not None or sum(map(bool, map(_TOWN.search, texts))) > 1
        self._may_tell = _may_tell_of_county(title, texts)
        self._is_of_that = len(set(_ANY_COUNTY.findall(whole))) == 1
        says_city = any(one.search(whole) for one in (_TOWNS, _SAYS_CITY)) or rest != whole
        self._is_city = below or (no_county and says_city)
        self._is_district = no_county and (_OWN_OFFICES.search(whole) is not None or _publishes_itself(whole))
        # a city that says 我市 and names no other one means itself
        self._is_named = self._is_city and _names_one(_CITY_BY_NAME, rest)
        # 我县…满意度达95%: what news say of the county in their title they go on with
        self._of_county = _OWN_COUNTY.match(title) is not None
        self._of_year = False
        self._is_late = identity.date is not None and identity.date.month >= FIRST_LATE_MONTH

    def tells_of_county(self, seen: str) -> bool:
        """Tell whether the next paragraph (a shadow) states figures of the county of a year that is over.

        What goes on after 全县 and 2023年 without a place is of that county, of that year. Sentences on some months
        tell of none.
        """
        if _PART_OF_YEAR.search(seen):
            # 1-11月利用率90.5%。2021年为88.2%: what is told of whole years beside the months stands
            seen = of_whole_years(seen)
            if _MEDIA_YEAR.search(seen) is None:
                self._of_year = False
                return False
        if not self._may_tell or _STATE_AT_LARGE.search(seen) or _CITIES.search(seen):
            return False
        if (self._is_story and not _WIDENS.match(seen)) or (not self._is_of_that and _FROM_ELSEWHERE.search(seen)):
            return False
        is_own = any(pattern.search(seen) for pattern in self._own())
        goes_on = self._of_county and _OF_PLACE.search(seen) is None
        self._of_county = is_own or goes_on
        told = _MEDIA_YEAR.search(seen) or (_YEAR_SO_FAR.search(seen) if self._is_late else None)
        self._of_year = self._of_county and (self._of_year or told is not None)
        return self._of_year and any(_has_figure(part, counts=is_own) for part in _SENTENCE.split(seen))

    def _own(self) -> Iterator[re.Pattern[str]]:
        yield _OWN_COUNTY
        if self._is_of_one:
            yield _BY_NAME
        if self._is_city:
            yield _OWN_CITY
        if self._is_named:
            yield _CITY_BY_NAME
        if self._is_district:
            yield _OWN_DISTRICT


def _set_by_another_city(identity: Identity, whole: str) -> re.Match[str] | None:
    """Return where news whose title begins with a city tell what another one asks of it: 比甲市要求的60%高."""
    titled = _TITLE_OF_CITY.match(shadow(identity.title or "").text)
    if titled is None:
        return None
    return next((one for one in _CITY_ASKS.finditer(whole) if not one["city"].endswith(titled["city"])), None)


def _names_one(kind: re.Pattern[str], whole: str) -> bool:
    """Tell whether clauses of a text (shadows) begin with the name of one place of a kind, none with another's."""
    return len({one["name"] for one in kind.finditer(whole)}) == 1


def of_whole_years(seen: str) -> str:
    """Return a paragraph (a shadow) without what its sentences tell from some months of a year on.

    去年优良天数比例97.5%，今年1—7月为97.0%: its first clause tells of a whole year.
    """
    return "。".join(map(_before_months, _SENTENCE.split(seen)))


def _before_months(sentence: str) -> str:
    """Return a sentence up to the clause that tells of some months, "" where no whole year stands before that."""
    part = _PART_OF_YEAR.search(sentence)
    if part is None:
        return sentence
    before = sentence[: max(sentence.rfind(",", 0, part.start()), 0)]
    return before if _MEDIA_YEAR.search(before) is not None else ""


def _publishes_itself(whole: str) -> bool:
    """Tell whether news (shadows) that name a district are published in its name: 青川区被命名…, 来源:青川发布."""
    names = {match["name"] for match in _DISTRICT.finditer(whole)}
    return any(re.search(_PUBLISHER + re.escape(name), whole) for name in names)


def _looks_back(text: str) -> bool:
    """Tell whether a paragraph that opens on the year of account states a figure that nobody only wants."""
    compared = _COMPARED.search(text) if _OPENS_ON_YEAR.match(text) is not None else None
    is_over = compared is not None and not is_wanted(compared[0], "sets", "status")
    if not is_over and _OPENS_YEAR.match(text) is None:
        return False
    clauses = (one for part in _SENTENCE.split(text) if not tells_meaning(part) for one in part.split(","))
    return any(_has_figure(one) for one in clauses if not is_wanted(one, "sets", "status"))


def _states(sentence: str) -> bool:
    """Tell whether a sentence states a figure of a year that is over, none of it wanted."""
    if not _YEAR_OVER.search(sentence) or tells_meaning(sentence):
        return False
    clauses = [one for one in sentence.split(",") if not is_wanted(one, "sets", "status")]
    told = ",".join(clauses)
    return _YEAR_OVER.search(told) is not None and (_has_figure(told) or _INDEX.search(told) is not None)


def _has_figure(words: str, *, counts: bool = True) -> bool:
    """Tell whether words hold a figure with its unit; `counts` takes those of things counted, too."""
    shade = shadow(words)
    return any(
        one.unit and (counts or not is_counter(one.unit))
        for one in quantities(shade, [(span.start, span.end) for span in years(shade)])
    )
