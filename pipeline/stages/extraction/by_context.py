"""What a number of running text is of, told by its words together with the topic in force."""

import re
from collections.abc import Collection, Iterator

from pipeline.led_names import matter_over
from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.context.choice import done_in_all, named_by_context
from pipeline.stages.extraction.context.force import Force, in_force
from pipeline.stages.extraction.context.parts import ratios_of, share_by_context
from pipeline.stages.extraction.context.pieces import pieces, without
from pipeline.stages.extraction.context.things import Key, Matter, Matters, matters_of
from pipeline.stages.extraction.context.topics import matter_told
from pipeline.stages.extraction.context.wording import deeds_in, is_neutral, plain
from pipeline.stages.extraction.counted_besides import counts_besides
from pipeline.stages.extraction.headed_otherwise import is_on_another_thing
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, ratio_parts
from pipeline.stages.extraction.no_levels import is_done_to
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.subjects import is_wider, subject_before

MAX_WORDS = 40
# 三期共培训363人
_IN_ALL = re.compile(r"[共总]|合计|累计")
_TRAINED = re.compile(r"参训")
_RATE_NEXT = re.compile(r"[,、(](?P<deed>[一-龥]{2,8}?)(?:率|比例|占比)[约达到为是]*")
_AFTER = re.compile(r"的?(?P<words>[一-龥A-Za-z]{1,20}?)(?=[,。;、)(中内里占]|$)")
# 104个村的生活垃圾得到无害化处理
_OF_VILLAGES = re.compile(r"^村庄?的?(?=[一-龥]{4})")
_BRACKETED = re.compile(r"\([^()]*\)")
_SHARE_NEXT = re.compile(
    r"(?P<thing>[一-龥]{1,4}?)?(?:(?:全|均|都|已)[一-龥]{0,8})?[,、(]+(?:占比?|比例|占总数的?|占全[县区市]的?)?[约达到为是]*"
)
_ORDINAL = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）.、]+")
# what is told of a part of the part
_AREA = re.compile(r"全[国省市区州]")
_RESPECTIVELY = re.compile(r"分别|依次|各为")
_PART = re.compile(r"其中|另|其余|剩余|新增|当年")
# 142个行政村均已完成: the thing itself ends before 均
_THING = re.compile(r"(?P<words>[一-龥A-Za-z]{1,12}?)(?:均|都|皆|已|全部|全)")
# 其中，城关镇产生8.2万吨: whose it is, not what
_TOWN_FIRST = re.compile(
    r"^(?:其中|而|,)*(?:(?![各全其乡集建])[一-龥]{2,4}?(?:镇|乡|街道)|[一-龥]{0,5}(?:工业园区?|园区|开发区|产业园))(?=[一-龥]{2})(?![镇乡村])"
)
_SO_FAR = re.compile(r"^(?:已|现|共|累计|目前|全县|有|建成|完成)+")
# 人均建设用地112平方米
_OF_ONE = re.compile(r"[人户亩地]均[^,。;\d]*$")
_CHANGES = re.compile(r"提高|上升|增加|增长|提升|下降|降低|减少|回落|缩减|高出|高于|低于|同比|环比|[较比](?!例|率|重)")


def named_by_topic(sentence: Sentence, index: int) -> Owner | None:
    """Return the one thing that a group's words mean within the topic in force, None where they do not tell."""
    group, scene = sentence.groups[index], sentence.scene
    if not group.unit or group.unit == "百分点" or len(group.quantities) > 1 or not scene.proved:
        return None
    matters = matters_of(scene.edition)
    proved = matters.proved_in(scene, group.unit)
    among = frozenset(key for key in proved if not is_on_another_thing(sentence.text, key, scene.edition))
    start = _words_start(sentence, index) if among else group.start
    if not among or _is_of_wider(sentence, start, group):
        return None
    if counts_besides(sentence, group.start, (thing.name for key in among for thing in matters.of[key].things)):
        return None
    said = sentence.gap(start, group.start)
    if ("/" not in group.unit and _OF_ONE.search(said)) or goes_on_with_another(sentence, group, said, among):
        return None
    before = _TOWN_FIRST.sub("", said, count=1)
    for after in _after(sentence, group):
        words = f"{before},{after}" if after else before
        if len(words) <= MAX_WORDS and not _CHANGES.search(words) and not _is_of_near_name(words, group.unit, scene):
            name = _meant(sentence, index, words, start, among)
            if name is None or is_done_to(sentence, group, (name,)):
                continue
            if not (_is_of_a_part(sentence, group) and name in ratio_parts(as_measure(name))[1:]):
                name = _of_first_alike(name, sentence.text[sentence.start : group.start], among, matters)
                return Owner((NamedSpan(start, group.start, (name,)),), start)
    return None


