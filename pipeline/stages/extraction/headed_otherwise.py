"""Whether a paragraph's own first words are of another matter than the one a number would be read for."""

from pipeline.led_names import own_matter
from pipeline.lexicon import squeeze
from pipeline.once import once_for_each
from pipeline.stages.extraction.context.things import Key
from schemas.edition import Edition, Measure

MIN_MATTER_CHARS = 2


def is_headed_by_another(text: str, key: Key, edition: Edition) -> bool:
    """Tell whether a paragraph (a shadow) begins with a matter that only others hold in their names."""
    matter = squeeze(own_matter(text))
    if len(matter) < MIN_MATTER_CHARS:
        return False
    owners = {one for one, names in _all_names(edition) if matter in names}
    return bool(owners) and key not in owners


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
