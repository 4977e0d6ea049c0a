"""How a sentence speaks of a measure: as reached, as wanted, only by name."""

import re
from functools import lru_cache
from typing import Literal

from pipeline.task_headings import heads_aims_met, heads_what_next, heads_what_was_done

Claim = Literal["reached", "wanted", "named"]
Place = Literal["status", "future", "meaning", "plain"]
Stance = Literal["reports", "sets", "tells"]

_WHOLE_YEAR_OF_COUNTY = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年(?:度|全年|[底末])?|去年[底末]?),?(?:全|我|本)[县市区旗]"
)
_STATUS_HEADING = re.compile(
    r"现状|完成情况|进展|成效|成果|结果|总体情况|基本情况|工作情况|开展情况|落实情况|推进情况|实施情况|办理情况|现有|回顾|主要做法|达标情况|执行情况"
    r"|(?:工作|现有|前期|已有)(?:的)?基础"
)
# 健全目标责任体系 and 重大目标任务部署情况 are matters of an edition
_FUTURE_HEADING = re.compile(
    r"目标(?!责任|任务部署)|任务(?!部署情况)|打算|计划|下一?步|措施|要求|安排|保障|思路|建议|重点工作|原则|规划期|展望|方向|部署"
)
# in a report 保护措施 heads what was done
_FUTURE_OF_REPORTS = re.compile(
    r"目标(?!责任|任务部署)|任务(?!部署情况)|打算|计划|下一?步|下阶段|安排|思路|建议|重点工作|规划期|展望|方向"
)
# 现状值与目标值 heads both
_BOTH_HEADING = re.compile(
    r"现状[一-龥]{0,2}(?:[和与及、]|以及)[一-龥]{0,2}目标|目标[一-龥]{0,2}(?:[和与及、]|以及)[一-龥]{0,2}现状"
)
# what others put to the office, under which it tells what it did: 关于“补齐管网短板”的建议
_ADVICE = re.compile(r"关于.{4,}的?(?:建议|意见|要求)[:。]?$")
_ADVICE_QUOTED = re.compile(r"关于[\"“《].{3,}[\"”》]的?(?:建议|意见|要求|问题)[:。]?$")
_ANSWERS_ADVICE = re.compile(
    r"(?:意见|建议|提案|议案)[^,。;]{0,6}(?:办理|处理|落实|整改|采纳|反馈|答复|回复)|(?:办理|落实|答复|回复)[^,。;]{0,30}(?:意见|建议|提案|议案)"
)
_MEANING_HEADING = re.compile(
    r"指标解释|名词解释|名词术语|指标含义|(?:^|[、.．)）\s])指标说明$|计算方法|计算公式|评价方法|释义|术语|编制依据|数据来源"
)
_SOFT_HEADING_CHARS = 16
# 2023年，我们这样走过 ends what another line said is to be done
_WHAT_WAS = re.compile(r"(?:这样|这么|一起|我们)(?:走|干|做|拼)(?:过|了|来|成)")
_NO_HEADING = re.compile(r"[。;,\d]")

