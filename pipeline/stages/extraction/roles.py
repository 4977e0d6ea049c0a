"""The role of a number: actual, target, baseline, component, change; or no fact at all."""

import re
from dataclasses import dataclass

from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from schemas.fact import Role

_TARGET = (
    r"目标值|提出|目标为|目标是|目标分别|目标|考核要求|(?<!按)(?<!按照)(?<!按规定)要求|下达|力争|争取|确保|拟(?!变更|开发|转|用)|计划(?:将|达|到|完成|实现|为|再|20\d\d年)|将(?=[^,。;]{0,24}(?:提高|提升|达|降|控制|增加|保持|稳定))|规划(?:目标|值|到|提出|要求|期末)|"
    r"任务(?:数|量|为|是|分别)|指标值|考核值|约束值|控制值|预期|要(?:达|确保|力争|实现|完成|控制|保持|提|降|不)|应达|应当达|须达|必须达|应不|不得|控制指标|考核指标|红线指标"
)
_ACTUAL = (
    r"实际|已达|已完成|已经|已|完成(?:了|情况|值|率)?|达标|实现了|现状|目前|截至|达到了|均达到|优于|高于|超过|好于|"
    r"结果(?:显示|表明|为)|为"
)
_CUES = re.compile(rf"(?P<target>{_TARGET})|(?P<actual>{_ACTUAL})")
TARGET_AFTER = re.compile(
    r"(?:以上|以下|以内|左右)?的?"
    r"(?:年度|年|阶段性|国家|省级?|市级?|县级?|上级|下达|规定|创建|建设|示范区|进度|时序|序时|控制|管控|管理|约束性?|考核|规划|评价|最低|累计|下降|降低|提高|增长|压减|减排|削减){0,5}"
    r"(?:目标|要求|任务|指标(?!为)|标准|底线|红线|上限|下限|限值)"
)
_MEETS = re.compile(r",?(?:均|已|都)?(?:达到|满足|符合|完成)[^,。;]{0,30}(?:要求|标准|目标|任务)")
_SENTENCE_TARGET = re.compile(
    r"力争|争取|确保|按照?[一-龥]{0,4}计划|要达到|(?:目标|要求)[为是:]|要求.{0,12}(?:达|不低于|不高于|不超过)|计划(?:到|至|再|20\d\d年)|规划(?:到|至)"
)
_SENTENCE_ACTUAL = re.compile(r"实际|已[达完实经建]|现状|目前|截至|完成情况|达标")
_YEAR_END = re.compile(r"年[底末终]|12月(?:[底末]|3[01]日)|十二月[底末]|全年|年度$")
_SET_FORTH = re.compile(r"(?:提出|要求|规定|明确|确定|计划|规划|目标)[^,。;]{0,4}$")
_BASELINE = re.compile(r"基准年|基准值|基数|基期")
_UP = r"提高|上升|增加|增长|提升|上涨|扩大|改善|回升|升高|升|增"
_DOWN = r"下降|降低|减少|回落|下滑|收窄|缩减|下跌|削减|降幅|降|减"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP}|变化|变幅|增减)|(?<!不)(?P<down>{_DOWN}))(?:了|率|幅度|比例|幅)?(?:[,:]?(?:分别|依次|均|都|各|约|近|为|达到?|又|累计)){{0,3}}$"
)
# 逐年提升，分别达到93% is the level reached, not the rise
_SETTLES = re.compile(
    r"(?:逐年|逐步|稳步|持续|不断|稳中有|明显|显著|有所|进一步|大幅|连年)[一-龥]{1,3}[,:][^,]*$|[,:][^,]*(?<!下)(?<!表)达到?[^,]*$"
)
# 能耗强度降低目标为：甲县2.5%
_AIM = re.compile(
    r"(?:的?年度)?(?:目标|任务|指标)(?:值|数)?(?:分别|依次)?(?:为|是|如下)*[:,]?(?:[一-龥]{2,6}(?:县|市|区|旗|镇|乡|街道))?为?$"
)
_HIGHER = re.compile(r"(?:(?P<up>高出?|多出?)|(?P<down>低|少))(?:了|约|近)?$")
_AGAINST = re.compile(
    r"(?:比(?!例|重|率)|较|与|超过?|高出?|低|优)[^,。;]{0,10}?"
    r"(?P<standard>目标|要求|标准|限值|任务|考核|全省|全国|全市|省均|平均)[^,。;]{0,10}$"
)
_STANDARD_ITSELF = re.compile(
    r"(?:目标|要求|标准|限值|任务|考核|指标(?=值)|规划(?=值))(?:目标|要求|标准)?(?:值|数|为|的|[(:])*$"
)
# 要求公开的事项 demands nothing of its number
_ATTRIBUTE = re.compile(r"按照?(?:规定|要求)|(?:要求|应当?|须|需|计划|规划)[一-龥]{2,6}的(?=[一-龥])")
_STANDARD_WORD = re.compile(r"标准|指标值|考核|规定|要求|目标|限值")
_LOOKS_BACK = re.compile(r"已|实际|完成|同比|环比|[较比]上|去年|目前|现状|截至")
_NOT_REACHED = re.compile(r"未(?:能)?(?:达到?|完成)$")
_IN_LIST_OF_AIMS = re.compile(r"、[^,。;]{2,30}?\d[^,。;、的]{0,12}的(?:年度)?(?:目标|要求|任务)")
_SET_BY = re.compile(
    r"(?:国家|中央|部里?|省|市|州|县|区|旗|上级|厅|局|委)(?:[一-龥]{0,6}(?:规定|确定|核定|要求|下达|明确|提出|设定|划定|批准)的?|定的?)"
    r"(?:(?:年度|年均|最低|下降|降低|提高|控制|考核|标准|目标|任务|指标|不低于|不高于|不少于)[为是]?){0,3}$"
)
_OUGHT = re.compile(r"不得|不应|应|须")
_AS_BASE = re.compile(r"(?:作?为|\()基准")
_COMPARED = re.compile(r"[比较]")
# what a task is to reach: 治理率提高到65%
_REACHED = re.compile(
    r"(?:达到?|(?:提高|提升|增加|上升|增长|扩大|提|升|增|下降|降低|减少|压减|压降|降|减)[到至为]|控制在|控制到|稳定在|保持在?|维持在?|完成|实现)$"
)
# 同比-8.7%: the sign is the number's own
_COMPARED_WITH = re.compile(r"(?:同比|环比|[较比][^,。;()]{0,12}|\()$")
_LAST_YEAR = re.compile(r"同比|上年|去年|上一年|同期|前一年")


