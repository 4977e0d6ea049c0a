"""Read papers of counties as those of districts (县 said as 区), of cities (市): they ought to be understood alike."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool

from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, read_gold
from benchmarks.understanding.in_process import understood
from schemas.result import DocumentResult

# 各县（市、区）, 市县, 邻县: what a district says as well
_BOTH_SAY = re.compile(r"[市区州旗]、?县|县[（(]?、?[市区旗]|[各外邻]县|县级市|郡县")
_SEAT_GOES_ON = re.compile(r"县城(?=[区乡管市镇投建更南北东西关])")
_LEVEL = re.compile(r"[县区市]$")
# the city above says these of itself; where the county is a city an area with another name is above it
_OF_CITY_ABOVE = {
    "全市": "全地区",
    "我市": "我地区",
    "市政府": "行署",
    "市委": "地委",
    "市级": "地级",
    "市局": "地区局",
    "市下达": "地区下达",
}
_HELD = "\0"

Understood = tuple[object, ...]


@dataclass(frozen=True)
class Compared:
    """A paper of a county as a district's: `lost` is no longer understood, `more` is, of `count` things."""

    file: str
    count: int
    lost: tuple[Understood, ...]
    more: tuple[Understood, ...]


def as_district(text: str) -> str:
    """Return a text of a county (or the markup of one) as a district would say it."""
    return _with_level(text, "区", "辖区")


def as_city(text: str) -> str:
    """Return a text of a county (or the markup of one) as a city of its level would say it."""
    for said, above in _OF_CITY_ABOVE.items():
        text = text.replace(said, above)
    return _with_level(text, "市", "市域")


AS_OTHER = {"区": as_district, "市": as_city}


def _with_level(text: str, level: str, area: str) -> str:
    text = _SEAT_GOES_ON.sub(f"县{_HELD}城", text).replace("县城", "城区").replace("县域", area).replace(_HELD, "")
    kept = [match.span() for match in _BOTH_SAY.finditer(text)]
    said = (at for at, character in enumerate(text) if character == "县")
    letters = list(text)
    for at in said:
        if not any(start <= at < end for start, end in kept):
            letters[at] = level
    return "".join(letters)


def compared(file: str, body: str, edition_id: str, level: str = "区") -> Compared:
    """Return what is understood of a body otherwise where a district, a city (`level`) says it."""
    said = AS_OTHER[level]
    before = Counter(_told(understood(file, body, edition_id)))
    after = Counter(_told(understood(said(file), said(body), edition_id)))
    return Compared(file, before.total(), tuple((before - after).elements()), tuple((after - before).elements()))


def _told(result: DocumentResult) -> Iterator[Understood]:
    for tag in result.tags:
        yield tag.indicator_id, tag.sub, tag.relation
    for fact in result.facts:
        subject = _LEVEL.sub("", as_district(fact.subject or "").replace("全地区", "全市"))
        yield fact.indicator_id, fact.sub, fact.name, fact.year, str(fact.value), fact.unit, fact.role, subject


def _compared(asked: tuple[str, str, str, str]) -> Compared:
    return compared(*asked)


def main() -> int:
    """Print the papers that are understood otherwise, then how many things of how many."""
    options = argparse.ArgumentParser(prog="benchmarks.districts", description=__doc__)
    counties = [name for name, county in COUNTIES.items() if county.endswith("县")]
    options.add_argument("--gold", choices=counties, action="append", help="which county's documents")
    options.add_argument("--level", choices=AS_OTHER, default="区", help="as a district (区) or a city (市)")
    chosen = options.parse_args()
    said = AS_OTHER[chosen.level]
    papers = [
        (gold.file, gold.body, gold.edition, chosen.level)
        for name in chosen.gold or counties
        for gold in read_gold(GOLD_FOLDERS[name])
        if said(gold.body) != gold.body
    ]
    with Pool(2) as pool:
        found = list(pool.imap(_compared, papers, chunksize=4))
    for one in found:
        if one.lost or one.more:
            print(one.file)
            for sign, things in (("-", one.lost), ("+", one.more)):
                for thing in things:
                    print("   ", sign, *(part for part in thing if part is not None))
    otherwise = sum(bool(one.lost or one.more) for one in found)
    lost, more = (sum(len(things) for things in side) for side in zip(*((o.lost, o.more) for o in found), strict=True))
    print(f"{len(found)} papers, {otherwise} understood otherwise", end="; ")
    print(f"{sum(one.count for one in found)} tags and facts, {lost} lost, {more} more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
