"""Hits in running text, sentence by sentence."""

import re
from collections.abc import Iterator

from pipeline.led_names import led_names
from pipeline.lexicon import Mention, squeeze
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.overlaps import is_overlapped
from pipeline.passages import Prose, heading_level
from pipeline.sectors import INDICATORS, sector_of
from pipeline.stages.extraction.renamed import indexes_told
from pipeline.stages.extraction.things_told import is_general, things_told
from pipeline.stages.extraction.weights_told import NAME as OF_ASSESSMENT
from pipeline.stages.extraction.weights_told import weights_told
from pipeline.stages.tagging.claims import claim_of, names_a_rate
from pipeline.stages.tagging.context import SENTENCE, Context
from pipeline.stages.tagging.hits import Hit, shortened
from pipeline.stages.tagging.meetings import approved_hits, dealt_with_hits, met_hits
from pipeline.stages.tagging.split_names import split_names
from pipeline.stages.tagging.toilets import is_of_toilets
from pipeline.stages.tagging.topics import Topics
from pipeline.stages.tagging.unnamed import akin_hits, asked_hits, class_hits, headed_hits, sibling_hits, stem_hits
from pipeline.stages.tagging.values_told import PERCENT, tells_money_alone, tells_value
from pipeline.stages.tagging.waters import OF_RIVERS
from pipeline.stages.tagging.wider_told import tells_of_others
from pipeline.values import replace

# who filled in a form: 填表单位：县河长制办公室
_FORM_LINE = re.compile(r"\s*(?:填报|填表|编制|编报|报送|上报|制表|填写|提供|印发|发文)(?:单位|部门|机关)[:]")
_RUN_IN = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|指标\d{1,2}[、.:]?)[^。:]{3,30}[。:]")
_DIGIT = re.compile(r"\d")
ANCHOR = "生态文明"
# 生活垃圾统一清运。2023年清运量为5.94万吨，无害化处理率100%: of what the sentence before speaks of
_GOES_ON_WITH = re.compile(
    r"(?:(?:(?:19|20)\d\d(?:年度?)?[、,和及与至-]?)+|全年|当年)*(?P<words>[一-龥]{2,8}?)(?:分别|依次|均|都|约|共|为|是|达到?)*\d"
)
_DEGREES = ("公众满意度", "参与度")
# 优良率 is said of air and of water: of the sections of rivers where these were told last
OF_AIR = "air"
_GOOD_RATE = re.compile(r"优良(?:率|比例)")
_OF_SECTIONS = re.compile(r"断面(?:(?!空气|大气|环境质量|天|PM|[。!?])[\s\S])*$")
# 化肥、农药利用率达到41.8%、42.6%, too
_EACH = re.compile(r"分别|依次|均|^(?:已|达到?|为|是|约)*\d[\d.]*%[、和与及]\d[\d.]*%")
# 87种均已纳入自然保护地: the number is not of what holds them
_PUT_INTO = re.compile(r"(?:纳入|位于|分布[在于]|进入|避让|穿越)(?:了|到|各类|国家级?|省级|县级)*$")
# 增设“河湖长制”“无废细胞”两项: the name of an item of a scheme, nothing done
_IS_ITEM = re.compile(
    r"[\"”》](?:[、和及与]?[\"“《][^\"“”《》]{1,16}[\"”》])*(?:等|这)?(?:[两二三四五六七八九十\d]+[项个类]|(?:考核|评分|加分|扣分|评价)(?:内容|指标|事项|项目?)|内容|指标|分值|权重)"
)
# 一是村镇饮用水卫生合格率。2023年为98.6%: a sentence that is but a name, then its figure
_BUT_NAMED = re.compile(r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]|[一二三四五六七八九十]是)?")
_FIGURE_NEXT = re.compile(
    r"(?:(?:19|20)\d\d年度?(?:[底末])?|目前|现|全年|当年)?(?:已|仅|只)?(?:为|是|达到?|[:：])?\d[^。;!?]*[。;!?]?"
)
_GOES_ON = re.compile(r"(?:上述|以上|这些|该些|其)[^。;!?]+")
# a passage that proves: by a number or a result; by words only; under a heading that names the indicator
_SCORES = {"reached": 0.85, "wanted": 0.45, "named": 0.4}


