"""Whether the words around a number say that it is no value of its year: of a part of it, planned, corrected since."""

import re
from functools import lru_cache

from pipeline.coverage.kinds import places_of
from schemas.fact import Fact
from schemas.locator import CellLocator

_PERCENT = re.compile(r"[%％]?")
_SENTENCE_ENDS = re.compile(r"[。；;]")
_CLAUSE_ENDS = re.compile(r"[，,、（(：:]")
# a part of the year: 一季度, 1—9月, 汛期, 12月当月, 上周
_PART_OF_YEAR = re.compile(
    r"[第前]?[一二三四1-4]个?季度|[上下]半年|当月|(?<!\d)\d{1,2}月?份?(?:[-—~至到]|——)(?:[1-9]|1[01])月|[上中下]旬"
    r"|[上本]周|国庆|春节|元旦|黄金周|汛期|枯水期|丰水期|平水期|采暖[季期]|供暖[季期]|年中(?!央)|半年时"
    r"|(?<![四每当一-龥])[春夏秋冬](?:[、和]?[春夏秋冬])*[季天]|调度(?:中|时)|单月"
)
# 9月最高，为96.4%
_PEAKS = re.compile(
    r"(?:\d月份?|[春夏秋冬][季天]|季度|旬|周)(?:的|[^，,。；;\d]{0,16})?(?:最[高低好差]|[较偏][高低])[，,]?[^，,。；;]{0,16}$"
)
_DAYS_OF_IT = re.compile(
    r"[上本]周|\d{1,2}月\d{1,2}日?[-—~至到](?!12月31日)(?:\d{1,2}月)?\d{1,2}日|(?<!\d)[1-9]天中|(?:七|7)天[^，,]*$|[次月][^，,]{0,6}(?:调度|抽测)[中时]?[，,]"
)
_WHOLE_YEAR = re.compile(
    r"全年|年度(?!计划|目标|任务)|年均|年平均|(?:19|20)\d\d年(?!\s*(?:\d|第?[一二三四]季|[上下]半|[一二三]月))"
)
# the month in which somebody looked is none of what he found
_LOOKED = re.compile(r"调查|测评|抽样|访问|验收|核查|评估|组织|开展|普查|检查|评审|考核|核定|认定|举办|举行|召开|培训")
# another time: 五年前, 治理前, “十三五”初期
_EARLIER = re.compile(
    r"(?<![\d之])[两三四五六七八九十]年之?前|“?十[一二三四五]五”?(?:规划)?期?(?:之?初|初期)"
    r"|(?:创建|治理|改造|整治|实施|建设|改革|改扩建|提标|启动|申报)(?:工作)?(?:之?前|之?初期?|伊始)(?!期|后|三|列|十|置|提|段)"
    r"|历史(?:最[高低好差]|同期)|启动[^，,]{0,4}时|起步时|当初|曾(?:经)?(?:低至|高达|只有|仅|一度)|一度"
)
_MEAN = re.compile(
    r"(?:近|过去|最近|连续|滚动|前)?[两三四五六]年(?:来|间)?的?(?:滚动|算术)?(?:平均|均值)|多年(?:来)?的?平均|历年平均|滚动[两三四五]年"
)
# what is not yet: 年初预计为, 计划达到
_PLANNED = re.compile(
    r"(?<![超按照入成比较与额于])(?<!行动)(?<!工作)(?<!采购)(?:(?:年初|原定?|年度|明年|次年|下年度?)?(?:计划|预计|预期|预测|力争)"
    r"|(?<!模)拟(?=于|在|将|到|提高|达)|年初(?:目标|安排))(?![》”的内外书值任数表中]|完成率|执行|单列|用水|实施|生育)"
)
_COULD_BE = re.compile(
    r"理论(?:测算|计算|推算)?(?:值|上)|设计(?:值|指标|能力|标准)|可研(?:报告)?|可(?:提高|提升|达)(?:到|至)?"
)
# of what if the whole sentence speaks: 若计入沙尘日，优良率为
_WHAT_IF = re.compile(
    r"(?:^|[，,：:（(])(?:若|如果|假如|倘若|如(?=[将把不按计剔扣仅只]))|(?:计算|考虑|统计)在内|待[^，,]{2,14}后[，,]"
)
# before it was known: 初步核算为, 快报数为, 未加权的
_PROVISIONAL = re.compile(
    r"初步(?:核算|统计|测算|审核|结果|汇总)|初评|初审|快报|预评估|(?:自查|自测|自评|自报)[值数率]?[为是达]"
    r"|未经?加权|简单平均|(?:加权|校正|修正|剔除|扣除|核减)[^，,]{0,10}(?<![以之])前|遥感解译|平行样|第[一二三]次(?:测算|核算|计算|测定)"
    r"|[老旧原]口径|(?:不含|不计|不包括)(?![^，,]*(?:以内|生产总值))[^，,]{1,12}的"
)
# corrected since: 原上报82.1%，现更正为
_WRONG_BEFORE = re.compile(
    r"误[将把写填报记作]|(?<![高平草中还复])原先?(?:上报|填报|报送|报告|公布|发布|报|写作?|为)"
    r"|(?:此前|先前|首次|初次|第一次|去年|曾)[^，,]{0,8}(?:上报|填报|公布|发布|写作?|报送)"
    r"|旧版|老版|流传|与[^，,]{0,8}(?:公布|发布|上报)的$"
)
_RIGHT_NOW = re.compile(
    r"(?:更正|修订|修正|核定|订正|调减|调增|调整|认定|确定|确认|复评|复核|核实|勘正|年报|正式)[^，,]{0,4}$"
)
_WRONG_BEHIND = re.compile(
    r"[^，,。；;（(]{0,6}[，,、]?(?:因[^，,。；;]{0,10}[，,]?)?(?:现|已|予以|予|后|将其)*"
    r"(?:系笔误|是笔误|有误|属误|为误|(?:更正|修订|修正|订正|核减|核正|调减|核定)(?:为|成|到)|(?:更正|订正|勘误)(?:[。，,）)]|$)|不是本)"
)
_NOT_THE_ONE = re.compile(
    r"[^，,。；;（(]{0,4}(?:为|系|是)(?:上年|去年|前年|(?:19|20)\d\d年)的?(?:数据|数值|数字|旧数)|不一致|[）)]以?外"
)
# shares of other things: 是上年的250%, 完成年度任务的102.5%, 相当于全市的96.5%
_BASE = (
    r"(?:上年同期|上一?年度?|去年|前年|同期|(?:19|20)\d\d年|(?:年度|全年|当年|年初)?(?:计划|任务|目标|预算)(?:[数量值]|总[量数])?"
    r"|全[市省州国](?:平均)?(?:水平)?|平均(?:水平|值))"
)
_OF_A_BASE = re.compile(rf"(?:是|为|达到?了?|相当于|占|完成了?|实现了?)[^，,是为比较由从]{{0,6}}?{_BASE}的$")
_OF_A_PLAN = re.compile(
    r"占(?:年度|全年|年初|当年)?(?:计划|任务|目标|预算)[^，,的]{0,6}$"
    r"|(?:任务|计划|目标|投资|进度|预算)(?:完成|执行)(?:率|度|进度)(?:为|达到?|是)?$"
)
_OF_A_TOWN = re.compile(r"[镇乡村][^，,\d]{0,6}\d[^，,]*[，,]占全[县市区旗]的$")
_NEIGHBOURS = re.compile(
    r"(?:相邻|邻近|毗邻|周边|周围|兄弟|同类|对口|先进)(?:地区|县区|的)?[^，,]{0,6}(?:[县市区旗])|[各几九\d]个县[市区]"
)
_STANDARD = re.compile(
    r"(?:考核|评价|国家|省级|市级|行业|创建|评分)标准值?(?:为|是|要求)?$|对[^，,]{1,8}的要求(?:是|为)$"
)
# 2023年…；上年同期为9.21万平方米 read of 2023
_YEAR_BEFORE = re.compile(r"(?<![于比较])(?:上年|去年)(?:同期)?(?:则|只|仅)?(?:为|是|有)$")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
# labels of tables: （目标值）, （一季度）, 三年平均
_LABEL = re.compile(
    r"[（(](?:[^（()）]{0,4}(?:目标|计划|预期|规划|任务)[值数量]?|[一二三四1-4]季度|[上下]半年|上年同期|去年同期|快报[数值]?"
    r"|(?:原|已|先前)?上报[数值]|原报[数值]?|初步[^（()）]{0,4}|(?:修订|更正|调整)前)[）)]"
    r"|[与距较]目标的?差[距额值]|(?:[三五]年|多年|历年)平均"
    r"|(?:^| )(?:上年同期|去年同期|目标值|计划数|快报数|一季度|上半年)(?= )"
)
# 治理前不足79.8% asks for nothing; what follows once works are done is no target of this year
_NO_DEMAND = re.compile(r"(?:不足|不到|仅为?|只有)$")
_SOME_DAY = re.compile(r"待[^，,]{2,14}后[，,]|(?:建成|投产|投运|竣工|完工)(?:投[产用运])?后|远期|远景|长远")


