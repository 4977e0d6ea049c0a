"""Values counted off against the sub-indicators of one indicator: 秸秆、畜禽粪污、农膜三项分别为92%、88%和86%."""

import re

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.sentence import Sentence
from pipeline.stages.extraction.subjects import listed_members
from schemas.edition import Indicator

MIN_MEMBER_CHARS = 2
_HEAD = re.compile(r"^.*[。;:]|^(?:其中|全[年县区市]|我[县区市]|本年度?|[,\s])+")
# 三项 counts the members themselves
_IS_COUNT = re.compile(r"[两二三四234](?:项|者|个|类)")
_TAIL = re.compile(
    r"(?:[,、]?(?:等|这|上述|以上)?[两二三四](?:项|者|类|方面|[个种](?=[一-龥]))(?:指标|废弃物)?|力争|争取|确保|预计|计划|[要将拟]|的?(?:综合)?(?:利用|回收|处置|处理)?(?:率|比例|比率|指标|值)|的|,|则|各|均)+$"
)
_THING = re.compile(
    r"(?:[。,;、:和及]|其中)(?!其中)(?P<thing>[一-龥]{2,4}?)(?:平均|总体)?(?:力争|争取|[要将也则])*[为达到是约]*$"
)
_DEED_AND_RATE = re.compile(r"(?:综合|资源化|回收|安全)*(?:利用|回收|处置|处理)*(?:率|比例)")


def subs_listed(sentence: Sentence, index: int) -> Owner | None:
    """Return the sub-indicators that a list before 分别 tells by the beginnings of their names, None for none."""
    group = sentence.groups[index]
    count = len(group.quantities)
    if count < 2 or group.unit != "%":
        return None
    before = [one.end for one in sentence.groups[:index] if not _IS_COUNT.match(sentence.text, one.start)]
    since = max(before, default=sentence.start)
    told = RESPECTIVELY.search(sentence.text, since, group.start)
    inside = [span for span in sentence.names if since <= span.start < group.start]
    # 秸秆、粪污、农膜利用率分别…: the last of the list with the word for all is a name of its own
    is_last = len(inside) == 1 and sentence.text[inside[0].start - 1] in "、和及与"
    if told is None or (inside and not is_last):
        return None
    words = _TAIL.sub("", _HEAD.sub("", sentence.gap(since, told.start())))
    members = [squeeze(member) for member in listed_members(words, count)]
    if not members or min(map(len, members)) < MIN_MEMBER_CHARS:
        return None
    for indicator_id in sorted(sentence.scene.proved_ids):
        if names := _subs_called(sentence.scene.edition.by_id(indicator_id), members):
            if inside and names[-1] not in inside[0].names:
                return None
            start = told.start()
            return Owner(tuple(NamedSpan(start, start, (name,)) for name in names), start)
    return None


def sub_begun(sentence: Sentence, index: int) -> Owner | None:
    """Return the sub-indicator whose name a thing before a rate begins: 化肥农药利用率。化肥41.9%，农药43.2%."""
    group = sentence.groups[index]
    told = _THING.search(sentence.text, max(0, sentence.start - 1), group.start)
    if group.unit != "%" or told is None:
        return None
    if any(told.start("thing") < span.end <= group.start for span in sentence.names):
        return None
    member = squeeze(told["thing"])
    for indicator_id in sorted({*sentence.near_ids(), *sentence.scene.near_ids} & sentence.scene.proved_ids):
        indicator = sentence.scene.edition.by_id(indicator_id)
        called = [sub for sub in indicator.subs if _is_rate_of(member, (sub.name, *sub.aliases))]
        if len(indicator.subs) > 1 and len(called) == 1:
            sub = called[0]
            name = Name(indicator.id, indicator.number, sub.number, sub.name, sub.unit, sub)
            return Owner((NamedSpan(told.start("thing"), told.end("thing"), (name,)),), told.end("thing"))
    return None


def _is_rate_of(member: str, names: tuple[str, ...]) -> bool:
    """Tell whether a name is a thing with nothing but its deed and 率: 化肥 of 化肥利用率."""
    return any(
        name.startswith(member) and _DEED_AND_RATE.fullmatch(name[len(member) :]) for name in map(squeeze, names)
    )


def _subs_called(indicator: Indicator, members: list[str]) -> list[Name]:
    """Return the sub-indicators whose names begin with the members, one for each; [] where one has none or several."""
    found = []
    for member in members:
        called = [
            sub for sub in indicator.subs if any(squeeze(name).startswith(member) for name in (sub.name, *sub.aliases))
        ]
        if len(called) != 1 or not called[0].is_quantitative:
            return []
        found.append(called[0])
    if len({sub.number for sub in found}) < len(found):
        return []
    return [Name(indicator.id, indicator.number, sub.number, sub.name, sub.unit, sub) for sub in found]
