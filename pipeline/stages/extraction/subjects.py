"""Subjects: whose number it is where the text narrows it to a town, a plant, a section of a river."""

import re

from pipeline.districts import DISTRICT
from pipeline.stages.extraction.sentence import Sentence

_PLACE = (
    r"(?:镇|乡|街道办?|村|社区|厂|站|公司|园区|工业区|开发区|断面|水库|水源地|医院|学校|林场|农场|保护区|公园|湿地|"
    r"集团|点位|河段)"
)
_SUBJECT = re.compile(rf"(?P<name>[一-龥A-Za-z0-9]{{1,14}}?{_PLACE})的?$")
_NOT_ONE = re.compile(
    r"[各全等所有每个座共与和含]|\d[镇乡村]|[一二三四五六七八九十两\d]+(?:个|座|家|处)|"
    r"^(?:城|乡|村|农村|集|建制|行政|自然)?(?:镇|乡|村)$|乡镇$|城镇$|村镇$|监测站|自动站|监测点|其他|新增|累计|其中|应|已|包括"
)
_PARTS = re.compile(r"(?:断面|点位|水源地|保护区|公园|湿地|水库|河段)$")
# a kind of places that are counted, without a name of its own: 优良断面, 国控监测断面, 岸线保护区
_KIND_ALONE = re.compile(
    rf"(?:[国省市州县区]{{1,3}}[控考]|[国省市州县区乡镇村]+级|考核|监测|例行|地表水|地下水|河流|水质|优良|达标|优|良|劣?[IV]+类|以上|达到|优于|好于|或|主要|全部|在用|备用|"
    rf"城市|城镇|县城|农村|乡镇|集中式?|饮用水?|生活|污水|垃圾|处理|自然|河湖?|岸线|划入|划定|划分|划出|划为|列入|纳入|受|生态|千吨万人|大型|小型|中型|重点|规模|同意|批准|确定|设立|明确|其中|划定)*{_PLACE}"
)
_LEADING = re.compile(r"^.*?(?:其中|对|在|经|由|以及|及|为|是|据|按|从|的|,|:|年度?)")
_WIDER = re.compile(r"(全国|全省|全市|全州|全盟|全区)(?:地级及以上城市|县级以上城市|城市)?的?(?:平均(?:水平)?)?$")
_COUNTY = re.compile(
    r"(?:.*[,:、(]|在|与|和|由|而|把|将(?!乐县)|(?:介绍|了解|学习)了?|其中|邻近的?|周边的?|[高低优好]于|[一-龥]{2,4}市)?"
    rf"(?P<name>[一-龥]{{2,5}}(?:自治县|县|市|旗)|{DISTRICT})(?:全[市县区])?(?:平均)?的?"
)
_MAY_NAME_COUNTY = re.compile(r"[县市旗区]")
_WHOLE_COUNTY = re.compile(r"[一-龥]{2,5}(?:自治县|县|市|区|旗)")
_OWN_WORDS = re.compile(r"[我你贵全本各该邻外两每为]|县[县域级]|^(?:建制|城)市")
_AND = re.compile(r"^(?:以及|[和及与](?=[一-龥]{2}))")
_SPLIT = "、"
# 甲镇、乙乡两个养殖大镇
_APPOSITION = re.compile(r"等?(?:[两二三四五六七八九十\d]+个[一-龥]{0,6}|(?:乡镇|镇乡|街道))$")
_BESIDES_PLACES = re.compile(r"^(?:其中|而|另|此外|分(?:乡镇|镇街|区域|片区)看?|,|:)+|(?:则|仅|只|均|也|的|,)+$")
# one of several kinds told side by side: 县级水源地2个、乡镇级水源地9个; 野生动物31种、野生植物15种
_LEVEL = re.compile(r"(?:省|市|县|乡镇|镇|乡|村)级")
_KIND_OF_SPECIES = re.compile(r"(?:野生)?(?:动物|(?<!动)植物)$")
# parts of a county that are kinds of places: 县城98%、乡镇92%
# one crop or one animal of several: 水稻化肥利用率
_KIND_OF_FARMING = re.compile(
    r"(?<![一-龥][、和及,(])(?P<kind>早稻|中稻|晚稻|水稻|小麦|玉米|油菜|大豆|马铃薯|蔬菜|柑橘|茶叶|茶园|果园|生猪|肉牛|奶牛|家禽|肉鸡|蛋鸡)的?$"
)
# 分品目看，办公设备…; 按河流分，…
_BY_PARTS = re.compile(r"(?:其中,?)?(?:分|按|从)[^,。;\d]{1,8}(?:来看|看|分|划分|统计)[,:]")
_WORDS_OF_PART = re.compile(r"(?P<kind>[一-龥A-Za-z()]{2,12}?)的?")
_NO_AREA = re.compile(r"(?:厂|站|断面|水库|水源地|点位|河段|公司|集团)$")
_KIND_OF_PLACE = re.compile(
    r"(?:其中)?(?P<kind>(?:(?![的是为在有])[一-龥]){0,4}(?:县城|(?:主|中心)?城区|建成区|乡镇|集镇|建制镇|街道|农村|乡村|村庄|片区|园区))"
)
# who meets for a county is no part of it; 镇党委会 is that of a town
_MEETS_FOR_ALL = re.compile(
    r"(?:中共)?[我全本]?[县市区旗]?(?:委|人民政府|政府|人大|政协)?(?:党组|理论学习)?(?:常委会|常务会|党组会|党委会|中心组|全会|全体会|办公会|专题会)(?:会?议)?(?:分别|依次|各|均|都|先后|累计|共)*"
)
# not those inside 普及率, 参与度
_LAST_SPLIT = re.compile(r"以及|(?<![中饱])和(?!平|谐)|(?<![普涉遍触提])及(?!时|格)|(?<!参)与")


