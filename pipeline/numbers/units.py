"""Units of measure: the one place that knows their names, dimensions, conversion factors.

A base unit has a dimension and a factor to the dimension's reference, exact in Decimal: areas are counted in 亩
(1公顷=15亩, 1平方公里=1500亩, 1平方米=0.0015亩, all exact), so no conversion divides by 666.67. 万 and 亿 stay in
a unit (万吨, 立方米/万元): the stated precision of a value must not change with its prefix.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from pipeline.numbers.shadow import shadow
from pipeline.word_tree import tree_of, tree_pattern


@dataclass(frozen=True)
class BaseUnit:
    """One unit: its canonical name, the names it also goes by (as a shadow shows them), dimension, factor."""

    name: str
    dimension: str
    factor: Decimal
    aliases: tuple[str, ...] = ()


def _base(dimension: str, *rows: tuple[str, str, str]) -> tuple[BaseUnit, ...]:
    return tuple(BaseUnit(name, dimension, Decimal(factor), tuple(also.split())) for name, factor, also in rows)


COUNTED = "个处座宗台条种科属项起家村辆套件份所头株棵块场期批班栋例门篇册课眼口片间支张组镇乡县段幅只羽艘"
_UNITS = (
    *_base("ratio", ("%", "0.01", "百分比"), ("‰", "0.001", "")),
    *_base("points", ("百分点", "1", "个百分点 pp")),
    *_base(
        "area",
        ("平方公里", "1500", "km2 平方千米"),
        ("公顷", "15", "hm2 ha"),
        ("亩", "1", ""),
        ("平方米", "0.0015", "m2 平米"),
    ),
    *_base("length", ("公里", "1000", "km 千米"), ("米", "1", "m"), ("厘米", "0.01", "cm"), ("毫米", "0.001", "mm")),
    *_base(
        "mass",
        ("吨", "1000000", "t"),
        ("千克", "1000", "kg 公斤"),
        ("克", "1", "g"),
        ("毫克", "0.001", "mg"),
        ("微克", "0.000001", "μg ug"),
    ),
    *_base(
        "coal energy",
        ("吨标准煤", "1000", "吨标煤 tce 吨标准煤当量 吨煤当量"),
        ("千克标准煤", "1", "千克标煤 公斤标准煤 公斤标煤 kgce"),
    ),
    *_base("electricity", ("千瓦时", "1", "kwh kw·h 度电")),
    *_base("volume", ("立方米", "1000", "m3"), ("升", "1", "l"), ("毫升", "0.001", "ml")),
    *_base("money", ("元", "1", "元人民币 rmb")),
    *_base("time", ("天", "24", "d 个有效天 个有效日 个有效监测天 个有效监测日"), ("小时", "1", "h")),
    *_base("boiler", ("蒸吨", "1", "")),
    *_base("decibel", ("分贝", "1", "db")),
    *_base("duration", ("年", "1", "")),
    *_base("score", ("分", "1", "")),
    *_base("person", ("人", "1", ""), ("名", "1", ""), ("位", "1", "")),
    *_base("person-times", ("人次", "1", "")),
    *_base("household", ("户", "1", "")),
    *_base("times", ("次", "1", "")),
    *_base(
        "count",
        *((name, "1", "") for name in COUNTED),
    ),
)
_PREFIXES = MappingProxyType(
    {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000), "百万": Decimal(1_000_000),
     "千万": Decimal(10_000_000), "万亿": Decimal(10**12), "千": Decimal(1000), "十万": Decimal(100_000)}
)  # fmt: skip
_COUNTERS = frozenset({"person", "household", "count", "times", "person-times"})


def _names() -> Mapping[str, BaseUnit]:
    named: dict[str, BaseUnit] = {}
    for unit in _UNITS:
        for name in (unit.name, *unit.aliases):
            named[name.lower()] = unit
    return MappingProxyType(named)


_BY_NAME = _names()
_CHOICES = tree_pattern(tree_of(_BY_NAME))
_BASE = rf"{_CHOICES}(?:(?<![a-z0-9])|(?![a-z0-9]))"
# 千 makes names of its own: 千米, 千克, 千瓦时
_THOUSANDS = r"千(?=公顷|亩|吨|立方米|平方米|人|户|元)"
_SINGLE = rf"(?:百万|千万|万亿|十万|[万亿]|{_THOUSANDS})?{_BASE}"
# as in 立方米/万元 or 吨每天, with two units below as in 升/(人·日)
UNIT_PATTERN = rf"{_SINGLE}(?:(?:/|每)\(?(?:{_SINGLE}|日|年|月)(?:[·.*](?:{_SINGLE}|日|年))?\)?)?"
_UNIT = re.compile(UNIT_PATTERN, re.IGNORECASE)
_PREFIXED = re.compile(rf"(百万|千万|万亿|十万|[万亿]|{_THOUSANDS})?(.+)")
_PER_TIME = MappingProxyType(
    {
        "日": BaseUnit("日", "time", Decimal(24)),
        "年": BaseUnit("年", "time", Decimal(8760)),
        "月": BaseUnit("月", "time", Decimal(730)),
    }
)


@dataclass(frozen=True)
class Unit:
    """A unit as used: `name` canonical, prefixes kept; `factor` to the reference of its `dimension`."""

    name: str
    dimension: str
    factor: Decimal


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit | None:
    """Return the unit that a text names (吨标煤/万元, km2, ㎡, 万 m³), None where it names none."""
    plain = shadow(text.strip()).text.replace(" ", "").lower()
    if not plain or not _UNIT.fullmatch(plain):
        return None
    numerator, *rest = re.split(r"/|(?<=.)每", plain, maxsplit=1)
    above = _read_single(numerator)
    if above is None or not rest:
        return above
    below = [_read_below(part) for part in re.split(r"[·.*]", rest[0].strip("()"))]
    factor, names, dimensions = above.factor, [], []
    for part in below:
        if part is None:
            return None
        factor /= part.factor
        names.append(part.name)
        dimensions.append(part.dimension)
    return Unit(f"{above.name}/{'·'.join(names)}", f"{above.dimension}/{'·'.join(dimensions)}", factor)


def _read_single(text: str) -> Unit | None:
    if text in _BY_NAME:
        base, prefix = _BY_NAME[text], ""
    else:
        match = _PREFIXED.fullmatch(text)
        if match is None or match[2] not in _BY_NAME:
            return None
        base, prefix = _BY_NAME[match[2]], match[1] or ""
    return Unit(prefix + base.name, base.dimension, base.factor * _PREFIXES[prefix])


def _read_below(text: str) -> Unit | None:
    if text in _PER_TIME:
        base = _PER_TIME[text]
        return Unit(base.name, base.dimension, base.factor)
    return _read_single(text)


@lru_cache(maxsize=4096)
def same_dimension(first: str, second: str) -> bool:
    """Tell whether a value in one unit can be expressed in the other; unknown units only equal themselves."""
    one, other = read_unit(first), read_unit(second)
    if one is None or other is None:
        return first == second
    return one.dimension == other.dimension


@lru_cache(maxsize=4096)
def is_counter(text: str) -> bool:
    """Tell whether the unit counts things (个, 处, 户, 人, 次), prefixes included."""
    unit = read_unit(text)
    return unit is not None and unit.dimension in _COUNTERS


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Return the value expressed in another unit of the same dimension.

    Raises ValueError where either unit is unknown or their dimensions differ.
    """
    one, other = read_unit(source), read_unit(target)
    if one is None or other is None:
        raise ValueError(f"unknown unit: {source if one is None else target}")
    if one.dimension != other.dimension:
        raise ValueError(f"{source} ({one.dimension}) cannot become {target} ({other.dimension})")
    return value if one.factor == other.factor else value * one.factor / other.factor
