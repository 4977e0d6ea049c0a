"""Which years a figure of running text is for: the expression before it, those listed, those a rise runs through."""

import re
from collections.abc import Iterator

from pipeline.numbers.units import is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import LINK, Group, Sentence
from pipeline.values import replace

# 比2022年、2023年（分别为91.6%、95.3%）
_OF_BASE = re.compile(
    r"(?:[^,。;:()\d提升增降减]{0,8}的(?:(?![提升增降减高低多少改下回扩基水])[一-龥]){0,6}|\([一-龥]{0,10})?(?:分别|依次|各)?(?:为|是)?|的水平\("
)
_LISTED_BASE = re.compile(r"[、和与及](?:(?![提上增改下降减回升])[一-龥]){0,8}(?:率|比例)?(?:为|是)?")
_HOLDS_FIGURES = re.compile(
    r"(?:细则|办法|方案|公报|年报|年鉴|报告|通报|结果|数据|名录|名单|清单|统计[表册]?|台账|报表)(?:\([^()]{0,20}\))?$"
)
_OF_PAPER = re.compile(r"》(?:\([^()]{0,30}\))?[^。;》]{0,30}(?:要求|下达|规定|明确|提出|确定|目标)[^。;》]{0,40}$")
_YEAR_IN_TITLE = re.compile(r"(?<![\d\-~至到])((?:19|20)\d\d)(?=年(?!修|版|第|印))")
# 2021年（原划定成果）、2022年
_REMARK = re.compile(r"\([^()]*\)")
# 与2012年本底的11种一致: a year that figures are found to be the same as
_SAME_AS = re.compile(r"[^,。;]{0,20}(?:一致|相同|[一同]样|相当|持平|相比|没有变化|无变化)")
# 100%，与2021年、2022年持平
_SAME_BEGINS = re.compile(r",?(?:均|都|仍|继续|保持)*[与同和跟]")
_SURVEYED = re.compile(r"(?:调查|普查|排查|踏查|摸底)(?!统计)")
_FOUND = re.compile(r"(?:调查|普查|排查|踏查|摸底)(?!统计)[^,。;\d]{0,8}(?:发现|记录|查明|查出|登记|摸清)")
_SAME_ENDS = re.compile(r"(?:两年|各年)?(?:的?(?:水平|结果))?(?:均|都|保持|完全)*(?:持平|一致|相同|一样)(?=[,。;)]|$)")
_RIGHT_BEHIND = re.compile(r"[,:为是]{1,2}")
_TELL_OF = frozenset({"point", "comparison"})
_RUNNING = re.compile(r"(?:以来|来|间|期间|至今)$")
_LOOKS_BACK = re.compile(r"上一?年度?|去年|前一年")
_LIKEWISE = re.compile(r"同比|[比较](?!例|重|率|高|低|好)")
# 由2022年的Ⅳ类好转为Ⅲ类，…: what began so was no figure
_HAS_RISEN = re.compile(r"[好变转提升上降增扩改]+[一-龥]?(?:为|至|到|成)|,")
# （标准时点为2019年12月31日）
# 平台上半年投用，保护率保持100%: the months are those of what is put to use
_OF_EVENT = re.compile(
    r"(?:全面|正式|基本|底|前|内|就|可|将)*(?:投用|投产|投入(?:使用|运行|运营|试运行)|竣工|完工|建成|开工|动工|启动|启用|通水|通车|运营|运行|印发|出台|见效|主体完工|备案|修编|修订)[^,。;\d]{0,6}[,;]"
)
# 近期（2022年）30%，中期（2025年）45%
_STAGE = re.compile(r"[近中远前后]期(?:目标|水平年|规划)?$")
_DAY_OF_STATE = re.compile(r"\((?:标准|统一|数据|调查|普查)?(?:时点|截至|截止|基准日|时间)(?:时间|日期)?[为是:]?")
# 一季度88.1%，全年93.9%; 上半年90.4%，年末达到91.8%
_WHOLE_YEAR = re.compile(r"[,;](?:[到至]|截至)?(?:全年|年[底末终]|12月[底末])")
# 与省厅公布的2024年第四季度名录核对: what a list of some months says is no figure of those months
_OF_LIST = re.compile(r"度?的?[^,。;:\d]{0,20}?(?:名录|名单|清单|目录|台账)(?!的?地块)")
_LISTED = re.compile(r"的?[、,和及]")
_EACH = re.compile(r"均|每年|各年|分别|依次|逐年")
_IS_RANGE = re.compile(r"\d年?(?:-|—|–|－|~|～|至|到)+\d|间$")
_DISTANCE = re.compile(r"[高多超低少]出了?$")
_UNCHANGED = re.compile(
    r"(?:间|来|以来|年度)?,?(?:(?:各|每)年(?:度)?)?[一-龥]{0,6}?(?:均|都|皆|全部|一直|始终|没有|未|无|保持|基本|完全|总体|一致|相同|不变|持平){1,4}"
    r"(?:保持|有|发生|作|做|出现)*(?:任何)?(?:一致|相同|不变|变化|变动|调整|增减|改变|持平)?(?=[,。;)]|$)"
)
_KIND_KEPT = re.compile(r"面积|长度|数量|个数|比例|占比")
_OF_IT = re.compile(r"[,(]?(?:且|并|该|其)?[一-龥]{0,6},?")
_RISES_TO = re.compile(r"[,、]?[一-龥]{0,6}(?:到|至|为)")
# 2022年划定成果批复后为436.28平方公里: since when it holds, no other thing
ONCE_IN_FORCE = re.compile(
    r"(?:[新本]一?轮|最新|三区三线|生态保护红线|国土空间|[国省市县上]级?|国家|国务院|自然资源部|人民|政府|正式|最终|划定|优化|评估|评价|勘界|定标|校核|调整|方案|成果|规划|完成|经|获|按|的|[,、“”\"])*"
    r"(?:批复|批准|获批|审批|调整|优化|划定|核定|启用|公布|发布|下发|实施|执行|更新|勘界|定标|校核|评估)(?:实施|启用|下发)?[之以]?后,?[为是仍达到至]*$"
)
# 2022年经国家批准启用的成果中，全区生态保护红线118平方公里: what the paper of that year says
_IN_RESULTS = re.compile(
    r"(?:[^,。;:\d]{0,16}(?:批准|批复|启用|公布|印发|发布|划定|下发|审定|备案)的?)[^,。;:\d]{0,12}"
    r"(?:成果|方案|名录|清单|目录|数据|规划|结果)(?:当?中|内|里|显示|明确|确定|划定)?[,:]?[^,。;:\d]{0,20}"
)
# 2018年省政府批准的红线面积为486平方公里；2022年…调整为492平方公里: the first of two that were approved
_APPROVED_FIRST = re.compile(
    r"[^,。;:\d]{0,12}(?:批准|批复|公布|划定|核定|审定|启用)(?:的|时)?[^,。;:\d]{0,14}(?:面积|长度|规模|红线)(?:为|是|共|约)*"
)
# 2022年经自然资源部批准启用，红线面积调整为492平方公里
_ADJUSTED_THEN = re.compile(
    r"[^,。;:\d]{0,20}(?:批准|批复|启用|划定),[^,。;:\d]{0,12}(?:调整|变更|优化|修正|核定)(?:后)?为"
)
# 2021年执行2018年划定方案，面积为…: of the year in which it was in use
_BY_IT = re.compile(r"(?:执行|沿用|采用|使用|按照?|根据|依据?|依照)$")
# 行政村412个，2018年前仅31个村有污水设施
_SINCE_LONG = re.compile(r"年[以之]?前$")
_STOCK = re.compile(r"[末底]?度?(?:贮存|结转|库存|结存|遗留|剩余|结余|留存)")


