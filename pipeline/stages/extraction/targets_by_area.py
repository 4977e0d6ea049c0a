"""Targets that a notice sets for one area after the other: 能耗降低目标：甲县2021年3.0%，2022年3.2%；乙区三年均3.5%."""

import re
from collections.abc import Iterator, Sequence

from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.shadow import Shadow
from pipeline.numbers.year_span import YearSpan
from pipeline.numbers.years import years
from pipeline.stages.extraction.names import Name, NamedSpan, named_spans
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace

_OPENS = re.compile(
    r"(?P<falls>降低|下降)?(?:率|幅度)?(?:的)?(?:年度|控制|约束性|考核|总量)*(?:目标|任务|指标)(?:任务|值|分解)?(?:分别)?(?:为|是|如下)?:"
    r"|(?:目标|任务|指标)?,(?=[一-龥]{1,7}?[县区市旗](?:应|须|要|力争)?(?:分别|20\d\d年)?(?:应|须|要|力争)?(?:达|不低|不高|不少|不超|控制|为|提高|保持))"
)
# 各县（区）分年目标如下：, 分县任务：: the sentence before names what is to be reached
_OPENS_ALONE = re.compile(
    r"(?:^|(?<=[。;]))(?:其中|现将|具体)?,?(?:分配(?:给|到)?|分解(?:到|至)?|下达(?:给|到)?)?(?:各|分|按)(?:[县市区旗()、,]|区域|地区)+"
    r"(?![^:]{0,20}(?:现状|完成情况))[^。;:\d]{0,14}?(?:目标|任务|指标|要求)[^。;:\d]{0,8}:"
)
_AREA = re.compile(
    r"(?<![一-龥])(?P<area>[一-龥]{1,7}?(?:自治县|县|区|市|旗))(?=[\d≥≤>=<三两均为不达应须要:,、]|分别|力争)"
)
_SOME_YEARS = re.compile(r"(?P<count>[两三四五])年")
_COUNTS = {"两": 2, "三": 3, "四": 4, "五": 5}
_FALLS = ("降低率", "下降率")
_MOST_CHARS = 400


def targets_by_area(shade: Shadow, scene: Scene) -> Iterator[Reading]:
    """Yield the targets of a list behind 目标：, each with the area and the years that stand before it.

    Where no year stands beside a number it is for those told before the list, else those of the document.
    """
    text = shade.text
    if not scene.sets_targets or not any(
        mark in text for mark in (":", "县应", "县须", "县分别", "区应", "市应", "县达", "县20", "市20", "区20")
    ):
        return
    dated = years(shade)
    found = quantities(shade, [(span.start, span.end) for span in dated])
    for span in named_spans(scene.lexicon.find(text), scene.edition):
        opened = _OPENS.match(text, span.end)
        if opened is None:
            continue
        stop = text.find("。", opened.end())
        stop = min(len(text) if stop < 0 else stop, opened.end() + _MOST_CHARS)
        name = _named(span, is_fall=opened["falls"] is not None)
        listed = [one for one in found if opened.end() <= one.start < stop and name is not None and name.fits(one.unit)]
        before = [one for one in dated if one.end <= span.start and text.rfind("。", one.end, span.start) < 0]
        if name is not None:
            yield from _listed(text, scene, name, (span.start, opened.end()), listed, dated, before)
    yield from _opened_alone(text, scene, found, dated)


def _opened_alone(text: str, scene: Scene, found: Sequence[Quantity], dated: Sequence[YearSpan]) -> Iterator[Reading]:
    """Yield the targets of a list whose opening names nothing: …达到91%。各县（区）分年目标如下：甲县2021年86%."""
    for opened in _OPENS_ALONE.finditer(text):
        named = [span.names[0] for span in named_spans(scene.lexicon.find(text[: opened.end()]), scene.edition)]
        stop = text.find("。", opened.end())
        stop = len(text) if stop < 0 else stop
        for name in named[-1:]:
            listed = [one for one in found if opened.end() <= one.start < stop and name.fits(one.unit)]
            yield from _listed(text, scene, name, (opened.start(), opened.end()), listed, dated, ())


def _named(span: NamedSpan, *, is_fall: bool) -> Name | None:
    """Return what the list is of: the rate by which a thing falls where the words say so."""
    for name in span.names if is_fall else ():
        part = next((one for one in name.measure.components if one.name.endswith(_FALLS)), None)
        if part is not None:
            return replace(name, name=part.name, unit=part.unit, component=part)
    return span.names[0] if not is_fall else None


def _listed(
    text: str,
    scene: Scene,
    name: Name,
    place: tuple[int, int],
    listed: Sequence[Quantity],
    dated: Sequence[YearSpan],
    before: Sequence[YearSpan],
) -> Iterator[Reading]:
    areas = list(_AREA.finditer(text, place[1]))
    numbers: dict[int, list[Quantity]] = {}
    for one in listed:
        numbers.setdefault(max((area.start() for area in areas if area.end() <= one.start), default=-1), []).append(one)
    since = place[1]
    for area in areas:
        of_area = numbers.get(area.start(), [])
        for index, one in enumerate(of_area):
            beside = [span for span in dated if max(since, area.end()) <= span.start < one.start]
            told = beside or before[-1:]
            named = tuple(year for span in told for year in span.years) or _of_some(text[since : one.start], scene)
            since = one.end
            # 甲县分别达到87%、89%、91% in as many years
            paired = named[index : index + 1] if not beside and len(of_area) == len(named) else named
            for year in paired:
                yield Reading(name, one, "target", year, area["area"], one.start, one.end, place[0], one.end)


def _of_some(words: str, scene: Scene) -> tuple[int, ...]:
    """Return the years of the document, the first three where the words say 三年均."""
    counted = _SOME_YEARS.search(words)
    return scene.default_years[: _COUNTS[counted["count"]]] if counted is not None else scene.default_years
