"""What the noun before a number means among the things of one matter: 年末库存7.1吨, 相关分值235分."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.by_context import is_of_other
from pipeline.stages.extraction.context.pieces import pieces, struck, without
from pipeline.stages.extraction.context.things import Matter, Thing
from pipeline.stages.extraction.context.wording import OF_EACH, deeds_in, implied_by, is_neutral, plain
from pipeline.stages.extraction.names import Name, as_measure, ratio_parts
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

# how much of the noun before a number must be the matter's own words; of a rate's all
OWN_SHARE = 0.7
# characters of a name that nothing needs to tell
MAX_UNTOLD = 1
MIN_MATTER_CHARS = 4
# words that lead to a number without saying of what
_LINKS = re.compile(
    r"其中|政府|自行|委托|委外|外委|交由|送(?:往|交)?|有?资质的?单位|企业|安全|妥善|集中|合计|总计|共计|[该其此这]一?(?:项|个|数|指标)?|年度?|计|占|内容|分别|依次|各|均|都|为|是|有|达|到|至|升|降|调|由|从|则|又|再|共|仅|只|约|近|设|"
    r"此?后?[两二三四五]年|[两二三四五][项类者个]|同期|相关|方面|部分|范围|工作|进度|水平|结果|发现|已|的|在|于|和|与|及|向|全|任务|目标|要求|第[一二三四五]轮|[国省市县]级?(?=$)"
)
# a part, a difference, what is not there yet
_OF_ANOTHER = re.compile(
    r"其余|调整|更换|排查|检查|核查|增|减|扣|未|尚|拟|计划|力争|标准|优于|低于|高于|超过|合计|累计|[多少差]$"
)
PLACE_BEFORE = re.compile(
    r"^(?![建各全两乡城]|[我本贵你][县区市旗])[一-龥]{2,3}(?:(?:[一-龥]{1,4}族)?[乡镇](?<!城镇)(?<!集镇)(?<!村镇)|街道)"
)
# what a plant is built for; what is counted is the plants: 两座污水处理厂日处理能力3.5万吨
_CAPACITY = re.compile(
    r"(?:能力|(?:设计|建设|日|处理|处置|供水|收运|装机)规模)(?:均|分别|合计|共|约|达到?|为|是|有|由|从)*$"
)
_PLANTS = re.compile(r"(?:[一-龥]{0,3}(?:污水|垃圾|废物|粪污|供水|自来水))[一-龥]{0,4}(?:厂|站|场|设施|中心|项目)")
_HEAD_BEGINS = re.compile(r"[,。;:、\]】]|等(?!级)|的")
_AFTER = re.compile(r"的?(?P<words>[一-龥A-Za-z]{1,6})")
SHARE_AFTER = re.compile(r"[,、(]+(?:占比?|比例为?|占总数的?)[约达到为是]*$")
# 220分、230分，占比22%、23%
_BARE_SHARE = re.compile(r"^[,、]?(?:所?占比例?|比例|比重)(?=(?:分别|依次|各|为|是|达到?)*$)")
# 9个乡镇全部建有: another thing is counted
_ALL_DO = re.compile(r"(?:均|都|全部|已|皆|就|占|为|是|分布|位于|在).*$")
# 甲镇完成12个村: not all that there are
_HAS_DONE = re.compile(r"(?:完成|建成|实现)(?:了|的|约|有)*$")
_ALL_OF_IT = re.compile(r"均|都|全部")
# 面积 alone is of anything
_EXTENTS = "面积长度总量数"
_WHOLE = re.compile(r"总|共|应|合计|列入|纳入")
_PART = re.compile(r"均|都|全部|已|占|其中|实|完成|仅|[该此]项|相关")
# 党的建设300分 is no part of 生态文明建设: all matters of an assessment are called so
_SAID_OF_ALL = frozenset({"建设", "发展"})


def proves_one(scene: Scene) -> bool:
    """Tell whether a document proves a single indicator."""
    return len({indicator_id for indicator_id, _ in scene.proved}) == 1


def noun_start(sentence: Sentence, group: Group) -> int:
    """Return where the noun before a group begins: behind the last mark, number, year, 的 or 等 that leaves one."""
    ends = [one.end for one in sentence.groups if one.end <= group.start]
    ends += [one.end for one in sentence.years if one.end <= group.start]
    since = max([sentence.start, sentence.paragraph.inside(group.start) + 1, *ends])
    starts = [since, *(mark.end() for mark in _HEAD_BEGINS.finditer(sentence.text, since, group.start))]
    return next((one for one in reversed(starts) if not says_nothing(plain(sentence.text[one : group.start]))), since)


def meant_by_noun(
    sentence: Sentence, index: int, start: int, matter: Matter, before_it: list[Reading] | None
) -> Name | None:
    """Return the thing of a matter that the noun before a group, or right behind it, means.

    Without a noun it must go on with the number before it in its sentence, if there is one.
    """
    group, before = sentence.groups[index], sentence.text[start : sentence.groups[index].start]
    said = plain(_BARE_SHARE.sub("占", PLACE_BEFORE.sub("", before)))
    added = before.replace("合计", "") if group.unit == "分" else before  # points are told added up: 环保内容合计230分
    is_of_plants = _CAPACITY.search(before) or (is_counter(group.unit) and _PLANTS.match(sentence.text, group.end))
    if (
        is_of_plants
        or before.endswith("/")
        or _OF_ANOTHER.search(added)
        or ("/" not in group.unit and OF_EACH.search(before))
    ):
        return None
    own = list(pieces(said, matter.text))
    told = said + implied_by(group.unit)  # 林地1226平方公里 is 林地面积
    if any(near in told for near in matter.not_meant) or not _is_own(said, own, group.unit):
        return None
    if not _may_be_said(sentence, index, said, own, matter, before_it):
        return None
    after = _AFTER.match(sentence.text, group.end, sentence.end) if is_counter(group.unit) else None
    behind = plain(after["words"]) if after else ""
    things = matter.alike(group.unit)
    own += [piece for piece in pieces(behind, matter.text) if any(piece in thing.text for thing in things)]
    is_of_other_thing = not says_nothing(_ALL_DO.sub("", behind))
    if not own and (is_of_other_thing or not _is_on(sentence, group, matter, things)):
        return None
    meant = _best(sentence, group, things, own, said + behind)
    name = meant[0].name if len(meant) == 1 else _by_place(sentence, index, before, things) if meant else None
    around = (*matter.about, plain(sentence.text[sentence.start : group.start]))
    if not any(one.name == name and (not own or _is_told(one, own, around, group.unit)) for one in meant):
        return None
    may_follow = (own and "占" not in before) or before_it is None or (name is not None and _goes_on(name, before_it))
    return name if may_follow else None


def _is_told(thing: Thing, own: list[str], around: tuple[str, ...], unit: str) -> bool:
    """Tell whether words leave little of a name untold: 政府采购总额 lacks 同类产品 for 同类产品政府采购规模."""
    for spelling in thing.spellings:
        left = spelling
        for piece in own:
            left = left.replace(piece, "|")
        if len(struck(left, around).replace("|", "").strip(implied_by(unit) + "年总")) <= MAX_UNTOLD:
            return True
    return False


def _best(sentence: Sentence, group: Group, things: tuple[Thing, ...], own: list[str], said: str) -> list[Thing]:
    """Return the things that words fit best; all that a part does must be told, too, and what is done has a deed."""
    if _is_part(sentence, group):
        told_deeds = deeds_in(said)
        things = tuple(one for one in things if any(deeds_in(name) <= told_deeds for name in one.spellings))
    if is_counter(group.unit) and _HAS_DONE.search(sentence.text, sentence.start, group.start):
        things = tuple(one for one in things if all(map(deeds_in, one.spellings)))
    told = [(_score(one, own, said, group.unit), one) for one in things]
    best = max((score for score, _ in told), default=0)
    return [one for score, one in told if score == best]


def _may_be_said(
    sentence: Sentence, index: int, said: str, own: list[str], matter: Matter, before_it: list[Reading] | None
) -> bool:
    """Tell whether a noun (`own` are its pieces) may be on a matter after what the sentence told before it."""
    group = sentence.groups[index]
    is_of_amount = group.unit not in ("%", "天") and not is_counter(group.unit)
    is_part = _is_part(sentence, group) and not (group.unit == "分" and _is_part_of_matter(sentence, group, matter))
    if is_part and not (is_of_amount and any(one.strip(_EXTENTS) for one in own)):
        return False
    goes_on = any((one.name.indicator_id, one.name.sub) == matter.key for one in before_it or ())
    return not own or (goes_on and not is_counter(group.unit)) or not is_of_other(sentence, index, said, matter)


def _is_part(sentence: Sentence, group: Group) -> bool:
    """Tell whether a number may be a part of what was told before: 其中工业危险废物3120.5吨."""
    return "其中" in sentence.text[sentence.start : group.start]


def _is_part_of_matter(sentence: Sentence, group: Group, matter: Matter) -> bool:
    """Tell whether the part that 其中 takes out is the matter itself: 其中生态文明建设类考核，2021年设20分."""
    begin = sentence.text.rfind("其中", sentence.start, group.start) + len("其中")
    said = plain(re.split(r"[,:\d]", sentence.text[begin : group.start], maxsplit=1)[0])
    return any(len(one) >= MIN_MATTER_CHARS for one in pieces(said, matter.text))


def _is_own(said: str, own: list[str], unit: str) -> bool:
    """Tell whether a noun is the matter's own, but for a few words."""
    if any("率" in one for one in without(said, own)):
        return False
    foreign = sum(len(_LINKS.sub("", one)) for one in without(said, own) if not says_nothing(one))
    if unit == "分" and own and _SAID_OF_ALL.issuperset(own):
        return False
    length = sum(map(len, own))
    return foreign == 0 or (unit != "%" and length >= OWN_SHARE * (foreign + length))


