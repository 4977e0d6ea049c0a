"""Demands: the words that make a number a target, or the distance to one."""

import re
from functools import lru_cache

from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.ahead import demands, is_ahead, is_of_year_ahead, is_over
from pipeline.stages.extraction.aims import aim_before
from pipeline.stages.extraction.paired_bounds import bounds_either_way
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

_TARGET = (
    r"目标值|提出|目标为|目标是|目标分别|目标|考核要求|(?<!按)(?<!按照)(?<!按规定)要求|下达|力争|争取|确保|拟(?!变更|开发|转|用|出让|供|划拨|入市|收储|收回)|计划(?:将|达|到|完成|实现|为|再|20\d\d年)|将(?=[^,。;]{0,24}(?:提高|提升|达|降|控制|增加|保持|稳定))|规划(?:目标|值|到|提出|要求|期末)|"
    r"任务(?:数|量|为|是|分别)|指标值|考核值|约束值|控制值|预期|要(?:达|确保|力争|实现|完成|控制|保持|提|降|不)|应达|应当达|须达|必须达|应不|(?<![响相供适效反对])(?:应当?|须)(?:稳定|保持|控制|维持|提[高升]|降)|不得|控制指标|考核指标|红线指标"
)
_ACTUAL = (
    r"实际|已达|已完成|已经|已|完成(?:了|情况|值|率)?|达标|实现了|现状|目前|截至|达到了|均达到|优于|高于|超过|好于|"
    r"结果(?:显示|表明|为)|为"
)
_CUES = re.compile(rf"(?P<target>{_TARGET})|(?P<actual>{_ACTUAL})")
TARGET_AFTER = re.compile(
    r"[”\"]?(?:以上|以下|以内|左右)?的?"
    r"(?:年度|年|阶段性|国家|[国部省市州县区]定|[国省市州县区]控|省级?|市级?|州级?|县级?|上级|下达|批复|核定|确定|规定|创建|建设|示范区|进度|时序|序时|控制|管控|管理|总|约束性?|考核|规划|评价|最低|累计|下降|降低|提高|增长|压减|减排|削减|降幅|增幅|升幅|改善|节能|节水|能耗|降耗){0,5}"
    r"(?:目标|要求|任务|指标(?!为)|标准|底线|红线|[达及合考][标格核]线|基准线|门槛|上限|下限|限值|(?:约束|控制|考核|规划|指标|限定)值|(?:年初)?计划(?=[,。;、)]|$))"
)
_MEETS = re.compile(r",?(?:均|已|都)?(?:达到|满足|符合|完成)[^,。;]{0,30}(?:要求|标准|目标|任务)")
_SENTENCE_TARGET = re.compile(
    r"力争|争取|确保|按照?[一-龥]{0,4}计划|要达到|(?:目标|要求|[上下]限|控制值|约束值|限值)[为是:]|要求.{0,12}(?:达|不低于|不高于|不超过)|计划(?:到|至|再|20\d\d年)|规划(?:到|至)"
)
_HANDED_DOWN = re.compile(
    # 考核任务：“十四五”期间，某市下达我县…目标分别为
    r"(?:[^,。;:\d]{0,10}:)?(?:[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期)?,?)?[一-龥]{0,3}"
    r"(?:[省市州里]|上级)[一-龥]{0,10}?(?:下达|核定|分解)(?:给|到|了)?[我本全][县市区旗][^,。;]{0,30}(?:目标|任务|指标)"
)
# 今年发展的主要预期目标是：甲增长7%左右；乙98%以上，丙100%；…
_KIND_OF_AIMS = r"(?:预期|约束性|奋斗|具体|总体|主要|工作|发展|规划|控制)目标(?:任务|指标)?(?:是|为|如下)?:"
_LEADS_AIMS = re.compile(rf"{_KIND_OF_AIMS}|(?:实现|完成)(?:以下|下列|如下)[^,。;:\d]{{0,8}}(?:目标|任务)(?:任务)?:")
_FIGURE_NEXT = re.compile(r"(?:约|不[高低多少超][于过]?)?[≥≤]?\d")
_IS_COMPARED = re.compile(
    r"[,的](?:同比|环比|[比较](?:上年|去年|(?:19|20)\d\d年))|(?:下降|提高|上升|降低)\d|(?:超额)?完成了?[^,。;]{0,12}(?:任务|目标)"
)
# 会议要求，…控制在42以内; 按照《…分解方案》，…不低于95.5%
_ASKED = re.compile(
    r"(?:会议|会上|通知|领导小组|县长|书记|(?<!通报)》)[^,。;]{0,6}(?:要求|强调|部署|明确|提出|规定|确定)[,:]"
    r"|(?:按照?|根据|依据|对照)(?:(?!通报|考核结果|实施情况)[^,。;:]){0,40}?"
    r"(?:方案|计划|规划|责任[书状]|通知|意见|目标|任务|要求|部署|下达)[》”\"]?(?:的?(?:要求|规定|安排|部署|精神|目标))?,"
)
_SENTENCE_ACTUAL = re.compile(r"实际|已[达完实经建]|现状|目前|截至|完成情况|达标")
_AGAINST = re.compile(
    r"(?:比(?!例|重|率)|较|与|超过?|(?<![提升])高出?|(?<![降最])低|优)[^,。;]{0,10}?"
    r"(?P<standard>目标|要求|(?<![级类])标准|限值|任务|考核|全省|全国|全市|省均|平均)[^,。;]{0,10}$"
)
# 比年度计划的95%高0.9个百分点: the plan's number, not a share of the plan
_COMPARED_WITH_PLAN = re.compile(
    r"(?:[比较]|[高低优]于|超过?|超出)(?:年初|年度|全年|本年|原|既定|预定|预期|[省市县]里?)*(?:计划|任务|目标|预期)(?:目标|任务)?(?:数|值|数值|要求)?的?$"
)
# 97.0%（年度计划95.5%）: what was planned stands in the bracket behind what was reached
_PLANNED = re.compile(
    r"\((?:(?:19|20)\d\d年)?(?:年初|年度|全年|本年|当年|原|既定|[省市县区]里?)*计划(?:目标|任务|指标)?[数值]?(?:为|是|:)?"
    r"(?:累计)?(?:下降|降低|提高|增长|减少|新增|完成|达到?|控制|保持|稳定|在|为)*"
)
# 处理率计划96.5%，预计96.8%; 计划下降2.8%，实际下降2.9%: what was planned stands before what was reached
_PLANNED_FIRST = re.compile(
    r"(?:年初|年度|全年|原|既定)?计划(?:目标)?(?:为|是)?(?:累计)?(?:下降|降低|提高|增长|减少|达到?|控制在|保持在?)?(?:约|≥|≤)?$"
)
_THEN_REACHED = re.compile(
    r"(?:以[上下内]|左右)?[,;](?:而|但)?(?:预计|实际|全年|年末|年底|最终|实绩|实现|完成)(?!(?:计划|目标|任务))[^,。;\d]{0,8}\d"
)
_STANDARD_ITSELF = re.compile(
    r"(?:目标|要求|标准|限值|任务|考核|(?:指标|规划|达标)(?=值)|(?<=\()(?:年初|年度|原)?计划)(?:目标|要求|标准)?(?:值|数|为|是|的|[(:\]])*(?:(?<=\()20\d\d年(?:[底末]|度)?(?:为|是)?)?$"
)
# 要求公开的事项 demands nothing of its number
_ATTRIBUTE = re.compile(
    # 饮用水符合卫生要求的人口
    r"(?:符合|满足|达到)[一-龥]{0,8}(?:要求|标准|规定)的(?=[一-龥])"
    r"|按照?(?:规定|要求)|(?:要求|应当?|须|需|计划|规划)[一-龥]{2,6}的(?=[一-龥])"
)
# 占党政实绩考核的比例为21%: the weight that rules give holds from the day on which they say so
_WEIGHT = re.compile(r"占[^,。;]{0,16}(?:考核|考评|实绩|总分|分值|权重)")
_MAY_ASK = re.compile(r"[按要应须需计规]")
# 符合考核要求，达到97%; （高于目标2.2个百分点）达到97%: what was asked for is told of in passing
_MET_IN_PASSING = re.compile(
    r"(?<![要须需应将])(?:符合|满足|达成|完成|实现|达到|[好优高低]于|超过|超出|超额完成)了?(?:[^,。;():\d]{0,12}?)"
    r"(?:目标|要求|任务|标准|指标)(?:任务|要求|值)?(?=,(?!其中))"
)
_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")
# 综合目标考核 is what the assessment is called
_ASSESSMENT = re.compile(
    r"目标(?:责任|管理|绩效|任务)*(?:制|综合)?(?:考核|考评|评价)(?!目标|要求|任务|指标|值|为|是)|(?:耕地|林地|湿地|水土|环境)保护目标(?=\d)"
)
_KEPT = re.compile(r",(?:均|都|已|有效|成功|严格)*控制在")
# 控制在8500万立方米以内，实际为7934万立方米
_AND_IN_FACT = re.compile(r"(?:以[内下上])?[,;](?:而)?实际")
_BOUND_BEFORE = re.compile(r"控制(?:在|为)?$")
_STANDARD_WORD = re.compile(r"标准|指标值|考核|规定|要求|目标|限值")
_NOT_REACHED = re.compile(r"未(?:能)?(?:达到?|完成)$")
# 距100%还差1.4个百分点
_FAR_FROM = re.compile(r"(?:距离?|离|与)[^,。;:\d]{0,12}$")
_STILL_SHORT = re.compile(r"的?[^,。;\d]{0,10}?(?:[还仍尚][有差]|相?差|存在)[^,。;\d]{0,4}\d[\d.]*个?百分点")
_IN_LIST_OF_AIMS = re.compile(r"、[^,。;]{2,30}?\d[^,。;、的]{0,12}的(?:年度)?(?:目标|要求|任务)")
_SET_BY = re.compile(
    r"(?:规划|方案|办法|意见|国家|中央|部里?|省|市|州|县|区|旗|上级|厅|局|委)(?:[一-龥]{0,6}(?:规定|确定|核定|要求|下达|明确|提出|设定|划定|批准)的?|定的?|(?<=规划)取值?为?|(?<=方案)取值?为?)"
    r"(?:(?:年度|年均|最低|下降|降低|提高|控制|考核|标准|目标|任务|指标|占比|比例|比率|不低于|不高于|不少于)[为是]?){0,4}\(?$"
)
_SHORT_OF = re.compile(r"(?:(?:差|差距|缺口|缺)(?:距)?|超额(?:完成)?|超(?:目标|任务|进度))(?:为|约|了)?$")
_OUGHT = re.compile(r"不得|不应|应|须")


