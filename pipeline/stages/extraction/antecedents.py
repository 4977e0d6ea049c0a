"""What a figure without a name is of: the owner of an earlier sentence, the heading over it."""

import re
from itertools import pairwise

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.carried import is_said_of_it
from pipeline.stages.extraction.dating import ONCE_IN_FORCE
from pipeline.stages.extraction.demands import is_demanded
from pipeline.stages.extraction.headed_otherwise import is_on_another_aspect
from pipeline.stages.extraction.names import NamedSpan, as_measure, measured, named_spans, ratio_parts
from pipeline.stages.extraction.no_levels import is_done_to
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.rises import RISE
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.subjects import places_listed, subject_between
from pipeline.stages.extraction.transparent import is_transparent
from pipeline.values import replace

# an increase of the year is not the level reached: 新增完成治理的行政村16个，累计118个
_LABEL = re.compile(
    r"目标|要求|标准|对[照标]|现状|完成|实际|结果|指标值|评估值|数值|规划值|考核值|年|达|为|稳定|保持|^$"
)
# 【考核要求】≥80%
_FRAMED = re.compile(r"\[(?P<label>[一-龥]{2,8})\]:?")
_ORDINAL = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]")
_BEFORE_HEADING = re.compile(r"[\d(（)）.、一二三四五六七八九十指标:]*(?:(?<=[一二三四五六七八九十])是)?")
_THIS = re.compile(r"(?:该项?|此项?|这一)(?:指标|比例|比率|占比|数值|率)")
# the other value of what was told last: 实际完成：96.1%
_KIND = re.compile(
    r"^[,:]?(?:年度)?(?:实际|目标|完成|现状|规划|考核)(?:完成|要求|达到?)?(?:值|情况|率)?(?:为|是|:|达到?)*$"
)
# 市生态环境局下达我县的, 省批复的
_DEMANDED_BY = re.compile(
    r"^(?:[一-龥]{0,10}(?:局|厅|委|办|部|政府|部门|小组|指挥部|上级|[省市州县][里上]?))?(?:对|给|向|为)?(?:我[县市区局]|全[县市区])?"
    r"(?:下达|批复|批准|核定|确定|规定|要求|明确|提出|制定|设定|定)(?:给)?(?:我[县市区局])?的?"
    r"(?:年度|管控|控制|约束性?|考核|规划|创建|建设|总体|阶段性)*"
)
# 指标要求：县≥85%, 丘陵地区≥40%
_KIND_OF_AREA = re.compile(r"(?<=[:,;])(?:县|市|区|平原|丘陵|山区|山地|[东中西]部|沿海|内陆)(?:地区)?$")
# 12个乡镇中
_WHOLE_COUNTED = re.compile(r"(?P<thing>[一-龥]{2,6}?)(?:当?中|之中|内|里)")
_INSIDE_NEXT = re.compile(r"[一-龥]{0,4}[中里内],?[一-龥]{0,6}\d")
# 2022年底完成的村106个…；2023年底累计完成131个: of those counted last, whatever named the whole
_COUNTED_UP = re.compile(r"累计(?:已|共)?(?:完成|建成|治理|改造)")
# 农户8.27万户。到去年底，7.89万户用上了卫生厕所: those who did something are no whole
_DID = re.compile(r"(?:农?户|个?村)?(?:已|都)?(?:用上|使用|完成|改造|建成|开展|实现|达到)")
# 苇子乡偏低，仅为91.6%
_RANK = re.compile(
    r"(?:相对|比较|总体)?(?:(?:最|较|偏|稍|略)[高低好差优]|(?:位?居|排名?)(?:第[一二三]|首位?|末位?|前列|最后))的?,(?=[仅只也已达为是])"
)
# 研究相关议题
_RELATED = re.compile(r"(?:相关|有关|此类|该类|同类)(?P<thing>[一-龥]{2,4})(?:[为是共]|分别|依次|累计)*$")
# 生活污水集中收集率仅68.7%: a rate that is no name of ours is told of another matter
_OTHER_RATE = re.compile(r"(?<![该此其这])[一-龥]{4,}(?:率|比例|比重)(?:仅|只|也|已|仍|为|达到?|是|约|有)*$")
MAX_PLACES_CHARS = 30
_BOTH = re.compile(r"(?:这|上述|以上|该)?(?:两项|两者|二者)(?:指标|比例|结果|数据)?(?=均|都)")
_LISTS = re.compile(r"[、,/和及与]|以及").fullmatch
MAX_REMEMBERED = 4


