"""Whose area the words of a sentence speak of: the county's own, the province's, a town's."""

import re
from functools import lru_cache

from pipeline.districts import DISTRICT
from pipeline.stages.extraction.sentence import Sentence
from pipeline.stages.extraction.subjects import is_wider, other_county, subject_at_end

_OWN = r"我县|本县|全县|你县|贵县|县域|我区|本区|你区|贵区|我旗|全旗"
_WIDER = r"[全我]国|[全我]省|省内|全市|我市|全区|[全我]州(?!市)|[全我]盟"
# no county calls itself so
_ABOVE_ALL = ("全国", "我国", "全省", "我省", "省内", "全州", "我州", "全盟", "我盟")
# 坪阳镇起步早，普及率97.5%: what is said of how a town does comes before its figure
_HOW_IT_DOES = (
    r"(?:因|由于|虽)?(?:起步|基础|底子|进度|进展|推进|行动|工作|条件|力度|成效|整体)[一-龥]{0,4}"
    r"(?:早|晚|好|快|慢|差|实|大|小|弱|滞后|靠前|靠后|领先|明显|突出),"
    # 茶坞镇整镇推进秸秆还茶园，秸秆综合利用率已达95.7%
    r"|(?:整[镇乡]|全域|大力|全面|积极|率先|深入|扎实|持续)*(?:推进|推行|推广|实施|开展|探索|采取|采用|通过|依托|引进|创新|坚持|立足|完成|实现)[^,。;\d县]{2,24},"
    r"|(?:紧随其后|次之|居次|位居其次),"
    # 桐岭县于2021年获得命名，其治理率53.7%: what it was given
    r"|(?:已|先后)?(?:于|在)?(?:(?:19|20)\d\d年)?(?:率先|首批|成功|已)*(?:获得|获评|获批|获|荣获|建成|创成|通过|入选|被命名|被评为)[^,。;\d县]{2,24},其?"
    # 白沙镇做得最好，2023年达到97.8%; 石淙区城郊村多，年底要达到96%: what it is like
    r"|[一-龥、]{0,14}?(?:[好早快差慢实多少大小高低重轻散远近],(?=[^,。;全县]{0,10}\d)|(?:领先|居首|前列|薄弱|分散|集中|偏远|滞后|靠前|靠后),)"
)
# 白沙镇产生12.6万吨，利用11.8万吨; not what stands in a town or leads it
_TOWN = (
    r"(?!先|后|实施|推进|启动|加快|抓好|分别|组织|开展|举办|召开|深入|对|到|赴|在|由|向|从|为|与|和|及|将|以|按|经|据|把|让|包括|涉及|覆盖|新|建|完成|实现|培训|选)"
    # 水务局在白沙镇开展演练1次: where it was held
    r"(?:(?!在)[一-龥]){2,5}?(?:镇|乡|街道)(?![村级域区居民镇乡振科、和与及或]|办事处|[一-龥]{0,6}(?:政府|党委|水库|断面|水源地|公司|集团|医院|卫生院|学校|小学|中学"
    rf"|林场|农场|园区|公园|湿地|保护区|厂|站|村|社区|河|溪|江)|[一-龥]{{0,4}}负责|等"
    # 石岩乡3个山村2021年仍就地填埋，当年全部行政村占比98%: what keeps the county's share down
    rf"|\d+个[一-龥]{{0,4}}村(?:(?:19|20)\d\d年)?(?:仍|尚|还|未|暂)[^,。;\d]{{0,14}},(?:当年|同年|年末))(?=[一-龥\d,]|的|{_HOW_IT_DOES})"
)
# 莲江岸线162.8公里，保护区和保留区121.4公里
_WATERS = (
    r"(?![一-龥]{0,4}(?:河湖|江河|湖库|河流(?!域))|主要|重点|规划|各|全|其|中小|大中|小微|占|列|划|纳|长|总|约|共|沿|与|和|及|按|对|在|由|从|[国省市县区乡镇村]级)[一-龥]{1,5}?(?:江|河|溪|湖|水库|渠道?)"
    r"(?=(?:干流|河道|河段|全线|县城?段)?(?:岸线|岸段)|断面\d|(?:流域|水系|干流)(?:全[线域流]|共有?|[内的])*(?:\d+个|断面|水质|优良))"
)
# 其中，城区清运3.6万吨，处理3.6万吨
_PART_OF = (
    r"(?:[一-龥]{0,5}(?:工业园区?|园区|开发区|产业园)|主?城区|县城|城关|建成区|建制镇|集镇|镇区|农村|乡村|医疗(?:卫生)?机构|[一-龥]{2,8}公司)"
    r"(?=(?:共|全年|累计|年)*(?:产生|清运|收集|处理|处置|利用|使用|回收|排放)[^,。;县]{0,8}?\d)"
)
# a small station of a town or a park: what it measures is of its surroundings
_STATION = r"[一-龥]{0,6}?(?:镇|乡|街道|园区|开发区)[一-龥]{0,6}?(?:微型?站|小型站|自动站|子站|站点|点位)"
_AROUND = (
    r"(?:覆盖|辐射|带动|惠及|服务)?了?(?:周边|附近|周围)(?![县市省])|"
    r"项目区|示范(?:片|点|村|基地)|试点(?:片|村|镇|乡|地块|农场)|"
    # 青石乡等3个乡已达100%
    r"(?!其中|[先后在对到为由将以把让])[一-龥]{2,5}?(?:镇|乡|街道|村)等(?:\d+|[两三四五六七八九十])个(?:乡镇|镇乡|镇|乡|街道|行政村|村)(?=已|率先|全部|均|都|达|实现)"
)
_THAT = r"该(?:县|市|区|旗)|当地"
# 某县来访人员介绍，他们去年…
_THEM = r"他们|对方"
# 石岭乡引进企业，全乡利用率95%: the town that a sentence begins with
_ALL_TOWN = r"全(?:镇|乡|街道)|[该本](?:镇|乡|街道)"
_TOWN_FIRST = re.compile(
    r"(?:(?<=^)|(?<=[,;:、。!?]))(?:其中|如|例如)?(?P<town>(?![各全本该])[一-龥]{2,8}?(?:镇|乡|街道))(?![镇乡村])"
)
_MEASURED = "优良|PM|环境空气|空气|城镇|农村|危险|单位|地表水|水质|集中|林草|秸秆|公众|村镇|一般工业"
_NEAR = r"(?:邻县|相?邻近?的|周边的?|兄弟县)?"
_COUNTY = (
    # 对甲县的要求是, 下达乙县的目标: the preposition is none of the name
    rf"{_NEAR}(?![对给向把]|将(?!乐县)|下达|介绍|了解|学习|考察|借鉴|分享|了(?=.县|..县))(?:[一-龥]{{2,5}}?(?:自治县|县)|{DISTRICT}(?!块|域|间|别)|[一-龥]{{2,4}}?(?<![城县省地区])市(?!级|控|考|场|民|政|容))"
    rf"(?=(?!\d+个(?:[县市区旗乡镇]|街道))\d|,|{_HOW_IT_DOES}|各有|共|现有|已|完成|累计|投入|的|全年|平均|(?:境内|辖区)[^,。;\d]{{0,12}}\d|:[^。;\d]{{0,24}}\d|:?(?:{_MEASURED}))"
)
# the first look behind tells at once of most characters that no area begins there
_BEGINS = (
    r"(?<![^\n,:;、。!?(中期年度底末对给达将把绍解习察鉴享了. )])"
    # 2. 甲县：…; （二）甲县…
    r"(?:(?<![^\n,:;、。!?(])|(?<=\d\.)|(?<=\d\. )|(?<=[(][一二三四五六七八九十\d][)])"
    r"|(?<=对)|(?<=给)|(?<=将)|(?<=把)|(?<=介绍)|(?<=了解)|(?<=学习)|(?<=[绍习察]了)|(?<=考察)|(?<=借鉴)|(?<=分享)|(?<=下达)|(?<=其中)|(?<=同期)|(?<=年)|(?<=年度)|(?<=年底)|(?<=年末))"
)
_AREA = re.compile(
    rf"(?P<own>{_OWN})|{_BEGINS}(?:(?P<wider>{_WIDER})|(?P<station>{_STATION})|(?P<part>{_PART_OF})|(?P<town>{_TOWN})|(?P<waters>{_WATERS})|(?P<around>{_AROUND})|(?P<that>{_THAT})|(?P<them>{_THEM})|(?P<all_town>{_ALL_TOWN})|(?P<county>{_COUNTY}))"
)
# a station, a river, one kind of places; those that what a semicolon sets apart is no longer of
_PARTS = ("station", "around", "waters", "part")
_WITHIN_PART = (*_PARTS, "town", "all_town")
_SOME_COUNTY = re.compile(
    r"(?<=[赴到往在与和同向由、,(])[一-龥]{2,4}?(?:自治县|[县市区旗])|(?:(?<![一-龥])|(?<=邻近的)|(?<=兄弟))[一-龥]{2,4}?(?:自治县|[县市区旗])"
)
_DOES = re.compile(_HOW_IT_DOES)
# 同期全市平均水平为97.4%: what the own figure is held against
_AVERAGE = re.compile(r"的?平均水平")
# 全省前列, 全市率先 praise the county; 全市下达 sets it a task
_PRAISE = re.compile(r"优(?!良)|[前首先领位排唯范试统上同各统下考通]|第[一二三四五六七八九十\d]|名列|要求|部署|工作")