@dataclass(frozen=True)
class Change:
    """A difference: `sign` +1 or -1, `base` previous, baseline, or "" where the text does not say.

    `is_named` tells that the words are a name (下降率, 提高幅度), not a verb.
    """

    sign: int
    base: str
    is_named: bool = False


def change_before(sentence: Sentence, group: Group, since: int, year: int | None = None) -> Change | None:
    """Return the change that a group of quantities states, None for a level.

    `since` is where its words begin, `year` the year that the figure is for where the sentence does not say.
    """
    words = _AIM.sub("", sentence.text[since : group.start])
    if group.quantities[0].is_rise or (group.quantities[0].value < 0 and _COMPARED_WITH.search(words)):
        return Change(1, _base(sentence, group, year))
    match = _CHANGE.search(words)
    if match is not None and words.endswith("为") and _goes_on_from(sentence, group):
        return None
    if match is None and (group.unit == "百分点" or _COMPARED.search(words)):
        match = _HIGHER.search(words)
    if match is not None and _SETTLES.search(words) is not None and group.unit != "百分点":
        return None
    if match is None and group.unit != "百分点":
        return None
    sign = -1 if match is not None and match["down"] else 1
    if match is not None and re.search(r"负$", words[: match.start()]):
        sign = -1
    is_named = match is not None and re.match(r"率|幅度|比例", match[0][_verb_length(match) :]) is not None
    return Change(sign, _base(sentence, group, year), is_named)


