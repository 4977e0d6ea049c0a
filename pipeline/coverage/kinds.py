"""Whether a value is of a part of what its name counts: 规模养殖场, 国控断面, 县城, 医疗废物."""

import re
from functools import lru_cache

from schemas.document import Document
from schemas.fact import Fact

# 其中国控断面2个 is a part of all 断面, 海水浴场 has days of its own
_OF_A_KIND = re.compile(
    r"其中|[国省市县][考控]|海水浴场|千人以上|千吨万人|规模(?:化|以上|以下|养殖|猪|鸡|牛|场)|散养|散户|养殖户"
    r"|示范(?:区|片|点|村|镇|基地)|试点|抽[查样检测]|节能产品|环境标志产品|环保产品|医疗废物|废矿物油|废铅蓄"
    r"|计算机|打印机|复印机|办公家具|空调|照明|公务用车|用纸|(?:局|医院|学校|中学|小学|学院)(?=的?(?:政府)?绿色采购)"
    r"|剔除|扣除|[乡镇园]站|[省国市]控站|抽[到取]|开发区|高新区|工业园|片区|国家公园|保护区[内里]|范围内|[籍住]口径|不含|不计|除[^，,]{1,14}外"
    r"|国有(?=单位|企业)|民营|私营|县直|偏远|沿[河江]村|林[区场](?=的|为|仅)|农场|乡镇(?=的|为|仅|达)|单日|最[低高](?:的?(?:乡镇|镇|街道|村|断面|点位|单位|区域))?(?=[为仅是达的]|$)"
    r"|重点(?:企业|监管|排污|单位)|水稻|小麦|玉米|马铃薯|陆域|海域|品目|水样|星级|装配式|[两三四五六]类产品"
)
# of the county's own land, waste, water the town's are a part
_TOWN_AS_PART = frozenset(
    {"forest_grass", "fert_pest", "agri_waste", "energy_gdp", "water_gdp", "land_gdp", "solid_waste", "hazwaste"}
)
_TOWN = re.compile(r"城区|县城|建成区|集镇")
# the energy of some branch, or of those who use most of it, is no county's: 规模以上工业能源消费量另行统计，2023年为…
_ENERGY_OF_SOME = re.compile(
    r"(?:规模以上|规上|重点用能|工业(?!增加值)|公共机构|居民生活|交通运输|建筑业|农业|服务业|第?[一二三]产业?|高耗能)"
    r"[^，,。；;]{0,8}(?:能源|能耗|用能|耗能|用电)(?!费)"
)
_ENERGY_OF_ALL = re.compile(r"全社会|全[县市区旗](?:综合)?能|[我本]县能|能源消费总量")
# a kind that a sentence is about, told some clauses before: 产生医疗废物187.3吨，…，处置率100%
_ABOUT_A_KIND = re.compile(
    r"医疗废物|废矿物油|规模(?:化)?养殖场|规模以下|散养户|分品目|星级绿色建筑|装配式建筑|超低能耗建筑"
    r"|(?:^|[，,。；;：:、])[^，,。；;（(]{0,10}[国省市][考控](?:[、和及][国省市][考控])*(?:断面|点位)(?:共?\d+个)?"
    r"(?:[，,][^，,。；;\d（(]{0,12})?$"
    r"|(?:水稻|小麦|玉米|马铃薯|早稻|中稻|晚稻)(?:[^，,。；;\d]{0,4}\d+[个处块])?[，,][^，,。；;\d（(]{0,14}$"
    r"|抽[查检取测到]的?[^，,。；;]{0,12}(?:点位|[村户镇样品个家处])[，,][^，,。；;\d（(]{0,14}$"
    r"|(?:^|[。；;：:])(?![各全本该我])[一-龥]{1,4}(?:(?<![城乡集制])镇|(?<![城下])乡|街道)(?=[因由受虽尚])[^，,。；;]{0,14}[，,]"
    r"[^，,。；;\d（(]{0,24}$"
)
# rates that are none of any measure's but where its name has the word
_OTHER_RATE = re.compile(r"(覆盖|完成|知晓|支持|收集|配套|到位|运行|负荷|建成|验收|投放|增长|整改|减量|成活|保存)率")
_ONLY_THE_BEST = re.compile(r"(?:为|其中|质量)优(?:的|级|等)?$|[(（]优$")
_IS_ALL_OF_THEM = re.compile(r"[人户个家处]?中(?![型心学部央国毒度小等层])")
_SOME_VILLAGES = re.compile(
    r"(?:开展|完成|实现|建成|达到|配备|通过|获评|创建|治理)[^，,。；;]{0,12}的(?:行政村|建制村|村)$"
)
# the second of 其中野生动物32种、野生植物16种 is a part as well
_AMONG_THEM = re.compile(r"(?:其中|包括|包含)[^，,。；;]*$")
# a paper that is about one kind alone
_TITLED_AFTER_A_KIND = re.compile(r"医疗废物|废矿物油|废铅蓄|规模(?:化)?养殖场?|节能产品|水稻|小麦|玉米|马铃薯")
# the county town is a part of what is told of all towns
_OF_THE_TOWN = re.compile(r"县城|城区|建成区|建制镇|集镇")
_PLANT_OF_TOWN = re.compile(
    r"(?:县城|城区|中心城区|建制镇|集镇)[^，,。；;]{0,4}(?:污水处理厂|垃圾(?:填埋|焚烧|处理)场)"
)
_ALL_TOWNS_TOLD = re.compile(r"全[县市区]|我县|城镇|乡镇|建制镇|合计|共计|总量|总计|[、和及]")
_OF_ALL = re.compile(r"全[县市区]")
_OF_ALL_TOWNS = frozenset({"sewage_town", "garbage_town"})
# PM2.5较上年下降（%）, where the measure is the fall since a base year
AGAINST_THE_YEAR_BEFORE = re.compile(r"[较比](?:上年|去年|上一年|前一年)|同比")
# what stood in the middle of a year is not the year's
_WITHIN_THE_YEAR = re.compile(
    r"(?:截[至止]到?|截止至|到)(?:(?:19|20)\d\d年|目前|今年|本年|当年)?(?:[1-9]|1[01])月(?:底|末|\d{1,2}日|份|中旬|上旬|下旬)?(?!\d)"
    r"|(?:截[至止]到?|截止至|到)(?:(?:19|20)\d\d年|目前|今年|本年|当年)?12月(?:[1-9]|1\d|2\d|上旬|中旬)[日,，、]?(?!\d)"
)
# 优良天数多了10天
_IS_DIFFERENCE = re.compile(r"(?:[多少高低]|增加|减少|新增|下降|上升|提高)了$|(?:调[高低增减]|[上下]调|净[增减])了?$")
_ENDS_OF_DIFFERENCES = ("了", "调", "高", "低", "增", "减")
# 3个地下水监测点位 are no sections of a river
_UNDER_GROUND = re.compile(r"(?:个|处)?(?:[国省市县]控)?地下水")
_OF_ONE_MATTER = re.compile(
    r"对(?!.*(?:生态|总体|整体|全[县市区]|环境(?:质量|状况)))[^，,]{1,10}?(?:的|表示)?(?:不?满意)"
)
_BY_PRODUCT = re.compile(r"污泥|渗滤液|飞灰|炉渣|再生水|中水")
_FALL_OR_RISE = ("下降幅度", "提高幅度")
# what a clause may begin with before the full name of what it tells
_OF_THE_WHOLE = re.compile(r"^(?:其中)?[:：]?(?:全[县市区旗]|我县|我区|县域|当年|年末|年底|其)?的?")
# some of those counted, where a name has no such word
_GOOD_ONES = re.compile(r"达标|优良|合格|达到|优于|已")
_CLAUSE_ENDS = "，。；;,、"
_SEVERAL = 2
# what a laboratory finds is of samples, the measure of people
_OF_PEOPLE = frozenset({"人", "万人", "户", "万户"})
_OF_SAMPLES = re.compile(r"监测|检测|检验|化验")