# said of what is to come, whoever says it
_WANTED = re.compile(
    r"力争|争取|确保|不得?低于|不得?高于|不得?少于|不得?超过|不大于|不小于|拟(?<!模拟)|将(?<!主将)|应当(?!开展[^,。;]{0,14}的)|应(?<![相响供适效反对]应)(?!急|公开|受?保护|参|(?:依法)?(?:开展|实施|编制|备案|纳入)[^,。;]{0,14}?的)"
    r"|必须|要(?:达到|求|力争|确保|完成|实现|抓)|目标|计划|规划期末|预计|力求|预算(?:拟)?安排|重点用于|≥|≤|>=|<=|>|<|底前|年前|以上水平"
)
# said of what is to come in a plan; in a report they tell what was done
_WANTED_IN_PLANS = re.compile(
    r"任务|下达|控制在|推进|推动|加快|努力|稳步提高|逐步|提升至|提升到|提高到|提高至|加强|严格|开展|完善|建立健全|实施|动态清零"
)
_REACHED_WORDS = re.compile(
    r"达到了|实现了|已|完成了|全部完成|完成率|全面(?:实施|推行|建立|落实)|覆盖|为优|优秀|达标|未发生|没有|无|为0|均为|分别为|依次为|全覆盖|建立了|印发了|出台了|制定了|编制了|编制完成"
    r"|开展了|召开|组织开展|落实|建成|审议通过|批准实施|颁布实施|设立|设置|公布|发布|配备|共有|累计|通过了|获|受到|保持|持续|未受|合格|(?:危害|影响)不明显|经(?:统计|核查|核实|调查|监测|检查|梳理)"
)
# a year's summary, written before the year's last day: 全年处理率预计达到96.9%
_ESTIMATED = re.compile(
    r"预计(?!(?:到|至|于|在)?(?:(?:19|20)\d\d年|明年|今后|下[一半]?年|年[底末]|[一二三四]季度|\d{1,2}月))(?=[^,。;]{0,24}(?:达到?|为|下降|提高|完成|实现)[^,。;]{0,4}\d)"
)
# of how many marks something is worth, nothing is reached
# nor is what it costs
_MARKS = re.compile(r"\d[\d.]*(?:分(?!钟|米)|[百千万亿]*元(?!/))")
# 对“河长制”的知晓率为88.9%: what people know of a matter
_KNOWN = re.compile(r"[^,。;\d]{0,14}?(?:知晓|认知|熟知|知悉|支持|关注)(?:率|度)")
# 增设“河湖长制”“节水”两项: what an assessment asks for
_ITEM = re.compile(
    r"[\"'”’」』][^,。;\d]{0,16}(?:(?:[两二三四五六七八]|\d{1,2})[项个]|等)"
    r"(?:考核|评价)?(?:指标|内容|事项|项目|考核|[,。;])"
)
_WHO_KNOW = re.compile(r"(?:知道|知晓|了解|听说过?|熟悉|认为)(?:什么是)?[^,。;\d一-龥]*$")
# 2名乡级河长被评为省级优秀: praise, nothing done
_PRAISE = re.compile(
    r"[^,。;]*(?:被评为|评选为|荣获|被?授予|受到?[一-龥]{0,6}(?:表彰|表扬|通报表扬)|在[全省市国]{2}推广)[^,。;]*"
)
# 治理率目标40%，实际完成43.7%
_ANSWERED = re.compile(
    r"(?:而|现)?(?:实际|实绩|现已?|目前|已|(?:我|全|本)[县市区旗](?!计划|拟|将|力争|要))[一-龥]{0,8}?(?!20\d\d年)\d[\d.]*"
)
# 优良天数比例81.1%(计划80.0%): what was wanted stands beside what was reached
_WANTED_BESIDE = re.compile(
    r"(?<=[\d%)一-龥])\((?:(?:19|20)\d\d年?|全?年度?|上级|下达|省级?|市级?)*(?:年初|当年|本年|原|既定)?(?:考核|控制|约束|预期|规划)?(?:计划|目标|任务|要求|指标){1,2}(?:值|数)?"
    r"(?:[为是:≥≤<>=]|累计|下降|降低|提高|增长|减少|达到?|不[低高少大]于|不超过|控制在)*\d[^()]*\)"
)
_VALUE = re.compile(
    r"(?:百分之[一二三四五六七八九十百零〇点\d]+|\d[\d,.]*)(?:%|‰|个百分点|万|亿|吨|公顷|亩|平方公里|km2|立方米|m3|微克|ug|μg|个|处|座|天|户|人|种|家|项|份|次|分|公里|千米|元|条|起|件|村|kg|公斤|级|类)?"
)
_ZERO_BEFORE = re.compile(r"无$|没有$|未(?:出现|发现|发生)$|消除$|\d$")
_RATE = re.compile(r"(?P<rate>[一-龥]{0,10}(?:率|占比|比例|比重))[^,。;\d]{0,8}\d+(?:\.\d+)?%")
_OPENS_ON_AIMS = re.compile(
    r"\s*(?:(?:19|20)\d\d年度?|明年|来年|今年)[一-龥]{0,6}(?:主要|预期|工作|年度|总体)目标(?:是|为)?:|(?:主要|总体)?预期目标(?:是|为)?:"
    # a run-in heading on a year's work to come, then its aims: 2024年工作安排。预期目标是:…
    r"|\s*(?:[(]?[一二三四五六七八九十]{1,2}[)、])?(?:(?:19|20)\d\d年度?|明年|来年|今年)[一-龥]{0,6}(?:安排|打算|计划|思路|总体要求)[。:]"
    r"[^。;:]{0,16}目标(?:是|为)?:"
)
_OF_DONE = re.compile(r"完成|实际|现状|现值|达到值|实绩|结果|情况")
_OF_WANTED = re.compile(r"目标|指标值|任务|计划|要求|标准|下达|规划|到20\d\d年|期末|限值")
_DONE_HEAD = re.compile(r"(?<!预计)(?:完成(?!时|期限|目标|任务|年限)|实际|实绩|执行数|现状|达到值)")
_PROBLEM = re.compile(r"[一-龥]{0,4}(?:偏[低高]|较低|不高|不足|滞后|未达|不达标|不到位|短板|缺口|问题|下滑)")
_MEANING = re.compile(
    r"^.{0,24}?(?:是指|(?<!水)系指|(?<!系)指(?!数|标|导|挥|示|南|定|令|引|出))|计算公式|计算方法|=(?!\(?\d).{0,40}[/÷×]|按照.{0,30}(?:测算|计算)执行"
)
# what it holds
_MAY_TELL_MEANING = re.compile(r"指|计算|=|执行")


