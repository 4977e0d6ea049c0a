"""Readings that are a season's or some answers': 枯水期合格率, 25.6%的受访者选非常满意."""

import re
from types import MappingProxyType

from pipeline.stages.extraction.reading import Reading

_SEASON = re.compile(
    r"(?:[枯丰平]水期|(?<!非)汛期|(?:采暖|供暖|取暖)[季期]|(?:秋冬|冬春|春夏|夏秋|[春夏秋冬])季|攻坚期)(?:攻坚期|期间|时段|内|时|的)*"
    r"(?:\([^()]*\))?(?P<what>(?:[^,。;:\d()]|PM2\.5|PM10|\((?:PM2\.5|PM10|AQI)\))*)$"
)
# 秋冬季攻坚行动成效明显，全年…: a deed, or the year after all
_NO_SEASON = re.compile(r"全年|年均|年度|攻坚|行动|治理|管控|防控|以来")
# what those who were asked said: 25.6%的受访者选非常满意, 63.5%的居民说自己…
_ASKED = re.compile(r"的(?:受访|被访|被?受?调查|答卷|问卷|居民|群众|市民|公众|村民|民众|人(?!口))(?P<said>[^,。;]*)")
_SAID = MappingProxyType(
    {
        "满意度": re.compile(r"(?<![常较本不])满意(?!.{0,4}(?:空气|水质|绿化|噪声))|满意[和或及]|满意以上"),
        "参与度": re.compile(r"参[与加]|投身"),
    }
)
_GOES_ON = re.compile(r"[^。;\d]{0,12}")
MAX_SEASON_CHARS = 60


def without_parts_of_it(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph (a shadow) without those of a season, or of some answers to a question.

    What a season's level rose or fell by goes with it: 秋冬季PM2.5浓度36微克/立方米，同比下降7.7%.
    """
    found: list[Reading] = []
    dropped: Reading | None = None
    for one in readings:
        is_change_of_it = (
            dropped is not None
            and one.role == "change"
            and _GOES_ON.fullmatch(text, dropped.quantity.outer_end, one.quantity.outer_start) is not None
        )
        if is_change_of_it or is_of_season(text, one.quantity.outer_start) or _is_of_some_asked(text, one):
            dropped = one
            continue
        found.append(one)
    return found if len(found) < len(readings) else readings


def is_of_season(text: str, start: int) -> bool:
    """Tell whether the number that begins at a place of a text is told of a season alone."""
    told = _SEASON.search(text, max(0, start - MAX_SEASON_CHARS), start)
    return told is not None and _NO_SEASON.search(told["what"]) is None


def _is_of_some_asked(text: str, one: Reading) -> bool:
    """Tell whether a share is of those asked who said what is not the measure."""
    word = next((word for word in _SAID if word in one.name.name), None)
    told = _ASKED.match(text, one.quantity.outer_end) if word is not None else None
    return word is not None and told is not None and _SAID[word].search(told["said"]) is None
