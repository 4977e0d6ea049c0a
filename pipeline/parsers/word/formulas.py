"""Formulas (OMML) as one line of text: what is read aloud, in order (ECMA-376 part 1, section 22.1)."""

from collections.abc import Callable

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain
from pipeline.parsers.word.names import M

_SIGNS = frozenset("+-－−＋×*/÷·=")
_PROPERTIES_END = "Pr"  # m:fPr, m:ctrlPr …: how a part looks, no text of the formula


def formula_text(element: _Element) -> str:
    """Return a formula as text: a fraction as a/b, a power as a^b, in brackets where a part is more than one piece."""
    if element.tag == M + "t":
        return plain(element.text or "")
    if not isinstance(element.tag, str) or element.tag.endswith(_PROPERTIES_END):
        return ""
    written = _WRITTEN.get(element.tag)
    return written(element) if written is not None else _inside(element)


def _inside(element: _Element) -> str:
    return "".join(map(formula_text, element))


def _part(element: _Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else _inside(part)


def _property(element: _Element, name: str, default: str) -> str:
    """Return a value stated in the properties, which stand first."""
    found = element.find(f"{M}{element.tag.rpartition('}')[2]}Pr/{M}{name}")
    return default if found is None else str(found.get(M + "val", ""))


def _fraction(element: _Element) -> str:
    return f"{_bracketed(_part(element, 'num'))}/{_bracketed(_part(element, 'den'))}"


def _power(element: _Element) -> str:
    return f"{_bracketed(_part(element, 'e'))}{_part(element, 'sub')}^{_bracketed(_part(element, 'sup'))}"


def _root(element: _Element) -> str:
    degree = _part(element, "deg")
    return f"{degree}√{_bracketed(_part(element, 'e'))}"


def _delimited(element: _Element) -> str:
    parts = (_inside(child) for child in element if child.tag == M + "e")
    between = _property(element, "sepChr", "|")
    return _property(element, "begChr", "(") + between.join(parts) + _property(element, "endChr", ")")


def _sum(element: _Element) -> str:
    """Return ∑, ∫, ∏ with its bounds: ∑(i=1→n)."""
    bounds = "→".join(filter(None, (_part(element, "sub"), _part(element, "sup"))))
    return _property(element, "chr", "∫") + (f"({bounds})" if bounds else "") + _part(element, "e")


def _function(element: _Element) -> str:
    return f"{_part(element, 'fName')}({_part(element, 'e')})"


def _limit(element: _Element) -> str:
    return f"{_part(element, 'e')}({_part(element, 'lim')})"


def _rows(element: _Element) -> str:
    """Return the rows of a matrix, the lines of a system of equations."""
    rows = (child for child in element if child.tag in (M + "mr", M + "e"))
    return "；".join(" ".join(map(formula_text, row)) if row.tag == M + "mr" else _inside(row) for row in rows)


_WRITTEN: dict[str, Callable[[_Element], str]] = {
    M + "f": _fraction,
    M + "sSup": _power,
    M + "sSubSup": _power,
    M + "rad": _root,
    M + "d": _delimited,
    M + "nary": _sum,
    M + "func": _function,
    M + "limLow": _limit,
    M + "limUpp": _limit,
    M + "m": _rows,
    M + "eqArr": _rows,
}


def _bracketed(text: str) -> str:
    if len(text) < 2 or not any(sign in text for sign in _SIGNS):
        return text
    return text if _is_enclosed(text) else f"({text})"


def _is_enclosed(text: str) -> bool:
    """Tell whether one pair of brackets encloses all of a text: (a+b), not (a)+(b)."""
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and place < len(text) - 1:
            return False
    return depth == 0
