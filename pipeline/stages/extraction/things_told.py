"""What a general rate of water (水质优良比例) is of: the sections, or the sources, that were told last."""

import re

_THINGS = re.compile(r"断面|水源地?")
_SOURCES = ("水源地", "水源地水质", "饮用水水源地", "饮用水水源地水质")
_WHOLES = {"断面": ("断面", "断面水质"), "水源地": _SOURCES, "水源": _SOURCES}


def speaks_of_things(text: str) -> bool:
    """Tell whether a text names sections or sources at all."""
    return _THINGS.search(text) is not None


def is_general(words: str) -> bool:
    """Tell whether a rate's words (水质优良比例) do not say themselves what they are of."""
    return _THINGS.search(words) is None and "地表水" not in words


def things_told(text: str, start: int, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the sections or sources told last before a place are called, else those that the heading names."""
    begin = max(text.rfind(mark, 0, start) for mark in "。!?\n") + 1
    things = _THINGS.findall(text, begin, start) or _THINGS.findall(text, 0, begin)
    things = things or (_THINGS.findall(headings[-1]) if headings else [])
    return _WHOLES[things[-1]] if things else ()
