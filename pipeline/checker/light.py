"""Documents in few words: what checks over a whole archive look at, the rest read only when it is asked for."""

from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, cast

from pipeline.checker.parts import makes_claims
from pipeline.checker.sources import Placed
from pipeline.units.area import Area, area_of
from schemas.document import Document, Period
from schemas.dossier import Dossier
from schemas.fact import Fact
from schemas.particulars import Particulars
from schemas.view import ViewedDocument

# the particulars that light documents hold; any other is read from the catalogue
_HELD = ("draft_mark", "validity", "annexes", "cites", "repeals", "deadlines", "slips")
_PLAIN = ("sha256", "file", "media_type", "status", "duplicate_of", "title", "issuer", "doc_number", "kind")

Row = Sequence[Any]
Reader = Callable[[int], ViewedDocument]


class LightTag(NamedTuple):
    """A tag without its passages."""

    indicator: int
    indicator_id: str
    sub: int | None
    relation: str
    state: str


def packed_tags(viewed: ViewedDocument) -> list[list[Any]]:
    """Return the tags of a document as `LightTag` has them, fit for JSON."""
    return [[getattr(tag, name) for name in LightTag._fields] for tag in viewed.tags]


def days_of(document: Document) -> tuple[date | None, date | None, date | None]:
    """Return the day on which a document was signed, the first and the last that it is on."""
    period = document.period
    return (document.date, period.start, period.end) if period else (document.date, None, None)


def row_of(one: Placed, dossier: Dossier, numbers: Mapping[str, Sequence[str]]) -> Row:
    """Return a document in few words, fit for JSON.

    `numbers` are the indicators of which it states numbers, with their subjects.
    """
    viewed = one.viewed
    document, particulars = viewed.document, viewed.particulars
    held = {name: value for name in _HELD if (value := getattr(particulars, name, None))}
    days = days_of(document)
    return (
        one.place,
        one.is_first,
        [getattr(document, name) for name in _PLAIN],
        [day.isoformat() if day else None for day in days],
        packed_tags(viewed),
        None if particulars is None else particulars.model_dump_json(include=set(held)) if held else "",
        b64encode(array("I", particulars.fingerprint).tobytes()).decode() if particulars is not None else "",
        area_of(viewed, dossier),
        numbers,
        makes_claims(viewed),
        particulars.figures if particulars is not None else None,
    )


def content_in(row: Row) -> str:
    """Return the SHA-256 of a document."""
    return str(row[2][0])


def file_in(row: Row) -> str:
    """Return the file of a document."""
    return str(row[2][1])


def area_in(row: Row) -> Area:
    """Return the area that a document speaks for."""
    return cast(Area, row[7])


def numbers_in(row: Row) -> Mapping[str, Sequence[str]]:
    """Return the indicators of which a document states numbers, with their subjects."""
    numbers: Mapping[str, Sequence[str]] = row[8]
    return numbers


def joins(row: Row) -> Iterator[str]:
    """Yield the indicators of whose subjects a document claims something that has to be judged together."""
    return (indicator_id for indicator_id, scopes in numbers_in(row).items() if row[9] and len(scopes) > 1)


def tagged_in(row: Row) -> list[str]:
    """Return the indicators of a document's tags."""
    return [tag[1] for tag in row[4]]


class LightParticulars:
    """What a document says beyond its identity, as far as checks over a whole archive look at it: here nothing."""

    draft_mark: Any = None
    validity: Any = None
    annexes: Any = ()
    cites: Any = ()
    repeals: Any = ()
    deadlines: Any = ()
    slips: Any = ()

    def __init__(self, fingerprint: str, figures: int | None, place: int, read: Reader) -> None:
        self._fingerprint, self.figures, self._place, self._read = fingerprint, figures, place, read

    @property
    def fingerprint(self) -> Sequence[int]:
        """The MinHash of the text."""
        return array("I", b64decode(self._fingerprint))

    def __getattr__(self, name: str) -> Any:
        if name in Particulars.model_fields:
            return getattr(self._read(self._place).particulars, name)
        raise AttributeError(name)


class HeldParticulars(LightParticulars):
    """The same of a document that says some of it."""

    def __init__(self, held: str, fingerprint: str, figures: int | None, place: int, read: Reader) -> None:
        super().__init__(fingerprint, figures, place, read)
        self._text = held

    @cached_property
    def held(self) -> Particulars:
        """What is held of the particulars."""
        return Particulars.model_validate_json(self._text)

    draft_mark = property(attrgetter("held.draft_mark"))
    validity = property(attrgetter("held.validity"))
    annexes = property(attrgetter("held.annexes"))
    cites = property(attrgetter("held.cites"))
    repeals = property(attrgetter("held.repeals"))
    deadlines = property(attrgetter("held.deadlines"))
    slips = property(attrgetter("held.slips"))


day_told = lru_cache(maxsize=1 << 14)(date.fromisoformat)


@lru_cache(maxsize=1 << 14)
def period_told(start: str, end: str) -> Period:
    """Return the period of two days told in ISO 8601."""
    return Period(start=day_told(start), end=day_told(end))


class LightDocument:
    """A document's identity."""

    __slots__ = (*_PLAIN, "_days", "_place", "_read")

    def __init__(self, plain: Sequence[Any], days: Sequence[str | None], place: int, read: Reader) -> None:
        (
            self.sha256,
            self.file,
            self.media_type,
            self.status,
            self.duplicate_of,
            self.title,
            self.issuer,
            self.doc_number,
            self.kind,
        ) = plain
        self._days, self._place, self._read = days, place, read

    @property
    def date(self) -> date | None:
        """The day on which it was signed."""
        return day_told(self._days[0]) if self._days[0] else None

    @property
    def period(self) -> Period | None:
        """The time that it reports on, or is in force."""
        _, start, end = self._days
        return period_told(start, end) if start and end else None

    def __getattr__(self, name: str) -> Any:
        if name in Document.model_fields:
            return getattr(self._read(self._place).document, name)
        raise AttributeError(name)


class LightViewed:
    """A document with its tags; what is not held is read when it is asked for."""

    __slots__ = (
        "__weakref__",
        "_facts",
        "_read",
        "area",
        "document",
        "is_first",
        "particulars",
        "place",
        "tags",
    )

    def __init__(self, row: Row, read: Reader, facts: Sequence[Fact] | None = None) -> None:
        self.place, self.is_first, plain, days, tags, held, fingerprint, self.area, _, _, figures = row
        self._read, self._facts = read, facts
        self.document = LightDocument(plain, days, self.place, read)
        self.tags = tuple(map(LightTag._make, tags))
        self.particulars: LightParticulars | None = None
        if held is not None:
            given = (fingerprint, figures, self.place, read)
            self.particulars = HeldParticulars(held, *given) if held else LightParticulars(*given)

    @property
    def facts(self) -> Sequence[Fact]:
        """All its facts, or those given."""
        return self._read(self.place).facts if self._facts is None else self._facts

    def proves(self, indicator_id: str, sub: int | None) -> bool:
        """Tell whether a tag in force names this document as evidence for the (sub-)indicator."""
        return ViewedDocument.proves(cast(ViewedDocument, self), indicator_id, sub)


def as_viewed(light: LightViewed) -> ViewedDocument:
    """Return a light document for what looks at documents: it has all that one has."""
    return cast(ViewedDocument, light)
