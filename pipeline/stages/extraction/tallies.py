"""What is counted for indicators that are judged in words: river chiefs, patrols, drills, items made public."""

import re
from collections.abc import Iterator

from pipeline.stages.extraction.names import Name, NamedSpan, as_component, as_measure
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.tallied import TALLIES, Tally
from schemas.edition import Measure

_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共)(?:有|为|达)?$")
# 调整河长3名 is no number of the whole
_PASSING = re.compile(r"调整|更换|变动|(?<!拟)变更(?![前为])|增补|补选|新任")
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
    for tally in TALLIES if ids else ():
        if (
            tally.indicator_id in ids
            and group.unit.lstrip("万") in tally.units
            and (at := _place(tally, sentence, group))
        ):
            names = tuple(_named(tally, sentence))
            return Owner((NamedSpan(*at, names),), group.start, is_own=True) if names else None
    return None


def _place(tally: Tally, sentence: Sentence, group: Group) -> tuple[int, int] | None:
    """Return where the words of a tally stand, None where they do not."""
    text, start = sentence.text, sentence.start
    if tally.within and tally.within not in text[start : sentence.end]:
        return None
    if _PASSING.search(text, sentence.clause_start(group.start), group.start):
        return None
    told = tally.before.search(text, max(start, group.start - 40), group.start) if tally.before else None
    after = tally.after.match(text, group.end, sentence.end) if tally.after else None
    if (tally.before is not None and told is None) or (tally.after is not None and after is None):
        return None
    return told.span() if told else (group.end, after.end()) if after else None


def _total_of(sentence: Sentence, group: Group) -> Tally | None:
    """Return the tally whose parts 合计 adds up: 县级河长14名、乡级河长136名、村级河长389名，合计539名."""
    if _TOTAL.search(sentence.text, sentence.start, group.start) is None:
        return None
    index = sentence.groups.index(group)
    before = [one for one in sentence.groups[:index] if one.unit == group.unit]
    for tally in TALLIES if len(before) > 1 else ():
        if group.unit in tally.units and all(_place(tally, sentence, one) for one in before[-2:]):
            return tally
    return None


def _named(tally: Tally, sentence: Sentence) -> Iterator[Name]:
    indicator = sentence.scene.edition.by_id(tally.indicator_id)
    measures: tuple[tuple[int | None, Measure], ...] = indicator.measures()
    for sub, measure in measures:
        whole = Name(indicator.id, indicator.number, sub, measure.name, measure.unit, measure)
        for part in measure.components:
            if part.name == tally.component:
                yield as_component(as_measure(whole), part)