def is_form_line(text: str) -> bool:
    """Tell whether a line (a shadow) says who filled in a form: the office's name is no word on its matter."""
    return _FORM_LINE.match(text) is not None


def prose_hits(prose: Prose, context: Context, topics: Topics) -> Iterator[Hit]:
    """Yield the hits of a paragraph."""
    seen = shadow(prose.text)
    if is_form_line(seen.text):
        return
    is_heading = heading_level(prose.pieces[0].block) is not None
    named: set[tuple[str, int | None]] = set()
    proven: set[str] = set()
    stated: set[tuple[str, int | None]] = set()
    heads = tuple(shadow(heading).text for heading in prose.headings)
    mentions = _of_things_told(topics.find(seen.text), seen.text, heads, topics)
    sentences = [match.span() for match in SENTENCE.finditer(seen.text)] or [(0, len(seen.text))]
    lead = _lead(seen.text, mentions, heads, topics) or next(iter(context.titled), "")
    over = heads[-1] if heads else context.over
    names_over = tuple(over[one.start : one.end] for one in topics.find(over)) if heads else ()
    names_over = names_over or context.titled
    apart = [one for span in sentences for one in _names_apart(seen.text, *span, mentions, topics, lead, over)]
    led = () if is_heading else tuple(led_names(seen.text, heads, topics.lexicon, (*mentions, *apart)))
    indexes = _indexes(seen.text, mentions, topics)
    for mention in (*mentions, *apart, *led, *indexes):
        start, end = next((s, e) for s, e in sentences if s <= mention.start < e)
        if not topics.proves(mention) and not (
            topics.is_unshared(mention)
            and _is_of_rate(mention, names_a_rate(seen.text[mention.end : _end_of_matter(seen.text, end)]), topics)
        ):
            continue
        if (
            _is_of_sector(mention, seen.text)
            or (seen.text.startswith("粪污", mention.start) and is_of_toilets(seen.text))
            or _is_out_of_matter(mention, seen.text, heads, context, topics)
            or _is_of_another(mention, mentions, seen.text, names_over, topics)
        ):
            continue
        found = _mention_hit(prose, seen, mention, (start, end), context, topics, is_heading=is_heading)
        for hit in _of_its_subs(found, seen.text[mention.end : end], topics) if found else ():
            named.add((hit.indicator_id, hit.sub))
            if hit.relation == "evidence":
                proven.add(hit.indicator_id)
                stated.add((hit.indicator_id, hit.sub))
            yield hit
    if context.is_of_meeting and context.stance != "tells" and not is_heading:
        yield from approved_hits(prose, seen, topics)
    if context.is_of_leaders and context.stance != "tells":
        yield from dealt_with_hits(prose, seen, topics)
    if not is_heading:
        headed = _run_in_heading(seen, mentions, topics)
        below = replace(context, headed=headed) if headed else context
        yield from headed_hits(prose, seen, below, topics, proven)
        for hit in akin_hits(prose, seen, context, topics, proven):
            stated.add((hit.indicator_id, hit.sub))
            yield hit
        yield from class_hits(prose, seen, context, topics, stated)
        yield from sibling_hits(prose, seen, context, topics, stated)
        if context.may_prove:
            yield from met_hits(prose, seen, topics)
    yield from stem_hits(prose, seen, context, topics, named, is_heading=is_heading)
    if context.asks:
        yield from asked_hits(prose, seen, topics, named)


def _of_things_told(
    mentions: tuple[Mention, ...], text: str, heads: tuple[str, ...], topics: Topics
) -> tuple[Mention, ...]:
    """Return mentions with a general rate taken for that of the sources told before it, or in its heading.

    Two sources were sampled, 水质优良比例100%: that is no share of sections. 断面3个，优良率100% is one.
    """
    if not any("水源" in words or "断面" in words for words in (text, *heads[-1:])):
        return mentions
    found: list[Mention] = []
    for one in mentions:
        words = text[one.start : one.end]
        called: list[Mention] = []
        if one.indicator_id == OF_AIR and _GOOD_RATE.fullmatch(words) and _OF_SECTIONS.search(text[: one.start]):
            called = [replace(named, exact=True) for named in topics.lexicon.called("断面" + words)]
        elif one.indicator_id == OF_RIVERS and words.endswith(("率", "比例")) and is_general(words):
            told = things_told(text, one.start, heads)
            called = next((named for whole in told if (named := topics.lexicon.called(whole + words))), [])
        found += [replace(mention, start=one.start, end=one.end) for mention in called] or [one]
    return tuple(found)


