"""Which documents are later versions of others: the older is kept, the newer stands for it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.coverage.succession import essence
from pipeline.fingerprint import likeness
from pipeline.similar import Fingerprints
from schemas.document import Document

# of two versions of one paper, so much of the text is the same; with one document number less tells it
_LEAST_SHARE, _LEAST_OF_ONE_NUMBER = 0.7, 0.4


def later_versions(documents: Sequence[Document], fingerprints: Fingerprints) -> Mapping[str, Document]:
    """Return SHA-256 -> the next later version of it; `documents` are in the order received.

    Two are versions of one paper where title (but for 修订, 更正 and the like) and issuer are the same, the document
    numbers are the same or one has none, and most of the text is; reports on two years name the year in the title. The
    later dated is the later version, of one date the later received.
    """
    found: dict[str, Document] = {}
    for papers in _of_one_name(documents):
        order = sorted(range(len(papers)), key=lambda n: (papers[n].date is not None, str(papers[n].date), n))
        for older, newer in pairwise(papers[n] for n in order):
            if _is_one_paper(older, newer, fingerprints):
                found[older.sha256] = newer
    return found


def _of_one_name(documents: Sequence[Document]) -> Iterator[list[Document]]:
    named: dict[tuple[str, str], dict[str, Document]] = defaultdict(dict)
    for document in documents:
        name = essence(document.title or "")
        if name:
            named[name, document.issuer or ""].setdefault(document.sha256, document)
    yield from (list(papers.values()) for papers in named.values() if len(papers) > 1)


def _is_one_paper(older: Document, newer: Document, fingerprints: Fingerprints) -> bool:
    if older.doc_number and newer.doc_number and older.doc_number != newer.doc_number:
        return False
    one, other = fingerprints.get(older.sha256, ()), fingerprints.get(newer.sha256, ())
    has_one_number = older.doc_number is not None and older.doc_number == newer.doc_number
    return bool(one and other) and likeness(one, other) >= (_LEAST_OF_ONE_NUMBER if has_one_number else _LEAST_SHARE)