def goes_on_with_another(sentence: Sentence, group: Group, said: str, among: Collection[Key]) -> bool:
    """Tell whether a number with no more than its year was named before: 万元GDP用水量下降：2021年5%，2022年9.5%."""
    if not is_neutral(said):
        return False
    told = sentence.scene.lexicon.mentions(sentence.gap(sentence.start, group.start))
    return bool(told) and all(key[0] != told[-1].indicator_id for key in among)


def _of_first_alike(name: Name, around: str, among: frozenset[Key], matters: Matters) -> Name:
    """Return what the first of an indicator's subs counts alike where no word for the later one stands before.

    监测断面4个，…优于Ⅲ类的占75%，无劣Ⅴ类: the four are checked for both.
    """
    own = matters.of[name.indicator_id, name.sub]
    for key in sorted(one for one in among if one[0] == name.indicator_id and 0 < (one[1] or 0) < (name.sub or 0)):
        alike = [thing.name for thing in matters.of[key].things if thing.name.name == name.name]
        if alike and not (set(own.text) - set(matters.of[key].text)) & set(around):
            return alike[0]
    return name


def _is_of_a_part(sentence: Sentence, group: Group) -> bool:
    """Tell whether 其中 takes a number out of a greater one of its unit: 612人，其中县级领导36人、科级干部576人."""
    at = sentence.text.rfind("其中", sentence.start, group.start)
    value = group.quantities[0].value
    greater = (one.unit == group.unit and one.end <= at and one.quantities[-1].value > value for one in sentence.groups)
    return at >= 0 and any(greater)


def _meant(sentence: Sentence, index: int, words: str, start: int, among: frozenset[Key]) -> Name | None:
    """Return what words mean: within the topic in force, beside their share, below their heading, by themselves."""
    group, matters = sentence.groups[index], matters_of(sentence.scene.edition)
    around = sentence.text[sentence.start : group.start]
    force = in_force(sentence, words, start, matters, among)
    meant = [matters.of[key] for key in force.keys if not is_of_other(sentence, index, words, matters.of[key])]
    name = named_by_context(words, around, group.unit, meant, force.told) if words else None
    if name is None and group.unit == "%" and "占" in words:
        name = share_by_context(words, around, meant, force.told)
    if name is None and (thing := _beside_its_share(sentence, index)) is not None:
        name = _part_or_share(
            sentence, index, thing, in_force(sentence, "", start, matters, matters.proved_in(sentence.scene, "%"))
        )
    if name is None and is_neutral(words) and is_counter(group.unit):
        name = _headed(sentence, group, meant)
    if name is None and group.unit.endswith("/万元"):
        fits = [thing.name for key in among for thing in matters.of[key].alike(group.unit)]
        name = fits[0] if len(fits) == 1 else None
    if name is None and not is_neutral(words):
        name = named_by_context(words, around, group.unit, [matters.of[key] for key in among], "by words")
    if name is None and not _PART.search(around) and (_IN_ALL.search(words) or _has_rate_next(sentence, index, words)):
        name = done_in_all(words, group.unit, meant) or done_in_all(
            words, group.unit, [matters.of[key] for key in among]
        )
    return name


def _has_rate_next(sentence: Sentence, index: int, words: str) -> bool:
    """Tell whether the next number is the rate of the same deed: 2022年培训372人，参训比例97.6%."""
    following = sentence.groups[index + 1 : index + 2]
    if not following or following[0].unit != "%" or len(following[0].quantities) > 1:
        return False
    between = _RATE_NEXT.fullmatch(sentence.text, sentence.groups[index].end, following[0].start)
    if between is None:
        return False
    rate, said = ({_TRAINED.sub("培训", deed) for deed in deeds_in(plain(one))} for one in (between["deed"], words))
    return bool(rate) and rate <= said


def _is_of_near_name(words: str, unit: str, scene: Scene) -> bool:
    """Tell whether words and what their unit says make a name that is not meant: 林地1226平方公里 is 林地面积.

    So do those of what is counted: 已有卫生厕所70264户 are 卫生厕所户数.
    """
    known = read_unit(unit)
    last = words.rstrip(",").rsplit(",", 1)[-1]
    ends = ENDINGS_OF_UNITS.get(known.dimension, ()) if known is not None else ()
    if is_counter(unit):
        ends, last = ("户数", "数"), _SO_FAR.sub("", last)
    return any(scene.lexicon.is_near_name(last + end) for end in ends)