def is_of_a_kind(fact: Fact, document: Document) -> bool:
    """Tell whether the words that lead to a value, or the paper's title, name but a part of what is counted."""
    title = document.title or ""
    clause = clause_before(fact)
    is_of_samples = fact.indicator_id == "village_water" and _OF_SAMPLES.search(title) and "卫生" not in clause
    is_of_samples = is_of_samples and fact.unit not in _OF_PEOPLE
    if _TITLED_AFTER_A_KIND.search(title) or is_of_samples or _is_of_some_energy(fact):
        return True
    if fact.indicator_id in _OF_ALL_TOWNS and _is_of_the_town(fact, clause):
        return True
    if fact.indicator_id in _TOWN_AS_PART and _TOWN.search(clause):
        return True
    before = [words for start in places_of(fact) if (words := fact.quote[:start]).endswith(clause)]
    if _is_named_in_full(fact, before):
        return False
    if before and all(_AMONG_THEM.search(words) or _ABOUT_A_KIND.search(words) for words in before):
        return True
    return _OF_A_KIND.search(clause) is not None and _OF_A_KIND.search(fact.quote) is not None


def _is_of_the_town(fact: Fact, clause: str) -> bool:
    """Tell whether a value is the county town's or the towns': by its clause, or by a plant that it goes on with.

    县城污水处理厂日处理能力1.4万吨，2022年处理污水413.5万吨
    """
    if _OF_THE_TOWN.search(clause):
        return not _OF_ALL.search(clause)
    before = _sentences_before(fact)
    plants = [list(_PLANT_OF_TOWN.finditer(words)) for words in before]
    return bool(plants) and all(
        told and not _ALL_TOWNS_TOLD.search(words, told[-1].end()) for words, told in zip(before, plants, strict=True)
    )


