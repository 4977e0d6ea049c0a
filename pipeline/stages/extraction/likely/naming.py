"""Numbers that neither words nor arithmetic name, named for what they most likely mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from pipeline.stages.extraction.arithmetic.figures import Dates, figures_of
from pipeline.stages.extraction.headed_otherwise import is_on_another_thing
from pipeline.stages.extraction.judged import judged
from pipeline.stages.extraction.likely.features import Number, seen_of
from pipeline.stages.extraction.likely.meanings import Manner, Meaning, fitting
from pipeline.stages.extraction.likely.model import Model, load_model
from pipeline.stages.extraction.likely.otherwise import goes_on_with_another, is_named_otherwise
from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import Change, change_before
from pipeline.stages.extraction.row import Pairing, Row
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Paragraph
from schemas.fact import Role

# what a meaning must be held for at least; plans are full of aims that no indicator has
LEAST_LIKELY: dict[Manner, float] = {"level": 0.5, "change": 0.5, "aim": 0.75}
_STATED: frozenset[Role] = frozenset({"actual", "component", "count", "baseline"})


def numbers_of(paragraph: Paragraph, readings: list[Reading]) -> tuple[Number, ...]:
    """Return the numbers of a paragraph in order, each with its readings and the year that words date it with."""
    dates = Dates(paragraph.scene, paragraph.sentences)
    read: dict[int, list[Reading]] = {}
    for reading in readings:
        read.setdefault(reading.quantity.start, []).append(reading)
    return tuple(
        Number(figure, tuple(read.get(figure.start, ())), dates.year_of(figure), dates.of(figure)[0])
        for figure in figures_of(paragraph.sentences, readings)
    )


def possible(number: Number, scene: Scene) -> Iterator[Meaning]:
    """Yield what a number in its unit may mean in a paper that proves some indicators."""
    for indicator_id, meanings in fitting(scene.edition, number.figure.quantity.unit).items():
        if indicator_id in scene.proved_ids:
            yield from meanings


def named_as_likely(paragraph: Paragraph, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph with those of the numbers that most likely mean something, in order."""
    read = {one.quantity.start for one in readings}
    if not paragraph.scene.proved or all(one.start in read for group in paragraph.groups for one in group.quantities):
        return readings
    model, numbers = load_model(), numbers_of(paragraph, readings)
    found = list(readings)
    for place, number in enumerate(numbers):
        if not number.readings and (meaning := _likeliest(numbers, place, paragraph.scene, model)) is not None:
            found += [replace(one, inferred=True) for one in _read(number, meaning)]
    return sorted(found, key=lambda one: one.start) if len(found) > len(readings) else readings


def _likeliest(numbers: Sequence[Number], place: int, scene: Scene, model: Model) -> Meaning | None:
    number = numbers[place]
    meanings = [meaning for meaning in possible(number, scene) if meaning.id in model.meanings]
    if not meanings:
        return None
    seen = seen_of(numbers, place)
    likelihood, best = max(zip(model.likelihoods(seen, meanings, number), meanings, strict=True), key=itemgetter(0))
    if likelihood < LEAST_LIKELY[best.manner] or is_named_otherwise(number, best):
        return None
    if place and goes_on_with_another(number, numbers[place - 1], best):
        return None
    key = (best.name.indicator_id, best.name.sub)
    return None if is_on_another_thing(number.figure.sentence.text, key, scene.edition) else best


def _read(number: Number, meaning: Meaning) -> list[Reading]:
    """Return the reading of a number under a meaning, [] where the scene speaks against it or no year is told."""
    if number.year is None and meaning.manner != "aim":
        return []
    figure, span = number.figure, number.span
    sentence, group, quantity = figure.sentence, figure.group, figure.quantity
    start = max([sentence.start, *(one.end for one in sentence.groups if one.end <= group.start)])
    owner = Owner((NamedSpan(start, start, (meaning.name,)),), start)
    change = _change(number, start) if meaning.manner == "change" else None
    years = () if number.year is None else (number.year,)
    row = Row(sentence, group, owner, years, change)
    read = judged(row, Pairing(quantity, (meaning.name,), years), meaning.name, number.year, span, span)
    if not isinstance(read, Reading):
        return []
    if meaning.manner == "level":
        return [read] if read.role in _STATED else []
    if meaning.manner == "aim":
        return [replace(read, role="target")]
    return [read] if read.role != "target" else []


def _change(number: Number, since: int) -> Change:
    figure = number.figure
    return change_before(figure.sentence, figure.group, since, number.year) or Change(1, "")
