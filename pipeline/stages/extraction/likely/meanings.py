"""What a number may mean: a measure or a component of the edition, as a level, as an aim, as a change."""

from collections.abc import Iterator
from typing import Literal

from pipeline.once import kept_property, once_for_each
from pipeline.stages.extraction.context.things import Key, Matter, matters_of
from pipeline.stages.extraction.context.wording import plain
from pipeline.stages.extraction.names import Name, as_component, measured
from pipeline.values import frozen
from schemas.edition import Edition

Manner = Literal["level", "aim", "change"]
MANNERS: tuple[Manner, ...] = ("level", "aim", "change")


@frozen
class Meaning:
    """A name of the edition in one manner, with the pairs of characters of its plain spellings and of its matter."""

    name: Name
    manner: Manner
    spellings: tuple[frozenset[str], ...]
    about: tuple[frozenset[str], ...]

    @kept_property
    def key(self) -> Key:
        """The (sub-)indicator."""
        return self.name.indicator_id, self.name.sub

    @kept_property
    def id(self) -> str:
        """What the weights of this meaning alone are kept under: air.1 优良天数 level."""
        return f"{self.name.indicator_id}.{self.name.sub or ''} {self.name.name} {self.manner}"

    @kept_property
    def kind(self) -> str:
        """What it shares weights with: measures or components in the same manner."""
        return f"{'measure' if self.name.component is None else 'component'} {self.manner}"

    def fits(self, unit: str) -> bool:
        """Tell whether a number in this unit can mean it; a share may have changed by points."""
        if self.manner == "change" and unit in ("%", "百分点"):
            return True
        return self.name.fits(unit)


def pairs_of(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of plain words."""
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


@once_for_each
def meanings_of(edition: Edition) -> dict[str, tuple[Meaning, ...]]:
    """Return the meanings of an edition by the id of their indicator, made once."""
    found: dict[str, list[Meaning]] = {}
    matters = matters_of(edition).of
    for whole in (one for indicator in edition.indicators for one in measured(indicator)):
        of_it = found.setdefault(whole.indicator_id, [])
        matter = matters[whole.indicator_id, whole.sub]
        of_it.extend(meaning for name in _names(whole) for meaning in _in_all_manners(name, matter))
    return {indicator_id: tuple(of_it) for indicator_id, of_it in found.items()}


def fitting(edition: Edition, unit: str) -> dict[str, tuple[Meaning, ...]]:
    """Return the meanings that a number in a unit can have, by the id of their indicator, worked out once a unit."""
    of_units = _by_unit(edition)
    if unit not in of_units:
        fit = ((own, tuple(one for one in of_it if one.fits(unit))) for own, of_it in meanings_of(edition).items())
        of_units[unit] = {indicator_id: of_it for indicator_id, of_it in fit if of_it}
    return of_units[unit]


@once_for_each
def _by_unit(_edition: Edition) -> dict[str, dict[str, tuple[Meaning, ...]]]:
    return {}


def _names(whole: Name) -> Iterator[Name]:
    yield whole
    yield from (as_component(whole, part) for part in whole.measure.components)


def _in_all_manners(name: Name, matter: Matter) -> Iterator[Meaning]:
    told = name.component or name.measure
    spellings = _pairs((told.name, *told.aliases))
    about = tuple(pairs_of(words) for words in matter.about) or spellings
    yield from (Meaning(name, manner, spellings, about) for manner in MANNERS)


def _pairs(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(found for name in names if (found := pairs_of(plain(name)))))
