"""Pages turned so that their text stands upright, and places turned back to the page as displayed."""

from pipeline.parsers.layout.sheet import Glyph, Ruling, Sheet
from schemas.locator import BoxPt, PageLocator
from schemas.parsed import Block, TableBlock, TextBlock


def turned_box(box: BoxPt, degrees: int, width_pt: float, height_pt: float) -> BoxPt:
    """Return a box on a page of this size after the page was turned clockwise by 0, 90, 180 or 270 degrees."""
    x0, top, x1, bottom = box
    if degrees == 90:
        return (height_pt - bottom, x0, height_pt - top, x1)
    if degrees == 180:
        return (width_pt - x1, height_pt - bottom, width_pt - x0, height_pt - top)
    if degrees == 270:
        return (top, width_pt - x1, bottom, width_pt - x0)
    return box


def turned(sheet: Sheet, degrees: int) -> Sheet:
    """Return a sheet turned clockwise, with the turn noted."""
    width, height = sheet.width_pt, sheet.height_pt
    sideways = degrees in (90, 270)
    result = Sheet(sheet.page, height if sideways else width, width if sideways else height, turn=degrees)
    for glyphs, target in ((sheet.glyphs, result.glyphs), (sheet.askew, result.askew)):
        for glyph in glyphs:
            box = turned_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), degrees, width, height)
            target.append(Glyph(glyph.text, *box, size_pt=glyph.size_pt))
    for ruling in sheet.rulings:
        box = (ruling.start, ruling.at, ruling.end, ruling.at)
        if not ruling.horizontal:
            box = (ruling.at, ruling.start, ruling.at, ruling.end)
        x0, top, x1, bottom = turned_box(box, degrees, width, height)
        if ruling.horizontal != sideways:
            result.rulings.append(Ruling(True, top, x0, x1))
        else:
            result.rulings.append(Ruling(False, x0, top, bottom))
    return result


def as_displayed(block: Block, turns: dict[int, tuple[int, float, float]]) -> Block:
    """Return a block with its boxes on the pages as displayed.

    `turns` maps page to (clockwise degrees by which it was turned, width and height in points as read).
    """
    if isinstance(block, TableBlock):
        cells = tuple(
            cell.model_copy(
                update={
                    "locator": cell.locator.model_copy(
                        update={"bbox_pt": _back(cell.locator.bbox_pt, cell.locator.page, turns)}
                    )
                }
            )
            for cell in block.cells
        )
        return block.model_copy(update={"cells": cells})
    return _text_as_displayed(block, turns)


def _text_as_displayed(block: TextBlock, turns: dict[int, tuple[int, float, float]]) -> TextBlock:
    if not isinstance(block.locator, PageLocator) or block.page not in turns:
        return block
    lines = tuple(line.model_copy(update={"bbox_pt": _back(line.bbox_pt, block.page, turns)}) for line in block.lines)
    locator = block.locator.model_copy(update={"bbox_pt": _back(block.locator.bbox_pt, block.page, turns)})
    return block.model_copy(update={"lines": lines, "locator": locator})


def _back(box: BoxPt | None, page: int | None, turns: dict[int, tuple[int, float, float]]) -> BoxPt | None:
    if box is None or page not in turns:
        return box
    degrees, width, height = turns[page]
    x0, top, x1, bottom = turned_box(box, 360 - degrees, width, height)
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
