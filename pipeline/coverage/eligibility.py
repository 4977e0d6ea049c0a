"""Whether a document that names an indicator may count as its evidence, and from when until when."""

import datetime

from schemas.document import DocumentKind
from schemas.dossier import Dossier
from schemas.view import ViewedDocument

# what ends: a summary that reports on a period does not cease to prove it
ENDING: frozenset[DocumentKind] = frozenset({"plan", "regulation"})


def is_draft(viewed: ViewedDocument) -> bool:
    """Tell whether a document bears the mark of a draft (征求意见稿, 送审稿)."""
    return viewed.particulars is not None and viewed.particulars.draft_mark is not None


def is_late(viewed: ViewedDocument, dossier: Dossier) -> bool:
    """Tell whether a document is dated after the day on which the dossier closes."""
    signed = viewed.document.date
    return dossier.cutoff is not None and signed is not None and signed > dossier.cutoff


def last_day(viewed: ViewedDocument) -> datetime.date | None:
    """Return the last day on which a plan or rule holds, in its own words; None where it does not say."""
    if viewed.particulars is not None and viewed.particulars.validity is not None:
        return viewed.particulars.validity.end
    document = viewed.document
    return document.period.end if document.kind in ENDING and document.period is not None else None


def has_ended(viewed: ViewedDocument, year: int) -> bool:
    """Tell whether a plan or rule had ended before a year began."""
    end = last_day(viewed)
    return end is not None and end < datetime.date(year, 1, 1)