def is_no_value_of_its_year(fact: Fact) -> bool:
    """Tell whether a number that looks like the value of a year is said to be none, at each place where it stands."""
    if fact.role in ("target", "change"):
        return False
    if isinstance(fact.locator, CellLocator):
        return _LABEL.search(fact.quote) is not None
    places = places_of(fact)
    return _is_none(fact.quote, fact.value_raw, fact.unit, places) or _is_of_year_before(fact, places)


def _is_of_year_before(fact: Fact, places: tuple[int, ...]) -> bool:
    """Tell whether a number of a year is said to be that of the year before it."""
    before = [fact.quote[:start] for start in places]
    return bool(before) and all(f"{fact.year}年" in said and _YEAR_BEFORE.search(said) for said in before)


def is_no_target_of_its_year(fact: Fact) -> bool:
    """Tell whether what looks like a target asks for nothing, or for a time after works that are not done."""
    before = [_SENTENCE_ENDS.split(fact.quote[:start])[-1] for start in places_of(fact)]
    return bool(before) and all(_NO_DEMAND.search(said) or _SOME_DAY.search(said) for said in before)


@lru_cache(maxsize=8192)
def _is_none(quote: str, number: str, unit: str, places: tuple[int, ...]) -> bool:
    return bool(places) and all(_is_none_at(quote, start, start + len(number), unit) for start in places)


