"""Whether a paragraph's own first words are of another matter than the one a number would be read for."""

import re

from pipeline.led_names import own_matter
from pipeline.lexicon import squeeze
from pipeline.once import once_for_each
from pipeline.stages.extraction.context.things import Key
from schemas.edition import Edition, Measure

MIN_MATTER_CHARS = 2
# 二是装配式建筑方面。年度目标40%: what a paragraph says that it is on
_ASPECT = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[(]?[一二三四五六七八九十\d]{1,3}[)、.])?在?"
    r"(?P<matter>[一-龥]{3,12})方面[。,:]"
)
MIN_SHARE = 0.5
# 农药包装废弃物。回收43.6吨，回收率84%: a thing that no name holds is none of them
_THING = re.compile(
    r"(?:包装(?:废弃|废)?物?|建筑(?:垃圾|废弃物)|渣土|污泥|尾菜|尾矿|中水|再生水|农机具|排[污水]口|泵站|小流域|水土流失)(?:回收|收集|清运|收运)*$"
)


def is_headed_by_another(text: str, key: Key, edition: Edition) -> bool:
    """Tell whether a paragraph (a shadow) begins with a matter that only others hold in their names."""
    matter = squeeze(own_matter(text))
    if len(matter) < MIN_MATTER_CHARS:
        return False
    owners = {one for one, names in _all_names(edition) if matter in names}
    return (bool(owners) and key not in owners) or is_on_another_thing(text, key, edition)


def is_on_another_thing(text: str, key: Key, edition: Edition) -> bool:
    """Tell whether a paragraph (a shadow) begins with a thing of which a measure's names hold not half."""
    matter = squeeze(own_matter(text))
    if _THING.search(matter) is None:
        return False
    return _shared(matter, dict(_all_names(edition))[key] + edition.by_id(key[0]).name) < MIN_SHARE


def is_on_another_aspect(text: str, measure: Measure) -> bool:
    """Tell whether a paragraph (a shadow) says that it is on an aspect of which no name of a measure holds half."""
    told = _ASPECT.match(text)
    if told is None:
        return False
    return _shared(squeeze(told["matter"]), "|".join(map(squeeze, _names(measure)))) < MIN_SHARE


def _shared(matter: str, called: str) -> float:
    """Return how much of a matter, two characters at a time, stands in names."""
    pairs = [matter[at : at + 2] for at in range(len(matter) - 1)]
    return sum(pair in called for pair in pairs) / len(pairs) if pairs else 1.0


@once_for_each
def _all_names(edition: Edition) -> tuple[tuple[Key, str], ...]:
    """Return all names of each measure, those of its components among them, squeezed."""
    return tuple(
        ((indicator.id, sub), "|".join(map(squeeze, _names(measure))))
        for indicator in edition.indicators
        for sub, measure in indicator.measures()
    )


def _names(measure: Measure) -> tuple[str, ...]:
    parts = (name for part in measure.components for name in (part.name, *part.aliases))
    return (measure.name, *measure.aliases, *parts)
