"""What is seen of a number: the words around it, the meanings of its neighbours, the paper it stands in."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.context.wording import plain
from pipeline.stages.extraction.likely.meanings import Meaning, pairs_of
from pipeline.stages.extraction.reading import Reading
from pipeline.values import frozen
from schemas.fact import Role

MAX_AFTER_CHARS = 14
MAX_GRAM_CHARS = 4
NEIGHBOURS = 3
HEADINGS = 2
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE_ENDS = re.compile(r"[,;:。]")
_SAYS_NOTHING = "的为是达至到约"


@frozen
class Number:
    """A figure with all that it was read for, whatever the role."""

    figure: Figure
    readings: tuple[Reading, ...]
    year: int | None
    span: YearSpan | None


@frozen
class Seen:
    """What is seen of a number whatever it means: `grams` are pieces of the words around it, with where they stand."""

    grams: tuple[str, ...]
    around: frozenset[str]
    since: frozenset[str]
    sentence: frozenset[str]
    heading: frozenset[str]
    before: tuple[Reading, ...]
    behind: tuple[Reading, ...]
    right_before: tuple[Reading, ...]
    right_behind: tuple[Reading, ...]
    others: tuple[tuple[Reading, str], ...]


def seen_of(numbers: Sequence[Number], place: int) -> Seen:
    """Return what is seen of one number of a paragraph."""
    figure = numbers[place].figure
    text, sentence, group = figure.sentence.text, figure.sentence, figure.group
    ends = [one.end for one in sentence.groups if one.end <= group.start]
    since = text[max([sentence.start, *ends]) : group.start]
    clause = _CLAUSE_ENDS.split(since)[-1]
    clause = clause if len(clause) > 1 else since
    nexts = [one.start for one in sentence.groups if one.start >= group.end]
    last = min([sentence.end, figure.quantity.outer_end + MAX_AFTER_CHARS, *nexts[:1]])
    after = _CLAUSE_ENDS.split(text[figure.quantity.outer_end : max(last, figure.quantity.outer_end)])[0]
    before = [one for one in numbers[:place] if one.figure.place == figure.place]
    behind = [one for one in numbers[place + 1 :] if one.figure.place == figure.place]
    return Seen(
        grams=tuple(_grams(figure, _normal(clause), _normal(since), _normal(after))),
        around=pairs_of(plain(clause) + plain(after)),
        since=pairs_of(plain(since)),
        sentence=_pairs_of_sentence(text[sentence.start : sentence.end]),
        heading=_pairs_of_sentence(" ".join(sentence.scene.headings[-HEADINGS:])),
        before=tuple(reading for one in before for reading in one.readings)[-NEIGHBOURS:],
        behind=tuple(reading for one in behind for reading in one.readings)[:NEIGHBOURS],
        right_before=before[-1].readings if before else (),
        right_behind=behind[0].readings if behind else (),
        others=tuple(
            (reading, str(one.figure.quantity.value))
            for at, one in enumerate(numbers)
            if at != place
            for reading in one.readings
        ),
    )


@lru_cache(maxsize=256)
def _pairs_of_sentence(words: str) -> frozenset[str]:
    return pairs_of(plain(words))


def _normal(words: str) -> str:
    return _NUMBER.sub("0", _YEAR.sub("Y", words))


def _grams(figure: Figure, clause: str, since: str, after: str) -> Iterator[str]:
    scene = figure.sentence.scene
    for length in range(1, MAX_GRAM_CHARS + 1):
        if len(clause) >= length:
            yield f"ends {clause[-length:]}"
        if len(after) >= length:
            yield f"goes on {after[:length]}"
    own = pairs_of(clause)
    yield from (f"clause {pair}" for pair in sorted(own))
    yield from (f"since {pair}" for pair in sorted(pairs_of(since) - own))
    yield from (f"after {pair}" for pair in sorted(pairs_of(after)))
    yield f"unit {figure.quantity.unit}"
    yield f"operator {figure.quantity.op}"
    yield "in a list" if figure.count > 1 else "alone"
    yield f"section {scene.section}"
    yield f"paper {scene.is_plan:d}{scene.sets_targets:d}{scene.is_part_year:d}"
    yield "words" if clause.strip(_SAYS_NOTHING) else "no words"
    yield f"mark {figure.sentence.text[figure.quantity.outer_start - 1 : figure.quantity.outer_start]}"


def measured_against(seen: Seen, meaning: Meaning, number: Number) -> Iterator[tuple[str, float]]:
    """Yield what holds between a number and one meaning: how far its names are told, whether neighbours share it."""
    figure = number.figure
    yield "told around", _told(seen.around, meaning.spellings)
    yield "told since", _told(seen.since, meaning.spellings)
    yield "told in sentence", _told(seen.sentence, meaning.spellings)
    yield "matter in sentence", _told(seen.sentence, meaning.about)
    yield "matter in heading", _told(seen.heading, meaning.about)
    scene = figure.sentence.scene
    if meaning.key in scene.proved or (meaning.key[0], None) in scene.proved:
        yield "proved", 1.0
        if len(scene.proved) == 1:
            yield "only one proved", 1.0
    if figure.quantity.unit == meaning.name.unit:
        yield "own unit", 1.0
    for where, readings in (
        ("right before", seen.right_before),
        ("right behind", seen.right_behind),
        ("before", seen.before),
        ("behind", seen.behind),
    ):
        yield from ((f"{where} {what}", 1.0) for what in _shared(readings, meaning))
    yield from ((what, 1.0) for what in _among_others(seen, meaning, number))


def _told(words: frozenset[str], names: tuple[frozenset[str], ...]) -> float:
    """Return the largest share of a name's pairs of characters that some words hold."""
    if not words:
        return 0.0
    largest = 0.0
    for name in names:
        if not words.isdisjoint(name):
            largest = max(largest, len(name & words) / len(name))
    return largest


def _shared(readings: tuple[Reading, ...], meaning: Meaning) -> Iterator[str]:
    if not readings:
        yield "none"
        return
    same_key = [one for one in readings if (one.name.indicator_id, one.name.sub) == meaning.key]
    if same_key:
        yield "of its measure"
    elif any(one.name.indicator_id == meaning.name.indicator_id for one in readings):
        yield "of its indicator"
    else:
        yield "of another"
    if any(one.name.name == meaning.name.name for one in same_key):
        yield "of itself"
    yield from sorted({f"{one.name.name} {manner_of(one.role)} {meaning.name.name}" for one in same_key})


def _among_others(seen: Seen, meaning: Meaning, number: Number) -> Iterator[str]:
    of_key = [one for one in seen.others if (one[0].name.indicator_id, one[0].name.sub) == meaning.key]
    if of_key:
        yield "measure told"
    of_itself = [one for one in of_key if one[0].name.name == meaning.name.name]
    if of_itself:
        yield "itself told"
    values = {value for reading, value in of_itself if reading.year == number.year}
    if values:
        yield "told the same" if str(number.figure.quantity.value) in values else "told otherwise"


def manner_of(role: Role) -> str:
    """Return the manner that a role is of."""
    return {"target": "aim", "change": "change"}.get(role, "level")
