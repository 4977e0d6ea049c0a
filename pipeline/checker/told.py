"""What a document tells of numbers, kept so that nothing of it is proven again when it is read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic_core import from_json, to_json

from archive.catalogue.bulk import made_of
from archive.kept_checks import KeptChecks, Piece
from pipeline.checker.kept_locators import locator_in, packed_locator
from pipeline.checker.light import LightTag
from pipeline.checker.sources import Placed, Source, reader_of
from pipeline.units.area import Area
from schemas.document import Document, Period
from schemas.fact import Fact
from schemas.parsed import Problem
from schemas.particulars import Particulars
from schemas.tag import Given
from schemas.view import ViewedDocument

KIND = "told"
_OF_DOCUMENT = tuple(name for name in Document.model_fields if name not in ("date", "period", "errors"))
_OF_FACT = tuple(name for name in Fact.model_fields if name not in ("value", "locator"))
# what is worth its room only to those that hold texts against each other
_LEFT_OUT = frozenset({"fingerprint", "confidence"})
_SAYS = [name for name in Particulars.model_fields if name not in _LEFT_OUT]
_UNSAID = {name: Particulars.model_fields[name].get_default(call_default_factory=True) for name in _SAYS}

Read = Callable[[], Particulars | None]


class ToldViewed(ViewedDocument):
    """A document whose tags have no passages, with the area it speaks for, which these told."""

    area: Area


def packed_told(viewed: ViewedDocument, area: Area) -> bytes:
    """Return a document with its facts as JSON: values without their names, for there are many of one kind."""
    document, said = viewed.document, viewed.particulars
    days = (document.date, *((document.period.start, document.period.end) if document.period else (None, None)))
    stated = {name for name in _SAYS if said is not None and getattr(said, name) != _UNSAID[name]}
    return to_json(
        (
            [getattr(document, name) for name in _OF_DOCUMENT],
            days,
            document.errors,
            [[getattr(tag, name) for name in LightTag._fields] for tag in viewed.tags],
            viewed.given,
            None if said is None else said.model_dump_json(include=stated) if stated else "",
            sorted(stated),
            [_packed_fact(fact) for fact in viewed.facts],
            area,
        )
    )


def _packed_fact(fact: Fact) -> tuple[Any, ...]:
    values = [getattr(fact, name) for name in _OF_FACT]
    return (f"{fact.value:f}", packed_locator(fact.locator), *values)


def told_in(payload: bytes, read: Read) -> ViewedDocument:
    """Return such a document; `read` gives its particulars, of which the rarest are not held. Raises ValueError."""
    plain, days, errors, tags, given, text, stated, facts, area = from_json(payload, cache_strings="all")
    document = dict(zip(_OF_DOCUMENT, plain, strict=True))
    signed, start, end = days
    document["date"] = _day(signed) if signed else None
    document["period"] = _period(start, end) if start else None
    document["errors"] = tuple(map(Problem.model_validate, errors))
    values = {
        "document": made_of(Document, document),
        "tags": tuple(map(LightTag._make, tags)),
        "facts": tuple(map(_fact, facts)),
        "particulars": None if text is None else ToldParticulars(text, frozenset(stated), read),
        "given": tuple(map(Given.model_validate, given)),
        "area": area,
    }
    return made_of(ToldViewed, values)


def _fact(row: Sequence[Any]) -> Fact:
    values = dict(zip(_OF_FACT, row[2:], strict=True))
    values["value"] = Decimal(row[0])
    values["locator"] = locator_in(row[1])
    return made_of(Fact, values)


_day = lru_cache(maxsize=1 << 14)(date.fromisoformat)


@lru_cache(maxsize=1 << 14)
def _period(start: str, end: str) -> Period:
    return Period(start=_day(start), end=_day(end))


class ToldParticulars:
    """What a document says beyond its identity; proven when any of it is asked for."""

    __slots__ = ("_held", "_read", "_stated", "_text")

    def __init__(self, text: str, stated: frozenset[str], read: Read) -> None:
        self._text, self._stated, self._read = text, stated, read
        self._held: Particulars | None = None

    def __getattr__(self, name: str) -> Any:
        if name in self._stated:
            if self._held is None:
                self._held = Particulars.model_validate_json(self._text)
            return getattr(self._held, name)
        if name in _UNSAID:
            return _UNSAID[name]
        if name in _LEFT_OUT:
            return getattr(self._read(), name)
        raise AttributeError(name)


class ToldSource:
    """Documents as they were looked into, read from what is kept of them."""

    def __init__(self, source: Source, store: KeptChecks) -> None:
        """Take where the documents come from that are not kept, or not as a whole."""
        self._source, self._store = source, store
        self.dossier, self.edition, self.revisions = source.dossier, source.edition, source.revisions

    def places(self) -> Sequence[int]:
        """Return the places of all documents."""
        return self._source.places()

    def read(self, places: Sequence[int]) -> list[Placed]:
        """Return readable documents that state numbers; raises StoreDamaged, LookupError, ValueError."""
        pieces = {place: Piece(KIND, "", place) for place in sorted(places)}
        payloads: Mapping[Piece, bytes] = self._store.payloads(self.dossier.id, pieces.values())
        return [Placed(place, self._told(place, payloads[piece]), True) for place, piece in pieces.items()]

    def _told(self, place: int, payload: bytes) -> ViewedDocument:
        return told_in(payload, lambda: reader_of(self._source)(place).particulars)
