"""A sentence as extraction sees it: names, years, groups of quantities in one row."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.led_names import led_names
from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.shadow import Shadow
from pipeline.numbers.units import COUNTED, is_counter
from pipeline.numbers.year_span import YearSpan
from pipeline.numbers.years import years
from pipeline.once import kept_property
from pipeline.overlaps import is_overlapped
from pipeline.stages.extraction.bounds import with_bounds_of_years
from pipeline.stages.extraction.bracketed import with_remarks
from pipeline.stages.extraction.counts_of_telling import counts_what_is_told
from pipeline.stages.extraction.names import NamedSpan, named_spans
from pipeline.stages.extraction.renamed import with_other_words
from pipeline.stages.extraction.run_on import run_on
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.transparent import MAX_GAP_CHARS
from pipeline.stages.extraction.units_told_before import with_units_told_before, with_units_told_behind
from pipeline.values import frozen, replace

LINK = re.compile(r"[,、]?(?:和|与|及|以及)?|/")
MAX_LINK_CHARS = 3
_BRACKETS = re.compile(r"[()]")
_IN_GAP = re.compile(r"\([^()]*\)|[①-⑳]|[×xX*]\s?100\s?%")
_MAY_BE_IN_GAP = re.compile(r"[(①-⑳×xX*]")
_ENDS = re.compile(r"[。!?;\n]")
# 99.4%，与100%仍有差距: what is compared with is no member
_COMPARED_WITH = re.compile(
    r"的?[一-龥]{0,8}?(?:相比|相差|持平|相当|接近|(?:仍|还|尚|依然)?(?:存在|有)[一-龥]{0,4}(?:差距|距离)"
    # 95%，与96%的目标尚有1个百分点的差距
    r"|(?:目标|要求|标准|任务)[一-龥]{0,2}(?:差|有|存在))"
)
# 水源地3个，3个水源地水质达标: the second number has a thing of its own
_THING_NEXT = re.compile(r"(?![和与及以或])[一-龥]")
# 最高的是甲镇(98.2%),最低的是乙乡(92.7%): said of the place before it as if no bracket stood there
_FIGURE_OF_PLACE = re.compile(
    r"(?:[镇乡道]|最[高低好差])\((?:分别|依次)?(?:为|是|达到?|仅|只有)?(?:\d+(?:\.\d+)?%(?:[、和及]|以及|(?=\))))+\)"
)
# ——应急演练方面，2021年组织1次: the mark of a list is no word
_BULLET = re.compile(r"\s*(?:[●○★☆■□◆◇•▲△▪※*]+|-{1,2}(?=\s?[一-龥]))\s*")
# 经查，三年平均下降率4.6%: on whose word it is said
_SAID_BY = re.compile(
    r"(?:经[核调复]?[查实](?:实)?|经统计|据(?:了解|悉|统计|介绍)|(?:调查|监测|统计|测算|资料|年报|数据|材料)(?:结果|数据)?(?:表明|显示)|"
    r"(?:需要?|特此|另需)?说明的是|[一-龥]{2,10}?(?:表示|介绍说?|指出))(?:,|:[“\"]?)[“\"]?"
)
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
# 人均地区生产总值 is another thing than 地区生产总值
_PER = re.compile(
    r"(?:[人户亩地]均|每[人户亩]|单位|每?万元|规模以上工业(?:企业)?(?:综合)?|规上工业(?:企业)?(?:综合)?|折合综合|"
    r"(?:浴场|海水)(?:水质)?|建筑|厨余|餐厨)$"
)
# a digit, a numeral with a counter, or a word for none: without any of them there is nothing to read
_MAY_COUNT = re.compile(
    rf"\d|[百千]分之|[{DIGIT_CLASS}十百千万][余多]?[{COUNTED}户人名天次]|无|没有|未发现|未出现|不存在"
)


# 完成68个行政村的生活污水治理: its thing stands around the number
_INTERLACED = re.compile(rf"(?:完成|实现)\d+[{COUNTED}]|[一-龥]完成[一-龥]{{2,}}|[达优]到?或?[优好]?于I{{1,3}}类")
# 共78624户，用上…的72413户，普及率92.1%: arithmetic may tell what no word names
_SHARE_TOLD = re.compile(r"\d[^。;\n]*?(?:占|率|比例|比重)[^,。;\d]{0,8}\d+(?:\.\d+)?%")

# 58天为优、206天为良: days of one class of the air
_OF_ONE_CLASS = re.compile(r"天(?:为|是|属于?)(?:优(?!良|[、和及]良)|良(?!好)|轻度|中度|重度|严重)")


@frozen
class Group:
    """Quantities of one unit in one list: 339、349及361天. The span takes in comparators.

    `remarks` are those in brackets behind each member, one group for each place in the brackets.
    """

    quantities: tuple[Quantity, ...]
    remarks: tuple["Group", ...] = ()

    @kept_property
    def start(self) -> int:
        """Where the first begins, 不低于 and 约 included."""
        return self.quantities[0].outer_start

    @kept_property
    def end(self) -> int:
        """Where the last ends, 以上 included."""
        return self.quantities[-1].outer_end

    @kept_property
    def unit(self) -> str:
        """The unit of all."""
        return self.quantities[0].unit


@frozen
class Paragraph:
    """A text with all that was found in it; positions are those of the shadow."""

    scene: Scene
    shade: Shadow
    names: tuple[NamedSpan, ...]
    years: tuple[YearSpan, ...]
    groups: tuple[Group, ...]
    depth: Sequence[int]

    @kept_property
    def sentences(self) -> tuple["Sentence", ...]:
        """The sentences that hold something, which all readers of the paragraph share."""
        return tuple(_sentences(self))

    def inside(self, position: int) -> int:
        """Return the start of the innermost bracket that holds a position, -1 outside all."""
        return self.depth[position]


@frozen
class Sentence:
    """paragraph.shade.text[start:end], without its end mark; `text` and `scene` are the whole paragraph's."""

    __eq__, __hash__ = object.__eq__, object.__hash__  # there is one of each, so that what is told of it may be kept

    paragraph: Paragraph
    text: str
    scene: Scene
    start: int
    end: int
    names: tuple[NamedSpan, ...]
    years: tuple[YearSpan, ...]
    groups: tuple[Group, ...]

    def clause_start(self, position: int) -> int:
        """Return where the clause begins that holds a position: after the last comma or colon before it."""
        known = self._clauses
        begin = known.get(position)
        if begin is None:
            text, start = self.text, self.start
            colon = text.rfind(":", start, position)
            begin = known[position] = max(start, text.rfind(",", start, position) + 1, colon + 1)
        return begin

    @kept_property
    def _clauses(self) -> dict[int, int]:
        """Where the clauses begin that were asked for: several rules ask of each number."""
        return {}

    def near_ids(self) -> tuple[str, ...]:
        """Return the indicators spoken of: those whose measure the sentence names, else the paragraph, else parts."""
        certain = [span.names[0] for span in self.names if len(span.names) == 1]
        around = [span.names[0] for span in self.paragraph.names if len(span.names) == 1]
        for names in (certain, around):
            measures = [name.indicator_id for name in names if name.component is None]
            if measures:
                return tuple(dict.fromkeys(measures))
        return tuple(dict.fromkeys(name.indicator_id for name in certain))

    def gap(self, start: int, end: int) -> str:
        """Return text[start:end] without years, quantities, and brackets that close again."""
        cuts = [(span.start, span.end) for span in self.years if start <= span.start and span.end <= end]
        cuts += [(group.start, group.end) for group in self.groups if start <= group.start and group.end <= end]
        parts, done = [], start
        for first, last in sorted(cuts):
            if first >= done:
                parts.append(self.text[done:first])
                done = last
        parts.append(self.text[done:end])
        words = "".join(parts)
        return _IN_GAP.sub("", words) if _MAY_BE_IN_GAP.search(words) is not None else words


