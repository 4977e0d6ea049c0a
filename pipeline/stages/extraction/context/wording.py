"""The morphemes of official names that mean the same whichever is used."""

import re
from functools import lru_cache

from pipeline.lexicon import squeeze
from pipeline.numbers.units import read_unit
from pipeline.stages.extraction.transparent import is_transparent

# what is done to a thing: the word that tells the parts of one formula from each other
_DEED = re.compile(
    r"无害化(?:处理|处置|(?=率))|达标排放|利用处置|产生|排放|利用|处置|处理(?!厂|设施|站)|治理|回收|使用|消费|消耗|贮存|清运|公开|"
    r"保护(?![地区红物])|消除|采购|参加|参训|培训|监测(?!断面|点|站)|收集|覆盖|普及|整改|备案|演练|调查|修复|优良|合格|优于|以上|"
    r"满意|参与|执行|保有|下降|提高|降低"
)
# (characters of which its words hold one, what is said alike, how it is said then)
_SAME = (
    ("i", re.compile(r"(?<![a-z])iii(?![a-z])"), "Ⅲ"),
    ("i", re.compile(r"(?<![a-z])ii(?![a-z])"), "Ⅱ"),
    ("好", re.compile(r"或好于|好于"), "或优于"),
    ("或", re.compile(r"或或"), "或"),
    ("废", re.compile(r"固体废弃物|固废"), "固体废物"),
    ("废", re.compile(r"危废"), "危险废物"),
    ("利", re.compile(r"(?:综合|资源化|资源化综合|回收)利用"), "利用"),
    ("用", re.compile(r"施用|用上|耗用"), "使用"),
    ("整", re.compile(r"整治"), "治理"),
    ("厕", re.compile(r"户厕"), "厕所"),
    ("产g", re.compile(r"国内生产总值|地区生产总值|gdp"), "生产总值"),
    ("标", re.compile(r"(?:符合|满足|达到)(?!或[优好]|优|二级|[iv])[^,。;或优]{0,16}?标准(?:要求)?|达标(?!排放)"),
     "合格"),
    ("优", re.compile(r"优[、和或及]+良"), "优良"),
    ("比", re.compile(r"占比|比重|比率|百分比|比例"), "率"),
    ("制", re.compile(r"建制村"), "行政村"),
    ("公保", re.compile(r"(?:要求|应当|应予|须|需要?)(?:主动|依法)*(?=公开|保护)"), "应"),
    ("任", re.compile(r"(?<=治理|整改|处理|修复|回收|清运)任务"), ""),
    ("收", re.compile(r"清扫收运|收集转运|收运"), "清运"),
    ("收", re.compile(r"收回"), "回收"),
    ("收", re.compile(r"收集(?:并|后)?(?=处理|处置|利用)"), ""),
    ("存余", re.compile(r"库存|结存|结余|暂存"), "贮存"),
    ("披", re.compile(r"披露"), "公开"),
    ("全总", re.compile(r"[全总]长(?!度)"), "长度"),
    ("上", re.compile(r"喝上|饮上|吃上"), ""),
    ("训", re.compile(r"应训尽训|应训|应培训"), "应参训"),
    ("训", re.compile(r"实训(?!基地)|实际(?:参加)?培训"), "参训"),
    ("总", re.compile(r"总(?=[量数额长面人户规])"), ""),
    ("已完实得取受享饮", re.compile(r"已经|已|完成(?!率)|实现|得到|取得|受到|享有|饮用(?=合格)"), ""),
)  # fmt: skip
# how it was done tells nothing of what is counted
_BY_WHICH = re.compile(r"(?:通过|采取|采用|借助|利用|以)[^,。;]{2,40}?(?:方式|途径|措施|形式|手段|办法|渠道)")
_MARKS = re.compile(r"[\s,。;:、()\[\]\"'“”‘’《》<>/+=·-]+")
# what a thing may be called beside its name without being another thing
_NEUTRAL = re.compile(
    r"备注|附注|说明|(?:^|(?<=[,。;:]))注(?=:)|[中里内]有|净增|开展|组织|实施|依法|按规定|常住|现有|现存|实有|户籍|在册|年[内中末底]|我[局委办县市区州旗]|本[局委县市区]|各级|各地|有关|相关|检测|核查|排查|核实|登记|掌握|情况|状况|统计|汇总|"
    r"[两三四五几各](?:种|类)(?:形式|方式|渠道)?|划入|划定|加上|加之|连同|属于|所有|纳入|共有|合计|总计|共计|小计|全部|截至|以上的?|之后|同时|其中|据|对|将|把|被|经|由|用于|等|"
    r"[个座处条家户人名项份种]?(?=$)"
)
# what else may stand in a gap, but tells of another time, of what is not yet, of a sample
_NARROWER = re.compile(r"年初|历年|计划|规划|任务|目标|抽查|[市县乡镇村]级")
# a share of one person, a number of one class of protection are not the county's
OF_EACH = re.compile(
    r"[人户亩地]均|每|人次|(?:万元|单位)(?=地区|国内|生产总值|GDP|gdp)|(?<![一二、和及于到])[一二三]级(?!标准|以上|[、和及][一二三]级)"
)
# a sample tells of itself, not of the county
_PECULIAR = frozenset("份起次种期批张篇册")
_PLACES = frozenset("处座条个口段片块宗村")
SAMPLED = re.compile(r"抽查|抽样|抽检|采样|水样|样品|随机|入户核查")
# what the unit of a number says of it already
_IMPLIED = {
    **dict.fromkeys(("mass", "volume", "energy", "coal energy"), "量"),
    **{"area": "面积", "length": "长度", "money": "规模金额", "score": "得分值"},
    **{"person": "人数口", "household": "农户数", "count": "数个量", "times": "次数", "time": "天数"},
}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return words (a shadow) as names are compared: squeezed, one morpheme for all that mean the same."""
    words = _BY_WHICH.sub("", text)
    for mark in ("(", ")"):
        words = words.replace(mark, "")
    words = squeeze(words) if words else ""
    characters = set(words)
    for marks, pattern, same in _SAME:
        if not characters.isdisjoint(marks):
            words = pattern.sub(same, words)
            characters.update(same)
    return words


@lru_cache(maxsize=8192)
def is_neutral(words: str) -> bool:
    """Tell whether words say nothing of which thing is counted."""
    if deeds_in(words) or _NARROWER.search(words):
        return False
    left = _MARKS.sub("", _NEUTRAL.sub("", words))
    return not left or is_transparent(left)


def implied_by(unit: str) -> str:
    """Return the characters of a name that a unit says already: 万吨 a 量, 户 a 农户数."""
    known = read_unit(unit)
    return _IMPLIED.get(known.dimension, "") if known is not None else ""


def counts_alike(first: str, second: str) -> bool:
    """Tell whether two units may count the same things: 家 firms and 份 papers never do."""
    one, other = read_unit(first), read_unit(second)
    if one is None or other is None or first == second or "count" not in (one.dimension, other.dimension):
        return True
    return ("个" in (first, second) and not {first, second} & _PECULIAR) or {first, second} <= _PLACES


@lru_cache(maxsize=8192)
def deeds_in(words: str) -> frozenset[str]:
    """Return the deeds that plain words tell."""
    return frozenset(_DEED.findall(words))


def without_deeds(words: str) -> str:
    """Return plain words with | for each deed."""
    return _DEED.sub("|", words)


def before_deed(name: str) -> str:
    """Return what stands before the first deed of a plain name, all of it where it tells none."""
    deed = _DEED.search(name)
    return name[: deed.start()] if deed else name
