"""What a number is of in a paper that proves one thing in its unit: 2021年度计20分，占20%."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.among import counted_among
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure, figures_of
from pipeline.stages.extraction.arithmetic.kinship import kinship_of, pairs
from pipeline.stages.extraction.arithmetic.rivals import rivals_of
from pipeline.stages.extraction.arithmetic.words import is_example
from pipeline.stages.extraction.by_context import goes_on_with_another
from pipeline.stages.extraction.context.force import in_force
from pipeline.stages.extraction.context.things import Key, matters_of
from pipeline.stages.extraction.context.wording import SAMPLED
from pipeline.stages.extraction.headed_otherwise import is_headed_by_another
from pipeline.stages.extraction.names import ratio_parts
from pipeline.stages.extraction.no_levels import is_of_the_task, is_whole_of_land, tells_by_how_much
from pipeline.stages.extraction.noun_before import PLACE_BEFORE, SHARE_AFTER, meant_by_noun, noun_start
from pipeline.stages.extraction.of_others import is_of_others
from pipeline.stages.extraction.one_class import counts_one_class
from pipeline.stages.extraction.rate_told_apart import is_of_another_rate
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.sentence import Group, Paragraph, Sentence
from pipeline.stages.extraction.subjects import is_wider
from pipeline.values import replace
from schemas.edition import Edition

_LEFT_OVER = re.compile(r"其余|剩余|余下|未|尚|[又再新](?:增|完成|建成|治理|改造)")
_COUNTED_OFF = re.compile(r"分别|依次")
_PLACE_FIRST = re.compile(
    r"(?:其中|另外|此外|但)?,?(?P<place>(?![建各全两乡城])[一-龥]{2,3}(?:(?:[一-龥]{1,4}族)?[乡镇]|街道))(?=[因由作为属是,])"
)
_UP_TO_NOW = re.compile(r"累计(?:已|共|完成|实现|建成|治理|改造|达到?|普及|有|了)*$")
# so much more of the words must be another matter's own: a pair of characters that no other has and a half
LEAD_OF_ANOTHER = 1.5
_LINK = re.compile(r"(?:共计|合计|分别|[为是达到约共有:])+$")
_FULL = 3
# 农药包装废弃物回收率2022年82.0%: a rate called in full before the year
_RATE_BEFORE = re.compile(r"(?P<thing>[^,。;:、()\d]{4,}(?:率|比例|占比|比重))[由从分别依次各为是:]*$")
# 据此算得普及率: what leads to a short name
_LEADS = re.compile(r"^.*(?:据此|由此|算得|算出|得出|测得|求得|计算|测算|核算|折算|统计|其中|全县|我县|年均|平均)的?")
_FEWEST_OF_RATE = 5
# ，比上年的344天, ，上年为344天: the level of another year, of what was told in its unit before
_OTHER_LEVEL = re.compile(
    r"[,(](?:而)?(?:(?:比|较|与|同)(?:上一?年|去年|前一年|20\d\d年)度?(?:同期)?的|(?:上一?年|去年|前一年)度?(?:同期)?(?:则|仅)?(?:为|是))"
)
_SECTIONS = frozenset({"task", "definition", "target"})


def read_by_proof(paragraph: Paragraph, readings: list[Reading], told_last: Key | None = None) -> list[Reading]:
    """Return the readings of a paragraph with those of the numbers that nothing else names, in order.

    `told_last` is the matter of the last figure of the paragraphs before.

    Where the document proves one thing in a number's unit, the noun right before it must be the matter's own or say
    nothing (占, 计, 该项为); a numerator and its denominator are told apart by their order and their share.
    """
    scene = paragraph.scene
    if not scene.proved or scene.section in _SECTIONS or (scene.is_plan and scene.section != "state"):
        return readings
    known = {one.quantity.start for one in readings}
    if all(quantity.start in known for group in paragraph.groups for quantity in group.quantities):
        return readings
    told = paragraph.sentences
    dates, found = Dates(scene, told), list(readings)
    before: Figure | None = None
    found += counted_among(figures_of(told, readings), dates)
    figures = figures_of(told, found)
    for place, figure in enumerate(figures):
        if not figure.is_known and figure.quantity.unit not in ("", "百分点") and not _is_of_times(figure):
            key = _matter_of(figure, found, told_last)
            if key is not None and _is_of_another(figure, key, scene.edition):
                key = None
            new = _reading(figure, dates, key, _told_before(figure, before, found)) if key is not None else []
            new = _as_level_before(figure, new, found)
            found += new or _counted_up(figure, figures[place + 1 :])
        before = figure
    return sorted(found, key=lambda one: one.start) if len(found) > len(readings) else readings


def _is_of_another(figure: Figure, key: Key, edition: Edition) -> bool:
    """Tell whether a paragraph is headed by another matter, the words before a share are rather another's.

    Or whether the noun before a number is in full the name of what the document does not prove: 危险废物产生量.
    """
    sentence, kinship = figure.sentence, kinship_of(edition)
    if is_headed_by_another(sentence.text, key, edition):
        return True
    noun = _LINK.sub("", sentence.text[noun_start(sentence, figure.group) : figure.group.start])
    called = [one for one in sentence.scene.lexicon.find(noun) if one.end == len(noun)] if len(noun) > _FULL else []
    if called and all((one.indicator_id, one.sub) != key for one in called):
        return True
    if goes_on_with_another(sentence, figure.group, noun, [key]):
        return True
    if figure.quantity.unit != "%":
        return False
    if _is_rate_of_another(sentence, figure.group, key):
        return True
    told = pairs(sentence.text[sentence.start : figure.group.start])
    known = [(other == key, kinship.between(told, words)) for other, words in rivals_of(edition).of("%")]
    own = max((weight for is_own, weight in known if is_own), default=0.0)
    is_told = any(is_own for is_own, _ in known)
    return is_told and max(weight for _, weight in known) >= own + LEAD_OF_ANOTHER


def _is_rate_of_another(sentence: Sentence, group: Group, key: Key) -> bool:
    """Tell whether right before the year of a share stands the full name of a rate that is not the matter's."""
    spans = [span for span in sentence.years if span.end <= group.start]
    if not spans or _LINK.sub("", sentence.text[spans[-1].end : group.start]):
        return False
    words = _RATE_BEFORE.search(sentence.text, sentence.start, spans[-1].start)
    if words is None or len(_LEADS.sub("", words["thing"])) < _FEWEST_OF_RATE:
        return False
    called = sentence.scene.lexicon.find(words["thing"])
    return not any((one.indicator_id, one.sub) == key for one in called)