def _indexes(text: str, mentions: tuple[Mention, ...], topics: Topics) -> Iterator[Mention]:
    """Yield what no name holds: an index by its letters (EI由72.1升至72.6), a weight in an assessment."""
    for name, (start, end) in (*indexes_told(text), *((OF_ASSESSMENT, place) for place in weights_told(text))):
        if not any(one.start < end and start < one.end for one in mentions):
            yield from (replace(one, start=start, end=end) for one in topics.lexicon.called(name))


def _names_apart(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], topics: Topics, lead: str, over: str
) -> Iterator[Mention]:
    """Yield the names of text[start:end] whose beginning stands apart, in it or in the parts of its full sentence."""
    if _DIGIT.search(text, start, end) is None:
        return iter(())  # such names stand before a figure
    begin = max(text.rfind(mark, 0, start) for mark in "。!?") + 1
    goes_on = _GOES_ON_WITH.match(text, begin, end) if begin else None
    if goes_on is not None and topics.lexicon.is_ending(goes_on["words"]):
        over += text[max(text.rfind(mark, 0, begin - 1) for mark in "。!?") + 1 : begin]
    return split_names(text[start:end], start, mentions, topics, lead, text[begin:start], over)


def _lead(text: str, mentions: tuple[Mention, ...], headings: tuple[str, ...], topics: Topics) -> str:
    """Return the words of the name that stands over a paragraph, in its own first words or in the nearest heading."""
    first = _RUN_IN.match(text)
    over = [text[one.start : one.end] for one in mentions if first is not None and one.end <= first.end()]
    over = over or [heading[one.start : one.end] for heading in headings[-1:] for one in topics.find(heading)]
    return over[-1] if over else ""


def _is_out_of_matter(mention: Mention, text: str, heads: tuple[str, ...], context: Context, topics: Topics) -> bool:
    """Tell whether 公众满意度 is not that of 生态文明建设: the name says so, the paragraph does not.

    Nor does a title or heading, of which a paragraph is that tells both degrees: 公众满意度91%，参与度84%. One of them
    will do below the field's own heading (生态文化).
    """
    if ANCHOR not in mention.name or ANCHOR in text or topics.is_unshared(mention):
        return False
    if any(topics.edition.by_id(mention.indicator_id).domain in head for head in heads):
        return False
    is_anchored = context.is_anchored or any(ANCHOR in head for head in heads)
    return not (is_anchored and all(words in text for words in _DEGREES))


def _is_of_sector(mention: Mention, text: str) -> bool:
    """Tell whether energy or water is that of a sector alone: 公共机构能源消费总量1.36万吨标准煤."""
    return mention.indicator_id in INDICATORS and sector_of(text, mention.start) != ""


def _end_of_matter(text: str, end: int) -> int:
    """Return where the next sentence ends where it goes on with what was told: …112种。上述物种…，保护率100%."""
    goes_on = _GOES_ON.match(text, end)
    return goes_on.end() if goes_on is not None else end


def _is_of_rate(mention: Mention, rate: str, topics: Topics) -> bool:
    """Tell whether a rate told after a component may be its measure's: 处置率 after 危险废物产生量, not 城镇化率."""
    measure = topics.edition.by_id(mention.indicator_id).measure(mention.sub)
    names = [squeeze(name) for name in (measure.name, *measure.aliases)]
    cuts = (squeeze(rate[cut:]) for cut in range(max(1, len(rate) - 1)))
    return bool(rate) and any(name.endswith(words) for words in cuts if len(words) > 1 for name in names)


