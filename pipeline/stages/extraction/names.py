"""Names in a text resolved to the measure or the component whose number may follow."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon import Mention
from pipeline.numbers.units import is_counter, read_unit, same_dimension
from pipeline.once import once_for_each
from pipeline.stages.extraction.scene import Scene
from pipeline.values import frozen
from schemas.edition import Component, Edition, Indicator, Measure

# Water is counted in 吨 or in 立方米, whichever the office prefers: 1立方米 counts as 1吨
MAX_INDICATORS = 256
_WATER = frozenset({"mass", "volume"})
# what stands somewhere is counted in 个 or 处, never in 项
_PLACES = ("水源地", "断面", "点位", "水体", "河流", "地块", "自然保护地")


@frozen
class Name:
    """One thing of the edition that has a number: a measure, or a component of its formula."""

    indicator_id: str
    number: int
    sub: int | None
    name: str
    unit: str
    measure: Measure
    component: Component | None = None

    def __hash__(self) -> int:
        """Hash what tells one from another: measures are long to hash."""
        return hash((self.indicator_id, self.sub, self.name, self.unit))

    @property
    def is_change(self) -> bool:
        """Tell whether the thing is itself a change (下降幅度, 提高幅度, 降低率)."""
        return self.name.endswith(("幅度", "下降率", "降低率"))

    @property
    def counts_falls(self) -> bool:
        """Tell whether it is a change that is positive where the thing falls (下降幅度)."""
        return self.is_change and ("下降" in self.name or "降低" in self.name)

    @property
    def is_count(self) -> bool:
        """Tell whether it is a counted thing that no formula of the measure uses (自然保护地个数).

        Of what is judged in words everything is: 生活垃圾分类覆盖率, too.
        """
        if self.component is None:
            return False
        if not self.measure.is_quantitative:
            return True
        if not is_counter(self.component.unit):
            return False
        measure = self.measure
        formulas = [measure.formula, *measure.other_formulas, *(part.formula for part in measure.components)]
        return not any(self.component.name in formula for formula in formulas)

    @property
    def _is_of_villages(self) -> bool:
        """Tell whether it counts villages, which no 座 or 户 does."""
        return self.unit == "个" and "行政村" in self.name

    def fits(self, unit: str) -> bool:
        """Tell whether a number in this unit can be its value."""
        if self.component is None and not self.measure.is_quantitative:
            return unit == "%" and self.name.endswith("率")
        if self.unit == "":
            return unit in ("", "分")
        if not unit or (self._is_of_villages and is_counter(unit) and unit not in ("个", "村")):
            return False
        if self.unit == "百分点":
            return unit in ("百分点", "%")
        # 水源地61项监测指标 are no 61 sources; 污水排放量1010万立方米，处理量972万立方米: not that of waste
        is_of_checks = unit == "项" and self.unit == "个" and any(place in self.name for place in _PLACES)
        is_of_water = unit.endswith("立方米") and "垃圾" in self.name
        return not is_of_checks and not is_of_water and _counts_the_same(self.unit, unit)


@frozen
class NamedSpan:
    """text[start:end] names one or several things (地区生产总值 is a component of three indicators)."""

    start: int
    end: int
    names: tuple[Name, ...]


@lru_cache(maxsize=MAX_INDICATORS)
def measured(indicator: Indicator) -> tuple[Name, ...]:
    """Return the measures of an indicator: its own, or those of its sub-indicators, in their order."""
    return tuple(
        Name(indicator.id, indicator.number, sub, measure.name, measure.unit, measure)
        for sub, measure in indicator.measures()
    )


def named_spans(mentions: list[Mention], edition: Edition) -> list[NamedSpan]:
    """Group mentions by their span, in order, resolved in the edition."""
    if not mentions:
        return []
    spans: dict[tuple[int, int], list[Name]] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), []).append(_name(mention, edition))
    return [NamedSpan(start, end, tuple(names)) for (start, end), names in sorted(spans.items())]


def _name(mention: Mention, edition: Edition) -> Name:
    known = _names_of(edition)
    key = (mention.indicator_id, mention.sub, mention.component)
    if key not in known:
        measure = edition.by_id(mention.indicator_id).measure(mention.sub)
        component = next((part for part in measure.components if part.name == mention.component), None)
        unit = component.unit if component else measure.unit
        known[key] = Name(mention.indicator_id, mention.number, mention.sub, mention.name, unit, measure, component)
    return known[key]


@once_for_each
def _names_of(edition: Edition) -> dict[tuple[str, int | None, str | None], Name]:
    """Return where the names of an edition are kept once they were resolved."""
    return {}


def fitting(names: tuple[Name, ...], unit: str, scene: Scene, near: tuple[str, ...] = ()) -> tuple[Name, ...]:
    """Return the names that a number in this unit may belong to, those of the indicators spoken of first.

    `near` are the indicators named in the same sentence or table; then come those of the headings. Where neither
    decides, all for which the document is evidence remain.
    """
    found = tuple(name for name in names if name.fits(unit)) or _by_unit(names, unit)
    for ids in (near, scene.near_ids):
        closer = tuple(name for name in found if name.indicator_id in ids)
        if closer:
            found = closer
            break
    if len({name.indicator_id for name in found}) > 1:
        found = tuple(name for name in found if scene.proves(name.indicator_id, name.sub)) or found
    return _baseline_apart(found)


def _by_unit(names: tuple[Name, ...], unit: str) -> tuple[Name, ...]:
    """Return the component that a measure's name and the unit make: 自然保护地16个, 外来入侵物种23种."""
    for name in names:
        if name.component is not None:
            continue
        for part in name.measure.components:
            stands = as_component(name, part)
            begins = (name.measure.name, *name.measure.aliases)
            if part.name.startswith(begins) and not stands.is_change and stands.fits(unit):
                return (stands,)
    return ()


