"""Names cut short after the full one: 危险废物产生量…，利用量…，利用处置率…."""

import re

from pipeline.lexicon import squeeze
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.counterparts import WATER, beginning, counterpart, of_counted
from pipeline.stages.extraction.endings import MIN_ABBREVIATED_CHARS, completed, ending
from pipeline.stages.extraction.headed_otherwise import is_headed_by_another
from pipeline.stages.extraction.names import Name, NamedSpan, named_spans
from pipeline.stages.extraction.rate_of_opening import rate_of_opening
from pipeline.stages.extraction.renamed import of_the_thing
from pipeline.stages.extraction.reworded import reworded
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Sentence

_WORDS = re.compile(r"[一-龥A-Za-z0-9.]{3,14}")
_LEADING = re.compile(
    r"^(?:\(?\d{1,2}[).、](?!\d)|(?:备注|附注|说明|注):|[一-龥]{0,8}?(?:目标|任务|要求)值?(?:分别)?[为是:]|[一-龥]{0,6}(?:要求|规定|提出|明确|确定)(?=[一-龥]{2,6}(?:率|比例|占比))|上级(?=要求|下达|规定)|[一-龥]{0,8}?(?:局|委|厅|办|政府|上级|[省市州])(?:下达|分解|核定)(?:给|到)?[我本全][县市区旗]的?|[省市州县区]?(?:政府|级|里)?(?:下达|规定|确定|核定|明确)(?:给)?的?(?=[一-龥]+率)|年均(?=[一-龥]+率)|(?:要求|应当?|须|需)(?:主动)?[一-龥]{2,4}的?(?:事项|信息|内容|项目)的?(?=[一-龥]+率)|其中|现(?=[全我本][县市区旗])|另(?=[一-龥])|分别|依次|累计|中(?=[取得受])|届时|[两二三四五]年(?:的|间|来|内)?(?=[一-龥]{2,10}(?:率|比例|占比))|^[而但](?=[一-龥]+[率度])|(?:到|至)?年(?:[底末]|内(?=[一-龥]))|委托|自行|外委|委外|送(?:往|交)?有资质的?单位|交由|填埋|焚烧|力争|争取|确保|努力|实现|使得?|推动|促进|要求|预计|年(?=[产清排处利回])|[全我本][县区市旗]|[县市]域|年度|全年|当年|[,:、()的和及与])+"
)
# 产生30万吨 after 一般工业固体废物产生量 was named
_VERB = re.compile(r"(?:产生|(?:综合|回收)?利用|处置|(?:无害化|集中|达标)?处理|回收|使用|贮存|清运)$")
_HOW = re.compile(r"^(?:集中|达标|实际)+")
_THROUGH = re.compile(r"^(?:委托|送|送往|送交|交由|由|有资质)[一-龥]{0,6}(?:单位|企业|公司|机构|厂)(?=.{2})")
_INCLUDING = re.compile(r"^[一-龥]{0,10}(?:包含|包括|含|扣除)(?=.{4})")
_SHARES = frozenset({"比例", "占比", "比率", "比重"})
MAX_CLAUSE_CHARS = 24
MAX_NAMES_BEFORE = 4
MAX_PROVED = 3
MIN_SURE_CHARS = 8
_TRAILING = re.compile(
    r"(?:(?<=度)(?:综合|加权|平均)?得分|(?:年度|考核|控制)*(?:目标|任务|要求)[值数]?|(?<=[率度量数例])(?:连续)?[两二三四五2345]年(?:来|间)?|继续|持续|一直|仍|分别|依次|均|都|也|同|约|近|同比|环比|共计|共|合计|为|是|达到?|有|已|要|应|将|须|需|在|到|至|保持|稳定|控制|了|由|从|力争|争取|确保|预计|有望|可望|可以?(?=达|到|$)|"
    r"(?:到|至)(?:今年)?年[底末]|提高|上升|增加|增长|提升|下降|降低|减少|突破|[升降增](?=[^一-龥]|至|到|为|$)|[,:=(的])+$"
)
# 下达我县的年度降低率目标，2021年为3.2%: what the years of a list of aims are of
_AIMS_OVER = re.compile(
    r"(?:^|(?<=[,:;。]))(?P<words>[^,。;:\d]{0,20}?(?:率|度|比例))(?:年度|考核|控制)*(?:目标|任务|要求)值?,$"
)
_COMPARED = re.compile(r"(?:相较于?|相比于?|较|比|与|同)$")
# 新增农户 is not 农户总数
_PARTIAL = ("新增", "计划", "涉及", "惠及", "覆盖", "新建")