def _is_of_another(
    mention: Mention, mentions: tuple[Mention, ...], text: str, over: tuple[str, ...], topics: Topics
) -> bool:
    """Tell whether a general word is of what its paragraph spoke of last: 水源地共3个，水质优良比例100%.

    Where the paragraph spoke of nothing, it is of what stands `over` it: what its heading, else the title names.
    """
    if mention.exact:
        return False
    words = text[mention.start : mention.end]
    for other in reversed([one for one in mentions if one.start < mention.start]):
        if other.indicator_id == mention.indicator_id:
            return False
        if _completes_another(text[other.start : other.end], words, mention, topics):
            return True
    return any(_completes_another(full, words, mention, topics) for full in over)


def _completes_another(full: str, words: str, mention: Mention, topics: Topics) -> bool:
    return any(one.indicator_id != mention.indicator_id for one in topics.lexicon.completed(full, words))


def _of_its_subs(hit: Hit, after: str, topics: Topics) -> list[Hit]:
    """Return a hit on the whole for each of its subs where values follow for each: 化肥、农药利用率分别为41%和43%."""
    subs = topics.edition.by_id(hit.indicator_id).subs
    values = PERCENT.findall(after.split(",", maxsplit=1)[0])
    if hit.sub is not None or hit.relation != "evidence" or not subs or not _EACH.search(after):
        return [hit]
    if len(values) not in (1, len(subs)) or (len(values) == 1 and "均" not in after):
        return [hit]
    return [replace(hit, sub=sub.number) for sub in subs if sub.is_quantitative] or [hit]


def _mention_hit(
    prose: Prose,
    seen: Shadow,
    mention: Mention,
    span: tuple[int, int],
    context: Context,
    topics: Topics,
    *,
    is_heading: bool,
) -> Hit | None:
    span = _with_figure_next(seen.text, mention, span)
    sentence = seen.text[span[0] : span[1]]
    measure = topics.edition.by_id(mention.indicator_id).measure(mention.sub)
    quantitative = measure.is_quantitative or mention.component is not None
    claim = claim_of(
        sentence,
        mention.start - span[0],
        mention.end - span[0],
        quantitative=quantitative,
        stance=context.stance,
        place=context.place,
    )
    if claim == "reached" and (is_heading or (quantitative and _PUT_INTO.search(seen.text, span[0], mention.start))):
        claim = "named"
    if claim == "reached" and is_overlapped(seen.text, mention.start, mention.end):
        claim = "named"
    if claim == "reached" and not quantitative and _IS_ITEM.match(seen.text, mention.end, span[1]):
        claim = "named"
    if claim == "reached" and mention.component is None and measure.is_quantitative:
        claim = "reached" if tells_value(sentence, measure) else "named"
    if claim == "reached" and mention.component is not None and tells_money_alone(sentence, measure):
        claim = "named"
    if claim == "reached" and quantitative and tells_of_others(seen.text, mention.start):
        claim = "named"
    if mention.component is not None and claim == "named":
        return None
    proven = claim == "reached" and context.may_prove
    score = _SCORES[claim] if proven else min(_SCORES[claim], 0.45)
    score -= 0.1 if mention.component is not None else 0.0
    locator = prose.locate(*seen.span(mention.start, mention.end))
    quote = shortened(prose.text, *seen.span(span[0], span[1]))
    relation = "evidence" if proven else "mention"
    return Hit(mention.indicator_id, mention.sub, relation, score, "passage", quote, locator)  # type: ignore[arg-type]


def _with_figure_next(text: str, mention: Mention, span: tuple[int, int]) -> tuple[int, int]:
    """Return a sentence that is nothing but a name with the next one where that goes on with its figure."""
    is_name = text[mention.end : span[1]] == "。" and _BUT_NAMED.fullmatch(text, span[0], mention.start) is not None
    follows = _FIGURE_NEXT.match(text, span[1]) if is_name else None
    return (span[0], follows.end()) if follows is not None else span


def _run_in_heading(seen: Shadow, mentions: tuple[Mention, ...], topics: Topics) -> tuple[Mention, ...]:
    """Return the measures named by a first short sentence that heads its own paragraph: （一）某某行动。…"""
    match = _RUN_IN.match(seen.text)
    if match is None or match.end() == len(seen.text):
        return ()
    return tuple(
        mention
        for mention in mentions
        if mention.end <= match.end() and (mention.component is None or topics.is_of_matter(mention))
    )
