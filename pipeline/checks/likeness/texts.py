"""How much two documents, two names, two tasks are alike."""

import re
from functools import lru_cache

from pipeline import pairs
from pipeline.fingerprint import likeness
from schemas.view import ViewedDocument

# two papers so alike are one another's version, or copied
ALIKE = 0.8
# of one name, signed within so many days of each other, less is one paper reworded
ALIKE_OF_ONE_NAME, FARTHEST_DAYS = 0.6, 200
# two formats of one document: page numbers, headers, a signature apart
SAME_TEXT = 0.85
_IDLE = re.compile(
    r"[\s\W_]|各(?:责任|有关|相关|牵头)?单位|认真|切实|及时|全面|进一步|按要求|须|要求|应当?|务必|完成|负责|做好|开展|工作"
)


def text_likeness(one: ViewedDocument, other: ViewedDocument) -> float:
    """Return the estimated share (0-1) of their texts that two documents have in common, 0 where one has too little."""
    if one.particulars is None or other.particulars is None:
        return 0.0
    return likeness(one.particulars.fingerprint, other.particulars.fingerprint)


def is_same_text(one: ViewedDocument, other: ViewedDocument) -> bool:
    """Tell whether two files hold one document (Word and PDF): its text, or its title and date where text is little."""
    if text_likeness(one, other) >= SAME_TEXT:
        return True
    first, second = one.document, other.document
    same_head = (first.title, first.issuer, first.date) == (second.title, second.issuer, second.date)
    return same_head and first.title is not None and first.media_type != second.media_type


def core(words: str) -> str:
    """Return what a task is about: without units, idle words, punctuation."""
    return _IDLE.sub("", words)


pairs_of = lru_cache(maxsize=1 << 16)(pairs.pairs_of)


def alike(one: str, other: str) -> float:
    """Return how alike two short texts are (0-1): Dice's coefficient of their pairs of characters."""
    first, second = pairs_of(one), pairs_of(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0