def short_name(
    sentence: Sentence, group_start: int, boundary: int, unit: str = "", told: tuple[NamedSpan, ...] = ()
) -> NamedSpan | None:
    """Return what the words right before a number mean as a short form of something named before, None if nothing.

    First the beginning of the last name is put before them (公众对生态文明建设的满意度…，参与度); then they are
    compared with the endings of the names of the indicator spoken of last (治理率 is 农村生活污水治理率). `told` are
    the owners of earlier figures of the sentence, in other words than their names.
    """
    limit = _before_comparison(sentence, boundary, group_start)
    start, end = _trim(sentence.text, _after_years(sentence, boundary, limit), limit)
    if start >= end:
        start, end = _before_years(sentence, boundary, limit)
    if start >= end and (over := _AIMS_OVER.search(sentence.text, sentence.start, boundary)) is not None:
        start, end = _trim(sentence.text, over.start("words"), over.end("words"))
    words = sentence.text[start:end]
    if _is_of_near_name(sentence, start, words) or _is_near_name(sentence, words, unit):
        return None
    after = sentence.text[start - 1 : start]
    if words in _SHARES and after in (",", "、"):
        return _across_comma(sentence, start, words) or _named(
            start, end, _share_of_measure(sentence, words, unit, start)
        )
    across = _across_bracket(sentence, start, words) if after == ")" else None
    if across is not None:
        return across
    found = (
        _share_of_measure(sentence, words, unit, start)
        or _reworded(sentence, words, sentence.text[boundary:end], unit)
        or _of_thing(sentence, words, start, unit)
    )
    if found:
        return NamedSpan(start, end, found)
    words = _INCLUDING.sub("", words)
    found = (
        of_counted(sentence, words, start)
        or _of_earlier(sentence, words, start, told)
        or counterpart(sentence, words, start, unit, told)
        or beginning(sentence, words, unit, told)
        or (rate_of_opening(sentence, words, start) if unit == "%" else ())
    )
    return _named(start, end, found)


def _named(start: int, end: int, names: tuple[Name, ...]) -> NamedSpan | None:
    return NamedSpan(start, end, names) if names else None


def _reworded(sentence: Sentence, words: str, clause: str, unit: str) -> tuple[Name, ...]:
    """Return what words mean as a rewording, but not of what was only added or is only touched."""
    if not unit or words.startswith(_PARTIAL if is_counter(unit) else _PARTIAL[:-1]):
        return ()
    return reworded(words, clause, unit, sentence.scene)


def _of_thing(sentence: Sentence, words: str, start: int, unit: str) -> tuple[Name, ...]:
    """Return the rate that words name with the sections or sources told last."""
    found = of_the_thing(words, sentence.text, start, sentence.scene) if unit == "%" else None
    return found.names if found else ()


