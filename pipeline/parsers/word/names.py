"""Names of WordprocessingML elements, as lxml spells them."""

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"


_PROPERTIES = frozenset(W + name for name in ("pPr", "tcPr"))
_NOTHING: dict[str, _Element] = {}


def value(element: _Element | None, name: str = "val") -> str | None:
    """Return the w: attribute of an element, None where either is absent."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)


def number(element: _Element | None, name: str = "val", default: int = 0) -> int:
    """Return a w: attribute as an int; the default where it is absent or no number."""
    text = value(element, name) or ""
    digits = text[1:] if text[:1] in "+-" else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def child(element: _Element | None, *path: str) -> _Element | None:
    """Return the first w: descendant along a path of names, None where it ends early."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)  # many times as fast as find
    return element


def properties_of(element: _Element) -> dict[str, _Element]:
    """Return the properties (w:pPr, w:tcPr) of a paragraph or cell by their full names.

    They stand first in it (ECMA-376 part 1, 17.3.1.22 for a paragraph), so nothing else is looked through.
    """
    first = element[0] if len(element) else None
    if first is None or first.tag not in _PROPERTIES:
        return _NOTHING  # not to be changed
    return {item.tag: item for item in first if isinstance(item.tag, str)}


def is_on(element: _Element | None) -> bool:
    """Tell whether a toggle (w:b, w:vanish …) is present and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