def subject_before(sentence: Sentence, start: int) -> str:
    """Return the subject that stands right before a name: 甲镇城镇污水处理率; "" where it is the county's number."""
    begin = max(
        sentence.clause_start(start), *(span.end for span in sentence.years if span.end <= start), sentence.start
    )
    words = sentence.text[begin:start]
    if not words:
        words = _before_year(sentence, begin)
    wider = _WIDER.search(words)
    if wider is not None and wider[1] == "全区" and sentence.scene.is_district:
        return ""
    if wider is not None and (wider[1] in ("全国", "全省") or sentence.scene.speaks_of_county):
        return wider[1]
    kind = _KIND_OF_FARMING.search(words) or _part_told(sentence, words)
    if kind is not None:
        return kind["kind"]
    return other_county(words, sentence.scene.own_places) or subject_at_end(words) or _level_before(sentence, words)


def _part_told(sentence: Sentence, words: str) -> re.Match[str] | None:
    """Return the words before a name as a part where a sentence goes through parts: 分品目看，家具采购比例100%."""
    begin = sentence.text.rfind("。", 0, sentence.start + 1) + 1
    return _WORDS_OF_PART.fullmatch(words) if _BY_PARTS.match(sentence.text, begin) else None


def _before_year(sentence: Sentence, end: int) -> str:
    """Return the plant or section that stands before the year of a name: 甲污水处理厂2022年处理量."""
    for span in sentence.years:
        if span.end == end:
            before = sentence.text[sentence.clause_start(span.start) : span.start]
            place = subject_at_end(before)
            return other_county(before, sentence.scene.own_places) or (before if _NO_AREA.search(place) else "")
    return ""


def _level_before(sentence: Sentence, words: str) -> str:
    """Return the level that ends some words where the sentence tells of another one beside it."""
    levels = _LEVEL.findall(words)
    if not levels or not words.removesuffix("的").endswith(levels[-1]):
        return ""
    others = set(_LEVEL.findall(sentence.text, sentence.start, sentence.end)) - {levels[-1]}
    return levels[-1] if others else ""


def kind_of_species(words: str) -> str:
    """Return 野生动物 or 野生植物 where a name ends with one of the two, "" for both together."""
    kind = _KIND_OF_SPECIES.search(words)
    return kind[0] if kind is not None else ""