def place_of(
    headings: tuple[str, ...],
    soft_heading: str,
    stance: Stance = "sets",
    *,
    is_before_plan: bool = False,
    answers: bool = False,
) -> Place:
    """Tell what the nearest heading that says so makes of the text below it, in a document of a stance.

    `is_before_plan` tells that the document's part on the next year is still to come, `answers` that it answers what
    others put to the office, whose words head its parts: 关于加快管网建设的建议.
    """
    future = _FUTURE_OF_REPORTS if stance == "reports" else _FUTURE_HEADING
    for heading in (soft_heading, *reversed(headings)):
        if not heading:
            continue
        if _MEANING_HEADING.search(heading):
            return "meaning"
        if _BOTH_HEADING.search(heading):
            return "plain"
        if _STATUS_HEADING.search(heading) or heads_aims_met(heading):
            return "status"
        is_of_done = stance == "reports" and (
            heads_what_was_done(heading, is_before_plan=is_before_plan)
            or _ADVICE_QUOTED.search(heading) is not None
            or (answers and _ADVICE.search(heading) is not None)
        )
        if heads_what_next(heading) or (future.search(heading) and not is_of_done):
            return "future"
    return "plain"


def answers_point_by_point(title: str) -> bool:
    """Tell whether a title (a shadow) is that of a report on what became of others' advice: 审议意见办理情况."""
    return _ANSWERS_ADVICE.search(title) is not None


def recalls_a_year(seen: str, dated: int | None) -> bool:
    """Tell whether a paragraph of minutes (a shadow) tells what the county reached in a whole year, over when dated."""
    told = _WHOLE_YEAR_OF_COUNTY.search(seen)
    return told is not None and (dated is None or told["year"] is None or int(told["year"]) < dated)


def opens_on_aims(seen: str) -> bool:
    """Tell whether a paragraph (a shadow) of a report opens with a year's aims: 2024年主要目标:…."""
    return _OPENS_ON_AIMS.match(seen) is not None


def is_soft_heading(seen: str) -> bool:
    """Tell whether a short paragraph (a shadow) heads what follows without a number: 指标现状情况："""
    bare = seen.rstrip(":")
    if len(bare) <= _SOFT_HEADING_CHARS and (heads_what_next(bare) or _WHAT_WAS.search(bare)):
        return True
    return (
        len(bare) <= _SOFT_HEADING_CHARS
        and not _NO_HEADING.search(bare)
        and any(pattern.search(bare) for pattern in (_MEANING_HEADING, _STATUS_HEADING, _FUTURE_HEADING))
    )


