"""Names whose beginning and ending stand apart in a sentence: 4个断面中3个达标，优良比例75%."""

import re
from collections.abc import Iterator

from pipeline.done_shares import rates_of_done
from pipeline.lexicon import Mention, squeeze
from pipeline.quality_classes import SHARE_OF_GOOD_SECTIONS, rates_of_all_good, shares_of_counted_good
from pipeline.stages.tagging.topics import Topics

_RATE = re.compile(
    r"(?P<words>[一-龥]{2,10}?(?:率|比例|占比|比重))"
    r"(?=(?:(?:同比|[比较](?:上年|去年|(?:19|20)\d\d年度?)(?:同期)?)(?:提高|上升|增加|下降|降低)|[由从](?:上年|去年|(?:19|20)\d\d年度?)?[底末]?的?)?"
    r"(?:[自从]?(?:19|20)\d\d年(?:以来|起)?)?(?:继续|一直|连续|[两二三四五]年|首次|突破|保持|稳定|分别|依次|均|都|在|达到?|为|约|是|[:(]){0,4}\d)"
)
_DEGREE = re.compile(r"(?P<words>(?:满意|参与)度)(?=(?:分别|均|达到?|为|是|[:(]){0,3}\d)")
# PM2.5平均27微克每立方米, 细颗粒物：年均浓度为28微克/立方米,
# PM2.5 24微克/立方米, PM2.5全年平均浓度降至27微克每立方米 is a concentration
_CONCENTRATION = re.compile(
    r"(?P<words>细颗粒物(?:\(PM2\.5\))?|PM2\.5(?:\(细颗粒物\))?)(?::|(?:全|当|本|20\d\d)年度?|全县|城区|累计)*"
    r"(?:年均|平均|均值|年平均)?(?:质量)?(?:浓度)?(?:均?值)?(?:[为是约]|达到?|[降升][到至为]|\s)?(?=\d+(?:\.\d+)?\s?(?:微克|[μu]g))",
    re.I,
)
_SHARE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?%(?=[一-龥])")
# 垃圾分类覆盖全部小区的95.6%
_SPREAD = re.compile(r"(?:覆盖|普及)[^,。;\d]{0,16}(?P<share>\d+(?:\.\d+)?%)")
# PM2.5、PM10年均浓度分别为20微克/立方米、36微克/立方米
_OTHERS = r"(?:(?:可吸入颗粒物|二氧化[硫氮]|一氧化碳|臭氧|PM10|SO2|NO2|O3|CO)[()A-Z\d.]*)"
_OF_LIST = (
    r"(?:等?[二三四五六\d]项(?:主要)?(?:污染物|指标)的?)?"
    r"(?:(?:年均|平均|年平均)*浓度(?:均?值)?|年?(?:平均|均)值)(?:分别|依次)?[为是]?(?=\d)"
)
_CONCENTRATIONS = re.compile(
    rf"(?:{_OTHERS}[、和及与])*(?P<words>细颗粒物(?:\(PM2\.5\))?|PM2\.5)(?:[、和及与]{_OTHERS})*{_OF_LIST}", re.I
)
_OF_DUST = "PM2.5浓度"
# 污泥4520吨，全部送县生活垃圾焚烧厂处置，处置率100%: the plant is not what the rate is of
_TAKEN_TO = re.compile(r"(?:送往?|运[往至到]|进入|依托|委托|交由)[一-龥]{0,8}$")
_PLANT = re.compile(r"(?:焚烧|填埋|处理|处置|发电|综合|无害化|热电|利用)+(?:厂|场|站|中心|项目)")
# 国家重点保护野生动物46种、野生植物22种，保护率100%
_BOTH_KINDS = re.compile(r"动物(?=[^。;]{0,24}植物)")
# 61个行政村完成生活污水治理，治理率28.8%: that of villages
_OF_VILLAGES = re.compile(r"(?<=村)(?P<deed>[^。;\d]{0,12}(?:\d+个)?|[^。;]{0,24}完成)(?=生活污水)")
# 产生危险废物1705.6吨，利用1046.2吨、处置660.3吨; 工业危险废物产生1705.6吨，利用…
_MADE = re.compile(
    r"产生(?:了|的)?(?P<behind>[一-龥]{3,10}?)(?:总量|量)?[约共计为]{0,2}(?=\d)|(?P<before>[一-龥]{4,12})产生(?:总量|量)?[约共计为]{0,2}(?=\d)"
)
_MADE_OF = re.compile(
    r"[,、;](?:其中)?(?:当年|全年|已|安全|妥善|规范|集中|自行|委托|委外|外委|外送|累计|合计|共)*(?P<deed>(?:综合|资源化)?利用处?置?|(?:无害化)?处[置理]|回收)[了量约共计为]{0,2}(?=\d)"
)
_BEFORE_THING = re.compile(r"^(?:[全我本]?[县市区旗]|共|累计|各类|工业企业|企业|农作物)+")
# who is no more than a part of the county; 43家公司 are many
_ONE_OF_MANY = re.compile(r"(?<!全部)(?:公司|集团|园区|工业区|开发区|医院|(?:该|本|我|某)(?:企业|单位|厂|院))")
_NEAR_CHARS = 6
# nothing but the degree's own word is said: 满意度93%，而参与度78%, not 志愿活动参与度
_BEFORE_DEGREE = re.compile(r"(?:[,、;:和与及而]|其中|但是?|公众|群众)$")


