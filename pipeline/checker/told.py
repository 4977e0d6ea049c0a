"""What a document tells of numbers, kept so that nothing of it is proven again when it is read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple, cast

from archive.catalogue.bulk import all_made_of
from pipeline.checker.columns import Place, columns_of, filled, locator_at, packed_locators, places_in
from pipeline.checker.framed import framed, unframed
from pipeline.checker.light import LightTag, Reader, day_told, days_of, packed_tags, period_told
from pipeline.checker.sources import Placed, Source, reader_of
from pipeline.checker.words_told import words_of
from pipeline.units.area import Area
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.fact import Fact, Operator, Role
from schemas.locator import Locator
from schemas.parsed import Problem
from schemas.particulars import Particulars
from schemas.tag import Given
from schemas.view import ViewedDocument

_OF_DOCUMENT = tuple(name for name in Document.model_fields if name not in ("date", "period", "errors"))
_FIELDS_OF_DOCUMENT = (*_OF_DOCUMENT, "date", "period", "errors")
_FIELDS_OF_VIEWED = ("document", "tags", "facts", "particulars", "given", "area", "words")
# what is worth its room only to those that hold texts against each other
_LEFT_OUT = frozenset({"fingerprint", "confidence"})
_SAYS = [name for name in Particulars.model_fields if name not in _LEFT_OUT]
_UNSAID = {name: Particulars.model_fields[name].get_default(call_default_factory=True) for name in _SAYS}


class ToldFact(NamedTuple):
    """A fact as it was kept: there are a million of them, of few of which anybody asks where they stand."""

    indicator: int
    indicator_id: str
    sub: int | None
    name: str
    subject: str
    year: int | None
    unit: str
    value_raw: str
    role: Role
    op: Operator
    approx: bool
    inferred: bool
    quote: str
    confidence: float | None
    value: Decimal
    place: Place

    @property
    def locator(self) -> Locator:
        """Where it stands."""
        return locator_at(self.place)


_OF_FACT = ToldFact._fields[:-2]


class ToldViewed(ViewedDocument):
    """A document whose tags have no passages, with the area it speaks for, which these told.

    `words` are what the words of each fact say of it.
    """

    area: Area
    words: Sequence[int]


def packed_told(documents: Iterable[tuple[int, ViewedDocument, Area]], dossier: Dossier) -> bytes:
    """Return documents with their facts, by their places, in JSON; nothing where there are none."""
    told = {place: _packed(viewed, area, words_of(viewed, dossier)) for place, viewed, area in documents}
    return framed(told) if told else b""


def _packed(viewed: ViewedDocument, area: Area, words: Sequence[int]) -> tuple[Any, ...]:
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
        packed_facts(viewed.facts),
        area,
        words if any(words) else 0,
    )


def told_in(payload: bytes, places: Collection[int], read: Reader) -> Iterator[tuple[int, ViewedDocument]]:
    """Yield (place, document) of those at some places; `read` gives what is not held of one. Raises ValueError."""
    found = unframed(payload, places)
    documents = all_made_of(Document, _FIELDS_OF_DOCUMENT, (_document(row) for _, row in found))
    values = ((document, *_beside(place, row, read)) for (place, row), document in zip(found, documents, strict=True))
    return zip((place for place, _ in found), all_made_of(ToldViewed, _FIELDS_OF_VIEWED, values), strict=True)


def _document(row: Sequence[Any]) -> tuple[Any, ...]:
    plain, (signed, start, end), errors = row[:3]
    period = period_told(start, end) if start else None
    return (*plain, day_told(signed) if signed else None, period, tuple(map(Problem.model_validate, errors)))


def _beside(place: int, row: Sequence[Any], read: Reader) -> tuple[Any, ...]:
    """Return what a document says beside its identity."""
    _, _, _, tags, given, text, stated, packed, area, words = row
    said = None if text is None else ToldParticulars(text, frozenset(stated), place, read)
    given = tuple(map(Given.model_validate, given))
    facts = facts_in(packed)
    return tuple(map(LightTag._make, tags)), tuple(facts), said, given, area, words or [0] * len(facts)


def packed_facts(facts: Sequence[Fact]) -> tuple[Any, ...]:
    """Return the values of facts."""
    places = packed_locators([fact.locator for fact in facts])
    return columns_of(facts, _OF_FACT), [f"{fact.value:f}" for fact in facts], places


def facts_in(packed: Sequence[Any]) -> list[Fact]:
    """Return facts; raises ValueError, TypeError, LookupError or ArithmeticError where these are no such values."""
    plain, values, places = packed
    columns = (*filled(plain, len(values)), map(Decimal, values), places_in(places))
    return cast(list[Fact], list(map(ToldFact._make, zip(*columns, strict=True))))


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