def claim_of(sentence: str, start: int, end: int, *, quantitative: bool, stance: Stance, place: Place) -> Claim:
    """Judge what a sentence (a shadow) says of the words sentence[start:end].

    A quantitative measure is reached where a number or a word of result follows without a word of wanting in its
    clause; a qualitative one where the sentence tells of something done.
    """
    if _tells_meaning(sentence):
        return "named"
    before = max(sentence.rfind(",", 0, start), sentence.rfind(":", 0, start)) + 1
    after = sentence.find(",", end)
    clause = _WANTED_BESIDE.sub("", sentence[before : after if after >= 0 else len(sentence)])
    told = _ESTIMATED.sub("", sentence[before:]) if stance == "reports" and place != "future" else sentence[before:]
    led = sentence[:before] + told[: max(0, len(told) - (len(sentence) - start))]
    if is_wanted(clause, stance, place) or _WANTED.search(_WANTED_BESIDE.sub("", led)[-12:]):
        is_answered = after >= 0 and stance == "reports" and _ANSWERED.match(sentence, after + 1)
        return "reached" if is_answered and quantitative else "wanted"
    if quantitative:
        # 甲比例、乙比例、…均达100%: the figure of a list may stand far behind its first
        until = max(end + 60, after if after >= 0 else len(sentence)) if sentence[end : end + 1] == "、" else end + 60
        has_value = _VALUE.search(sentence, end, until) or _ZERO_BEFORE.search(sentence[max(0, start - 16) : start])
        return "reached" if has_value else "named"
    if any(one.match(sentence, end) for one in (_KNOWN, _ITEM)) or _WHO_KNOW.search(sentence, 0, start):
        return "named"
    rest = _PRAISE.sub("", sentence[end:])
    is_told = _REACHED_WORDS.search(sentence[:end] + rest) or _VALUE.search(_MARKS.sub("", rest[:28])[:20])
    return "reached" if is_told else "named"


def tells_of_result(text: str, *, quantitative: bool, stance: Stance, place: Place) -> bool:
    """Tell whether any sentence of a paragraph (a shadow) states something reached, whatever it names."""
    for sentence in re.split(r"[。;]", text):
        if not sentence or _tells_meaning(sentence):
            continue
        clauses = [clause for clause in sentence.split(",") if not is_wanted(clause, stance, place)]
        words = ",".join(clauses)
        if _REACHED_WORDS.search(words) or (quantitative and _VALUE.search(words)):
            return True
    return False


def tells_meaning(sentence: str) -> bool:
    """Tell whether a sentence (a shadow) says what words mean, how a figure is worked out."""
    return _tells_meaning(sentence)


def _tells_meaning(sentence: str) -> bool:
    return _MAY_TELL_MEANING.search(sentence) is not None and _MEANING.search(sentence) is not None


def is_wanted(clause: str, stance: Stance, place: Place) -> bool:
    """Tell whether a clause (a shadow) says what shall be, in a document of a stance."""
    if _WANTED.search(_ESTIMATED.sub("", clause) if stance == "reports" and place != "future" else clause):
        return True
    return stance == "sets" and place != "status" and _WANTED_IN_PLANS.search(clause) is not None


def names_a_rate(words: str) -> str:
    """Return the words (of a shadow) that name a rate with its value, "" where none do: 产生量2100吨,处置率100%."""
    match = _RATE.search(words)
    return match["rate"] if match else ""


def is_problem(words: str) -> bool:
    """Tell whether what stands after a name (a shadow) makes it a complaint: 治理率偏低."""
    return _PROBLEM.match(words) is not None


@lru_cache(maxsize=4096)
def is_wanted_head(head: str) -> bool:
    """Tell whether a column's head (a shadow) is over targets: 目标值, 2023年指标值, 考核要求."""
    if _OF_DONE.search(head):
        return False
    return _OF_WANTED.search(head) is not None


def is_done_head(head: str) -> bool:
    """Tell whether a column's head (a shadow) says that its figures are those of what was done: 2023年完成, 实际值."""
    return _DONE_HEAD.search(head) is not None
