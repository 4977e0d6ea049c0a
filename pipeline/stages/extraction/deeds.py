"""Counted things told by what they did: 198个实现生活垃圾无害化处理, 109470户使用上卫生厕所, 352天优良."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.done_shares import rates_of_done
from pipeline.quality_classes import sections_all_good
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, fitting, measured, named_spans, ratio_parts
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from schemas.edition import Indicator

MIN_DEED_CHARS = 4
_VILLAGES = frozenset({"村", "行政村", "建制村"})
_DEED_OF_NAME = re.compile(
    r"(?:完成|实现)?(?P<deed>[一-龥A-Za-z0-9]{2,16}?)的?(?P<thing>行政村|村|农户|户|断面|点位|企业|人)数?"
)
_SAID = re.compile(
    r"(?:(?:个|户|家)?(?P<thing>行政村|建制村|村|农户|户|企业))?(?:中|均|都|皆|已经?|全部|能够?|可|先后)*"
    r"(?:实现|完成|达到|做到|开展|用上)?了?(?P<deed>[一-龥]{4,16})"
)
_DONE_OF = re.compile(
    r"[中内,、(](?:其中|已|已经|累计|共|目前)*(?:完成|实现|建成|达标)(?:治理|处理)?(?:的|了|约|有|共)*$"
)
_ENDS = re.compile(r"$|[,。;)、]")
_GOOD_WATER = re.compile(
    r"(?:[国省市州县区]?[控考]?断面)?(?:年均|月均|年度)?(?:水质)?(?:均|全部|都)?(?:达标|(?:达到|符合|优于|达到或优于)(?:地表水)?(?:或优于|或好于)?I{1,3}类(?:及?以上)?(?:水质|标准)*)(?=[,。;、)(]|$)"
)
_SOFT = re.compile(r"[上了已的到过均都]|实现|完成|达到|做到|全部|全面|得到")
_GOOD_DAYS = re.compile(
    r"(?:空气质量)?(?:均|全部)?(?:达到|为|属|达)?(?:优良|优或良|优和良|优、良|(?:达到)?(?:或好于|或优于)?(?:国家)?(?:环境空气质量)?(?:二级|2级|II级)(?:及?以上)?)(?:级别|水平|标准|等级|以上)?(?=[,。;、)(]|$)"
)
_SHARE_OF_DAYS = re.compile(
    r"的(?:监测)?(?:天数|日子|时间)[^,。;:]{0,8}?(?:达到|为|属|达|是)(?:了|或)?(?:优良|优或良|优和良)"
)
_GOOD_BEFORE = re.compile(
    r"(?:[,、:;]|年|累计|共计?|合计|总计|其中|空气质量|环境空气|为)(?:优良|优和良|达标)天?(?:共|为|有|计|合计)*$"
    # 空气好于二级的日子有358天
    r"|(?:[优好]于|达到?)(?:国家)?(?:环境空气质量)?(?:二级|II级)(?:标准)?(?:及?以上)?的(?:天数?|日子|天气)(?:共|为|有|计|合计)*$"
)
_SECTIONS = re.compile(
    r"(?:[国省市州县区](?:[、和及]?[国省市州县区]){0,3}[控考]|[省市州县区]级|考核|监测|地表水|河流|水质|主要|以上|、|及|和)*断面(?!达标|(?:年均)?水质(?:类别)?[为是属])"
)


def by_deed(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return the counted thing that the words after a number tell, None where they fit none or several."""
    text, end = sentence.text, group.end
    if (day := _by_quality(sentence, group)) is not None:
        return day
    if group.unit not in ("个", "户", "家", "人"):
        return None
    said = _SAID.match(text, end, sentence.end)
    if said is None:
        return _bare_done(sentence, group)
    found = {name.name: name for name in _told_by(sentence, group, said["thing"] or "", said["deed"])}
    return NamedSpan(end, said.end(), tuple(found.values())) if len(found) == 1 else None


