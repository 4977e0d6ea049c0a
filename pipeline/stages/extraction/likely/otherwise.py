"""Numbers whose own words name another thing: 建成区绿化覆盖率39.7% is no 林草覆盖率, however alike both are."""

import re

from pipeline.numbers.units import is_counter
from pipeline.sectors import INDICATORS, sector_of
from pipeline.stages.extraction.context.wording import plain
from pipeline.stages.extraction.likely.features import Number
from pipeline.stages.extraction.likely.meanings import Meaning, pairs_of
from pipeline.stages.extraction.no_levels import is_given_out, is_shared

# how much of a name that stands there a measure's names must tell, where they end as it does, where they do not
LEAST_TOLD = 0.4
LEAST_TOLD_OF_ANOTHER_END = 0.7
_CLAUSE_ENDS = re.compile(r"[,;:。]")
_VERBS = re.compile(
    r"(?:分别|依次|平均|合计|共计|累计|总计|超过|不足|[各仅只才还均已约近为达是至到有共计于在占由从])*$"
)
# not those inside 普及率, 参与度
_PHRASE_ENDS = re.compile(r"[的和、()\d\s年月日]|(?<!参)与|(?<!普)及|其中")
_IS_A_NAME = re.compile(
    r"(?:率|比例|占比|比重|量|能耗|面积|浓度|指数|[增降]速|增幅|降幅|幅度|得分|长度|[产总]值|满意度|参与度|(?:处理|设计|供水|生产|服务)能力|(?:设计|建设|日|处理|处置|供水|收运|装机)规模)$"
)
_GOES_ON = re.compile(
    r"[,、(](?:同比|环比|较(?:上年|去年)|比(?:上年|去年))?(?:均|也|又)?(?:上升|下降|提高|降低|增长|减少|回升|反弹|改善|增加|[一-龥]{2,6}?提前[一二两三\d]年?(?:达到|完成|实现))了?$"
    # 处理规模由2万吨扩至4万吨
    r"|^(?:扩|增|提|升)[一-龥]{0,2}[到至为]$"
    # 星级绿色建筑7.6万平方米，占22.4%
    r"|[,、(](?:约|仅)?占比?(?:约|为|达到?)?$"
)
# what a pollutant is judged by: 臭氧评价值, 氨氮年均值
_POLLUTANT = re.compile(
    r"(?:臭氧|O3|PM10|SO2|NO2|CO|二氧化[硫氮]|一氧化碳|可吸入颗粒物|总磷|氨氮|化学需氧量|高锰酸盐指数)[一-龥]{0,12}$"
)
# III类1个: those of one class, not those of it or a better one
_OF_ONE_CLASS = re.compile(r"(?<![-至~到于及合IV])(?:I{1,3}|IV|V|劣V)类(?:水质)?(?:的?断面|水体)?$")
# 自来水普及率2023年为96.4%: the name stands before the year
_YEAR_BEHIND = re.compile(r"(?<=[率例比度值])(?:在|到|至)?(?:19|20)\d\d年(?:度|[末底])?$")
# the first of many, what is meant to be
_OF_ONE = re.compile(r"最[高低大小多少好差]")
# 高于全国40%左右的水平, 与全省70%的平均水平还有差距: what is held against a wider area's figure
_OF_WIDER_AREA = re.compile(r"(?:[高低优]于|超过?|[与和同较比])(?:全国|全省|全市|全州|周边)(?:的|平均|同期|约|近)*$")
_IS_LEVEL = re.compile(r"(?:左右|以上)?的?(?:总体|整体|平均)*(?:水平|值)")
# 完成五年目标进度的63.6%: how much of an aim is reached
_OF_PROGRESS = re.compile(
    r"(?:完成|实现|达到?)[^,。;\d]{0,14}(?:目标|任务|计划|进度)(?:任务|进度|总量|量)?的(?:约|近)?$"
)
# villages that are no unit of government
_OTHER_VILLAGE = re.compile(r"自然村|村民小组|自然屯")
_MEANT = re.compile(r"计划|预计|预期|力争|拟")
# what was added to a count: 新建户厕136户 are not all that there are
_ADDED = re.compile(r"新\(?(?:改\)?)?(?:建|增|改|完成)")
# 转移群众213人, 盘活1260亩: who and what so much is told of is no official, no area of the year
_OTHERS_TOLD = re.compile(
    r"(?:(?:群众|居民|村民|职工|学生|志愿者|保洁员|护林员|管护员|消费者|游客|农民工|劳动力)|(?:盘活|收储|腾退|复垦|征收|供应|出让|流转|收回)(?:了|存量|闲置|低效|国有)*(?:建设)?(?:用地|土地)?)$"
)
# 完成17个建制村环境整治: those that something was done to are not all that there are
_DONE_TO = re.compile(r"(?:完成|实施|开展|推进|启动|建成|创建|打造)了?$")
# 17个建制村环境综合整治: what was done to them is another deed
_OTHER_DEED = re.compile(r"(?:建制|行政)?村(?:的|庄)?(?:农村|人居)*环境(?:综合)*(?:整治|提升|改善)")
_NOT_AT_END = re.compile(r"[一-龥]{5}")