_SHARE_BEFORE = re.compile(
    r"(?:率|比例|占比|比重)(?:[与同和][^,。;\d]{0,3}(?:20\d\d年)?(?:一样|相同|一致|持平),?)?(?:均|都|仍|也|一直|始终|继续|保持)*(?:为|是|达到?|在)?:?$"
)


def read_paragraph(shade: Shadow, scene: Scene, *, has_topic: Callable[[], bool] | None = None) -> Paragraph | None:
    """Find names, years, quantities in a text; None where it cannot hold a number of the edition's.

    `has_topic` tells whether it speaks of what the document proves, so that its numbers need no name.
    """
    text = shade.text
    if _MAY_COUNT.search(text) is None:
        return None
    titles = [match.span() for match in _TITLE.finditer(text)]
    mentions = scene.lexicon.find(text)
    led = led_names(text, scene.headings, scene.lexicon, tuple(mentions))
    names = tuple(
        span
        for span in named_spans([*mentions, *led], scene.edition)
        if not any(start <= span.start < end for start, end in titles)
        and not (_PER.search(text, 0, span.start) or is_overlapped(text, span.start, span.end))
    )
    about = (set(scene.near_ids), {indicator_id for indicator_id, _ in scene.proved})
    names = with_other_words(names, text, scene)
    if (
        not names
        and not (scene.heading or scene.listed)
        and all(len(ids) != 1 for ids in about)
        and _INTERLACED.search(text) is None
        and not (about[1] and _SHARE_TOLD.search(text))
        and not (has_topic is not None and has_topic())
    ):
        return None
    if (joined := run_on(text, names)) is not text:
        text, shade = joined, Shadow(joined, shade.original, shade.origins)
    spans = tuple(years(shade, scene.context))
    found = quantities(shade, [(span.start, span.end) for span in spans])
    found = [_as_share(quantity, text) for quantity in with_bounds_of_years(found, spans, text)]
    found = [one for one in found if not counts_what_is_told(one, text)]
    if "天" in text:
        found = [one for one in found if one.unit != "天" or _OF_ONE_CLASS.match(text, one.end - 1) is None]
    found = with_units_told_behind(with_units_told_before(found, spans, text), text)
    return Paragraph(scene, shade, names, spans, tuple(_groups(found, text)), _bracket_depth(text))


