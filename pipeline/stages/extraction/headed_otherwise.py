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


def is_headed_by_another(text: str, key: Key, edition: Edition) -> bool:
    """Tell whether a paragraph (a shadow) begins with a matter that only others hold in their names."""
    matter = squeeze(own_matter(text))
    if len(matter) < MIN_MATTER_CHARS:
        return False
    owners = {one for one, names in _all_names(edition) if matter in names}
    return bool(owners) and key not in owners


def is_on_another_aspect(text: str, measure: Measure) -> bool:
    """Tell whether a paragraph (a shadow) says that it is on an aspect of which no name of a measure holds half."""
    told = _ASPECT.match(text)
    if told is None:
        return False
    matter, called = squeeze(told["matter"]), "|".join(map(squeeze, _names(measure)))
    pairs = [matter[at : at + 2] for at in range(len(matter) - 1)]
    return sum(pair in called for pair in pairs) < MIN_SHARE * len(pairs)


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
