"""What was found out of a block of documents, as it goes from process to process and into the store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from pipeline.checker.light import LightViewed, Reader, Row, as_viewed, row_of
from pipeline.checker.numbers import JudgedPart
from pipeline.checker.outcomes import Said
from pipeline.checker.parts import look_into
from pipeline.checker.sources import Placed, Source
from pipeline.checker.whole import Answer, Known
from pipeline.checks.outlier import Alone, Share
from pipeline.coverage.speech import Speech, speech_from
from pipeline.coverage.tasks import Proof
from schemas.fact import Fact
from schemas.finding import MatrixCell

# of so many places in a row those with one home are looked into, and kept, together
BLOCK = 1024
_MOST_HOMES = 1000

_SAID: TypeAdapter[list[Said]] = TypeAdapter(list[Said])
_EVIDENCE: TypeAdapter[tuple[list[Said], list[MatrixCell]]] = TypeAdapter(tuple[list[Said], list[MatrixCell]])
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_FACTS: TypeAdapter[list[Fact]] = TypeAdapter(list[Fact])


class Record(NamedTuple):
    """One block in JSON: documents in few words, what was said of them, the rest; `spoken` by indicator."""

    block: int
    rows: bytes
    said: bytes
    rest: bytes
    spoken: dict[str, bytes]


def block_of(place: int, home: int) -> int:
    """Return the block of a document: those received near each other that are at home with one indicator.

    `home` is the number (1-based) of the indicator, 0 for none; so what is read for an indicator makes whole blocks.
    """
    return place // BLOCK * _MOST_HOMES + home


def home_in(block: int) -> int:
    """Return the number of the indicator that the documents of a block are at home with, 0 for none."""
    return block % _MOST_HOMES


def records_of(source: Source, blocks: Mapping[int, Sequence[int]], found: Iterable[Placed]) -> list[Record]:
    """Look into blocks; `found` are the documents that were read, theirs among them."""
    by_place = {one.place: one for one in found}
    return [_record(source, block, [by_place[place] for place in places]) for block, places in blocks.items()]


def _record(source: Source, block: int, documents: list[Placed]) -> Record:
    looked = look_into(source, documents)
    spoken: dict[str, list[tuple[int | None, Speech]]] = defaultdict(list)
    for indicator_id, sub, speech in looked.spoken:
        spoken[indicator_id].append((sub, speech))
    rest = {
        "county": list(looked.of_county.items()),
        "proofs": [(number, place, *astuple(proof)) for number, place, proof in looked.proofs],
        "looked_through": looked.looked_through,
    }
    rows = [row_of(one, source.dossier, looked.numbers.get(one.place, {})) for one in looked.documents]
    return Record(
        block,
        to_json(rows),
        packed(looked.said),
        to_json(rest),
        {indicator_id: to_json(speeches) for indicator_id, speeches in spoken.items()},
    )


def packed(said: Iterable[Said]) -> bytes:
    """Return what was said as JSON."""
    return to_json(list(said))


def unpacked(payload: bytes) -> list[Said]:
    """Return what was said; raises ValueError where the JSON is no such thing."""
    return _SAID.validate_json(payload)


def packed_evidence(said: Iterable[Said], cells: Iterable[MatrixCell]) -> bytes:
    """Return what is said of the evidence for an indicator, with its cells, as JSON."""
    return to_json([list(said), list(cells)])


def cells_in(payload: bytes) -> tuple[list[Said], list[MatrixCell]]:
    """Return what was said of the evidence for an indicator, with its cells."""
    return _EVIDENCE.validate_json(payload)


def packed_answer(answer: Answer) -> bytes:
    """Return what a check said as JSON."""
    return to_json(answer)


def answer_in(payload: bytes) -> Answer:
    """Return what a check said; raises ValueError where the JSON is no such thing."""
    return _ANSWER.validate_json(payload)


def rows_in(payload: bytes) -> list[Row]:
    """Return the documents of a block in few words."""
    rows: list[Row] = from_json(payload, cache_strings="all")
    return rows


def speeches_in(payload: bytes) -> Iterator[tuple[int | None, Speech]]:
    """Yield (sub, speech) of an indicator."""
    for sub, row in from_json(payload, cache_strings="all"):
        yield sub, speech_from(row)


def know_rows(known: Known, rows: Iterable[Row], read: Reader) -> None:
    """Add documents in few words."""
    for row in rows:
        light = LightViewed(row, read)
        known.documents[light.place] = as_viewed(light)
        if light.is_first and light.document.status in ("ok", "partial"):
            known.readable[light.place] = as_viewed(light)


def know_rest(known: Known, payload: bytes) -> None:
    """Add the facts of the county as a whole, and what proves tasks; the documents are known."""
    rest: dict[str, Any] = from_json(payload)
    for place, facts in rest["county"]:
        light: Any = known.readable[place]
        known.of_county[place] = as_viewed(light.with_facts(_FACTS.validate_python(facts)))
    for number, place, *proof in rest["proofs"]:
        known.proofs[number].append((place, Proof(*proof)))
    known.looked_through += rest["looked_through"]


def packed_parts(judged: Mapping[int, JudgedPart]) -> dict[int, tuple[bytes, bytes]]:
    """Return (what was said, the rest) of each part as JSON."""
    return {part: (packed(one.said), to_json((one.places, one.shares, one.alone))) for part, one in judged.items()}


def part_in(payload: bytes) -> tuple[list[int], list[Share], list[Alone]]:
    """Return the places of a part's documents, its shares, the county's own."""
    places, shares, alone = from_json(payload, cache_strings="all")
    return places, [Share(*one) for one in shares], [Alone(*one) for one in alone]
