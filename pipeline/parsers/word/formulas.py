"""Formulas (OMML) as one line of text: what is read aloud, in order."""

from lxml.etree import _Element

from pipeline.parsers.word.names import M


def formula_text(element: _Element) -> str:
    """Return a formula as text: a fraction as a/b, in brackets where a part is more than one piece."""
    if element.tag == M + "t":
        return element.text or ""
    if element.tag == M + "f":
        top, bottom = (_part(element, name) for name in ("num", "den"))
        return f"{_bracketed(top)}/{_bracketed(bottom)}"
    if element.tag == M + "d":
        return "(" + "".join(formula_text(child) for child in element if child.tag == M + "e") + ")"
    return "".join(formula_text(child) for child in element if isinstance(child.tag, str))


def _part(element: _Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else formula_text(part)


def _bracketed(text: str) -> str:
    whole = not any(sign in text for sign in "+-－＋×*/")
    return text if whole or (text.startswith("(") and text.endswith(")")) else f"({text})"
