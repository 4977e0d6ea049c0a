"""Names cut short after the full one: 危险废物产生量…，利用量…，利用处置率…."""

import re

from pipeline.lexicon import squeeze
from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, as_measure, named_spans, ratio_parts
from pipeline.stages.extraction.renamed import of_the_thing
from pipeline.stages.extraction.reworded import reworded
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Sentence
from schemas.edition import Component, Indicator, Measure

_WORDS = re.compile(r"[一-龥A-Za-z0-9.]{3,14}")
_LEADING = re.compile(
    r"^(?:(?:要求|应当?|须|需)(?:主动)?[一-龥]{2,4}的?(?:事项|信息|内容|项目)的?(?=[一-龥]+率)|其中|另(?=[一-龥])|分别|依次|累计|中(?=[取得受])|届时|(?:到|至)?年[底末]|委托|自行|外委|委外|送(?:往|交)?有资质的?单位|交由|填埋|焚烧|力争|争取|确保|努力|实现|使得?|推动|促进|要求|预计|年(?=[产清排处利回])|全县|我县|本县|全区|全市|县域|年度|全年|当年|[,:、()的和及与])+"
)
# 产生30万吨 after 一般工业固体废物产生量 was named
_VERB = re.compile(r"(?:产生|(?:综合|回收)?利用|处置|(?:无害化|集中|达标)?处理|回收|使用|贮存|清运)$")
_HOW = re.compile(r"^(?:集中|达标|实际)+")
_VERB_IN = re.compile(r"产生|利用|处置|处理|回收|使用|贮存|清运")
_THROUGH = re.compile(r"^(?:委托|送|送往|送交|交由|由|有资质)[一-龥]{0,6}(?:单位|企业|公司|机构|厂)(?=.{2})")
# what was done of what ought to be
_DONE = re.compile(r"(?:实际|实|已)(?P<deed>[一-龥]{2,8})")
_INCLUDING = re.compile(r"^[一-龥]{0,10}(?:包含|包括|含|扣除)(?=.{4})")
_DEED_IN = re.compile(r"参训|取得|得到|受到|参加|使用|完成|实现|达到|享有|饮用")
_SHARES = frozenset({"比例", "占比", "比率", "比重"})
MIN_ABBREVIATED_CHARS = 4
MIN_BEGINNING_CHARS = 4
MAX_CLAUSE_CHARS = 24
MAX_NAMES_BEFORE = 4
MAX_PROVED = 3
_TRAILING = re.compile(
    r"(?:(?<=度)得分|(?:年度)?目标值?|继续|持续|一直|仍|分别|依次|均|都|同|约|近|同比|环比|共计|共|合计|为|是|达到?|有|已|要|应|将|须|需|在|到|至|保持|稳定|控制|了|由|从|"
    r"提高|上升|增加|增长|提升|下降|降低|减少|突破|[升降增](?=[^一-龥]|至|到|为|$)|[,:=(的])+$"
)
_COUNTED_THING = re.compile(
    rf"[\d{DIGIT_CLASS}十百千][个座处](?:国控|省控|市控|县控|考核|地表水|监测|饮用水)*(?P<thing>断面|水源地)"
)
_COMPARED = re.compile(r"(?:相较于?|相比于?|较|比|与|同)$")
_WATER = re.compile(r"^水质(?=.{4})")
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
    words = sentence.text[start:end]
    if _is_of_near_name(sentence, start, words):
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
        _of_counted(sentence, words, start)
        or _of_earlier(sentence, words, start, told)
        or _counterpart(sentence, words, start, unit, told)
        or _beginning(sentence, words, unit, told)
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
    named = {name.name for span in sentence.names if span.end <= start for name in span.names}
    words = _THROUGH.sub("", words)
    shorts = dict.fromkeys((words, words + "量", _HOW.sub("", words) + "量") if _VERB.search(words) else (words,))
    for short in shorts:
        for span in reversed([*before[-MAX_NAMES_BEFORE:], *told]):
            found = completed(sentence.text[span.start : span.end], short, sentence.scene)
            found = found or _with_tail(span, _WATER.sub("", short), sentence)
            if found and not any(name.name in named for name in found):
                return found
        spoken = sentence.near_ids()
        indicator_id = _spoken_of([*before, *told], sentence.scene, spoken)
        if indicator_id:
            found = ending(sentence.scene.edition.by_id(indicator_id), squeeze(short))
        else:
            found = () if before else _of_proved(short, sentence.scene)
        # what is named only later must not lend its name to another rate
        if indicator_id in spoken and not before and not told and not sentence.scene.near_ids:
            found = tuple(name for name in found if name.component is not None)
        if found and not any(name.name in named for name in found):
            return found
    return ()