def split_names(
    sentence: str,
    start: int,
    mentions: tuple[Mention, ...],
    topics: Topics,
    lead: str = "",
    before: str = "",
    headed: str = "",
) -> Iterator[Mention]:
    """Yield what the rates of a sentence name that are no name themselves, with offsets moved by `start`.

    `lead` is what stands over the sentence: 参与度 below 公众对生态文明建设的满意度 begins as that does. `before` are
    the parts that semicolons divide from it: 产生一般工业固体废物16万吨；综合利用率84%. `headed` is the heading whose
    words begin a name where no words of the sentence do: 一、一般工业固体废物 over 产生量88万吨，综合利用率81%.

    The beginning that stands nearest before the rate is meant; one that makes a near-name (县城…污水处理率) is none.
    """
    yield from _concentrations(sentence, start, topics)
    yield from _good_sections(sentence, start, topics)
    yield from _done(sentence, start, topics)
    yield from _made_of(sentence, start, topics)
    yield from _degrees(before + sentence, start - len(before), mentions, topics, lead, len(before))
    for match in _RATE.finditer(sentence) if "率" in sentence or "比" in sentence else ():
        first, last = start + match.start(), start + match.end()
        if any(mention.start < last and first < mention.end for mention in mentions):
            continue
        for cut in range(len(match["words"]) - 1):
            ending = match["words"][cut:]
            if cut and "的" in match["words"][cut - 1 : cut + 1]:
                break  # 居民对环境宣传活动的参与率 is of what it says itself
            own = before + sentence[: match.start() + cut]
            if name := _nearest(own, ending, topics) or _headed(headed, own, ending, topics):
                yield from (_at(mention, first + cut, last) for mention in topics.lexicon.called(name))
                break


def _concentrations(sentence: str, start: int, topics: Topics) -> Iterator[Mention]:
    for pattern in (_CONCENTRATION, _CONCENTRATIONS) if "2.5" in sentence or "颗粒" in sentence else ():
        for match in pattern.finditer(sentence):
            yield from (
                _at(mention, start + match.start(), start + match.end()) for mention in topics.lexicon.called(_OF_DUST)
            )


def _good_sections(sentence: str, start: int, topics: Topics) -> Iterator[Mention]:
    """Yield the share of good sections where 达标率 or 占 tells it: 3个断面均达到II类标准，达标率100%."""
    told = [(first, last) for first, _, last in rates_of_all_good(sentence)]
    for first, last in (*told, *shares_of_counted_good(sentence)):
        for mention in topics.lexicon.called(SHARE_OF_GOOD_SECTIONS):
            yield _at(mention, start + first, start + last)