def _is_of_some_energy(fact: Fact) -> bool:
    """Tell whether the sentence of a value last told of energy that a part of the county uses."""
    before = _sentences_before(fact) if fact.indicator_id == "energy_gdp" else []
    told = [(list(_ENERGY_OF_SOME.finditer(words)), words) for words in before]
    return bool(told) and all(found and not _ENERGY_OF_ALL.search(words, found[-1].end()) for found, words in told)


def _is_named_in_full(fact: Fact, before: list[str]) -> bool:
    """Tell whether a value is among others by a full name that their whole has not: 土地总面积…，其中森林面积…."""
    name = fact.name.removesuffix("数")
    for words in before:
        whole, among, part = words.rpartition("其中")
        if not among or name in whole:
            continue
        if _OF_THE_WHOLE.sub("", part[max(map(part.rfind, _CLAUSE_ENDS)) + 1 :]).startswith(name):
            return True
    return False


def kind_words(fact: Fact) -> list[str]:
    """Return the words by which the clause of a value names a kind: 陆域, 海域."""
    words = _OF_A_KIND.findall(clause_before(fact))
    if "其中" in words and _is_named_in_full(fact, [fact.quote[:start] for start in places_of(fact)]):
        words = [word for word in words if word != "其中"]
    return words


def is_of_another(fact: Fact) -> bool:
    """Tell whether the words that lead to a value name another measure: 覆盖率, 较上年下降, 501人中, 优161天."""
    clause = clause_before(fact)
    if fact.name.endswith(_FALL_OR_RISE) and AGAINST_THE_YEAR_BEFORE.search(clause):
        return True
    if _is_within_the_year(fact) or (clause.endswith(_ENDS_OF_DIFFERENCES) and _IS_DIFFERENCE.search(clause)):
        return True
    if fact.indicator_id == "water" and any(_UNDER_GROUND.match(words) for words in _words_behind(fact)):
        return True
    is_of_other_toilets = "无害化" in fact.name and "卫生厕所" in clause and "无害化" not in clause
    if is_of_other_toilets or _is_by_product(fact) or _is_of_one_matter(fact, clause):
        return True
    rates = _OTHER_RATE.findall(clause)
    if fact.unit == "%" and rates and rates[-1] not in fact.name:
        return True
    return _counts_others(fact, clause)