def area_of(sentence: Sentence, position: int) -> str:
    """Return the area that a figure at a position is for: 全省, a town, another county; "" for the county itself.

    The area named last counts: 全县 wherever it stands, others where they begin a clause with a figure or a name of
    their own (全省296个断面中，Ⅰ-Ⅲ类占96.3%；枫岸镇41个行政村完成治理20个，治理率48.78%).
    What a semicolon sets apart goes on with the same county or province, not with the same town.
    """
    area, text = "", sentence.text
    begin = max(text.rfind("。", 0, sentence.start), text.rfind("\n", 0, sentence.start)) + 1
    if is_wider(sentence.scene.own_subject):
        begin = 0  # a bulletin that goes through counties tells of one in a paragraph
    for match in _named_in(text):
        if match.end() > position:
            break
        if match.start() < begin:
            continue
        if match["own"] or (match["wider"] == "全区" and sentence.scene.is_district):
            area = ""
        elif any(match[kind] for kind in _WITHIN_PART) and match.start() < sentence.start:
            continue
        elif found := _area(sentence, match, match.end(), position):
            area = "" if found == "own" else found
    return area


@lru_cache(maxsize=64)  # every figure of a paragraph asks for the same
def _named_in(text: str) -> tuple[re.Match[str], ...]:
    """Return where a paragraph names areas, in order."""
    return tuple(_AREA.finditer(text))


