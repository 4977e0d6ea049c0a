"""Strings as a workbook writes them."""

import re

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rich_text(element: _Element) -> str:
    """Return the text of a string item (si, is, text): its runs joined, phonetic guides left out."""
    parts: list[str] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in child.iterfind("{*}t"))
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Return the text with _xHHHH_ read as the character (ECMA-376 part 1, 22.9.2.19) and plain characters."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain(text.replace("\r\n", "\n").replace("\r", "\n"))