def _counted_up(figure: Figure, later: list[Figure]) -> list[Reading]:
    """Return the numerator that a number counted up is before its rate: 累计完成98个，治理率52.7%."""
    sentence, group = figure.sentence, figure.group
    if figure.count > 1 or _UP_TO_NOW.search(sentence.text, sentence.start, group.start) is None:
        return []
    rates = [one.readings for one in later if one.place == figure.place and one.quantity.unit == "%" and one.readings]
    rate = rates[0][0] if rates and len(rates[0]) == 1 and rates[0][0].role == "actual" else None
    parts = ratio_parts(rate.name) if rate is not None else ()
    if rate is None or not parts or not parts[0].fits(group.unit) or not is_counter(group.unit):
        return []
    start = figure.quantity.start
    return [replace(rate, name=parts[0], quantity=figure.quantity, role="component", start=start, end=group.end)]


def _is_of_times(figure: Figure) -> bool:
    """Tell whether a number counts how often rather than how many: 56家次."""
    return figure.sentence.text[figure.group.end : figure.group.end + 1] == "次"


def _as_level_before(figure: Figure, new: list[Reading], found: list[Reading]) -> list[Reading]:
    """Return the reading of a number held against as one of what its sentence told in its unit before, if it did.

    优良天数349天，优良率95.6%，比上年的344天多5天: no days of measuring.
    """
    sentence, group = figure.sentence, figure.group
    if not new or not _OTHER_LEVEL.fullmatch(sentence.text, sentence.clause_start(group.start) - 1, group.start):
        return new
    told = [one for one in found if sentence.start <= one.start < group.start and one.quantity.unit == group.unit]
    return [replace(one, name=told[-1].name, role=told[-1].role) for one in new] if told else new


