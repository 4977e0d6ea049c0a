"""What was found out of a block of documents, as it goes from process to process and into the store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from operator import itemgetter
from typing import NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from pipeline.checker.framed import framed, unframed
from pipeline.checker.light import LightViewed, Reader, Row, area_in, as_viewed, row_of
from pipeline.checker.meetings import KINDS as CARD_KINDS
from pipeline.checker.meetings import cards_of
from pipeline.checker.numbers import JudgedPart
from pipeline.checker.outcomes import Said
from pipeline.checker.parts import look_into
from pipeline.checker.sources import Placed, Source
from pipeline.checker.told import facts_in, packed_facts, packed_told
from pipeline.checker.whole import Speeches, TaskProof
from pipeline.checks.outlier import Alone, Share
from pipeline.coverage.speech import Speech, speech_from
from pipeline.coverage.tasks import Proof
from schemas.finding import CheckResult, MatrixCell
from schemas.view import ViewedDocument

# of so many places in a row those with one home are looked into, and kept, together
BLOCK = 1024
_MOST_HOMES = 1000

_SAID: TypeAdapter[list[Said]] = TypeAdapter(list[Said])
_EVIDENCE: TypeAdapter[tuple[list[Said], list[MatrixCell]]] = TypeAdapter(tuple[list[Said], list[MatrixCell]])


# what is kept of each block of documents
BLOCK_KINDS = ("rows", "told", "who", "said", "county", "proofs", *CARD_KINDS)


class Record(NamedTuple):
    """One block: what is kept of it by kind (`BLOCK_KINDS`) but for what is empty; `spoken` is JSON by indicator."""

    block: int
    payloads: dict[str, bytes]
    spoken: dict[str, bytes]


class Who(NamedTuple):
    """A file: its place, its content, the year in which it was signed (0: unknown, None: it cannot be read).

    `indicators` are those of which it states numbers, "a,b".
    """

    place: int
    sha256: str
    file: str
    year: int | None
    indicators: str


class Files(NamedTuple):
    """The files of a block: what `Who` says of each, its names in the plural."""

    places: Sequence[int]
    sha256s: Sequence[str]
    files: Sequence[str]
    years: Sequence[int | None]
    indicators: Sequence[str]


def block_of(place: int, home: int) -> int:
    """Return the block of a document: those received near each other that are at home with one indicator.

    `home` is the number (1-based) of the indicator, 0 for none; so what is read for an indicator makes whole blocks.
    """
    return place // BLOCK * _MOST_HOMES + home


def records_of(source: Source, blocks: Mapping[int, Sequence[int]], found: Iterable[Placed]) -> list[Record]:
    """Look into blocks; `found` are the documents that were read, theirs among them."""
    by_place = {one.place: one for one in found}
    return [_record(source, block, [by_place[place] for place in places]) for block, places in blocks.items()]


def _record(source: Source, block: int, documents: list[Placed]) -> Record:
    looked = look_into(source, documents)
    spoken: dict[str, list[tuple[int | None, Speech]]] = defaultdict(list)
    for indicator_id, sub, speech in looked.spoken:
        if speech.says_anything:
            spoken[indicator_id].append((sub, speech))
    rows = {one.place: row_of(one, source.dossier, looked.numbers.get(one.place, {})) for one in documents}
    county = [(rows[place], packed_facts(facts)) for place, facts in looked.of_county.items()]
    proofs = [(number, place, *astuple(proof)) for number, place, proof in looked.proofs]
    places = {one.viewed.document.sha256: one.place for one in documents if one.is_readable}
    stating = [one for one in documents if one.place in looked.numbers]
    payloads = {
        "rows": framed(rows),
        "told": packed_told(((one.place, one.viewed, area_in(rows[one.place])) for one in stating), source.dossier),
        "who": to_json(list(zip(*(_who(one, looked.numbers.get(one.place, ())) for one in documents), strict=True))),
        "said": packed(looked.said) if looked.said else b"",
        "county": to_json(county) if county else b"",
        "proofs": to_json((looked.looked_through, proofs)) if looked.looked_through else b"",
        **cards_of(looked.case, places)._asdict(),
    }
    return Record(
        block,
        {kind: payload for kind, payload in payloads.items() if payload},
        {indicator_id: to_json(speeches) for indicator_id, speeches in spoken.items()},
    )


def _who(one: Placed, indicators: Iterable[str]) -> Who:
    document = one.viewed.document
    signed = document.date
    year = (signed.year if signed is not None else 0) if one.is_readable else None
    return Who(one.place, document.sha256, document.file, year, ",".join(indicators))


def who_in(payloads: Iterable[bytes]) -> list[Files]:
    """Return the files of some blocks; raises ValueError, TypeError."""
    return [Files(*columns) for columns in from_json(b"[" + b",".join(payloads) + b"]", cache_strings="none")]


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


def packed_result(result: CheckResult) -> bytes:
    """Return what a check said of the archive as JSON."""
    return result.model_dump_json().encode()


def result_in(payload: bytes) -> CheckResult:
    """Return what a check said of the archive; raises ValueError where the JSON is no such thing."""
    return CheckResult.model_validate_json(payload)


def rows_in(payload: bytes) -> list[Row]:
    """Return the documents of a block in few words."""
    return [row for _, row in unframed(payload)]


def speeches_in(payloads: Iterable[bytes], indicator_id: str) -> Speeches:
    """Return what documents of some blocks say by measure of an indicator, in the order of the documents."""
    found: Speeches = defaultdict(list)
    for sub, row in from_json(_one_list(payloads), cache_strings="all"):
        found[indicator_id, sub].append(speech_from(row))
    for speeches in found.values():
        speeches.sort(key=itemgetter(0))
    return found


def _one_list(payloads: Iterable[bytes]) -> bytes:
    """Return many lists of JSON as one: thousands of small ones take longer to read one by one."""
    return b"[" + b",".join(inner for payload in payloads if (inner := payload[1:-1])) + b"]"


def readable_in(rows: Iterable[Row], read: Reader) -> dict[int, ViewedDocument]:
    """Return the documents in few words that could be read, each original once, by their places."""
    found = {}
    for row in rows:
        light = LightViewed(row, read)
        if light.is_first and light.document.status in ("ok", "partial"):
            found[light.place] = as_viewed(light)
    return found


def county_in(payload: bytes, read: Reader) -> Iterator[tuple[int, ViewedDocument]]:
    """Yield (place, document) of those with facts about the county as a whole, with these facts alone."""
    for row, facts in from_json(payload, cache_strings="all"):
        yield row[0], as_viewed(LightViewed(row, read, facts_in(facts)))


def places_of_county(payload: bytes) -> set[int]:
    """Return the places of those documents."""
    return {row[0] for row, _ in from_json(payload, cache_strings="all")}


def proofs_in(payload: bytes) -> tuple[int, list[TaskProof]]:
    """Return how many documents of a block might prove a task, what proves any."""
    looked_through, proofs = from_json(payload)
    return looked_through, [(number, place, Proof(*proof)) for number, place, *proof in proofs]


def packed_parts(judged: Mapping[int, JudgedPart]) -> dict[int, tuple[bytes, bytes]]:
    """Return (what was said, the rest) of each part as JSON."""
    return {part: (packed(one.said), to_json((one.places, one.shares, one.alone))) for part, one in judged.items()}


def part_in(payload: bytes) -> tuple[list[int], list[Share], list[Alone]]:
    """Return the places of a part's documents, its shares, the county's own."""
    places, shares, alone = from_json(payload, cache_strings="all")
    return places, [Share(*one) for one in shares], [Alone(*one) for one in alone]
