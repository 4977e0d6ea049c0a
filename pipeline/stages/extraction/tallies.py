"""What is counted for indicators that are judged in words: river chiefs, patrols, drills, items made public."""

import re
from collections.abc import Iterator

from pipeline.stages.extraction.names import Name, NamedSpan, as_component, measured
from pipeline.stages.extraction.of_others import is_of_others
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.tallied import TALLIES, Lead, Tally
from pipeline.stages.extraction.transparent import is_transparent

TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|[,、;]共)(?:有|为|达)?$")
_LEVEL = re.compile(r"[,、:;(]?(?:其中|分别为|包括|含)*[,:]?(?:省|市|县|区|州|旗|乡镇?|镇|街道|村)级(?:的|有|为)*")
# 调整河长3名 is no number of the whole; 调整三级河长212名 names all levels of it
_PASSING = re.compile(r"调整(?!(?:[县市区旗乡镇村、]{2,8})?[两三四]级)|更换|变动|(?<!拟)变更(?![前为])|增补|补选|新任")
_NOUN = re.compile(r"[一-龥]+")
MAX_CHARS_BEFORE = 40
_TALLIED = frozenset(tally.indicator_id for tally in TALLIES)


def tally_of(sentence: Sentence, group: Group) -> Owner | None:
    """Return the counted thing that the words around a number tell, of an indicator that the document proves.

    What a plan counts in passing is left alone.
    """
    if sentence.scene.is_plan and group.unit != "%":
        return None
    ids = {indicator_id for indicator_id, _ in sentence.scene.proved} & _TALLIED
    if ids and (total := _total_of(sentence, group)) is not None and total.indicator_id in ids:
        names = tuple(_named(total, sentence))
        return Owner((NamedSpan(group.start - 2, group.start, names),), group.start, is_own=True) if names else None
    if ids and (of_level := _of_level(sentence, group, ids)) is not None:
        return of_level
    for tally in TALLIES if ids else ():
        if (
            tally.indicator_id in ids
            and (not tally.only_sub or _proves_alone(tally, sentence))
            and group.unit.lstrip("万") in tally.units
            and (at := _place(tally, sentence, group))
        ):
            names = tuple(_named(tally, sentence))
            return Owner((NamedSpan(*at, names),), group.start, is_own=True) if names else None
    return None


def _proves_alone(tally: Tally, sentence: Sentence) -> bool:
    """Tell whether a document proves the one sub-indicator of a tally, and none else of its indicator."""
    subs = {sub for indicator_id, sub in sentence.scene.proved if indicator_id == tally.indicator_id}
    return subs == {tally.only_sub}


def _of_level(sentence: Sentence, group: Group, ids: set[str]) -> Owner | None:
    """Return the counted thing of which a number is the part of one level: 三级河长353名，其中县级9名、乡级46名."""
    index = sentence.groups.index(group)
    since = sentence.groups[index - 1].end if index else sentence.start
    if index == 0 or _LEVEL.fullmatch(sentence.text, since, group.start) is None:
        return None
    before = sentence.groups[index - 1]
    if before.unit.lstrip("万") != group.unit.lstrip("万"):
        return None
    return tally_of(sentence, before)


def _place(tally: Tally, sentence: Sentence, group: Group) -> tuple[int, int] | None:
    """Return where the words of a tally stand, None where they do not."""
    text, start = sentence.text, sentence.start
    if (tally.within and tally.within not in text[start : sentence.end]) or tally.around not in text:
        return None
    is_passing = _PASSING.search(text, sentence.clause_start(group.start), group.start) is not None
    if is_passing or is_of_others(tally.indicator_id, text, start, group.start):
        return None
    after = tally.after.match(text, group.end, sentence.end) if tally.after else None
    if tally.after is not None and after is None:
        return None
    if tally.before is not None:
        return _led(tally.before, sentence, group)
    return (group.end, after.end()) if after else None


def _led(lead: Lead, sentence: Sentence, group: Group) -> tuple[int, int] | None:
    """Return where the words before a number stand: right before it, or before words that speak of no thing."""
    begin = max(sentence.start, group.start - MAX_CHARS_BEFORE)
    if (told := lead.at_once.search(sentence.text, begin, group.start)) is not None:
        return told.span()
    stems = list(lead.stem.finditer(sentence.text, begin, group.start)) if lead.stem is not None else []
    if not stems or not is_transparent(sentence.gap(stems[-1].end(), group.start)):
        return None
    if _is_of_number_before(sentence, stems[-1].start(), stems[-1].end()):
        return None
    between = any(stems[-1].end() <= one.start < group.start for one in sentence.groups)
    is_origin = sentence.text[stems[-1].end() : stems[-1].end() + 1] in ("由", "从")  # 由去年的86.6%提高到100%
    return stems[-1].span() if is_origin or not between else None


def _is_of_number_before(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether words end what an earlier number counts, set off from the next: 81家企业预案备案、37家重点企业…."""
    if sentence.text[end : end + 1] != "、":
        return False
    before = [one for one in sentence.groups if one.end <= start]
    return bool(before) and _NOUN.fullmatch(sentence.text, before[-1].end, end) is not None


def _total_of(sentence: Sentence, group: Group) -> Tally | None:
    """Return the tally whose parts 合计 adds up: 县级河长14名、乡级河长136名、村级河长389名，合计539名."""
    if TOTAL.search(sentence.text, sentence.start, group.start) is None:
        return None
    index = sentence.groups.index(group)
    before = [one for one in sentence.groups[:index] if one.unit == group.unit]
    for tally in TALLIES if len(before) > 1 else ():
        if group.unit in tally.units and all(_is_counted(tally, sentence, one) for one in before[-2:]):
            return tally
    return None


def _is_counted(tally: Tally, sentence: Sentence, group: Group) -> bool:
    """Tell whether a number is of a tally by its own words, or goes on with one as its part of another level."""
    if _place(tally, sentence, group):
        return True
    index = sentence.groups.index(group)
    since = sentence.groups[index - 1].end if index else sentence.start
    is_level = index > 0 and _LEVEL.fullmatch(sentence.text, since, group.start) is not None
    return is_level and _is_counted(tally, sentence, sentence.groups[index - 1])


def _named(tally: Tally, sentence: Sentence) -> Iterator[Name]:
    indicator = sentence.scene.edition.by_id(tally.indicator_id)
    for whole in measured(indicator):
        for part in whole.measure.components:
            if part.name == tally.component:
                yield as_component(whole, part)
