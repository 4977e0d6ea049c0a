"""What a document tells of numbers, kept so that nothing of it is proven again when it is read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import made_of
from pipeline.checker.kept_locators import locator_in, packed_locator
from pipeline.checker.light import LightTag, Reader, day_told, days_of, packed_tags, period_told
from pipeline.checker.sources import Placed, Source, reader_of
from pipeline.units.area import Area
from schemas.document import Document
from schemas.fact import Fact
from schemas.parsed import Problem
from schemas.particulars import Particulars
from schemas.tag import Given
from schemas.view import ViewedDocument

_OF_DOCUMENT = tuple(name for name in Document.model_fields if name not in ("date", "period", "errors"))
_OF_FACT = tuple(name for name in Fact.model_fields if name not in ("value", "locator"))
_FIELDS_OF_FACT = (*_OF_FACT, "value", "locator")
# what is worth its room only to those that hold texts against each other
_LEFT_OUT = frozenset({"fingerprint", "confidence"})
_SAYS = [name for name in Particulars.model_fields if name not in _LEFT_OUT]
_UNSAID = {name: Particulars.model_fields[name].get_default(call_default_factory=True) for name in _SAYS}


class ToldViewed(ViewedDocument):
    """A document whose tags have no passages, with the area it speaks for, which these told."""

    area: Area


def packed_told(documents: Iterable[tuple[int, ViewedDocument, Area]]) -> bytes:
    """Return documents with their facts, by their places: how long each is, then each, in JSON."""
    told = {place: to_json(_packed(viewed, area)) for place, viewed, area in documents}
    lengths = to_json([(place, len(one)) for place, one in told.items()])
    return b"\n".join((lengths, b"".join(told.values()))) if told else b""


def _packed(viewed: ViewedDocument, area: Area) -> tuple[Any, ...]:
    """Return a document as values without their names, for there are many of one kind."""
    document, said = viewed.document, viewed.particulars
    stated = {name for name in _SAYS if said is not None and getattr(said, name) != _UNSAID[name]}
    return (
        [getattr(document, name) for name in _OF_DOCUMENT],
        days_of(document),
        document.errors,
        packed_tags(viewed),
        viewed.given,
        None if said is None else said.model_dump_json(include=stated) if stated else "",
        sorted(stated),
        [_packed_fact(fact) for fact in viewed.facts],
        area,
    )


def _packed_fact(fact: Fact) -> tuple[Any, ...]:
    values = [getattr(fact, name) for name in _OF_FACT]
    return (*values, f"{fact.value:f}", packed_locator(fact.locator))


def told_in(payload: bytes, places: Collection[int], read: Reader) -> Iterator[tuple[int, ViewedDocument]]:
    """Yield (place, document) of those at some places; `read` gives what is not held of one. Raises ValueError."""
    end = payload.index(b"\n")
    start, chosen, texts = end + 1, [], []
    for place, length in from_json(payload[:end]):
        if place in places:
            chosen.append(place)
            texts.append(payload[start : start + length])
        start += length
    rows = from_json(b"[%b]" % b",".join(texts), cache_strings="all")
    return ((place, _told(place, row, read)) for place, row in zip(chosen, rows, strict=True))


def _told(place: int, row: Sequence[Any], read: Reader) -> ViewedDocument:
    plain, (signed, start, end), errors, tags, given, text, stated, facts, area = row
    document = dict(zip(_OF_DOCUMENT, plain, strict=True))
    document["date"] = day_told(signed) if signed else None
    document["period"] = period_told(start, end) if start else None
    document["errors"] = tuple(map(Problem.model_validate, errors))
    values = {
        "document": made_of(Document, document),
        "tags": tuple(map(LightTag._make, tags)),
        "facts": tuple(map(_fact, facts)),
        "particulars": None if text is None else ToldParticulars(text, frozenset(stated), place, read),
        "given": tuple(map(Given.model_validate, given)),
        "area": area,
    }
    return made_of(ToldViewed, values)


def _fact(row: list[Any]) -> Fact:
    row[-1], row[-2] = locator_in(row[-1]), Decimal(row[-2])
    return made_of(Fact, dict(zip(_FIELDS_OF_FACT, row, strict=True)))


class ToldParticulars:
    """What a document says beyond its identity; proven when any of it is asked for."""

    __slots__ = ("_held", "_place", "_read", "_stated", "_text")

    def __init__(self, text: str, stated: frozenset[str], place: int, read: Reader) -> None:
        self._text, self._stated, self._place, self._read = text, stated, place, read
        self._held: Particulars | None = None

    def __getattr__(self, name: str) -> Any:
        if name in self._stated:
            if self._held is None:
                self._held = Particulars.model_validate_json(self._text)
            return getattr(self._held, name)
        if name in _UNSAID:
            return _UNSAID[name]
        if name in _LEFT_OUT:
            return getattr(self._read(self._place).particulars, name)
        raise AttributeError(name)


def read_told(source: Source, payloads: Iterable[bytes], places: Collection[int]) -> list[Placed]:
    """Return the documents with numbers at some places, in order; `payloads` are what is kept of their blocks.

    Raises StoreDamaged, ValueError.
    """
    read = reader_of(source)
    found = (one for payload in payloads for one in told_in(payload, places, read))
    return [Placed(place, viewed, True) for place, viewed in sorted(found, key=itemgetter(0))]