def is_target(sentence: Sentence, group: Group, scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether a number is one to be reached, by the words at it, its year, its clause, its sentence, its paper."""
    if _is_said_to_be_one(sentence, group) or is_ahead(sentence, group, year, scene):
        return True
    if _is_handed_down(sentence, group):
        return True
    clause = _without_names(sentence, sentence.clause_start(group.start), group.start)
    last = ""
    for match in _CUES.finditer(clause):
        if match[0] in ("均达到", "为") and last == "target":
            continue  # 要求两项均达到40%
        if match[0] == "为" and match.end() == len(clause) and not _is_weight(sentence, group):
            continue  # 劣V类水体比例为0
        last = match.lastgroup or ""
    if last == "target" or (last and clause.strip()[-1:] != "为"):
        return last == "target"
    if scene.sets_targets and scene.section != "state" and not is_over(year, scene) and demands(sentence, group):
        return True
    return not last and (is_of_year_ahead(sentence, group, scene, year) or _is_aimed_at_earlier(sentence, group))


def _is_weight(sentence: Sentence, group: Group) -> bool:
    return _WEIGHT.search(sentence.text, sentence.clause_start(group.start), group.start) is not None


def _is_said_to_be_one(sentence: Sentence, group: Group) -> bool:
    """Tell whether the words right before or after a number make it a demand."""
    return bool(
        _NOT_REACHED.search(sentence.text, sentence.start, group.start)
        or is_far_off(sentence, group)
        or _is_in_list_of_aims(sentence, group)
        or is_bound_met(sentence, group)
        or is_kept_within(sentence, group)
        or _is_beside_fact(sentence, group)
        or TARGET_AFTER.match(sentence.text, group.end)
        or is_set_by_others(sentence, group)
        or _is_standard_itself(sentence, group)
        or _is_planned_beside(sentence, group)
        or _is_planned_first(sentence, group)
        or aim_before(sentence, group) is not None
        or _OUGHT.match(sentence.text, group.start)
        or _is_sign_of_demand(sentence, group)
        or bounds_either_way(sentence, group)
    )


def is_far_off(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is what something is still short of: 距100%还差1.4个百分点."""
    if group.unit == "百分点" or _STILL_SHORT.match(sentence.text, group.end, sentence.end) is None:
        return False
    return _FAR_FROM.search(sentence.text, sentence.clause_start(group.start), group.start) is not None


def _is_planned_first(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is what was planned, which what was reached follows."""
    if _PLANNED_FIRST.search(sentence.text, sentence.clause_start(group.start), group.start) is None:
        return False
    return _THEN_REACHED.match(sentence.text, group.end) is not None


def _is_handed_down(sentence: Sentence, group: Group) -> bool:
    """Tell whether a sentence is on what a higher level has set: 市下达我县…目标1.60亿立方米，…下降12%."""
    text = sentence.text
    if "下达" not in text and "核定" not in text and "分解" not in text:
        return False
    # …目标分别为：…；PM2.5浓度不高于35: a bound goes on with what was handed down
    begin = sentence.start if group.quantities[0].op == "=" else text.rfind("。", 0, sentence.start) + 1
    begun = _HANDED_DOWN.match(text, begin, group.start)
    told = _SENTENCE_ACTUAL.search(text, begun.end(), group.start) if begun is not None else None
    return begun is not None and told is None and group.unit != "百分点"


def _is_aimed_at_earlier(sentence: Sentence, group: Group) -> bool:
    """Tell whether an earlier clause of the sentence began to tell aims, and none since what is."""
    earlier = _without_names(sentence, sentence.start, group.start)
    told = [match.end() for match in _SENTENCE_TARGET.finditer(earlier)]
    told = [end for end in told if not (_FIGURE_NEXT.match(earlier, end) and _is_past_aim(sentence, group, end))]
    if group.quantities[0].op in ("<=", ">="):
        told += [match.end() for match in _ASKED.finditer(earlier)]
    if not told and ":" in sentence.text:
        return _is_in_list_led(sentence, group, earlier)
    return bool(told) and not _SENTENCE_ACTUAL.search(earlier, max(told))


def _is_in_list_led(sentence: Sentence, group: Group, earlier: str) -> bool:
    """Tell whether a number stands in a list of clauses that words for aims and a colon lead."""
    begin = sentence.text.rfind("。", 0, sentence.start) + 1
    return _LEADS_AIMS.search(sentence.text, begin, group.start) is not None and not _SENTENCE_ACTUAL.search(earlier)


def _is_past_aim(sentence: Sentence, group: Group, end: int) -> bool:
    """Tell whether a sentence that told an aim with its figure goes on with what was reached.

    总量目标为15900万立方米，万元用水量102.30立方米，较2023年的108.82立方米下降6.0%: that is compared.
    """
    if _IS_COMPARED.search(sentence.text, group.end, sentence.end):
        return True
    begin = sentence.clause_start(group.start) - 1
    between = [one for one in sentence.groups if sentence.start + end <= one.start < group.start]
    return len(between) > 1 and _IS_COMPARED.search(sentence.text, begin, group.start) is not None


def is_against_standard(sentence: Sentence, group: Group) -> bool:
    """Tell whether the number is only the distance to a target, or an average (高于目标0.5个百分点, 全省平均).

    The target itself is none: 高于目标值97%.
    """
    start = sentence.clause_start(group.start)
    if group.unit == "百分点" and _SHORT_OF.search(sentence.text, start, group.start):
        return True
    if not _AGAINST.search(_without_names(sentence, start, group.start)):
        return False
    named = _without_names(sentence, start, group.start).rstrip()
    is_in_bracket = named.endswith("(") and _STANDARD_ITSELF.search(named) is not None
    if group.unit == "百分点" or not (is_in_bracket or _STANDARD_ITSELF.search(sentence.text, start, group.start)):
        return True
    index = sentence.groups.index(group)
    before = sentence.groups[index - 1].quantities[-1] if index else None
    # 30微克/立方米，优于目标值1微克/立方米: so small a number is the distance
    return before is not None and before.unit == group.unit and before.value > 4 * group.quantities[0].value


def is_set_by_others(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is one that a higher level has set: 高于国家规定的20%, 市定85%, 州里要求的年均4%."""
    return _is_set_by_others(sentence, group.start)


@lru_cache(maxsize=64)
def _is_set_by_others(sentence: Sentence, end: int) -> bool:
    return _SET_BY.search(sentence.text, sentence.clause_start(end), end) is not None


def is_plans_own(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is that of the plan or task with which a figure is compared: 比年度计划的95%高."""
    return _COMPARED_WITH_PLAN.search(sentence.text, sentence.clause_start(group.start), group.start) is not None


def is_bound_met(sentence: Sentence, group: Group) -> bool:
    """Tell whether the number is the bound that figures have passed (均大于85%，达到考核要求)."""
    return group.quantities[0].op in (">", "<") and _MEETS.match(sentence.text, group.end) is not None


def is_kept_within(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is the bound that the figure before it kept to: 1.62亿立方米，控制在1.75亿立方米以内."""
    before = [one for one in sentence.groups if one.end <= group.start]
    told = _KEPT.match(sentence.text, before[-1].end, group.quantities[0].start) if before else None
    return told is not None and before[-1].unit == group.unit and group.quantities[0].op in ("<=", "<")


def _is_beside_fact(sentence: Sentence, group: Group) -> bool:
    """Tell whether a bound is told before what it came to in fact: 控制在300万立方米以内，实际为276万立方米."""
    is_bound = group.quantities[0].op != "=" or _BOUND_BEFORE.search(sentence.text, sentence.start, group.start)
    return bool(is_bound) and _AND_IN_FACT.match(sentence.text, group.end, sentence.end) is not None


def is_demanded(sentence: Sentence, group: Group) -> bool:
    """Tell whether the words at a number make it a demand that a level above has set: 省定目标85%, 95%的年度任务."""
    after = TARGET_AFTER.match(sentence.text, group.end) is not None
    is_set = is_set_by_others(sentence, group) or aim_before(sentence, group) is not None
    return after or is_set or _is_standard_itself(sentence, group)


def _is_standard_itself(sentence: Sentence, group: Group) -> bool:
    """Tell whether the word for a demand stands right before its number; 考核的12个断面 counts what is checked.

    So does 达到二级标准的286天.
    """
    if is_plans_own(sentence, group):
        return True
    told = _STANDARD_ITSELF.search(sentence.text, sentence.start, group.start)
    is_counted = is_counter(group.unit) or group.unit == "天"
    return told is not None and not (is_counted and told[0] in ("考核的", "考核", "标准的"))


def _is_planned_beside(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is all that a bracket tells, as what had been planned: 97.0%（计划95.5%）."""
    opened = sentence.paragraph.inside(group.start)
    is_told = opened >= sentence.start and _PLANNED.fullmatch(sentence.text, opened, group.start) is not None
    return is_told and sentence.text[group.end : group.end + 1] == ")"


def _is_in_list_of_aims(sentence: Sentence, group: Group) -> bool:
    """Tell whether a list that ends with 的目标 goes on after the number: 不低于86%、浓度不高于29微克的年度目标."""
    if _IN_LIST_OF_AIMS.match(sentence.text, group.end, sentence.end) is None:
        return False
    return not re.search(r"实现|完成|达到", sentence.text[sentence.clause_start(group.start) : group.start])


def _is_sign_of_demand(sentence: Sentence, group: Group) -> bool:
    """Tell whether ≥ or ≤ stands before the number where a standard or a value to reach is spoken of."""
    if sentence.text[group.start : group.start + 1] not in ("≥", "≤", "≧", "≦"):
        return False
    return _STANDARD_WORD.search(sentence.text, sentence.start, group.start) is not None


@lru_cache(maxsize=64)  # several rules ask of each number
def _without_names(sentence: Sentence, start: int, end: int) -> str:
    """Return text[start:end] with the words of names blanked: 应保护物种数 is no demand."""
    text = sentence.text[start:end]
    if "目标" in text:
        text = _ASSESSMENT.sub(lambda match: " " * len(match[0]), text)
    if "," in text and _STANDARD_WORD.search(text) is not None:
        text = _MET_IN_PASSING.sub(lambda match: " " * len(match[0]), text)
    if ")" in text:
        text = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), text)
    for span in sentence.names:
        if start <= span.start and span.end <= end:
            text = text[: span.start - start] + " " * (span.end - span.start) + text[span.end - start :]
    return _ATTRIBUTE.sub(lambda match: " " * len(match[0]), text) if _MAY_ASK.search(text) is not None else text
