"""Sub-indicators that a paragraph lists by the beginnings of their names: 秸秆、畜禽粪污、农膜分别为92%、88%、86%."""

import re
from collections.abc import Iterable

from pipeline.lexicon import squeeze
from schemas.edition import Indicator, SubIndicator

MIN_BEGINNING_CHARS = 2
MIN_SUBS = 2
_LIST = re.compile(r"[一-龥A-Za-z0-9.]{2,20}(?:[、和及与][一-龥A-Za-z0-9.]{2,20})+")
_BETWEEN = re.compile(r"[、和及与]")
_RATE = re.compile(r"\d[\d.]*%")


def subs_listed(text: str, indicator: Indicator) -> tuple[int, ...]:
    """Return the numbers of the sub-indicators that a text (a shadow) with percentages lists, () where it lists none.

    What stands before the first of a list (全县秸秆、…) or behind its last (…、农膜三项) is no part of them.
    """
    subs = [sub for sub in indicator.subs if sub.is_quantitative]
    if len(subs) < MIN_SUBS or len(_RATE.findall(text)) < len(subs):
        return ()
    for match in _LIST.finditer(text):
        first, *inner, last = _BETWEEN.split(match[0])
        members = (_endings(first), *([one] for one in inner), _beginnings(last))
        called = [_called(words, subs) for words in members]
        if len(set(called)) == len(called) > 1 and None not in called:
            return tuple(number for number in called if number is not None)
    return ()


def _endings(words: str) -> list[str]:
    return [words[start:] for start in range(len(words) - MIN_BEGINNING_CHARS + 1)]


def _beginnings(words: str) -> list[str]:
    return [words[:end] for end in range(len(words), MIN_BEGINNING_CHARS - 1, -1)]


def _called(words: Iterable[str], subs: list[SubIndicator]) -> int | None:
    """Return the number of the one sub-indicator that some of the words begin, None where they begin none or two."""
    for one in map(squeeze, words):
        called = {sub.number for sub in subs if any(squeeze(name).startswith(one) for name in (sub.name, *sub.aliases))}
        if len(called) == 1:
            return called.pop()
    return None