def is_named_otherwise(number: Number, meaning: Meaning) -> bool:
    """Tell whether the clause before a number gives it a name of its own, tells it of one of many or only plans it."""
    since = _since_last_number(number)
    clause = _CLAUSE_ENDS.split(since)[-1]
    is_meant = meaning.manner != "aim" and _MEANT.search(clause) is not None
    if _OF_ONE.search(since) or is_meant or _is_of_a_part(number, meaning, clause):
        return True
    group = number.figure.group
    is_wider = _OF_WIDER_AREA.search(clause) and _IS_LEVEL.match(number.figure.sentence.text, group.end)
    if is_wider or _OF_ONE_CLASS.search(clause) or _OF_PROGRESS.search(clause):
        return True
    if is_counter(group.unit) and (
        _ADDED.search(clause) or _OTHER_VILLAGE.match(number.figure.sentence.text, group.end)
    ):
        return True
    is_added = meaning.manner == "level" and "新" not in meaning.name.name and _ADDED.search(clause)
    if is_added or is_shared(number.figure.sentence, group) or is_given_out(number.figure.sentence, group):
        return True
    phrase = _PHRASE_ENDS.split(_YEAR_BEHIND.sub("", _VERBS.sub("", clause.rstrip())))[-1]
    called = (phrase, f"{phrase}数") if is_counter(number.figure.quantity.unit.lstrip("万")) else (phrase,)
    if phrase and any(map(number.figure.sentence.scene.lexicon.is_near_name, called)):
        return True
    return _has_other_name(plain(phrase), meaning)


def _is_of_a_part(number: Number, meaning: Meaning, clause: str) -> bool:
    """Tell whether a number is of others, of a sector alone, or counts but those that something was done to."""
    group, sentence = number.figure.group, number.figure.sentence
    if _OTHERS_TOLD.search(clause) or (meaning.key[0] in INDICATORS and sector_of(sentence.text, group.start)):
        return True
    is_total = meaning.name.name.endswith("总数")
    if is_counter(group.unit) and _OTHER_DEED.match(sentence.text, group.end):
        return True
    return is_total and _DONE_TO.search(clause) is not None and _NOT_AT_END.match(sentence.text, group.end) is not None


def goes_on_with_another(number: Number, before: Number, meaning: Meaning) -> bool:
    """Tell whether a number without a name goes on with the one before it, which another name was given.

    臭氧评价值151微克/立方米，上升2.0%; 设施装备配套率100%，大型场提前达到100%.
    """
    sentence, group = number.figure.sentence, number.figure.group
    if before.figure.group is group and any(one.name == meaning.name for one in before.readings):
        return any(one.year == number.year for one in before.readings)  # 能耗、碳排放分别下降3.1%和4.2%
    if before.readings or before.figure.sentence is not sentence or before.figure.group is group:
        return False
    since = _since_last_number(number)
    if _GOES_ON.match(since) is None or _IS_A_NAME.search(plain(_PHRASE_ENDS.split(_VERBS.sub("", since))[-1])):
        return False
    clause = _CLAUSE_ENDS.split(_since_last_number(before))[-1]
    name = plain(_PHRASE_ENDS.split(_VERBS.sub("", clause.rstrip()))[-1])
    is_near = sentence.scene.lexicon.is_near_name(name)
    return is_near or _has_other_name(name, meaning) or _POLLUTANT.search(name) is not None


def _has_other_name(name: str, meaning: Meaning) -> bool:
    """Tell whether words are the name of something, and none of what a meaning is called."""
    if not _IS_A_NAME.search(name):
        return False
    own = pairs_of(name)
    return not any(_tells(spelling, own, name[-2:]) for spelling in meaning.spellings)


def _tells(spelling: frozenset[str], own: frozenset[str], end: str) -> bool:
    return len(spelling & own) >= len(own) * (LEAST_TOLD if end in spelling else LEAST_TOLD_OF_ANOTHER_END)


def _since_last_number(number: Number) -> str:
    sentence, group = number.figure.sentence, number.figure.group
    ends = [one.end for one in sentence.groups if one.end <= group.start]
    return sentence.text[max([sentence.start, *ends]) : group.start]