def _is_none_at(quote: str, start: int, end: int, unit: str) -> bool:
    said = _SENTENCE_ENDS.split(quote[:start])[-1]
    clause = _CLAUSE_ENDS.split(said)[-1]
    behind = _SENTENCE_ENDS.split(quote[end:])[0]
    if unit == "%":
        behind = _PERCENT.sub("", behind, count=1)
        if _OF_A_BASE.search(clause) or _OF_A_PLAN.search(clause) or _OF_A_TOWN.search(said):
            return True
    if _is_corrected(said, behind) or _is_of_a_part(said, clause):
        return True
    if _RIGHT_NOW.search(clause):
        return False
    told = (_EARLIER, _MEAN, _PLANNED, _COULD_BE, _PROVISIONAL, _NEIGHBOURS, _STANDARD)
    return any(one.search(clause) for one in told) or _WHAT_IF.search(said) is not None


def _is_corrected(said: str, behind: str) -> bool:
    if _WRONG_BEHIND.match(behind) or _NOT_THE_ONE.match(behind):
        return True
    said = _BRACKETED.sub("", said)
    return _WRONG_BEFORE.search(said) is not None and _RIGHT_NOW.search(said) is None


def _is_of_a_part(said: str, clause: str) -> bool:
    if _PEAKS.search(said) or _DAYS_OF_IT.search(said):
        return _LOOKED.search(said) is None
    told = list(_PART_OF_YEAR.finditer(clause))
    if not told or _LOOKED.search(clause):
        return False
    return _WHOLE_YEAR.search(clause, told[-1].end()) is None
