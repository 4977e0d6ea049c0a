"""Who says what when: title, issuer, number, date, period, kind of a parsed document (GB/T 9704-2012)."""

from pipeline.stages.identification.book_pages import year_of_book
from pipeline.stages.identification.date import date_of, signature_of
from pipeline.stages.identification.issuer import issuer_of
from pipeline.stages.identification.kind import kind_of
from pipeline.stages.identification.lines import lines_of
from pipeline.stages.identification.own_number import doc_number_of
from pipeline.stages.identification.period import period_of
from pipeline.stages.identification.title import title_of
from schemas.document import Identity
from schemas.parsed import ParsedDocument

VERSION = 18


def identify(parsed: ParsedDocument) -> Identity:
    """Read a document's identity; what is not stated is None."""
    lines = lines_of(parsed)
    title = title_of(parsed, lines)
    signature = signature_of(lines)
    kind = kind_of(title, lines)
    signed = date_of(lines, signature)
    return Identity(
        title=title,
        issuer=issuer_of(lines, title, signature),
        doc_number=doc_number_of(lines),
        date=signed,
        period=period_of(title, kind, lines, signed) or year_of_book(parsed, kind, lines),
        kind=kind,
    )