def _done(sentence: str, start: int, topics: Topics) -> Iterator[Mention]:
    """Yield the rates that a thing and its deed tell around a share: 危险废物100%得到安全处置."""
    shares = [share.span() for share in _SHARE.finditer(sentence)]
    shares += (
        [share.span("share") for share in _SPREAD.finditer(sentence)]
        if "覆盖" in sentence or "普及" in sentence
        else []
    )
    for begin, end in shares:
        clause = max(sentence.rfind(mark, 0, begin) for mark in ",:;、") + 1
        for first, _, name in rates_of_done(sentence, clause, begin, end):
            if first < begin and (mentions := topics.lexicon.called(name)):
                yield from (_at(mention, start + first, start + begin) for mention in mentions)
                break


def _made_of(sentence: str, start: int, topics: Topics) -> Iterator[Mention]:
    """Yield what was done with a waste where its amount stands before: 产生危险废物1705吨，利用1046吨、处置660吨."""
    for made in _MADE.finditer(sentence) if "产生" in sentence else ():
        clause = max(sentence.rfind(mark, 0, made.start() + 1) for mark in ",;") + 1
        if _ONE_OF_MANY.search(sentence, clause, made.end()) is not None:
            continue
        thing = _BEFORE_THING.sub("", made["behind"] or made["before"])
        for deed in _MADE_OF.finditer(sentence, made.end()):
            names = (f"{one}{deed['deed']}量" for one in (thing, thing.removeprefix("工业")))
            found = next((called for one in names if (called := topics.lexicon.called(one))), [])
            yield from (_at(mention, start + deed.start("deed"), start + deed.end("deed")) for mention in found)


def _degrees(
    sentence: str, start: int, mentions: tuple[Mention, ...], topics: Topics, lead: str, since: int
) -> Iterator[Mention]:
    """Yield 参与度 after 公众对生态文明建设的满意度, which stands over the sentence (`lead`) or before it there.

    Those behind `since` are meant.
    """
    for match in _DEGREE.finditer(sentence, since):
        first, last = start + match.start(), start + match.end()
        if any(mention.start < last and first < mention.end for mention in mentions):
            continue
        told = [sentence[one.start - start : one.end - start] for one in mentions if start <= one.start < first]
        is_bare = match.start() == since or _BEFORE_DEGREE.search(sentence, 0, match.start()) is not None
        over = [one for one in told if one.endswith("度")][-1:] if told and is_bare else [lead] if lead else []
        yield from (_at(one, first, last) for full in over for one in topics.lexicon.completed(full, match["words"]))


def _nearest(before: str, ending: str, topics: Topics) -> str:
    """Return the whole name that an ending makes with the beginning last named before it, "" where there is none."""
    before = _BOTH_KINDS.sub("动植物", before) if "植物" in before else before
    if "村" in before and "污水" in before:
        before = _OF_VILLAGES.sub(r"\g<deed>农村", before)
    places = [(before.rfind(one), len(one), one) for one in topics.lexicon.beginnings(squeeze(ending)) if one in before]
    if not places:
        return ""
    place, length, begin = max(places)
    if before.startswith("化", place + length):
        return ""  # 肥料化, 城镇化 begin another name
    if _TAKEN_TO.search(before[:place]) and _PLANT.match(before, place + length):
        return ""
    outer = before[max(0, place - _NEAR_CHARS) : place + length]
    return "" if topics.lexicon.is_near_name(outer + ending) else begin + ending


def _headed(heading: str, before: str, ending: str, topics: Topics) -> str:
    """Return the whole name that an ending makes with a heading, where nothing before it begins any other name."""
    if not heading or any(one.component is None for one in topics.find(before)):
        return ""
    if any(True for _ in topics.stems_in(squeeze(before))):
        return ""
    return _nearest(squeeze(heading), ending, topics)


def _at(mention: Mention, start: int, end: int) -> Mention:
    return Mention(
        start, end, mention.indicator_id, mention.number, mention.sub, mention.component, mention.name, exact=False
    )
