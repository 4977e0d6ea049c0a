"""Paragraph styles: what a style says about heading level and list, its ancestors included."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.parsers.word.names import W, child, number, value

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "标题"))
BODY_OUTLINE_LEVEL = 9
MAX_ANCESTORS = 20
_STYLE, _LIST = W + "pStyle", W + "numPr"


@dataclass(frozen=True)
class Style:
    """`level` is the heading level (1 is the highest); `list_id` and `list_level` the style's own list.

    `list_style` is the style that names the list: where no level is stated, the list says which is that style's.
    """

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str = ""


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: _Element | None) -> None:
        """Read a w:styles element; None gives a document without styles."""
        items = [] if root is None else root.findall(W + "style")
        self._items = {value(item, "styleId") or "": item for item in items}
        self._default = next((key for key, item in self._items.items() if _is_default(item)), "")
        self._known: dict[str, Style] = {}

    def of(self, properties: dict[str, _Element]) -> Style:
        """Return what the style of a w:p of these properties says."""
        style_id = self._default if _STYLE not in properties else value(properties[_STYLE]) or self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        level: int | None = None
        outline: int | None = None
        list_id: str | None = None
        list_level: int | None = None
        list_style = ""
        for item in self._ancestors(style_id):
            properties = child(item, "pPr")
            if level is None:
                level = _named_level(value(child(item, "name")) or "")
            if outline is None and child(properties, "outlineLvl") is not None:
                outline = number(child(properties, "outlineLvl"))
            if list_id is None:
                list_id = value(child(properties, "numPr", "numId"))
                list_style = value(item, "styleId") or ""
            if list_level is None and child(properties, "numPr", "ilvl") is not None:
                list_level = number(child(properties, "numPr", "ilvl"))
        if outline is not None:
            level = outline + 1 if outline < BODY_OUTLINE_LEVEL else None
        return Style(level, list_id, list_level, list_style)

    def _ancestors(self, style_id: str) -> list[_Element]:
        chain: list[_Element] = []
        while style_id in self._items and len(chain) < MAX_ANCESTORS:
            chain.append(self._items[style_id])
            style_id = value(child(self._items[style_id], "basedOn")) or ""
        return chain


def heading_level(properties: dict[str, _Element], style: Style) -> int | None:
    """Return the heading level that the paragraph itself or its style states."""
    own = properties.get(W + "outlineLvl")
    if own is None:
        return style.level
    level = number(own)
    return level + 1 if 0 <= level < BODY_OUTLINE_LEVEL else None


def list_of(properties: dict[str, _Element], style: Style) -> tuple[str, int | None] | None:
    """Return (list id, 0-based level) of a paragraph, None where it is in no list.

    The level is None where neither the paragraph nor its style states one.
    """
    own = properties.get(_LIST)
    if own is None and style.list_id is None:
        return None
    list_id = value(child(own, "numId")) or style.list_id
    if list_id is None or list_id == "0":
        return None
    level = child(own, "ilvl")
    return list_id, number(level) if level is not None else style.list_level


def _is_default(item: _Element) -> bool:
    return value(item, "type") == "paragraph" and value(item, "default") in ("1", "true", "on")


def _named_level(name: str) -> int | None:
    match = _HEADING_NAME.fullmatch(name.strip())
    if match:
        return int(match.group(1))
    return 1 if name.strip().lower() in _TITLE_NAMES else None