def _goes_on_from(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure is the second of a rise, whatever its verb: 由25降为20."""
    index = sentence.groups.index(group)
    return index > 0 and sentence.text[sentence.groups[index - 1].start - 1] in "由从"


def _verb_length(match: re.Match[str]) -> int:
    return len(match["up"] or match["down"] or "")


def is_against_standard(sentence: Sentence, group: Group) -> bool:
    """Tell whether the number is only the distance to a target, or an average (高于目标0.5个百分点, 全省平均).

    The target itself is none: 高于目标值97%.
    """
    start = sentence.clause_start(group.start)
    if not _AGAINST.search(_without_names(sentence, start, group.start)):
        return False
    if group.unit == "百分点" or not _STANDARD_ITSELF.search(sentence.text, start, group.start):
        return True
    index = sentence.groups.index(group)
    before = sentence.groups[index - 1].quantities[-1] if index else None
    # 30微克/立方米，优于目标值1微克/立方米: so small a number is the distance
    return before is not None and before.unit == group.unit and before.value > 4 * group.quantities[0].value


def _base(sentence: Sentence, group: Group, year: int | None) -> str:
    start = sentence.start
    before = [span for span in sentence.years if start <= span.start < group.start]
    for span in reversed(before):
        if _LAST_YEAR.search(sentence.text, span.end, group.start):
            return "previous"
        if span.kind in ("comparison", "baseline"):
            return _base_of_year(span, before, year)
    return "previous" if _LAST_YEAR.search(sentence.text, start, group.start) else ""


def _base_of_year(span: YearSpan, before: list[YearSpan], year: int | None) -> str:
    if "基准" in span.words or span.kind == "baseline":
        return "baseline"
    if span.relative:
        return "previous"
    points = [other.years[-1] for other in before if other.kind == "point" and other.years] or ([year] if year else [])
    if not span.years or not points:
        return ""
    return "previous" if points[-1] - span.years[-1] == 1 else "baseline"


def role_of(sentence: Sentence, group: Group, name: Name, scene: Scene, year: YearSpan | None) -> Role | None:
    """Return the role of a level, None where the text does not state one that can be trusted.

    A target is told by 目标, 要求, 确保, 到2025年 … before the number, or by 的要求 after it; the numbers of a
    section on tasks are targets or nothing. A plan's numbers are actual only in its section on the present state.
    """
    if scene.section == "target" or _is_target(sentence, group, scene, year):
        return "target"
    if scene.section == "definition":
        return "target" if group.quantities[0].op != "=" and not _far_from_name(sentence, group) else None
    if scene.section == "task":
        begin = sentence.start
        stated = _REACHED.search(sentence.text, begin, group.start) or _CHANGE.search(sentence.text, begin, group.start)
        return "target" if stated or group.quantities[0].op != "=" or _is_next(scene, year) else None
    is_part = (scene.is_part_year and not _is_at_end(year)) or (year is not None and year.kind == "part")
    if is_part or (scene.is_plan and scene.section != "state"):
        return None
    return "baseline" if _is_baseline(sentence, group, year) else stated_role(name)


def _is_next(scene: Scene, year: YearSpan | None) -> bool:
    """Tell whether the figures of a section on tasks are for a year that is not over when the document is dated."""
    dated = scene.context.dated
    named = year.years if year is not None else scene.default_years
    return dated is not None and bool(named) and named[-1] >= dated


def _is_at_end(year: YearSpan | None) -> bool:
    """Tell whether a year expression is the end of a year: a stock then is the year's, whatever quarter reports it."""
    return year is not None and year.kind in ("point", "comparison") and _YEAR_END.search(year.words) is not None


def stated_role(name: Name) -> Role:
    """Return the role of a number that states what is."""
    if name.component is None:
        return "actual"
    return "count" if name.is_count else "component"


def _far_from_name(sentence: Sentence, group: Group) -> bool:
    before = [span.end for span in sentence.names if span.end <= group.start]
    return not before or group.start - before[-1] > 2


def _is_target(sentence: Sentence, group: Group, scene: Scene, year: YearSpan | None) -> bool:
    if (
        _NOT_REACHED.search(sentence.text, sentence.start, group.start)
        or _is_in_list_of_aims(sentence, group)
        or is_bound_met(sentence, group)
        or TARGET_AFTER.match(sentence.text, group.end)
        or is_set_by_others(sentence, group)
        or _is_standard_itself(sentence, group)
    ):
        return True
    if (
        _OUGHT.match(sentence.text, group.start)
        or _is_sign_of_demand(sentence, group)
        or _is_ahead(sentence, year, scene)
    ):
        return True
    clause = _without_names(sentence, sentence.clause_start(group.start), group.start)
    last = ""
    for match in _CUES.finditer(clause):
        last = match.lastgroup or "" if match[0] != "为" or last != "target" else last
    if last == "target" or (last and clause.strip()[-1:] != "为"):
        return last == "target"
    if scene.sets_targets and scene.section != "state" and not _is_over(year, scene) and _demands(sentence, group):
        return True
    if last:
        return False
    earlier = _without_names(sentence, sentence.start, group.start)
    told = [match.end() for match in _SENTENCE_TARGET.finditer(earlier)]
    return bool(told) and not _SENTENCE_ACTUAL.search(earlier, told[-1])


def _is_standard_itself(sentence: Sentence, group: Group) -> bool:
    """Tell whether the word for a demand stands right before its number; 考核的12个断面 counts what is checked."""
    told = _STANDARD_ITSELF.search(sentence.text, sentence.start, group.start)
    return told is not None and not (is_counter(group.unit) and told[0] in ("考核的", "考核", "标准的"))


def _is_over(year: YearSpan | None, scene: Scene) -> bool:
    """Tell whether a figure is dated by a year that was over when the document was dated."""
    dated = scene.context.dated
    if year is None:
        return False
    return dated is not None and year.kind in ("point", "comparison") and bool(year.years) and year.years[-1] < dated


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


def _is_ahead(sentence: Sentence, year: YearSpan | None, scene: Scene) -> bool:
    """Tell whether a year lies ahead of the document, or is one by which something is to be reached."""
    if year is None or not year.years:
        return False
    if year.kind == "point":
        dated = scene.context.dated
        if dated is None:
            return False
        return year.years[-1] > dated or (year.years[-1] == dated and scene.is_early and len(year.years) == 1)
    if year.kind != "deadline":
        return False
    set_forth = _SET_FORTH.search(sentence.text, sentence.start, year.start)
    return set_forth is not None or not _is_past(year, scene)


def is_set_by_others(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is one that a higher level has set: 高于国家规定的20%, 市定85%, 州里要求的年均4%."""
    return _SET_BY.search(sentence.text, sentence.clause_start(group.start), group.start) is not None


def is_bound_met(sentence: Sentence, group: Group) -> bool:
    """Tell whether the number is the bound that figures have passed (均大于85%，达到考核要求)."""
    return group.quantities[0].op in (">", "<") and _MEETS.match(sentence.text, group.end) is not None


def _demands(sentence: Sentence, group: Group) -> bool:
    """Tell whether the words are those of a demand: 不低于, 以上, 控制在, 达到 in a document that sets targets."""
    if group.quantities[0].op != "=":
        return True
    before = sentence.text[sentence.start : group.start]
    if (
        group.unit != "百分点"
        and _CHANGE.search(before)
        and not _LOOKS_BACK.search(sentence.text, sentence.start, sentence.end)
    ):
        return True
    return re.search(r"(?:达到?|控制在|实现|完成)$", sentence.text[sentence.start : group.start]) is not None


def _is_past(year: YearSpan, scene: Scene) -> bool:
    context = scene.context
    last = context.reported or (context.dated - 1 if context.dated else None)
    if last is None or scene.is_plan or scene.section == "task":
        return False
    return bool(year.years) and year.years[-1] <= last


def _is_baseline(sentence: Sentence, group: Group, year: YearSpan | None) -> bool:
    if year is not None and (year.kind == "baseline" or "基准" in year.words):
        return True
    if _AS_BASE.match(sentence.text, group.end):
        return True
    clause = sentence.text[sentence.clause_start(group.start) : group.start]
    match = _BASELINE.search(clause)
    return match is not None and not re.search(r"[较比]|与[^,]*相", clause)


def _without_names(sentence: Sentence, start: int, end: int) -> str:
    """Return text[start:end] with the words of names blanked: 应保护物种数 is no demand."""
    text = sentence.text[start:end]
    for span in sentence.names:
        if start <= span.start and span.end <= end:
            text = text[: span.start - start] + " " * (span.end - span.start) + text[span.end - start :]
    return _ATTRIBUTE.sub(lambda match: " " * len(match[0]), text)