class Antecedents:
    """Keeps what the last figures of a paragraph were of; `headed` are the names that its heading lists."""

    def __init__(self, scene: Scene) -> None:
        """Begin a paragraph in its scene."""
        self._scene = scene
        self._owner: Owner | None = None
        self._alone: Owner | None = None
        self._recent: list[Owner] = []
        listed = named_spans(list(scene.listed), scene.edition) if scene.listed else []
        self.headed = tuple(NamedSpan(0, 0, span.names) for span in listed)
        if self.headed:
            self._owner = Owner(self.headed, 0)

    def note(self, owner: Owner, *, is_named: bool) -> None:
        """Take the owner of a figure; one that only the context told does not displace one that words named."""
        if is_named or self._owner is None:
            self._owner = owner
        self._alone = owner if len(owner.spans) == 1 else self._alone
        self._recent = [*self._recent[1 - MAX_REMEMBERED :], owner]

    def note_heading(self, sentence: Sentence) -> None:
        """Take a sentence that is nothing but names (28.城镇污水处理率。) for what the next ones are about."""
        if not sentence.names or sentence.groups:
            return
        first, last = sentence.names[0], sentence.names[-1]
        before, after = sentence.text[sentence.start : first.start], sentence.text[last.end : sentence.end]
        links = [sentence.text[one.end : other.start] for one, other in pairwise(sentence.names)]
        if _BEFORE_HEADING.fullmatch(before) and not re.sub(r"\([^()]*\)", "", after) and all(map(_LISTS, links)):
            self._owner, self.headed = Owner(sentence.names, last.end), sentence.names

    def of(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the owner of the last sentence where this one goes on with years and numbers alone."""
        headed = self._heading_over(sentence, group)
        if headed and not self._is_on_part_of(headed):
            return headed
        if related := self._related(sentence, group):
            return related
        if any(span.start < group.start for span in sentence.names):
            return None
        return self._told_last(sentence, group, self._owner) if self._owner else self._only_measure(sentence, group)

    def _is_on_part_of(self, headed: Owner) -> bool:
        """Tell whether the paragraph told last of a part of what the heading names: 秸秆…98.6%。2021年为98.2%."""
        wholes = {name.indicator_id for span in headed.spans for name in span.names if name.sub is None}
        told = self._recent[-1] if self._recent else None
        parts = [name for span in told.spans for name in span.names] if told is not None else []
        return bool(parts) and all(name.sub is not None and name.indicator_id in wholes for name in parts)

    def _related(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the owner whose thing words refer to once more: …议题31次；县政府常务会议研究相关议题2020年13次."""
        told = _RELATED.search(sentence.gap(sentence.start, group.start)) if "关" in sentence.text else None
        if told is None or any(span.start < group.start for span in sentence.names):
            return None
        last = next((one for one in reversed(self._recent) if _takes(one, group.unit)), None)
        names = [name.name for span in last.spans for name in span.names] if last is not None else []
        is_of_it = len(names) == 1 and told["thing"] in names[0]
        return replace(last, since=sentence.start, subject="") if last is not None and is_of_it else None

    def _told_last(self, sentence: Sentence, group: Group, last: Owner) -> Owner | None:
        before = sentence.text[sentence.start : group.start]
        if len(group.quantities) == 1 and (both := self._both(before, group.unit)):
            return both
        dated = any(span.start < group.start for span in sentence.years) or _THIS.search(before) or _KIND.search(before)
        is_change = RISE.search(sentence.text, sentence.clause_start(group.start), group.start) is not None
        owner = last if is_change else self._last_of_unit(last, group.unit)
        if is_counter(group.unit):
            is_counted_up = _COUNTED_UP.search(before) is not None
            if is_counted_up:
                owner = next((one for one in reversed(self._recent) if _takes(one, group.unit)), owner)
            did = _DID.match(sentence.text, group.end, sentence.end) is not None
            is_done = is_done_to(sentence, group, tuple(name for span in owner.spans for name in span.names))
            is_counted = is_counted_up or did or _is_counted_between(sentence, group, owner)
            if is_done or (_is_whole(owner) and is_counted):
                return None
        if place := self._place_before(sentence, group, owner):
            return replace(owner, since=sentence.start, subject=place)
        is_demand = _is_bare_demand(sentence, group)
        if not (dated or self.headed or is_demand) or _is_on_another_rate(sentence, group):
            return None
        if len(owner.spans) > 1 and len(group.quantities) != len(owner.spans):
            if self._alone is None or self.headed:
                return None
            owner = self._alone
        goes_on = (is_demand or _goes_on(sentence, group)) and not _counts_another(sentence, group, owner)
        return replace(_as_whole(owner, sentence, group), since=sentence.start, subject="") if goes_on else None

    def _both(self, before: str, unit: str) -> Owner | None:
        """Return the last two owners where words go back to both: 两项均完成40%以上的任务."""
        last = [
            one for one in self._recent if len(one.spans) == 1 and len(one.spans[0].names) == 1 and _takes(one, unit)
        ]
        spans = tuple({one.spans[0].names[0].name: one.spans[0] for one in last}.values())[-2:]
        at = _BOTH.match(before)
        return Owner(spans, at.start()) if at is not None and len(spans) == 2 else None

    def _only_measure(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the one measure that a document proves where years or demands alone lead to a figure: 目标是91%."""
        is_change = RISE.search(sentence.text, sentence.start, group.start) is not None
        place = _places_alone(sentence, group)
        goes_on = place or _is_bare_demand(sentence, group) or _goes_on(sentence, group)
        if len(self._scene.proved_ids) != 1 or not goes_on or _is_on_another_rate(sentence, group):
            return None
        indicator = self._scene.edition.by_id(next(iter(self._scene.proved_ids)))
        wholes = [one for one in measured(indicator) if self._scene.proves(indicator.id, one.sub)]
        if is_change and len(indicator.measures()) > 1:
            return None
        fits = tuple(one for one in wholes if group.unit and one.fits(group.unit) and one.is_change == is_change)
        if any(is_on_another_aspect(sentence.text, one.measure) for one in fits):
            return None
        start = sentence.start
        return Owner((NamedSpan(start, start, fits),), start, place) if len(fits) == 1 else None

    def _last_of_unit(self, last: Owner, unit: str) -> Owner:
        """Return the last owner whose names take a unit: after 98个村，治理率45.8% goes on 2021年为77个村."""
        found = [one for one in reversed([*self._recent, last]) if _takes(one, unit)]
        # 行政村212个…126个村完成治理；2023年底为107个: what was counted last goes on, not the whole
        is_whole = is_counter(unit) and _is_whole(last)
        return found[0] if found and (is_whole or not _takes(last, unit)) else last

    def _place_before(self, sentence: Sentence, group: Group, owner: Owner) -> str:
        """Return the place that a sentence goes on with after one of other places: ；丙镇、丁乡分别为43.5%和38.9%."""
        fits = len(owner.spans) == 1 and any(name.fits(group.unit) for name in owner.spans[0].names)
        if not fits or is_counter(group.unit):
            return ""
        if listed := _places_alone(sentence, group):
            return listed
        if group is not sentence.groups[0]:
            return ""
        gap = _RANK.sub("", sentence.gap(sentence.start, group.start))
        is_place = len(gap) <= MAX_PLACES_CHARS and "," not in gap and is_transparent(gap.rpartition(":")[0])
        return subject_between(gap, is_counted=False) if is_place else ""

    def _heading_over(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return what the heading names where a figure has but a label of its own (目标值：≥95%。现状值：95.3%)."""
        heading = self._scene.heading
        before = sentence.text[sentence.start : group.start]
        if not heading or not _LABEL.search(before):
            return None
        if any(span.start < group.start for span in sentence.names):
            return None
        words = _ORDINAL.sub("", sentence.gap(sentence.start, group.start), count=1)
        if (framed := _FRAMED.match(words)) is not None:
            words = framed["label"] + ":" + words[framed.end() :]
        if not is_transparent(_KIND_OF_AREA.sub("", words)):
            return None
        names = named_spans(list(heading), self._scene.edition)[0].names
        if not group.unit and not all(name.fits("") for name in names):
            return None
        return Owner((NamedSpan(sentence.start, sentence.start, names),), sentence.start)


def _takes(owner: Owner, unit: str) -> bool:
    return any(name.fits(unit) for span in owner.spans for name in span.names)


def _is_counted_between(sentence: Sentence, group: Group, owner: Owner) -> bool:
    """Tell whether other things were counted since a whole was: 行政村212个。126个村完成治理；2023年底为107个."""
    since = owner.spans[-1].end
    told = [one for one in sentence.paragraph.groups if since <= one.start < group.start and one.unit == group.unit]
    return len(told) > 1


def _is_whole(owner: Owner) -> bool:
    """Tell whether an owner is what a rate is of (行政村总数), none of which is counted up."""
    names = [name for span in owner.spans for name in span.names]
    parts = [(name, ratio_parts(as_measure(name))) for name in names]
    return any(name in found[1:] for name, found in parts)


def _as_whole(owner: Owner, sentence: Sentence, group: Group) -> Owner:
    """Return the owner of a whole where a number of its parts follows inside it: 2022年61920户中57340户."""
    if len(owner.spans) != 1 or _INSIDE_NEXT.match(sentence.text, group.end, sentence.end) is None:
        return owner
    wholes = tuple(
        parts[1] if (parts := ratio_parts(as_measure(name))) and parts[0] == name else name
        for name in owner.spans[0].names
    )
    return replace(owner, spans=(replace(owner.spans[0], names=wholes),))


def _is_bare_demand(sentence: Sentence, group: Group) -> bool:
    """Tell whether a clause says no more than that a level is demanded: 市生态环境局下达我县2024年目标为45%."""
    if not is_demanded(sentence, group):
        return False
    words = sentence.gap(sentence.clause_start(group.start), group.start)
    return is_transparent(_DEMANDED_BY.sub("", words, count=1))


def _is_on_another_rate(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure before a demand in its sentence is that of a rate of another name."""
    return any(
        one.unit == group.unit and _OTHER_RATE.search(sentence.text, sentence.clause_start(one.start), one.start)
        for one in sentence.groups
        if one.end <= group.start
    )


def _places_alone(sentence: Sentence, group: Group) -> str:
    """Return the last of the places that lead to a list by themselves: 甲镇、乙镇两个大镇分别达到; "" for none."""
    told = RESPECTIVELY.search(sentence.text, sentence.start, group.start) if len(group.quantities) > 1 else None
    words = _without_years(sentence, told.start()) if told is not None else ""
    return next(reversed(places_listed(words, len(group.quantities))), "") if words else ""


def _without_years(sentence: Sentence, end: int) -> str:
    """Return the words of a sentence up to a position behind its last year."""
    start = max([sentence.start, *(span.end for span in sentence.years if span.end <= end)])
    return sentence.text[start:end]


def _counts_another(sentence: Sentence, group: Group, owner: Owner) -> bool:
    """Tell whether a number counts a whole of its own kind: after 186个行政村 goes on 12个乡镇中."""
    thing = _WHOLE_COUNTED.match(sentence.text, group.end, sentence.end)
    if thing is None or not is_counter(group.unit):
        return False
    names = [name for span in owner.spans for name in span.names]
    return not any(thing["thing"][-2:] in name.name for name in names)


def _goes_on(sentence: Sentence, group: Group) -> bool:
    """Tell whether a sentence leads to a figure with nothing that could be measured itself."""
    gap = sentence.gap(sentence.start, group.start)
    is_bare = is_transparent(gap) or ("后" in gap and is_transparent(ONCE_IN_FORCE.sub("", gap, count=1)))
    return is_bare or is_said_of_it(sentence, sentence.start, group.unit, group)