def _is_of_wider(sentence: Sentence, start: int, group: Group) -> bool:
    """Tell whether the words of a number say that it is of the province, the state."""
    areas = _AREA.finditer(sentence.text, start, group.start)
    return any(is_wider(subject_before(sentence, area.end())) for area in areas)


def _headed(sentence: Sentence, group: Group, meant: list[Matter]) -> Name | None:
    """Return the counted thing that the heading of a paragraph names in full: 应急演练。2020年开展2次."""
    over = matter_over(sentence.text, sentence.scene.headings)
    said = sentence.gap(sentence.start, group.start)
    if not over or _PART.search(said):
        return None
    return named_by_context(over, over, group.unit, meant, "by words")


def _beside_its_share(sentence: Sentence, index: int) -> str | None:
    """Return the thing of a number without words beside its share, or of that share; None where it is neither."""
    group = sentence.groups[index]
    first = index if group.unit != "%" else index - 1
    pair = sentence.groups[first : first + 2] if first >= 0 else ()
    if len(pair) < 2 or pair[1].unit != "%" or len(pair[1].quantities) > 1:
        return None
    between = _SHARE_NEXT.fullmatch(sentence.text[pair[0].end : pair[1].start])
    if between is None or _RESPECTIVELY.search(sentence.text, sentence.start, group.start):
        return None
    said = sentence.gap(_words_start(sentence, first), pair[0].start)
    return (between["thing"] or "") if is_neutral(said) and not _PART.search(said) else None


def _part_or_share(sentence: Sentence, index: int, thing: str, force: Force) -> Name | None:
    """Return what a number beside its share is, or the share: 2021年131个村，占92.3%."""
    group, matters = sentence.groups[index], matters_of(sentence.scene.edition)
    is_share = group.unit == "%"
    unit = sentence.groups[index - 1].unit if is_share else group.unit
    found = {
        rate if is_share else above
        for key in (force.keys if force.told == "by topic" else ())
        for rate, above, _ in ratios_of(matters.of[key])
        if above.fits(unit) and thing in above.name
    }
    return found.pop() if len(found) == 1 else None


def speaks_of_proved(text: str, scene: Scene) -> bool:
    """Tell whether a paragraph (a shadow) without a name has a topic over it that the document proves."""
    over = matter_over(text, scene.headings) if scene.proved else ""
    return bool(over) and any(scene.proves(*key) for key in matter_told(over, matters_of(scene.edition)))


def _words_start(sentence: Sentence, index: int) -> int:
    """Return where the words of a group begin: its clause, an earlier one where this says nothing of its own."""
    group = sentence.groups[index]
    ends = [one.end for one in sentence.groups[:index] if one.end <= group.start]
    since = max([sentence.start, sentence.paragraph.inside(group.start) + 1, *ends])
    start = max(since, sentence.clause_start(group.start))
    while start > since and is_neutral(sentence.gap(start, group.start)):
        start = max(since, sentence.clause_start(start - 1))
    return start


def _after(sentence: Sentence, group: Group) -> Iterator[str]:
    """Yield the words of the thing that a number counts after it (107个村完成治理), then less of them; "" for none."""
    text = _BRACKETED.sub("", sentence.text[group.end : sentence.end]) if is_counter(group.unit) else ""
    told = _AFTER.match(text)
    yield _OF_VILLAGES.sub("", told["words"]) if told else ""
    if told and (thing := _THING.match(told["words"])):
        yield thing["words"]


def is_of_other(sentence: Sentence, index: int, words: str, matter: Matter) -> bool:
    """Tell whether bare words (利用率) go on with another thing just measured: 建筑垃圾产生量12.8万吨，利用率52%."""
    said = plain(words)
    if index == 0 or any(True for _ in pieces(said, matter.about_text)):
        return False
    before = sentence.groups[index - 1]
    told = plain(_TOWN_FIRST.sub("", sentence.gap(_words_start(sentence, index - 1), before.start), count=1))
    if is_counter(before.unit) and any(True for _ in pieces(told, matter.about_text)):
        return False
    return not all(is_neutral(left) for left in without(told, list(pieces(told, matter.text))))