def other_county(words: str, own: tuple[str, ...]) -> str:
    """Return the county or city that ends some words and is not the document's own; "" where its own is not known."""
    match = _COUNTY.fullmatch(words) if own and _MAY_NAME_COUNTY.search(words) is not None else None
    if match is None or _OWN_WORDS.search(match["name"]):
        return ""
    name = match["name"]
    return "" if any(place.endswith(name) or name.endswith(place) for place in own) else name


def bounded_by(subject: str) -> str:
    """Return a subject unless it is a body that meets for the whole county: 县委常委会, 县政府常务会议."""
    return "" if _MEETS_FOR_ALL.fullmatch(subject) else subject


def is_wider(subject: str) -> bool:
    """Tell whether a subject is more than the county: its figures are not the county's."""
    return subject in ("全国", "全省", "全市", "全州", "全盟", "全区")


def subject_at_end(words: str) -> str:
    """Return the one place that ends some words, "" where none or several do."""
    match = _SUBJECT.search(words)
    if match is None:
        return ""
    name = match["name"]
    while (shorter := _LEADING.sub("", name, count=1)) != name:
        name = shorter
    return "" if _NOT_ONE.search(name) or len(name) < 2 or _KIND_ALONE.fullmatch(name) else name


def subject_between(words: str, is_counted: bool) -> str:
    """Return the subject that a figure goes on with (、乙镇为88.5%), "" where words name none.

    Kinds of counted things are no subjects: 监测断面8个，其中国控断面1个.
    """
    last = re.split(r"[、,;:()]", words.removesuffix("("))[-1].rstrip("为达到是的有分别依次均约仅只则也又高低至")
    last = _AND.sub("", last)
    if last in ("全国", "全省"):
        return last
    if _WHOLE_COUNTY.fullmatch(last) and not _OWN_WORDS.search(last):
        return last
    if (kind := _KIND_OF_PLACE.fullmatch(last)) is not None and not _OWN_WORDS.search(last):
        return "" if is_counted else kind["kind"]
    name = subject_at_end(last)
    return "" if is_counted and _PARTS.search(name) else name


def listed(sentence: Sentence, start: int, count: int) -> list[str]:
    """Return `count` subjects listed right before a name (甲镇、乙镇和丙镇的…), [] where there are not as many."""
    begins = [sentence.start, *(span.end for span in sentence.years if span.end <= start)]
    begins += [group.end for group in sentence.groups if group.end <= start]
    words = re.sub(r"的$", "", sentence.text[max(begins) : start])
    for piece in (words, words.rsplit(",", 1)[-1].rsplit(":", 1)[-1]):
        members = listed_members(piece, count)
        if members and all(0 < len(member) <= 16 and "," not in member for member in members):
            return members
    return []


def listed_members(words: str, count: int) -> list[str]:
    """Split an enumeration into exactly `count` members, [] where it cannot be."""
    members = words.split(_SPLIT)
    members = [part for member in members for part in member.split(",")] if "," in words else members
    members = [re.sub(r"^(?:以及|和|及|与)", "", member) for member in members]
    if len(members) == count - 1 and (link := list(_LAST_SPLIT.finditer(members[-1]))):
        last = members.pop()
        members += [last[: link[-1].start()], last[link[-1].end() :]]
    return members if count > 1 and len(members) == count and all(members) else []


def places_listed(words: str, count: int) -> list[str]:
    """Return `count` places that some words list and nothing else, [] for another list: 甲镇、乙乡两个养殖大镇."""
    bare = _APPOSITION.sub("", _BESIDES_PLACES.sub("", words))
    members = listed_members(bare, count)
    return members if members and all(is_place(member) for member in members) else []


def is_place(label: str) -> bool:
    """Tell whether a label is the name of a place or a plant within the county, not of a kind of them."""
    return is_place_label(label) and not _KIND_ALONE.fullmatch(label)


def is_place_label(label: str) -> bool:
    """Tell whether the label of a table's row or column is a place or a plant: 县城污水处理厂 is one there."""
    match = _SUBJECT.fullmatch(label)
    return match is not None and not _NOT_ONE.search(label)