def _is_on(sentence: Sentence, group: Group, matter: Matter, things: tuple[Thing, ...]) -> bool:
    """Tell whether a number without a noun is on the matter: all that the paper proves, or what was named before."""
    if is_counter(group.unit) and group.unit != "分" and not any(one.name.unit == group.unit for one in things):
        return False
    if is_counter(group.unit) and _leads_years(sentence, group, matter):
        return False
    if not things[0].name.measure.is_quantitative or sentence.paragraph.inside(group.start) >= sentence.start:
        return False
    before = [span for span in sentence.paragraph.names if span.end <= group.start]
    return proves_one(sentence.scene) or (
        bool(before) and any((name.indicator_id, name.sub) == matter.key for name in before[-1].names)
    )


def _leads_years(sentence: Sentence, group: Group, matter: Matter) -> bool:
    """Tell whether another thing is named before the year right before a number: 遥感疑似图斑2021年3个."""
    year = next((one for one in sentence.years if one.end == group.start), None)
    if year is None:
        return False
    words = plain(sentence.text[max(sentence.start, sentence.clause_start(year.start)) : year.start])
    return not says_nothing(words) and not any(pieces(words, matter.text))


def _by_place(sentence: Sentence, index: int, before: str, things: tuple[Thing, ...]) -> Name | None:
    """Return which of a numerator and its denominator a number is: 20分，占20%; 企业27家，27家均已公开."""
    pairs = {ratio_parts(as_measure(thing.name)) for thing in things if thing.name.component is not None} - {()}
    if len(pairs) != 1:
        return None
    ((numerator, denominator),) = pairs
    group = sentence.groups[index]
    after = sentence.groups[index + 1] if index + 1 < len(sentence.groups) else None
    gap = sentence.text[group.end : after.quantities[0].start if after else sentence.end]
    others = [one for one in sentence.groups if one.unit == group.unit and one is not group]
    shares = [len(one.quantities) for one in sentence.groups if one.unit == "%" and one.start > group.start]
    if others and len(others) + 1 in shares:
        return numerator  # 2021年设20分，2022年设22分，占比依次为20%、22%
    if others and any(one.unit == "%" for one in sentence.groups):
        return None  # arithmetic would have told
    is_second = any(one.start < group.start for one in others)
    has_share = after is not None and after.unit == "%" and SHARE_AFTER.match(gap) is not None
    if is_second or has_share or _PART.search(before) or _ALL_OF_IT.match(gap):
        return numerator
    return denominator if says_nothing(plain(before)) or _WHOLE.search(before) else None


def _score(thing: Thing, own: list[str], said: str, unit: str) -> int:
    """Return how well words fit a name: its own pieces for it, deeds of others against it, its very unit last."""
    deeds = deeds_in(said)
    told = max(
        4 * len(deeds & deeds_in(one)) - 3 * len(deeds_in(one) - deeds) - 3 * len(deeds - deeds_in(one))
        for one in thing.spellings
    )
    return 2 * (told + sum(len(piece) for piece in own if piece in thing.text)) + (thing.name.unit == unit)


def says_nothing(words: str) -> bool:
    """Tell whether plain words lead to a number without saying of what (占, 合计, 其中)."""
    return is_neutral(words) or is_neutral(_LINKS.sub("", words))


def _goes_on(name: Name, before: list[Reading]) -> bool:
    """Tell whether a number may go on with the one before it, a rate with its numerator (20分，占20%) or a rate."""
    own = [
        one
        for one in (reading.name for reading in before)
        if (one.indicator_id, one.sub) == (name.indicator_id, name.sub)
    ]
    if name.unit != "%":
        return bool(own)
    numerators = {one.name for one in ratio_parts(name)[:1]}
    return any(one.component is None or one.name in numerators for one in own)