def is_of_stock(sentence: Sentence, span: YearSpan) -> bool:
    """Tell whether a year dates but what was left over from it: 上年贮存62吨，利用843吨."""
    return span.relative and _STOCK.match(sentence.text, span.end) is not None


def _is_of_its_own_figure(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year before a group is that of a figure of its own: 上年贮存62吨, 基准年（2020年25微克）."""
    if span.kind == "baseline" and _tells_base_in_bracket(sentence, span, group):
        return True
    is_later = any(span.end <= one.start < group.start for one in sentence.groups)
    return is_later and is_of_stock(sentence, span)


# 早在2018年就已清零，…: when something else was done already
_TOLD_WHOLLY = re.compile(r"[^,;。\d]{2,},")


def year_before(sentence: Sentence, group: Group) -> YearSpan | None:  # noqa: PLR0912
    """Return the nearest year expression before a group that dates it.

    Years of comparison (较2018年) and of papers (2018年印发) date nothing; 由2015年的…提高到 dates one figure;
    a year in brackets dates what stands in them.
    """
    inside = sentence.paragraph.inside(group.start)
    for span in reversed(sentence.years):
        if sentence.text.endswith("早在", 0, span.start) and _TOLD_WHOLLY.match(sentence.text, span.end, group.start):
            continue
        if (own := _of_bracket_or_force(sentence, span, inside, group)) is not None:
            return own
        if span.start >= group.start or span.kind == "event" or _is_of_its_own_figure(sentence, span, group):
            continue
        if span.kind == "part" and (
            _OF_EVENT.match(sentence.text, span.end, group.start)
            or _OF_LIST.match(sentence.text, span.end, group.start)
            or _WHOLE_YEAR.search(sentence.text, span.end, group.start)
        ):
            if span.years:
                return replace(span, kind="point")
            continue
        if _is_of_what_began(sentence, span, group):
            continue
        if sentence.text[span.start - 1 : span.start] == "与" and _is_the_same(sentence, span, group):
            continue
        if "基准" in span.words or span.kind == "comparison":
            if _is_of_base(sentence, span, group):
                return span
            if span.kind == "comparison" or sentence.text[span.end : span.end + 1] == "的":
                continue
        outside = sentence.paragraph.inside(span.start) not in (-1, inside)
        if outside and span.kind != "baseline" and not _is_bracket_before(sentence, span, group):
            continue
        if opens(sentence, span) and (
            any(span.end <= other.start and other.end <= group.start for other in sentence.groups)
            or _HAS_RISEN.search(sentence.text, span.end, group.start)
        ):
            continue
        if span.years or span.kind != "point":
            return span
    return None


def _is_of_what_began(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year but dates what began in it, before the year told of: 预案于2022年5月备案，全年演练2次."""
    reported = sentence.scene.context.reported
    if span.kind != "point" or reported is None or not span.years or span.years[-1] >= reported:
        return False
    is_event = _OF_EVENT.match(sentence.text, span.end, group.start) is not None
    return is_event and _WHOLE_YEAR.search(sentence.text, span.end, group.start) is not None


def _tells_base_in_bracket(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a bracket holds a base year with its figure: 比基准年（2020年25微克）高2，未达到26的目标."""
    opened = sentence.paragraph.inside(span.end)
    holds_it = any(span.end <= one.start and sentence.paragraph.inside(one.start) == opened for one in sentence.groups)
    return holds_it and opened not in (-1, sentence.paragraph.inside(group.start))


def _of_bracket_or_force(sentence: Sentence, span: YearSpan, inside: int, group: Group) -> YearSpan | None:
    """Return a year that dates a figure of its bracket, or one that holds since what was approved in that year."""
    if span.kind == "event" and span.years and _is_in_force(sentence, span, group):
        return replace(span, kind="point")
    return span if _is_of_bracket(sentence, span, inside, group) else None


def _is_in_force(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a figure is what was approved in a year: 2022年…批复后为436平方公里, 2022年启用的成果中，…118."""
    text = sentence.text
    if any(one.fullmatch(text, span.end, group.start) for one in (ONCE_IN_FORCE, _ADJUSTED_THEN)):
        return True
    if _APPROVED_FIRST.fullmatch(text, span.end, group.start) and _is_adjusted_later(sentence, span, group):
        return True
    in_results = _IN_RESULTS.fullmatch(text, span.end, group.start)
    return in_results is not None and _BY_IT.search(text, 0, span.start) is None


def _is_adjusted_later(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether the paragraph goes on with what was adjusted in a later year, in the same unit."""
    paragraph = sentence.paragraph
    later = [one for one in paragraph.groups if one.start > group.end and one.unit == group.unit]
    told = (one for one in paragraph.years if later and group.end <= one.start < later[0].start)
    return any(bool(one.years) and one.years[0] > span.years[-1] for one in told)


def _is_of_bracket(sentence: Sentence, span: YearSpan, inside: int, group: Group) -> bool:
    """Tell whether a figure stands in the bracket behind a year or after the year in it.

    与2021年（EI为80.3）比较, 比2023年（158个村、90.8%）提高, 比基准年（2020年，34微克/立方米）下降.
    """
    if inside == span.end and span.kind in _TELL_OF:
        return True
    is_in_span = span.start < inside < span.end
    return is_in_span and _RIGHT_BEHIND.fullmatch(sentence.text, span.end, group.start) is not None


def _is_of_base(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a figure is that of the year compared with (比2021年的87%), not the distance (高出2021年2.2吨)."""
    before = next((one for one in reversed(sentence.groups) if one.end <= group.start), None)
    if (
        before is not None
        and before.start >= span.end
        and _LISTED_BASE.fullmatch(sentence.text, before.end, group.start)
    ):
        return _is_of_base(sentence, span, before)  # 对照2021年的化肥40.5%、农药41.2%
    if _OF_BASE.fullmatch(sentence.text, span.end, group.start) is None:
        return False
    is_bare = span.end == group.start
    return not is_bare or (group.unit != "百分点" and _DISTANCE.search(sentence.text, 0, span.start) is None)


def unchanged_after(sentence: Sentence, group: Group) -> YearSpan | None:
    """Return the years told after a figure in which it stayed the same: 面积189平方公里，2020年、2021年两年一致."""
    index = sentence.groups.index(group)
    last = _last_undated(sentence, index)
    until = sentence.groups[last + 1].start if last + 1 < len(sentence.groups) else sentence.end
    end = sentence.groups[last].end
    after = [span for span in sentence.years if end <= span.start < until and span.kind == "point"]
    others = [one for at, one in enumerate(sentence.groups[: last + 1]) if at != index]
    if (
        not after
        or any(one.unit == group.unit for one in others)
        or len(group.quantities) != 1
        or (kept := _UNCHANGED.match(sentence.text, after[-1].end, sentence.end)) is None
        or until <= kept.end() < sentence.end  # 处理量2.96万吨，处理率连续5年保持100%: the rate did
    ):
        return None
    own = year_before(sentence, group)
    if last > index and (own is not None or is_counter(group.unit)):
        return None
    told = tuple(dict.fromkeys((*(own.years if own else ()), *with_those_listed(sentence, after[-1]))))
    told_of = _KIND_KEPT.search(sentence.text, end, until)
    if told_of is not None and (group.unit == "%") != (told_of[0] in ("比例", "占比")):
        return None
    is_of_it = _OF_IT.fullmatch(sentence.text, end, after[0].start) is not None
    return replace(after[-1], years=told) if len(told) > 1 and is_of_it else None


def is_found_over_years(sentence: Sentence, group: Group, span: YearSpan) -> bool:
    """Tell whether a count is what a survey of several years found in the end: 2021—2023年普查，发现14种."""
    if len(group.quantities) > 1 or not is_counter(group.unit) or span.end > group.start:
        return False
    words = sentence.text[span.end : group.start]
    return _SURVEYED.search(words) is not None and _EACH.search(words) is None


def is_found_by_survey(sentence: Sentence, group: Group) -> bool:
    """Tell whether a count is what a survey found in all, in whichever of its years: 普查共发现外来入侵物种17种."""
    words = sentence.text[sentence.start : group.start]
    is_found = len(group.quantities) == 1 and is_counter(group.unit) and _FOUND.search(words) is not None
    return is_found and _EACH.search(words) is None


def same_as(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return the several years told right after a share that had the same one: 比例100%，与2021年、2022年持平."""
    text, after = sentence.text, group.end
    begun = _SAME_BEGINS.match(text, after, sentence.end)
    if begun is None or len(group.quantities) != 1 or group.unit != "%":
        return ()
    span = next((one for one in sentence.years if one.start == begun.end()), None)
    last = span
    while span is not None and last is not None:
        following = [one for one in sentence.years if one.start > last.end]
        if not following or LINK.fullmatch(text, last.end, following[0].start) is None:
            break
        last = following[0]
    if span is None or last is None or _SAME_ENDS.match(text, last.end, sentence.end) is None:
        return ()
    told = tuple(year for one in sentence.years if span.start <= one.start <= last.start for year in one.years)
    return told if len(told) > 1 else ()


def _last_undated(sentence: Sentence, index: int) -> int:
    """Return the last of a few groups that go on from one with no year between: 有3处，总面积70.02平方公里，占4.7%."""
    last = index
    for at in range(index + 1, min(index + 3, len(sentence.groups))):
        before, here = sentence.groups[at - 1].end, sentence.groups[at].start
        if any(before <= span.start < here for span in sentence.years):
            break
        last = at
    return last


def year_after(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return the one year that dates the next figures where the first ones name none: 共有186个，至2022年末…."""
    last = sentence.scene.context.dated or sentence.scene.context.reported or 0
    told = [span for span in sentence.years if span.start >= group.end and span.years and span.years[-1] <= last]
    followed = [
        span
        for span in told
        if span.kind in ("point", "deadline")
        and not span.opens
        and not _is_of_remark(sentence, span, group)
        and _SINCE_LONG.search(span.words) is None
        and sentence.text[span.start - 1] not in "与和同跟较比"
        and any(one.start > span.end for one in sentence.groups)
    ]
    named = {span.years for span in followed}
    return named.pop() if len(named) == 1 and len(followed[0].years) == 1 else ()


def _is_of_remark(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year stands in a bracket with a figure of its own: 稳定在93%以上（2020年为93.2%）."""
    opened = sentence.paragraph.inside(span.start)
    if opened in (-1, sentence.paragraph.inside(group.start)):
        return False
    return any(one.start >= span.end and sentence.paragraph.inside(one.start) == opened for one in sentence.groups)


def opens(sentence: Sentence, span: YearSpan) -> bool:
    """Tell whether a year dates what a rise began with, or is listed after one that does (由2020年的A、2021年的B)."""
    if span.opens:
        return True
    before = [one for one in sentence.years if one.end <= span.start]
    is_listed = bool(before) and _LISTED.fullmatch(sentence.gap(before[-1].end, span.start)) is not None
    return is_listed and opens(sentence, before[-1])


def _is_the_same(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year is one that figures are said to agree with, in a clause that ends before the group."""
    told = _SAME_AS.match(sentence.text, span.end, sentence.end)
    return told is not None and told.end() <= group.start


def year_of_paper(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return the year in the title of the paper that a figure is from: 《…2024年度…细则》设置…, 按照《…方案》，要求….

    A notice, a letter speaks of other years than its own.
    """
    words = sentence.text[sentence.start : group.start]
    demand = _OF_PAPER.search(words)
    closed = demand.start() if demand is not None else words.rfind("》")
    title = words[max(0, words.rfind("《", 0, closed)) : closed] if closed > 0 else ""
    if demand is None and (_HOLDS_FIGURES.search(title) is None or words.count("《") != 1):
        return ()
    if demand is not None and "实际" in demand[0]:
        return ()
    named = set(_YEAR_IN_TITLE.findall(title))
    return (int(named.pop()),) if len(named) == 1 else ()


def of_the_later(
    sentence: Sentence, group: Group, owner: Owner, span: YearSpan | None, years: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the year that a rise is for: the later of those told (2022年为95%，上年为94%，提高1个百分点)."""
    if span is None or span.kind != "point" or len(group.quantities) != 1:
        return years
    is_running = span.relative or _RUNNING.search(span.words) is not None
    if is_running and len(years) > 1 and not _EACH.search(sentence.text, span.end, group.start):
        return years[-1:]  # 三年间提高11.1个百分点
    if _IS_RANGE.search(span.words) and len(years) > 1 and not _EACH.search(sentence.text, span.end, group.start):
        return years[-1:]  # 2020年至2023年森林面积增加2.43平方公里
    is_topic = sentence.text[span.end : span.end + 1] == ","
    if (
        _LOOKS_BACK.fullmatch(span.words)
        and not is_topic
        and not _is_its_own(sentence, span)
        and not _LIKEWISE.search(sentence.text, span.end, group.start)
    ):
        return tuple(year + 1 for year in years)  # 上年为81.9%，提高1.6个百分点
    if span.start < owner.since and len(years) == 2 and years[1] == years[0] + 1:
        return years[1:]
    return _latest_told(sentence, span, years) if span.start < owner.since and len(years) == 1 else years


def _is_its_own(sentence: Sentence, span: YearSpan) -> bool:
    """Tell whether 去年 behind a comparison is the year of a rise: 与2020年相比，去年浓度下降13.2%."""
    return any(one.kind == "comparison" and one.end <= span.start for one in sentence.years)


def is_of_each(sentence: Sentence, group: Group, span: YearSpan | None) -> bool:
    """Tell whether a count is that of each of several years: 2022年、2023年各组织1次; none in all is none in each."""
    if all(value.value == 0 for value in group.quantities):
        return True
    return span is not None and ALL.search(sentence.text, span.end - 1, group.start) is not None


def _latest_told(sentence: Sentence, span: YearSpan, years: tuple[int, ...]) -> tuple[int, ...]:
    told = [
        one.years[0] for one in sentence.years if one.end <= span.start and one.kind == "point" and len(one.years) == 1
    ]
    return (max(told),) if told and max(told) > years[0] else years


def _is_bracket_before(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year fills a bracket that dates what follows: after a name, or as the day of a survey's state."""
    text = sentence.text
    opened = text.rfind("(", sentence.start, span.start)
    closes = text[span.end : span.end + 1] == ")"
    named = span.start == opened + 1 and any(name.end == opened for name in sentence.names)
    named = named or (span.start == opened + 1 and _STAGE.search(text, sentence.start, max(opened, 0)) is not None)
    is_day = _DAY_OF_STATE.fullmatch(text, opened, span.start) is not None
    between = any(span.end <= other.start < group.start for other in sentence.groups)
    return closes and (named or is_day) and not between


def with_those_listed(sentence: Sentence, last: YearSpan) -> tuple[int, ...]:
    """Return the years of an expression with those listed right before it: 2020年底、2021年底."""
    found = last.years
    kinds = {"point", "deadline"} if last.kind == "point" else {last.kind}
    before = [span for span in sentence.years if span.end <= last.start and span.kind in kinds]
    for span in reversed(before):
        if last.kind == "comparison" and any(span.end <= one.start < last.start for one in sentence.groups):
            break  # 较2021年（71.35%）、2022年（71.58%）: each has a figure of its own
        link = _REMARK.sub("", sentence.text[span.end : last.start])
        if not link or LINK.fullmatch(link) is None or link == "/":
            break
        found, last = (*span.years, *found), span
    return tuple(dict.fromkeys(found))


def year_in_rise(sentence: Sentence, group: Group, span: YearSpan | None) -> tuple[int, ...]:
    """Return the year of a figure of a rise that runs through several years, () where the group is none of it.

    2021年至2024年，产生量由72.5万吨增加到86.4万吨: the first figure is for 2021, the last for 2024; between them stand
    those of the years between where they are as many (由A降到B再到C).
    """
    if span is None or span.kind != "point" or len(span.years) < 2 or span.opens or len(group.quantities) != 1:
        return ()
    for steps in _rises(sentence, span):
        if group in steps:
            place = steps.index(group)
            is_all = len(steps) == len(span.years)
            return span.years[place : place + 1] if is_all else (span.years[0 if place == 0 else -1],)
    return ()


def _rises(sentence: Sentence, span: YearSpan) -> Iterator[list[Group]]:
    """Yield the figures of each rise after a year expression: those that 由 opens and 到, 至 link."""
    steps: list[Group] = []
    for one in sentence.groups:
        is_opened = sentence.text[one.start - 1 : one.start] in ("由", "从") and span.end <= one.start
        goes_on = bool(steps) and steps[0].unit == one.unit
        if goes_on and _RISES_TO.fullmatch(sentence.text, steps[-1].end, one.start):
            steps.append(one)
            continue
        if len(steps) > 1:
            yield steps
        steps = [one] if is_opened else []
    if len(steps) > 1:
        yield steps


def every_year(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return all years that the sentence dated figures with before 均, where they are several.

    What is to be reached by a year is for none of those before it: 远期（2026—2030年）：到2030年，…均达到45%.
    """
    before = [span for span in sentence.years if span.start < group.start]
    last = max((place for place, span in enumerate(before) if span.kind == "deadline"), default=-1)
    if last >= 0 and any(len(span.years) > 1 for span in before[:last]):
        return ()
    named = [year for span in before if span.kind == "point" and not span.opens for year in span.years]
    several = tuple(dict.fromkeys(named))
    return several if len(several) > 1 else ()
