"""Pieces that words share with names."""

import re
from collections.abc import Iterable, Iterator

MIN_CHARS = 2
_LATIN = re.compile(r"[A-Za-z\d]")


def joined(spellings: Iterable[str]) -> str:
    """Return spellings as one text in which pieces are looked for."""
    return "\n".join(spellings)


def pieces(words: str, spellings: str) -> Iterator[str]:
    """Yield the longest pieces of words that stand in some spellings (`joined`), from left to right."""
    at, has_latin = 0, _LATIN.search(words) is not None
    while at < len(words) - 1:
        end = at
        if not (has_latin and _is_split(words, at)):
            end = at + MIN_CHARS
            while end <= len(words) and words[at:end] in spellings:
                end += 1
            end -= 1
            while has_latin and end > at and _is_split(words, end):
                end -= 1
        if end < at + MIN_CHARS:
            at += 1
            continue
        yield words[at:end]
        at = end


def without(words: str, parts: list[str]) -> list[str]:
    """Return what is left of words around some of their pieces, in order."""
    left, done = [], 0
    for part in parts:
        at = words.find(part, done)
        left.append(words[done:at])
        done = at + len(part)
    return [part for part in (*left, words[done:]) if part]


def struck(name: str, others: tuple[str, ...]) -> str:
    """Return a name with all that it shares with some words struck out (|)."""
    for other in others:
        for piece in sorted(pieces(name, other), key=len, reverse=True):
            name = name.replace(piece, "|")
    return name


def _is_split(words: str, at: int) -> bool:
    """Tell whether a cut would part a run of Latin letters or digits: ii is no piece of iii."""
    if not 0 < at < len(words):
        return False
    return words[at - 1].isascii() and words[at - 1].isalnum() and words[at].isascii() and words[at].isalnum()
