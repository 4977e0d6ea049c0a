"""Amounts told by what was done with them, behind their number: 产生52.6万吨，其中48.9万吨得到资源化利用."""

import re

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, as_measure, ratio_parts
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.sentence import Group, Sentence

_LEADS = re.compile(r"[,、;(]?(?:其中|有|已|约|的|当中|里|中)*")
_DEED = re.compile(
    r"(?:已|均|全部|都|被|由|经)*(?:得到|实现|进行|予以|获得|得以|用于)?了?(?:有效|充分|规范|合理|妥善)?的?"
    r"(?P<deed>(?:资源化|综合|回收|安全|无害化|集中|达标|再生|规范|自行|委托)*(?:利用|处置|处理|回收|贮存|排放))(?:$|(?=[,。;、)]))"
)


def done_after(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of an amount that a deed follows where the whole was told right before; None for any other."""
    group = sentence.groups[index]
    if group.unit in ("", "%", "百分点") or is_counter(group.unit) or len(group.quantities) > 1:
        return None
    said = _DEED.match(sentence.text, group.end, sentence.end)
    if said is None or (told := _before(sentence, index, owners)) is None:
        return None
    whole = told.spans[-1].names
    found = tuple(dict.fromkeys(part for name in whole for part in _parts(name, said["deed"], group)))
    return Owner((NamedSpan(group.end, said.end("deed"), found),), group.start) if len(found) == 1 else None


def _before(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of the figure that nothing but 其中 parts from this one, that has a part of itself done."""
    last = owners.get(index - 1)
    if last is None or len(last.spans) != 1 or last.subject:
        return None
    since = sentence.groups[index - 1].end
    between = _LEADS.fullmatch(sentence.text, since, sentence.groups[index].start)
    deed = _DEED.match(sentence.text, since, sentence.end)
    return (
        last
        if between or (deed is not None and _LEADS.fullmatch(sentence.text, deed.end(), sentence.groups[index].start))
        else None
    )


def _parts(name: Name, deed: str, group: Group) -> tuple[Name, ...]:
    """Return the numerator of a rate that is called by a deed, else the parts whose own name holds its last word."""
    measure, word = as_measure(name), deed[-2:]
    rates = [rate for rate in (measure, *_components(measure)) if name in ratio_parts(rate)[1:] and word in rate.name]
    if above := {ratio_parts(rate)[0]: None for rate in rates}:
        return tuple(part for part in above if part.fits(group.unit))
    parts = (part for part in _components(measure) if part != name and part.component and not part.component.optional)
    return tuple(part for part in parts if part.fits(group.unit) and word in part.name and part.name.endswith("量"))


def _components(measure: Name) -> tuple[Name, ...]:
    return tuple(as_component(measure, part) for part in measure.measure.components)
