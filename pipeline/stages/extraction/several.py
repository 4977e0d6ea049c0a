"""Figures of several things named before that are told together: …两项指标分别为41%、43%; 两项利用率均达到40%."""

import re

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.names import Name, NamedSpan, measured
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.transparent import is_transparent

_SEVERAL = re.compile(
    r"(?:这|上述|以上|前述|该)?(?P<count>[两二三四])(?:项|个|者|率)(?P<what>[一-龥]{0,4}(?:率|比例|占比)|指标|比例|结果|数据|数值)?"
)
_LISTS = re.compile(r"[、和与及]")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4}
_GENERAL = frozenset({"指标", "比例", "结果", "数据", "数值"})


def several_told(sentence: Sentence, index: int) -> Owner | None:
    """Return the things named last in a paragraph that words count together before their figures, None for none."""
    group = sentence.groups[index]
    since = max([sentence.start, *(one.end for one in sentence.groups[:index] if one.end <= group.start)])
    told = _last_count(sentence, since, group)
    if told is None:
        return None
    count = _COUNTS[told["count"]]
    is_for_all = len(group.quantities) == 1 and ALL.search(sentence.text, told.end(), group.start) is not None
    if not is_for_all and len(group.quantities) != count:
        return None
    if any(told.end() <= span.start < group.start for span in sentence.names) or _lists_others(sentence, told.start()):
        return None
    what = told["what"] or ""
    ending = "" if what in _GENERAL else squeeze(what)
    named = _last_named(sentence, told.start(), group.unit, ending)[-count:]
    if len(named) < count and len(proved := _proved(sentence, group.unit, ending)) == count:
        named = proved
    if len(named) < count or not is_transparent(sentence.gap(told.end(), group.start)):
        return None
    start = told.start()
    return Owner(tuple(NamedSpan(start, start, (name,)) for name in named), told.end())


def _last_count(sentence: Sentence, since: int, group: Group) -> re.Match[str] | None:
    if not any(word in sentence.text for word in _COUNTS):
        return None
    found = list(_SEVERAL.finditer(sentence.text, since, group.start))
    return found[-1] if found else None


def _lists_others(sentence: Sentence, end: int) -> bool:
    """Tell whether members that have no name are counted: 秸秆利用率92%；秸秆、尾菜两项分别为91%、30%."""
    named = max((span.end for span in sentence.paragraph.names if span.end <= end), default=0)
    return _LISTS.search(sentence.text, max(named, sentence.clause_start(end)), end) is not None


def _last_named(sentence: Sentence, end: int, unit: str, ending: str) -> list[Name]:
    """Return the things named up to a place that take a unit and end as the words do, each once, the last last."""
    found: dict[Name, None] = {}
    for span in sentence.paragraph.names:
        fits = [name for name in span.names if name.fits(unit) or unit == "百分点"]
        if span.end > end or len(fits) != 1 or not squeeze(fits[0].name).endswith(ending):
            continue
        found.pop(fits[0], None)
        found[fits[0]] = None
    return list(found)


def _proved(sentence: Sentence, unit: str, ending: str) -> list[Name]:
    """Return the measures that a document proves, in the edition's order, that take a unit and end as the words do."""
    scene, found = sentence.scene, []
    for whole in (one for indicator in scene.edition.indicators for one in measured(indicator)):
        is_proved = whole.measure.is_quantitative and scene.proves(whole.indicator_id, whole.sub)
        if is_proved and squeeze(whole.name).endswith(ending) and whole.fits(unit):
            found.append(whole)
    return found