def _of_earlier(sentence: Sentence, words: str, start: int, told: tuple[NamedSpan, ...]) -> tuple[Name, ...]:
    """Return what words mean as the short form of one of the last names, () where they mean nothing."""
    if not _WORDS.fullmatch(words) and not _VERB.fullmatch(words):
        return ()
    before = [span for span in sentence.paragraph.names if span.end <= start]
    # what the sentence has named in full goes by its full name: 往年贮存量…，贮存量 are two things
    told_full = [span for span in sentence.names if span.end <= start and sentence.text[span.end - 1] == words[-1:]]
    named = {name.name for span in told_full for name in span.names}
    words = _THROUGH.sub("", words)
    shorts = dict.fromkeys((words, words + "量", _HOW.sub("", words) + "量") if _VERB.search(words) else (words,))
    for short in shorts:
        for span in reversed([*before[-MAX_NAMES_BEFORE:], *told]):
            found = completed(sentence.text[span.start : span.end], short, sentence.scene)
            found = found or _with_tail(span, WATER.sub("", short), sentence)
            if found and not any(name.name in named for name in found):
                return found
        spoken = sentence.near_ids()
        indicator_id = _spoken_of([*before, *told], sentence.scene, spoken)
        if indicator_id:
            found = _as_headed(ending(sentence.scene.edition.by_id(indicator_id), squeeze(short)), sentence)
        else:
            found = () if before else _of_proved(short, sentence)
        # what is named only later must not lend its name to another rate
        if indicator_id in spoken and not before and not told and not sentence.scene.near_ids:
            found = tuple(name for name in found if name.component is not None)
        if not found and (indicator_id in spoken or not spoken) and not before and not told:
            found = _of_proved(short, sentence)  # 满意度合计94.5%；公众对生态文明建设的参与度…
        found = found or _sure_ending(short, sentence.scene)
        if not found and _follows_one_named(sentence, start, told):
            found = _of_proved(short, sentence)  # 满意度93.6%，参与度86.2%
        if found and not any(name.name in named for name in found):
            return found
    return ()


def _follows_one_named(sentence: Sentence, start: int, told: tuple[NamedSpan, ...]) -> bool:
    """Tell whether words at the beginning of a clause follow a figure whose owner is known."""
    before = [group for group in sentence.groups if group.end < start]
    if not before or not told or sentence.text[before[-1].end : start].strip(",、其中"):
        return False
    return told[-1].end > (before[-2].end if len(before) > 1 else sentence.start)


def _is_near_name(sentence: Sentence, words: str, unit: str) -> bool:
    """Tell whether words are a name not meant, or one with the ending that its counter asks for: 卫生户厕8.12万户."""
    called = (words, f"{words}数") if is_counter(unit.lstrip("万")) else (words,)
    return bool(words) and any(map(sentence.scene.lexicon.is_near_name, called))


def _is_of_near_name(sentence: Sentence, start: int, words: str) -> bool:
    """Tell whether the clause before makes the words a name not meant: 回收农药包装废弃物21.7吨，回收率82.3%."""
    before = [group for group in sentence.groups if group.end < start]
    if not words.endswith("率") or not before or sentence.text[before[-1].end : start].strip(",、其中"):
        return False
    clause = sentence.text[sentence.clause_start(before[-1].start) : before[-1].start]
    return sentence.scene.lexicon.is_near_name(_TRAILING.sub("", clause) + words)


def _share_of_measure(sentence: Sentence, words: str, unit: str, start: int) -> tuple[Name, ...]:
    """Return the one rate spoken of that ends in 占比, 比例: 届时占比达到100%."""
    if words not in _SHARES or unit != "%":
        return ()
    if any(group.end <= start and not sentence.text[group.end : start].strip(",、其") for group in sentence.groups):
        return ()  # it is the share of what was told right before it
    before = sentence.paragraph.names
    ids = [name.indicator_id for span in before for name in span.names if name.component is None]
    spoken = dict.fromkeys(ids or sentence.scene.near_ids)
    return ending(sentence.scene.edition.by_id(next(iter(spoken))), words) if len(spoken) == 1 else ()


def _across_bracket(sentence: Sentence, start: int, words: str) -> NamedSpan | None:
    """Return what a bracket stands inside of: 秸秆（水稻、玉米）综合利用率."""
    opened = sentence.text.rfind("(", sentence.start, start)
    before = sentence.text[max(sentence.start, opened - MAX_CLAUSE_CHARS) : opened] if opened > 0 else ""
    spans = named_spans(sentence.scene.lexicon.find(before + words), sentence.scene.edition)
    if spans and spans[-1].end == len(before) + len(words) and spans[-1].start < len(before):
        return NamedSpan(start, start + len(words), spans[-1].names)
    return None


def _across_comma(sentence: Sentence, start: int, words: str) -> NamedSpan | None:
    """Return what a clause and the 比例 after its comma name together: 达到或优于Ⅲ类，比例为.

    2个水源地均达到或优于Ⅲ类，比例100% is that of the sources.
    """
    before = sentence.text[max(sentence.start, start - 1 - MAX_CLAUSE_CHARS) : start - 1]
    spans = named_spans(sentence.scene.lexicon.find(before + words), sentence.scene.edition)
    if spans and spans[-1].end == len(before) + len(words) and spans[-1].start < len(before):
        named = of_the_thing((before + words)[spans[-1].start :], sentence.text, start, sentence.scene)
        return NamedSpan(start, start + len(words), (named or spans[-1]).names)
    return None