def _as_share(quantity: Quantity, text: str) -> Quantity:
    """Return a zero that is told of a share without its sign as one: 劣V类水体比例为0."""
    if quantity.unit or quantity.value != 0:
        return quantity
    told = _SHARE_BEFORE.search(text, max(0, quantity.outer_start - MAX_GAP_CHARS), quantity.outer_start)
    return replace(quantity, unit="%") if told is not None else quantity


def _sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    start = 0
    text = paragraph.shade.text
    ends = [match.start() for match in _ENDS.finditer(text) if paragraph.depth[match.start()] < 0]
    for end in [*ends, len(text)]:
        for lead in (_BULLET, _SAID_BY):
            if (match := lead.match(text, start, end)) is not None:
                start = match.end()
        names = tuple(span for span in paragraph.names if start <= span.start < end)
        groups = tuple(group for group in paragraph.groups if start <= group.start < end)
        if names or groups:
            dated = tuple(span for span in paragraph.years if start <= span.start < end)
            yield Sentence(paragraph, text, paragraph.scene, start, end, names, dated, groups)
        start = end + 1


def _groups(found: list[Quantity], text: str) -> Iterator[Group]:
    if "(" not in text:
        yield from _lists(found, text)
        return
    single: list[Quantity] = []
    for members, remarks in with_remarks(found, text):
        if remarks:
            yield from _lists(single, text)
            single = []
            yield Group(tuple(members), tuple(Group(tuple(column)) for column in remarks))
        else:
            single += members
    yield from _lists(single, text)


def _lists(found: list[Quantity], text: str) -> Iterator[Group]:
    held: list[Quantity] = []
    for quantity in found:
        if quantity.is_range:
            continue
        link = text[held[-1].outer_end : quantity.outer_start] if held else ""
        joins = 0 < len(link) <= MAX_LINK_CHARS and held[-1].unit == quantity.unit and LINK.fullmatch(link) is not None
        if joins and link == "," and _THING_NEXT.match(text, quantity.outer_end) and _is_counted(quantity.unit):
            joins = False
        if joins and "与" in link and _COMPARED_WITH.match(text, quantity.outer_end):
            joins = False
        compared = quantity.outer_start < quantity.start and quantity.op != "="
        if held and (not joins or (compared and held[-1].op != quantity.op)):
            yield Group(tuple(held))
            held = []
        held.append(quantity)
    if held:
        yield Group(tuple(held))


def _is_counted(unit: str) -> bool:
    """Tell whether a unit counts things, or days: 达标264天，58天为优."""
    return is_counter(unit) or unit == "天"


def _bracket_depth(text: str) -> Sequence[int]:
    """Return for each place the start of the innermost bracket around it, -1 outside; what never closes is none."""
    depth = [-1] * (len(text) + 1)
    if "(" not in text:
        return depth
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if _FIGURE_OF_PLACE.fullmatch(text, start - 1, match.end()) is None:
                pairs.append((start, match.start()))
    for start, end in sorted(pairs):
        depth[start + 1 : end] = [start] * (end - start - 1)
    return depth