def _area(sentence: Sentence, match: re.Match[str], end: int, position: int) -> str:
    """Return the area that a match names, "own" for the county's own name, "" where the words do not speak of it."""
    clause = sentence.text.find(",", end)
    clause = position if clause < 0 else min(clause, position)
    paragraph = sentence.paragraph
    starts = [span.start for span in paragraph.names] + [group.start for group in paragraph.groups]
    is_told = clause == position or _DOES.match(sentence.text, end) is not None
    tells = is_told or any(end <= start < clause for start in starts)
    if not tells:
        return ""
    if match["wider"]:
        is_average = _AVERAGE.match(sentence.text, end) is not None
        is_wide = match["wider"] in _ABOVE_ALL or sentence.scene.speaks_of_county or is_average
        told = _same(match["wider"]) if is_wide else "own"
        return told if _PRAISE.match(sentence.text, end) is None else ""
    if any(match[kind] for kind in _PARTS):
        return _part(sentence, match)
    if match["town"] or match["all_town"]:
        return _town(sentence, match)
    if match["that"] or match["them"]:
        named = _named_last(sentence, match.start())
        return "" if match["them"] and named == "own" else named
    return _other(match["county"], sentence.scene.own_places) or "own"


def _town(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the town that a match names, or that 全镇 means, "own" where it is none."""
    return _town_first(sentence, match.start()) if match["all_town"] else subject_at_end(match["town"]) or "own"


def _part(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the station, the river, the part of the county that a match names, "" where the words tell none."""
    if match["waters"]:
        return match["waters"] if sentence.scene.proved_ids & {"bank", "water"} else ""
    if match["part"]:
        begin = sentence.text.rfind("。", 0, match.start()) + 1
        return match["part"] if sentence.text.find("其中", begin, match.start()) >= 0 else ""
    return match["station"] or match["around"]


def _town_first(sentence: Sentence, position: int) -> str:
    """Return the one town that clauses of a sentence begin with, which 全乡 means; "" for several."""
    named = {match["town"] for match in _TOWN_FIRST.finditer(sentence.text, sentence.start, position)}
    return subject_at_end(named.pop()) if len(named) == 1 else ""


def _named_last(sentence: Sentence, position: int) -> str:
    """Return the other county that 该县 means: the last one named before it, "own" where there is none."""
    named = [match[0] for match in _SOME_COUNTY.finditer(sentence.text, 0, position)]
    return next((name for one in reversed(named) if (name := _other(one, sentence.scene.own_places))), "own")


def _other(place: str, own: tuple[str, ...]) -> str:
    """Return a county, a city, a district that is not the document's own; "" where its own is not known."""
    if not place.endswith("区"):
        return other_county(re.sub(rf"^{_NEAR}", "", place), own)
    return "" if not own or any(one.endswith(place) for one in own) else place


def _same(word: str) -> str:
    return "全省" if word == "省内" else word.replace("我", "全", 1)
