"""Names told by their beginning or their ending alone: 处置量 for 危险废物处置量."""

import re
from functools import lru_cache

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.names import Name, as_component, measured, named_spans
from pipeline.stages.extraction.scene import Scene
from pipeline.values import frozen
from schemas.edition import Component, Indicator, Measure

_VERB_IN = re.compile(r"产生|利用|处置|处理|回收|使用|贮存|清运")
MIN_ABBREVIATED_CHARS = 4
MIN_BEGINNING_CHARS = 4
MAX_INDICATORS = 256


@frozen
class _Spelled:
    """A thing of an indicator with its names as they are told: the last character as printed, all of it squeezed."""

    name: Name
    spellings: tuple[tuple[str, str], ...]

    @property
    def is_current(self) -> bool:
        return self.name.component is None or self.name.component.year == "current"


@lru_cache(maxsize=MAX_INDICATORS)
def _spelled(indicator: Indicator) -> tuple[_Spelled, ...]:
    """Return the measures and components of an indicator with their spellings, worked out once."""
    found: list[_Spelled] = []
    for whole in measured(indicator):
        things: list[Measure | Component] = [whole.measure, *whole.measure.components]
        for thing in things:
            name = whole if isinstance(thing, Measure) else as_component(whole, thing)
            found.append(_Spelled(name, tuple((one[-1], squeeze(one)) for one in (thing.name, *thing.aliases))))
    return tuple(found)


@lru_cache(maxsize=MAX_INDICATORS)
def _endings(indicator: Indicator) -> frozenset[str]:
    """Return all that a spelling of an indicator ends with: most words end none."""
    spellings = [one for thing in _spelled(indicator) for _, one in thing.spellings]
    return frozenset(one[cut:] for one in spellings for cut in range(len(one) + 1))


def completed(full: str, words: str, scene: Scene) -> tuple[Name, ...]:
    """Return what words name with the beginning of a full name put before them, the shorter the better."""
    spans = named_spans(scene.lexicon.completed(full, words), scene.edition)
    return spans[0].names if spans else ()


def ending(indicator: Indicator, words: str, sub: int | None = None) -> tuple[Name, ...]:
    """Return the one thing of an indicator, or of one sub-indicator, whose name ends with these words, () otherwise.

    Of several the one is meant whose beginning begins the others: 处置量 is 危险废物处置量, not 危险废物利用处置量.
    """
    if words not in _endings(indicator):
        return ()
    found: dict[str, tuple[list[str], Name]] = {}
    for thing in _spelled(indicator):
        if sub not in (None, thing.name.sub):
            continue
        if not thing.is_current or ("往年" in thing.name.name and "往年" not in words):
            continue
        likely = [one for last, one in thing.spellings if last in (words[-1:], ")", "）")]
        ends = [one for one in likely if _ends(one, words) and len(one) - len(words) != 1]
        if ends:
            begins = sorted((end.removesuffix(words) for end in ends), key=len)
            found.setdefault(thing.name.name, (begins, thing.name))
    if len(found) < 2:
        return tuple(name for _, name in found.values())
    plain = [name for begins, name in found.values() if any(not _VERB_IN.search(begin) for begin in begins)]
    if len(plain) == 1 and _VERB_IN.search(words):
        return tuple(plain)
    shortest = min((begins[0] for begins, _ in found.values()), key=len)
    meant = [name for begins, name in found.values() if shortest in begins]
    agree = all(any(begin.startswith(shortest) for begin in begins) for begins, _ in found.values())
    return tuple(meant) if shortest and agree and len(meant) == 1 else ()


def abbreviated(words: str, indicators: list[Indicator]) -> tuple[Name, ...]:
    """Return the one thing whose name some words shorten from within (完成治理村数), () where none or several are."""
    if len(words) < MIN_ABBREVIATED_CHARS:
        return ()
    found: dict[str, Name] = {}
    short = squeeze(words)
    for thing in (thing for indicator in indicators for thing in _spelled(indicator)):
        if any(spelled[-1:] == short[-1:] and _shortens(short, spelled) for _, spelled in thing.spellings):
            found.setdefault(thing.name.name, thing.name)
    return (next(iter(found.values())),) if len(found) == 1 else ()


def _shortens(words: str, name: str) -> bool:
    """Tell whether words leave out only inner characters of a name that ends as they do, beginning as it does."""
    begin = 0 if words[:1] == name[:1] else name.find(words[:MIN_BEGINNING_CHARS])
    if begin < 0:
        return False
    left = iter(name[begin:])
    return all(character in left for character in words)


def _ends(name: str, words: str) -> bool:
    """Tell whether a name ends with words, not inside a run of Latin letters (II类 in I-III类)."""
    before = name[: -len(words)][-1:]
    return name.endswith(words) and not (before.isascii() and before.isalnum() and words[0].isascii())