def _with_tail(span: NamedSpan, words: str, sentence: Sentence) -> tuple[Name, ...]:
    """Return what words name with the ending of a full name put after them: 应公开信息…，已公开 is 已公开信息."""
    scene, ids = sentence.scene, {name.indicator_id for name in span.names}
    mentions = scene.lexicon.extended(sentence.text[span.start : span.end], words)
    names = named_spans(mentions, scene.edition)[0].names if mentions else ()
    return tuple(name for name in names if name.component is not None and name.indicator_id in ids)


def _spoken_of(before: list[NamedSpan], scene: Scene, spoken: tuple[str, ...]) -> str | None:
    for span in reversed(before):
        ids = {name.indicator_id for name in span.names}
        if len(ids) == 1:
            return ids.pop()
    if len(set(scene.near_ids)) == 1:
        return scene.near_ids[-1]
    if len(spoken) == 1:
        return spoken[0]
    proved = {indicator_id for indicator_id, _ in scene.proved}
    return proved.pop() if len(proved) == 1 and not before else None


def _of_proved(words: str, sentence: Sentence) -> tuple[Name, ...]:
    """Return the one rate whose name some words end, of the few that a document is evidence for; () for several."""
    scene = sentence.scene
    ids = sorted({indicator_id for indicator_id, _ in scene.proved})
    if len(ids) > MAX_PROVED or len(words) < MIN_ABBREVIATED_CHARS - 1 or not words.endswith(("率", "度")):
        return ()
    found = [names for one in ids if (names := ending(scene.edition.by_id(one), squeeze(words), _one_sub(one, scene)))]
    return _as_headed(found[0], sentence) if len(found) == 1 else ()


def _one_sub(indicator_id: str, scene: Scene) -> int | None:
    """Return the one sub-indicator that a document is evidence for, None for the whole or several."""
    subs = {sub for one, sub in scene.proved if one == indicator_id}
    return subs.pop() if len(subs) == 1 else None


def _as_headed(names: tuple[Name, ...], sentence: Sentence) -> tuple[Name, ...]:
    """Return the names that the paragraph's own first words do not say to be of another."""
    text, edition = sentence.text, sentence.scene.edition
    return tuple(one for one in names if not is_headed_by_another(text, (one.indicator_id, one.sub), edition))


def _sure_ending(words: str, scene: Scene) -> tuple[Name, ...]:
    """Return the one thing proved whose name ends in words long enough to be of no other's."""
    if len(words) < MIN_SURE_CHARS:
        return ()
    ids = sorted(scene.proved_ids)
    found = [names for one in ids if (names := ending(scene.edition.by_id(one), squeeze(words)))]
    return found[0] if len(found) == 1 else ()


def _after_years(sentence: Sentence, boundary: int, end: int) -> int:
    return max([boundary, *(span.end for span in sentence.years if boundary <= span.start and span.end <= end)])


def _before_years(sentence: Sentence, boundary: int, limit: int) -> tuple[int, int]:
    """Return the words that stand before the year right before a number: 清运量2022年为9.86万吨."""
    dated = [span for span in sentence.years if boundary <= span.start and span.end <= limit]
    if not dated:
        return limit, limit
    return _trim(sentence.text, _after_years(sentence, boundary, dated[-1].start), dated[-1].start)


def _before_comparison(sentence: Sentence, boundary: int, end: int) -> int:
    """Return where the words end that are compared with another year: 综合利用率 of 综合利用率较上年提高."""
    for span in sentence.years:
        if boundary <= span.start < end and span.kind == "comparison":
            compared = _COMPARED.search(sentence.text, boundary, span.start)
            return compared.start() if compared else end
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    if match := _TRAILING.search(text, start, end):
        end = match.start()
    if match := _LEADING.match(text[start:end]):
        start += match.end()
    return start, end
