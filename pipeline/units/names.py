"""A unit's name parted into its place and its matter."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.numbers.shadow import shadow
from pipeline.units.county import names_of
from pipeline.units.reform import todays_name

# own: the county, or not said; above: the city, the province, the state; other: a place that is named and neither
Level = Literal["own", "above", "other"]

_PARTY = re.compile(r"^(?:中国共产党|中共)")
_OWN = re.compile(r"^(?:我|本|全)?(?:自治县|县|区|旗)(?!域)|^(?:我|本)市")
_CITY = re.compile(r"^市(?![场政容民])")
_ABOVE = re.compile(r"^(?:省|自治区|州(?!官)|盟(?!员)|国家|中央|国务院|全国|中华人民共和国)")
# 工业园区, 自然保护区 are no counties
_PLACE = re.compile(
    r"^(?P<place>(?:(?![局委院厅])[一-龥]){1,10}?(?:自治[州县旗区]|省|县|市|区|旗|[州盟](?!市)|地区))(?<!园区)(?<!经开区)(?<!高新区)(?<!工业区)(?<!社区)(?<!景区)(?<!保护区)(?<!开发区)(?<!示范区)(?<!新区)"
    r"(?<!城市)(?<!地市)(?<!超市)(?<!上市)(?<!库区)(?=[一-龥]{2})"
)
_BRANCH = re.compile(r"^(?P<matter>[一-龥]{2,12}局)(?P<place>[一-龥]{2,14}?)?(?:分局|支局)$")
# an upper office's station in a county: 江中省环境监测中心青岚监测站
_STATION = (
    r"(?:中心|总站|站|局|所|院|队|公司)%s[县市区旗]?[一-龥]{0,6}(?:站|分局|分中心|中心|所|大队|中队|分院|分公司)$"
)
_SPELLINGS = (("办公室", "办"), ("委员会", "委"), ("常务委员会", "常委会"))


@dataclass(frozen=True)
class UnitName:
    """Where a unit is and what it does: `place` is "" where `level` is own; `matter` is today's name of `written`."""

    level: Level
    place: str
    matter: str
    written: str


@lru_cache(maxsize=4096)
def parted(name: str, county: str, aliases: tuple[str, ...] = (), *, county_is_city: bool = False) -> UnitName:
    """Part a unit's name as seen from a county: 衡川市生态环境局青岚分局 is 青岚's own 生态环境局."""
    rest = _PARTY.sub("", re.sub(r"\([^()]*\)", "", shadow(name).text))
    own = names_of(county, aliases)
    level: Level = "own"
    place = ""
    while True:
        known = next((one for one in own if rest.startswith(one) and len(rest) > len(one) + 1), None)
        if known is not None:
            level, place, rest = "own", "", rest[len(known) :]
            continue
        if (match := _OWN.match(rest) or (_CITY.match(rest) if county_is_city else None)) and len(rest) > 2:
            rest = rest[match.end() :]
            break
        if match := _CITY.match(rest) or _ABOVE.match(rest):
            level, rest = "above", rest[match.end() :]
            break
        match = _PLACE.match(rest)
        if match is None:
            break
        level, place, rest = "other", match["place"], rest[match.end() :]
    if level != "own" and any(re.search(_STATION % re.escape(one), rest) for one in own):
        return UnitName("own", "", todays_name(rest), rest)
    branch = _BRANCH.match(rest)
    if branch is not None and branch["place"]:
        is_own = any(one in (branch["place"], branch["place"].rstrip("县市区旗")) for one in own)
        level, place = ("own", "") if is_own else ("other", branch["place"])
    if branch is not None:
        rest = branch["matter"]
    return UnitName(level, place, todays_name(rest), rest)


def is_division(one: str, other: str) -> bool:
    """Tell whether one matter names a division of the other: 财政局采购办, 财政局."""
    part, whole = (one, other) if len(one) > len(other) else (other, one)
    return part.startswith(whole) and whole.endswith(("局", "委员会", "厅")) and len(part) > len(whole) + 1


def shortens(one: str, other: str) -> bool:
    """Tell whether one matter shortens the other: 住建局, 住房和城乡建设局 (same ends, its characters in order)."""
    short, full = sorted((_plain(one), _plain(other)), key=len)
    if len(short) < 3 or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _plain(matter: str) -> str:
    for long, short in _SPELLINGS:
        matter = matter.removesuffix(long) + (short if matter.endswith(long) else "")
    return matter