def as_component(name: Name, part: Component) -> Name:
    """Return a component of the same measure as a name."""
    return Name(name.indicator_id, name.number, name.sub, part.name, part.unit, name.measure, part)


def as_measure(name: Name) -> Name:
    """Return the measure that a component belongs to."""
    return Name(name.indicator_id, name.number, name.sub, name.measure.name, name.measure.unit, name.measure)


def of_baseline(name: Name) -> Name:
    """Return the component that holds the baseline year's value of this one, or the name itself."""
    for part in name.measure.components:
        if part.year == "baseline" and name.component is not None and part.of == name.component.name:
            return as_component(name, part)
    return name


def measure_shared(parts: list[Name], wholes: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the rates whose formula divides one of the parts (by one of the wholes, where any are given)."""
    found = []
    for part in parts:
        for rate in _rates(part):
            _, _, below = rate.formula.partition("/")
            if not wholes or any(_is_below(whole, part, below) for whole in wholes):
                found.append(as_measure(part) if isinstance(rate, Measure) else as_component(part, rate))
    return tuple(dict.fromkeys(found))


def _rates(part: Name) -> Iterator[Measure | Component]:
    """Yield what a part is the numerator of: the measure, or a component that follows from others (断面比例)."""
    rates: tuple[Measure | Component, ...] = (part.measure, *part.measure.components)
    for rate in rates:
        above, _, below = rate.formula.partition("/")
        # 占土地总面积的2.4% is no share of a sum's part
        if part.component is not None and below and "+" not in above and part.component.name in above:
            yield rate


def _is_below(whole: Name, part: Name, below: str) -> bool:
    same = whole.indicator_id == part.indicator_id and whole.sub == part.sub
    return same and whole.component is not None and whole.component.name in below


def ratio_parts(name: Name) -> tuple[Name, ...]:
    """Return numerator and denominator of a rate that is one part over another, () for any other."""
    above, _, below = (name.component or name.measure).formula.removesuffix(" * 100").partition(" / ")
    parts = {part.name: part for part in name.measure.components}
    if above not in parts or below not in parts:
        return ()
    return as_component(name, parts[above]), as_component(name, parts[below])


def change_of(name: Name, base: str, is_named: bool) -> Name | None:
    """Return what the edition calls the change of this thing against a base (previous, baseline), None if nothing.

    单位国内生产总值建设用地使用面积 against the year before is 单位国内生产总值建设用地使用面积下降率.
    `is_named` tells that the text itself says 下降率, 提高幅度: then the words may name the measure.
    """
    current = name.component.name if name.component else None
    if is_named and current is not None and as_measure(name).is_change and current in name.measure.name:
        return as_measure(name)
    if is_named and not base:
        base = "previous"
    for part in name.measure.components:
        if current is not None and part.of == current and part.year == base:
            return as_measure(name)
        if current is None and base in ("previous", "") and part.name.startswith(name.measure.name):
            stands = as_component(name, part)
            if stands.is_change:
                return stands
    return None


def sibling_subs(name: Name, edition: Edition) -> tuple[Name, ...]:
    """Return the sub-indicators of an indicator named as a whole (化肥农药利用率), () where it has none."""
    indicator = edition.by_id(name.indicator_id)
    if name.sub is not None or name.component is not None:
        return ()
    return tuple(Name(name.indicator_id, name.number, sub.number, sub.name, sub.unit, sub) for sub in indicator.subs)


def _baseline_apart(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Of one thing's value now and in another year, keep the value now; the year tells the rest."""
    current = tuple(name for name in names if name.component is None or name.component.year == "current")
    return current or names


@lru_cache(maxsize=4096)
def _counts_the_same(own: str, unit: str) -> bool:
    return same_dimension(own, unit) or _both_water(own, unit) or _both_times(own, unit)


def _both_times(first: str, second: str) -> bool:
    """Tell whether one counts 次 and the other 人次 or 场: patrols and drills are counted in either."""
    return first == "次" and second.removeprefix("万") in ("次", "人次", "场")


def _both_water(first: str, second: str) -> bool:
    one, other = read_unit(first), read_unit(second)
    return one is not None and other is not None and {one.dimension, other.dimension} == _WATER
