"""Blocks, rows and cells in order, seen through the wrappers Word puts around them."""

from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.parsers.word.inline import chosen
from pipeline.parsers.word.names import MC, W, child

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_ALTERNATE = MC + "AlternateContent"


BLOCKS = frozenset((W + "p", W + "tbl"))
CELLS = frozenset((W + "tc",))
_ROWS = frozenset((W + "tr",))


def elements_of(container: _Element, wanted: frozenset[str]) -> Iterator[_Element]:
    """Yield the children of these names in order; wrappers are opened, deletions left out."""
    for element in container:
        tag = element.tag
        if tag in wanted:
            yield element
        elif tag in _WRAPPERS:
            yield from elements_of(element, wanted)
        elif tag == _ALTERNATE:
            branch = chosen(element)
            if branch is not None:
                yield from elements_of(branch, wanted)


def rows_of(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a w:tbl; a row whose deletion is tracked is left out."""
    return (row for row in elements_of(table, _ROWS) if child(row, "trPr", "del") is None)