def _told_before(figure: Figure, before: Figure | None, found: list[Reading]) -> list[Reading] | None:
    """Return the readings of the number before a figure in its sentence, None where there is none."""
    if before is None or before.place != figure.place:
        return None
    return [one for one in found if one.quantity.start == before.start]


def _reading(figure: Figure, dates: Dates, key: Key, before: list[Reading] | None) -> list[Reading]:
    """Return the reading of a figure on a matter, [] for none; `before` are those of the number before it."""
    sentence, group, scene = figure.sentence, figure.group, figure.sentence.scene
    matters = matters_of(scene.edition)
    said = sentence.text[sentence.start : group.start]
    is_rest = _LEFT_OVER.search(sentence.text, sentence.clause_start(group.start), group.start) is not None
    is_no_level = tells_by_how_much(sentence, group) or is_whole_of_land(sentence, group)
    is_no_level = is_no_level or is_of_others(key[0], said, 0, len(said))
    if is_rest or figure.quantity.op != "=" or is_no_level:
        return []
    # a list is of years or of things that are not known
    is_list = _COUNTED_OFF.search(said) is not None or figure.count > 1
    is_of_years = figure.count > 1 and len(dates.of(figure)[1]) == figure.count
    if SAMPLED.search(said) or (is_list and not is_of_years) or is_example(said):
        return []
    start = noun_start(sentence, group)
    if counts_one_class(sentence.text, figure.quantity.outer_start) or is_of_the_task(sentence, group):
        return []
    name = meant_by_noun(sentence, sentence.groups.index(group), start, matters.of[key], before)
    if name is None or (group.unit == "%" and is_of_another_rate(said, name)):
        return []
    role = role_of(sentence, group, name, scene, dates.of(figure)[0])
    subject = _subject(sentence, group, start, before) or scene.own_subject
    quantity, year = figure.quantity, dates.year_of(figure)
    if year is None or role not in ("actual", "component", "count") or is_wider(subject):
        return []
    return [Reading(name, quantity, role, year, subject, quantity.start, quantity.end, start, group.end)]


def _subject(sentence: Sentence, group: Group, start: int, before: list[Reading] | None) -> str:
    """Return the town or other area that a number is of: told before its noun, first of all, before its numerator."""
    if (place := PLACE_BEFORE.match(sentence.text[start : group.start])) is not None:
        return place[0].removeprefix("是")
    told = _PLACE_FIRST.match(sentence.text, sentence.start, group.start)
    share = before[0].subject if before and SHARE_AFTER.search(sentence.text, sentence.start, group.start) else ""
    return share or (told["place"] if told else "") or area_of(sentence, group.start)


def _matter_of(figure: Figure, found: list[Reading], told_last: Key | None) -> Key | None:
    """Return the one matter that a number is on: the only one proved in its unit, else the one spoken of last.

    That is one of the last figure of the sentence, a topic in force, one of the last figure before.
    """
    sentence, group = figure.sentence, figure.group
    matters = matters_of(sentence.scene.edition)
    among = matters.proved_in(sentence.scene, group.unit)
    if len(among) <= 1:
        return next(iter(among), None)
    before = [one for one in found if one.quantity.start < figure.start]
    if here := [one for one in before if one.quantity.start >= sentence.start]:
        return _only(_last_of(here) & among)
    force = in_force(sentence, "", noun_start(sentence, group), matters, among)
    if force.told == "by topic":
        return _only(force.keys)
    return _only((_last_of(before) if before else frozenset({told_last} if told_last else ())) & among)


def _last_of(readings: list[Reading]) -> frozenset[Key]:
    """Return the matters of the last number that was read."""
    last = max(one.quantity.start for one in readings)
    return frozenset((one.name.indicator_id, one.name.sub) for one in readings if one.quantity.start == last)


def _only(keys: frozenset[Key]) -> Key | None:
    return next(iter(keys)) if len(keys) == 1 else None
