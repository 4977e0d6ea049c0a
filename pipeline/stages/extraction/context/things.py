"""What a number may be of: the measures and components of an edition, in words that can be compared."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.once import once_for_each
from pipeline.stages.extraction.context.pieces import joined
from pipeline.stages.extraction.context.wording import before_deed, counts_alike, plain
from pipeline.stages.extraction.names import Name, as_component, measured
from pipeline.stages.extraction.scene import Scene
from schemas.edition import Edition

Key = tuple[str, int | None]
MAX_KEPT = 256


@dataclass(frozen=True)
class Thing:
    """One name with its plain spellings; `text` holds them all."""

    name: Name
    spellings: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Matter:
    """One measure: `things` are it and its components of the current year, `about` the plain words for its matter.

    `about_text` and `text` hold all of these, and those of its things. `not_meant` are its near-names, plain;
    `in_units` keeps what `alike` found.
    """

    key: Key
    things: tuple[Thing, ...]
    about: tuple[str, ...]
    about_text: str
    text: str
    not_meant: tuple[str, ...]
    in_units: dict[str, tuple[Thing, ...]] = field(default_factory=dict, compare=False)

    def alike(self, unit: str) -> tuple[Thing, ...]:
        """Return the things that a number in this unit may be of: rivals of each other."""
        if unit not in self.in_units:
            fitting = (one for one in self.things if one.name.fits(unit) and not one.name.is_change)
            self.in_units[unit] = tuple(one for one in fitting if counts_alike(one.name.unit, unit))
        return self.in_units[unit]


@dataclass(frozen=True)
class Matters:
    """All matters of an edition; `weights` tell how much one or two characters say of which matters.

    `told` keeps what topics were found to speak of: headings are asked for again and again; `proved` what documents
    prove.
    """

    of: dict[Key, Matter]
    weights: dict[str, dict[Key, float]]
    told: dict[str, frozenset[Key]]
    proved: dict[tuple[frozenset[Key], str], frozenset[Key]]

    def proved_in(self, scene: Scene, unit: str) -> frozenset[Key]:
        """Return the matters that a document proves and of which a number in this unit may tell."""
        asked = (scene.proved, unit)
        if asked not in self.proved:
            if len(self.proved) >= MAX_KEPT:
                self.proved.clear()
            ids = scene.proved_ids
            proved = (key for key in self.of if key[0] in ids and scene.proves(*key))
            self.proved[asked] = frozenset(key for key in proved if self.of[key].alike(unit))
        return self.proved[asked]


@once_for_each
def matters_of(edition: Edition) -> Matters:
    """Return the matters of an edition, made once."""
    wholes = (one for indicator in edition.indicators for one in measured(indicator))
    of = {(one.indicator_id, one.sub): _matter(one) for one in wholes}
    return Matters(of, _weights(of), {}, {})


def _matter(whole: Name) -> Matter:
    measure = whole.measure
    things = [_thing(whole, measure.name, measure.aliases)]
    things += [
        _thing(as_component(whole, part), part.name, part.aliases)
        for part in measure.components
        if part.year == "current"
    ]
    about = tuple(dict.fromkeys(about for one in things[0].spellings if len(about := _about(one)) > 1))
    return Matter(
        key=(whole.indicator_id, whole.sub),
        things=tuple(things if measure.is_quantitative else things[1:]),
        about=about,
        about_text=joined(about),
        text=joined((*about, *(one.text for one in things))),
        not_meant=tuple(plain(near) for near in measure.names_not_meant),
    )


def _thing(name: Name, own: str, aliases: tuple[str, ...]) -> Thing:
    spellings = tuple(dict.fromkeys(words for one in (own, *aliases) if (words := plain(one))))
    return Thing(name, spellings, joined(spellings))


def _about(name: str) -> str:
    """Return the matter of a plain name: what stands before the deed or the rate."""
    return re.sub(r"(?:村?率|幅度)$", "", before_deed(name))


def _weights(of: dict[Key, Matter]) -> dict[str, dict[Key, float]]:
    grams = {key: {gram for about in one.about for gram in grams_of(about)} for key, one in of.items()}
    spread = Counter(gram for known in grams.values() for gram in known)
    weights: dict[str, dict[Key, float]] = {}
    for key, known in grams.items():
        for gram in known:
            if len(gram) == 2 or spread[gram] == 1:
                weights.setdefault(gram, {})[key] = 1 / spread[gram]
    return weights


def grams_of(words: str) -> set[str]:
    """Return the characters and the pairs of neighbouring ones of some words."""
    return {*words, *(words[at : at + 2] for at in range(len(words) - 1))}
