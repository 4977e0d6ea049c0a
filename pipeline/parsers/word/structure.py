"""Blocks, rows and cells in order, seen through the wrappers Word puts around them."""

from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.parsers.word.inline import chosen
from pipeline.parsers.word.names import MC, W, child

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def elements_of(container: _Element, *names: str) -> Iterator[_Element]:
    """Yield the children of these w: names in order; wrappers are opened, deletions left out."""
    wanted = {W + name for name in names}
    for element in container:
        if element.tag in wanted:
            yield element
        elif element.tag in _WRAPPERS:
            yield from elements_of(element, *names)
        elif element.tag == MC + "AlternateContent":
            branch = chosen(element)
            if branch is not None:
                yield from elements_of(branch, *names)


def rows_of(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a w:tbl; a row whose deletion is tracked is left out."""
    return (row for row in elements_of(table, "tr") if child(row, "trPr", "del") is None)