def _counterpart(
    sentence: Sentence, words: str, start: int, unit: str, told: tuple[NamedSpan, ...]
) -> tuple[Name, ...]:
    """Return what was done of what ought to be: 应参训606人，实际参训603人 are the two parts of one rate."""
    deed = _DONE.fullmatch(words)
    before = sorted((span for span in (*sentence.names, *told) if span.end <= start), key=lambda span: span.end)
    if deed is None or not before or not unit:
        return ()
    ought = sentence.text[max(sentence.start, before[-1].start - 6) : before[-1].end]
    if "应" not in ought or deed["deed"][-2:] not in ought:
        return ()
    for name in before[-1].names:
        above, below = ratio_parts(as_measure(name)) or (None, None)
        if above is not None and below is not None and name.component == below.component and above.fits(unit):
            return (above,)
        done = [part for part in name.measure.components if part.name == name.name.replace("应", "已")]
        if done and done[0] != name.component:
            return (as_component(as_measure(name), done[0]),)
    return ()


def _beginning(sentence: Sentence, words: str, unit: str, told: tuple[NamedSpan, ...]) -> tuple[Name, ...]:
    """Return the one component whose name some words begin: 其中取得合格饮用水的18.6万人."""
    short = squeeze(words)
    if len(short) <= MIN_BEGINNING_CHARS or not unit:
        return ()
    found = {}
    ids = [name.indicator_id for span in (*sentence.names, *told) for name in span.names]
    for indicator_id in dict.fromkeys(ids):
        for sub, measure in sentence.scene.edition.by_id(indicator_id).measures():
            number = sentence.scene.edition.by_id(indicator_id).number
            whole = Name(indicator_id, number, sub, measure.name, measure.unit, measure)
            for part in measure.components:
                stands = as_component(whole, part)
                if stands.fits(unit) and any(_begins(squeeze(one), short) for one in (part.name, *part.aliases)):
                    found[part.name] = stands
    return tuple(found.values()) if len(found) == 1 else ()


def _begins(name: str, words: str) -> bool:
    """Tell whether words begin a name and tell a deed, or all of it but 总数: 工业危险废物 is no 产生量."""
    left = name[len(words) :]
    return name.startswith(words) and (_DEED_IN.search(words) is not None or left in ("总数", "总人数", "人数", "数"))


def _of_counted(sentence: Sentence, words: str, start: int) -> tuple[Name, ...]:
    """Return what words name with the counted thing told before put after them: 8个断面中达到或优于Ⅲ类的有8个."""
    end = start + len(words)
    things = list(_COUNTED_THING.finditer(sentence.text, sentence.start, end)) if words.endswith("类") else []
    if not things:
        return ()
    bare, thing = _WATER.sub("", re.sub(r"^.*[中内]", "", words)), things[-1]["thing"]
    for name in (bare + thing, f"{bare}的{thing}", f"{bare}{thing}数"):
        if mentions := sentence.scene.lexicon.called(name):
            return named_spans(mentions, sentence.scene.edition)[0].names
    return ()


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
    """Return what a clause and the 比例 after its comma name together: 达到或优于Ⅲ类，比例为."""
    before = sentence.text[max(sentence.start, start - 1 - MAX_CLAUSE_CHARS) : start - 1]
    spans = named_spans(sentence.scene.lexicon.find(before + words), sentence.scene.edition)
    if spans and spans[-1].end == len(before) + len(words) and spans[-1].start < len(before):
        return NamedSpan(start, start + len(words), spans[-1].names)
    return None


