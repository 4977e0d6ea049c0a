"""Automatic numbering: the number that Word prints before a paragraph, computed.

Word stores only which list a paragraph is in (17.9 of ECMA-376 part 1); without this headings and rows lose their
（一） and 1.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.text.characters import is_garbage, is_latin
from pipeline.parsers.word.names import W, child, is_on, number, value
from pipeline.parsers.word.number_formats import formatted

_PLACE = re.compile(r"%([1-9])")
MAX_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    start: int
    number_format: str
    text: str
    is_legal: bool
    restart_below: int  # counts anew behind a paragraph of a level below this number
    style_id: str | None  # the paragraph style that belongs to this level


@dataclass
class Numbering:
    """The lists of one document, counting as the paragraphs are read in order."""

    _lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: _Element | None) -> "Numbering":
        """Read a w:numbering element; None gives a document without lists."""
        numbering = cls()
        if root is None:
            return numbering
        abstracts = {value(item, "abstractNumId") or "": item for item in root.iter(W + "abstractNum")}
        styled = {
            value(child(item, "styleLink")): item for item in abstracts.values() if child(item, "styleLink") is not None
        }
        for item in root.iter(W + "num"):
            abstract_id = value(child(item, "abstractNumId")) or ""
            abstract = abstracts.get(abstract_id)
            link = value(child(abstract, "numStyleLink"))
            if link is not None:
                abstract = styled.get(link, abstract)
            levels = _levels(abstract)
            starts = _overrides(item, levels)
            numbering._lists[value(item, "numId") or ""] = (abstract_id, levels, starts)
        return numbering

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list (level 0-based); return its printed number, "" for bullets or no such list."""
        if list_id not in self._lists or not 0 <= level < MAX_LEVELS:
            return ""
        abstract_id, levels, starts = self._lists[list_id]
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract_id, {})
        self._count(counters, list_id, level, levels, starts)
        return self._printed(levels, counters, level)

    def level_of(self, list_id: str, style_id: str) -> int:
        """Return the level of a list that belongs to a paragraph style, 0 where none does."""
        levels = self._lists[list_id][1] if list_id in self._lists else {}
        return next((key for key, level in sorted(levels.items()) if level.style_id == style_id), 0)

    def _count(
        self, counters: dict[int, int], list_id: str, level: int, levels: dict[int, _Level], starts: dict[int, int]
    ) -> None:
        if level in starts and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counters[level] = starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start
        for deeper in [key for key in counters if key > level]:
            if deeper not in levels or level < levels[deeper].restart_below:
                del counters[deeper]

    def _printed(self, levels: dict[int, _Level], counters: dict[int, int], level: int) -> str:
        def place(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            if other not in levels or other > level:
                return ""
            count = counters.setdefault(other, levels[other].start)
            return formatted(count, "decimal" if levels[level].is_legal else levels[other].number_format)

        if levels[level].number_format in ("bullet", "none"):
            return ""
        text = _PLACE.sub(place, levels[level].text)
        return "".join(character for character in text if not is_garbage(character)).strip()


def labelled(label: str, text: str) -> str:
    """Put a list number before its paragraph: a blank between only where both sides would run together."""
    if not label or not text:
        return label + text
    return label + (" " if is_latin(label[-1]) and label[-1].isalnum() else "") + text


def _levels(abstract: _Element | None) -> dict[int, _Level]:
    if abstract is None:
        return {}
    return {number(item, "ilvl"): _level(item) for item in abstract.findall(W + "lvl")}


def _level(item: _Element) -> _Level:
    restart = child(item, "lvlRestart")
    formats = [value(element) for element in item.iter(W + "numFmt")]  # behind one of newer programs, an older one
    return _Level(
        start=number(child(item, "start"), default=0),
        number_format=(formats[-1] if formats else None) or "decimal",
        text=value(child(item, "lvlText")) or "",
        is_legal=is_on(child(item, "isLgl")),
        restart_below=number(item, "ilvl") if restart is None else number(restart),
        style_id=value(child(item, "pStyle")),
    )


def _overrides(item: _Element, levels: dict[int, _Level]) -> dict[int, int]:
    """Apply the overrides of one list to its levels; return where levels start anew."""
    starts: dict[int, int] = {}
    for override in item.findall(W + "lvlOverride"):
        level = number(override, "ilvl")
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[level] = _level(replaced)
        start = child(override, "startOverride")
        if start is not None:
            starts[level] = number(start)
    return starts