def _by_quality(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return what days and sections of good quality are: 352天优良, 97.2%的天数达到优良, 9个考核断面."""
    text, end = sentence.text, group.end
    if group.unit == "天":
        return _days(sentence, group)
    if group.unit == "%" and (said := _SHARE_OF_DAYS.match(text, end, sentence.end)):
        return called_in_unit(sentence, "优良天数比例", end, said.end(), group)
    if group.unit in ("个", "处") and (good := _of_good_quality(sentence, group)) is not None:
        return good
    if group.unit == "个" and (said := _SECTIONS.match(text, end, sentence.end)):
        near = any(span.start < said.end() + 2 and said.end() - 2 < span.end for span in sentence.names)
        spoken = near or sentence.scene.proves("water", 1)
        counted = called_in_unit(sentence, "监测断面数", end, said.end(), group) if spoken else None
        return _with_good_ones(sentence, group, counted) if counted is not None else None
    return None


def _with_good_ones(sentence: Sentence, group: Group, counted: NamedSpan) -> NamedSpan:
    """Return the sections counted as those of good quality as well, where all are and no share says so: 均达到II类."""
    text = sentence.text
    is_told = "%" in text or any(text.startswith(",其中", end) for _, end in sections_all_good(text))
    if is_told or not any(group.start <= begin < group.end for begin, _ in sections_all_good(text)):
        return counted
    good = called_in_unit(sentence, "达到或优于III类断面", counted.start, counted.end, group)
    return replace(counted, names=(*counted.names, *good.names)) if good is not None else counted


def _days(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return what days are: 352天优良, 优良天合计323天, 364个有效天."""
    if said := _GOOD_DAYS.match(sentence.text, group.end, sentence.end):
        return called_in_unit(sentence, "优良天数", group.end, said.end(), group)
    if _GOOD_BEFORE.search(sentence.text, sentence.start, group.start):
        return called_in_unit(sentence, "优良天数", group.start - 2, group.start, group)
    if "有效" in group.quantities[0].raw:
        return called_in_unit(sentence, "有效监测天数", group.start, group.end, group)
    return None


def _of_good_quality(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return the sections or sources of good water among those told before: 10个水源地中9个达标."""
    said = _GOOD_WATER.match(sentence.text, group.end, sentence.end)
    things = re.findall(r"断面|水源地", sentence.text[sentence.start : group.start]) if said else []
    names = {"断面": "达到或优于III类断面", "水源地": "达标水源地"}
    return called_in_unit(sentence, names[things[-1]], group.end, said.end(), group) if said and things else None


def _bare_done(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return what was done of the whole told before: 112个行政村中完成69个."""
    before = sentence.text[sentence.start : group.start]
    if not _DONE_OF.search(before) or not _ENDS.match(sentence.text, group.end):
        return None
    found = set()
    for indicator in _spoken_of(sentence.scene, sentence.near_ids()):
        for whole in measured(indicator):
            for name in ratio_parts(whole)[:1]:
                known = _DEED_OF_NAME.fullmatch(name.name)
                if known is not None and known["thing"] in before and name.fits(group.unit):
                    found.add(name)
    return NamedSpan(group.start, group.end, tuple(found)) if len(found) == 1 else None


def share_that_is(sentence: Sentence, group: Group) -> NamedSpan | None:
    """Return the rate told by its thing before and its deed after a share: 危险废物100%得到安全处置."""
    if group.unit != "%":
        return None
    start = sentence.clause_start(group.start)
    start = max([start, *(one.end for one in sentence.years if one.end <= group.start)])
    for begin, end, name in rates_of_done(sentence.text, start, group.start, group.end):
        if span := called_in_unit(sentence, name, begin, end, group):
            return span
    return None


def called_in_unit(sentence: Sentence, name: str, start: int, end: int, group: Group) -> NamedSpan | None:
    """Return what a name means in the unit of a group, at a place; None where the edition has no such name."""
    mentions = sentence.scene.lexicon.called(name)
    names = named_spans(mentions, sentence.scene.edition)[0].names if mentions else ()
    names = fitting(names, group.unit, sentence.scene, sentence.near_ids())
    return NamedSpan(start, end, names) if names else None


def _told_by(sentence: Sentence, group: Group, thing: str, deed: str) -> Iterator[Name]:
    bare = _SOFT.sub("", deed)
    before = sentence.text[sentence.start : group.start]
    for indicator in _spoken_of(sentence.scene, sentence.near_ids()):
        for whole in measured(indicator):
            for part in whole.measure.components:
                name = as_component(whole, part)
                known = _DEED_OF_NAME.fullmatch(part.name)
                if known is None or not name.fits(group.unit) or len(bare) < MIN_DEED_CHARS:
                    continue
                is_thing = known["thing"] in (thing or before) or group.unit == known["thing"][-1:]
                is_thing = is_thing or (thing in _VILLAGES and known["thing"] in _VILLAGES)
                if is_thing and _says(bare, known["deed"]):
                    yield name


def _says(said: str, deed: str) -> bool:
    """Tell whether words are a deed, with characters of it left out (使用卫生厕所 for 使用无害化卫生厕所)."""
    left = iter(deed)
    return said[:2] == deed[:2] and all(character in left for character in said)


def _spoken_of(scene: Scene, near: tuple[str, ...]) -> list[Indicator]:
    ids = [*near, *scene.near_ids, *sorted(indicator_id for indicator_id, _ in scene.proved)]
    return [scene.edition.by_id(indicator_id) for indicator_id in dict.fromkeys(ids)]