def _is_of_one_matter(fact: Fact, clause: str) -> bool:
    """Tell whether a rate is of goods inspected, or of what people think of one thing: 对空气质量的满意率."""
    if "满意度" in fact.name:
        return _OF_ONE_MATTER.search(clause) is not None
    return fact.unit == "%" and "合格率" in clause and "合格" not in fact.name and "水" not in fact.name


def _is_by_product(fact: Fact) -> bool:
    """Tell whether what is left of treated sewage or waste is told: 污水处理厂产生污泥5810吨."""
    before = _sentences_before(fact) if _BY_PRODUCT.search(fact.quote) and not _BY_PRODUCT.search(fact.name) else []
    told = [(list(_BY_PRODUCT.finditer(words)), max(words.rfind("污水"), words.rfind("垃圾"))) for words in before]
    return bool(told) and all(found and found[-1].start() > whole for found, whole in told)


def _is_within_the_year(fact: Fact) -> bool:
    """Tell whether the sentence of a value begins with a day within the year: 截至12月15日，县城优良天数比例94%."""
    if not any(month in fact.quote for month in ("月", "旬")):
        return False
    before = _sentences_before(fact)
    return bool(before) and all(_WITHIN_THE_YEAR.search(words) and "全年" not in words for words in before)


def _sentences_before(fact: Fact) -> list[str]:
    return [re.split(r"[。；;]", fact.quote[:start])[-1] for start in places_of(fact)]


def _words_behind(fact: Fact) -> list[str]:
    return [fact.quote[start + len(fact.value_raw) :] for start in places_of(fact)]


def _counts_others(fact: Fact, clause: str) -> bool:
    """Tell whether a number counts all of those of whom others are told, or some of those of whom all are."""
    ends = _words_behind(fact) if "中" in fact.quote else []
    is_of_all = bool(ends) and all(_IS_ALL_OF_THEM.match(words) for words in ends)
    if is_of_all and "总" not in fact.name and "应" not in fact.name:
        return True
    if "优良" in fact.name and _ONLY_THE_BEST.search(clause):
        return True
    return fact.name.endswith("总数") and _SOME_VILLAGES.search(clause) is not None


def clause_before(fact: Fact) -> str:
    """Return the words that lead to a value in its clause."""
    return _clause_before(fact.quote, fact.value_raw, fact.name)


# several checks ask one after the other
@lru_cache(maxsize=4096)
def _clause_before(quote: str, number: str, name: str) -> str:
    befores = [quote[:start] for start in _places(quote, number)]
    clauses = [before[max(map(before.rfind, _CLAUSE_ENDS)) + 1 :] for before in befores]
    if len(clauses) < _SEVERAL:
        return clauses[0] if clauses else ""
    known = set(name)
    is_of_good = _GOOD_ONES.search(name) is not None
    return max(
        reversed(clauses),
        key=lambda clause: (len(known & set(clause)), is_of_good or _GOOD_ONES.search(clause) is None),
    )


def places_of(fact: Fact) -> tuple[int, ...]:
    """Return where the words of a fact hold its number, as indexes of its first characters."""
    return _places(fact.quote, fact.value_raw)


@lru_cache(maxsize=4096)
def _places(quote: str, number: str) -> tuple[int, ...]:
    """Return where a text holds a number that is no end of a longer one."""
    found: list[int] = []
    start = quote.find(number) if number else -1
    while start >= 0:
        is_an_end = start > 0 and (quote[start - 1] == "." or quote[start - 1].isdecimal())
        if not is_an_end:
            found.append(start)
        start = quote.find(number, start + (1 if is_an_end else len(number)))
    return tuple(found)