def completed(full: str, words: str, scene: Scene) -> tuple[Name, ...]:
    """Return what words name with the beginning of a full name put before them, the shorter the better."""
    spans = named_spans(scene.lexicon.completed(full, words), scene.edition)
    return spans[0].names if spans else ()


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


def _of_proved(words: str, scene: Scene) -> tuple[Name, ...]:
    """Return the one rate whose name some words end, of the few that a document is evidence for; () for several."""
    ids = sorted({indicator_id for indicator_id, _ in scene.proved})
    if len(ids) > MAX_PROVED or len(words) < MIN_ABBREVIATED_CHARS - 1 or not words.endswith(("率", "度")):
        return ()
    found = [names for one in ids if (names := ending(scene.edition.by_id(one), squeeze(words)))]
    return found[0] if len(found) == 1 else ()


def ending(indicator: Indicator, words: str) -> tuple[Name, ...]:
    """Return the one thing of an indicator whose name ends with these words, () where none or several do.

    Of several the one is meant whose beginning begins the others: 处置量 is 危险废物处置量, not 危险废物利用处置量.
    """
    found: dict[str, tuple[list[str], Name]] = {}
    for sub, measure in indicator.measures():
        whole = Name(indicator.id, indicator.number, sub, measure.name, measure.unit, measure)
        things: list[Measure | Component] = [measure, *(part for part in measure.components if part.year == "current")]
        for thing in things:
            if "往年" in thing.name and "往年" not in words:
                continue
            likely = (name for name in (thing.name, *thing.aliases) if name[-1] in (words[-1:], ")", "）"))
            spellings = [squeeze(name) for name in likely]
            ends = [one for one in spellings if _ends(one, words) and len(one) - len(words) != 1]
            if ends:
                name = whole if isinstance(thing, Measure) else as_component(whole, thing)
                found.setdefault(thing.name, (sorted((end.removesuffix(words) for end in ends), key=len), name))
    if len(found) < 2:
        return tuple(name for _, name in found.values())
    plain = [name for begins, name in found.values() if any(not _VERB_IN.search(begin) for begin in begins)]
    if len(plain) == 1 and _VERB_IN.search(words):
        return tuple(plain)
    shortest = min((begins[0] for begins, _ in found.values()), key=len)
    meant = [name for begins, name in found.values() if shortest in begins]
    agree = all(any(begin.startswith(shortest) for begin in begins) for begins, _ in found.values())
    return tuple(meant) if shortest and agree and len(meant) == 1 else ()


def abbreviated(words: str, indicators: list[Indicator]) -> tuple[Name, ...]:
    """Return the one thing whose name some words shorten from within (完成治理村数), () where none or several are."""
    if len(words) < MIN_ABBREVIATED_CHARS:
        return ()
    found: dict[str, Name] = {}
    short = squeeze(words)
    for indicator in indicators:
        for sub, measure in indicator.measures():
            whole = Name(indicator.id, indicator.number, sub, measure.name, measure.unit, measure)
            parts: list[Measure | Component] = [measure, *measure.components]
            for part in parts:
                if any(_shortens(short, squeeze(name)) for name in (part.name, *part.aliases)):
                    found.setdefault(part.name, whole if isinstance(part, Measure) else as_component(whole, part))
    return (next(iter(found.values())),) if len(found) == 1 else ()


def _shortens(words: str, name: str) -> bool:
    """Tell whether words leave out only inner characters of a name, beginning and ending as it does."""
    begin = 0 if words[:1] == name[:1] else name.find(words[:MIN_BEGINNING_CHARS])
    if begin < 0 or words[-1:] != name[-1:]:
        return False
    left = iter(name[begin:])
    return all(character in left for character in words)


def _ends(name: str, words: str) -> bool:
    """Tell whether a name ends with words, not inside a run of Latin letters (II类 in I-III类)."""
    before = name[: -len(words)][-1:]
    return name.endswith(words) and not (before.isascii() and before.isalnum() and words[0].isascii())


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
