"""What sentences tell of the quality of waters by their classes: of sections of rivers, of sources."""

import re
from collections.abc import Container, Iterator

from pipeline.quality_classes import sections_by_class, tells_good_sources
from pipeline.stages.tagging.claims import Place, Stance, is_wanted, tells_meaning

OF_RIVERS = "water"
GOOD_SECTIONS, WORST_SECTIONS = 1, 2
OF_SOURCES = "drink_source"
# 《地表水环境质量标准》 is no water that is spoken of
_STANDARD_NAMED = re.compile(r"《[^《》]*》|\[[^\[\]]*标准\]|<<[^<>]*>>")


def sections_told(
    sentence: re.Match[str], stance: Stance, place: Place, known: Container[str]
) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield what a sentence says of the quality of sections told by class, of sources that are all good."""
    if "类" not in sentence[0] and "水源" not in sentence[0]:
        return
    if tells_meaning(sentence[0]) or is_wanted(sentence[0], stance, place):
        return
    for _, _, has_worst in sections_by_class(sentence[0]) if OF_RIVERS not in known else ():
        for sub in (GOOD_SECTIONS, WORST_SECTIONS) if has_worst else (GOOD_SECTIONS,):
            yield OF_RIVERS, sub, sentence.start(), sentence.end()
    if OF_SOURCES not in known and tells_good_sources(sentence[0]):
        yield OF_SOURCES, None, sentence.start(), sentence.end()


def is_of_sources(sentence: str) -> bool:
    """Tell whether a sentence (a shadow) is on sources of drinking water alone: 2个县级水源水质全部达到III类."""
    if "水源" not in sentence:
        return False
    own = _STANDARD_NAMED.sub("", sentence)
    return not any(word in own for word in ("断面", "地表水", "河流", "水体"))


def speaks_of_sources(words: str) -> bool:
    """Tell whether words may be on sources of drinking water: 达到或优于III类的点位2个 alone is not."""
    return "水源" in words or "饮用" in words
