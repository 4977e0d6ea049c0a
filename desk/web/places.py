"""Places in documents as parts of a link, so that one can be handed to a colleague."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.locator import BoxPt, CellLocator, Locator, PageLocator, ParagraphLocator
from schemas.parsed import ParsedDocument, TableBlock

SpotKind = Literal["mark", "hit", "fact", "tag"]
_PAGE = re.compile(r"page:([0-9]{1,6})(?::([0-9]{1,6}(?:\.[0-9])?(?:,[0-9]{1,6}(?:\.[0-9])?){3}))?")
_PARAGRAPH = re.compile(r"paragraph:([0-9]{1,7})")
_CELL = re.compile(r"cell:([0-9]{1,6}),([0-9]{1,7}),([0-9]{1,6})")


@dataclass(frozen=True)
class Spot:
    """A place to be shown: what stands there (`quote`, "" for all of it), what it is (`title`)."""

    kind: SpotKind
    locator: Locator
    quote: str = ""
    title: str = ""


def mark_of(locator: Locator | None) -> str:
    """Return a place as text for a link, "" for none."""
    if isinstance(locator, PageLocator):
        box = ":" + ",".join(f"{max(edge, 0.0):.1f}" for edge in locator.bbox_pt) if locator.bbox_pt else ""
        return f"page:{locator.page}{box}"
    if isinstance(locator, CellLocator):
        return f"cell:{locator.table},{locator.row},{locator.column}"
    return "" if locator is None else f"paragraph:{locator.index}"


def link_of(sha256: str, locator: Locator | None) -> str:
    """Return the address of a place in a paper."""
    mark = mark_of(locator)
    return f"/document/{sha256}" + (f"?mark={mark}" if mark else "")


def read_mark(text: str, parsed: ParsedDocument | None) -> Locator | None:
    """Return the place that a link means, None where it means none; a cell is looked up in the document."""
    if fit := _PAGE.fullmatch(text):
        page = int(fit[1])
        return PageLocator(page=page, bbox_pt=_box(fit[2])) if page else None
    if fit := _PARAGRAPH.fullmatch(text):
        return ParagraphLocator(index=int(fit[1]))
    if fit := _CELL.fullmatch(text):
        table, row, column = (int(number) for number in fit.groups())
        return _cell(parsed, table, row, column)
    return None


def page_of(locator: Locator | None, parsed: ParsedDocument | None) -> int | None:
    """Return the page, or group of paragraphs, on which a place stands; None where that is not known."""
    if isinstance(locator, PageLocator):
        return locator.page
    for block in parsed.blocks if parsed is not None and locator is not None else ():
        if isinstance(block, TableBlock):
            for cell in block.cells:
                if same_place(cell.locator, locator):
                    return cell.page or cell.locator.page or block.page
        elif block.locator == locator:
            return block.page
    return None


def same_place(one: Locator, other: Locator | None) -> bool:
    """Tell whether two places are the same; of a cell what counts is the cell."""
    if isinstance(one, CellLocator) and isinstance(other, CellLocator):
        return (one.table, one.row, one.column) == (other.table, other.row, other.column)
    return one == other


def _box(text: str | None) -> BoxPt | None:
    if text is None:
        return None
    edges: Sequence[float] = [float(edge) for edge in text.split(",")]
    return (edges[0], edges[1], edges[2], edges[3])


def _cell(parsed: ParsedDocument | None, table: int, row: int, column: int) -> Locator | None:
    for block in parsed.blocks if parsed is not None else ():
        if isinstance(block, TableBlock) and block.index == table:
            found = (cell.locator for cell in block.cells if (cell.row, cell.column) == (row, column))
            return next(found, None)
    return None
