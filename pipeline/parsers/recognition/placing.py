"""Places on a page that was read straightened, put back to where they stand on the page as displayed."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.parsers.layout.printed_page import PrintedPage
from schemas.locator import BoxPt, CellLocator, PageLocator
from schemas.parsed import Block, TableBlock, TextBlock

Matrix = tuple[float, ...]  # 3 x 3, row by row: where (x, y, 1) in points is put, up to its last coordinate


@dataclass
class RecognisedPage(PrintedPage):
    """A page as text recognition read it.

    `warp` tells where places of the page made level stand on the page as displayed; None where they are the same.
    `unsure` counts the lines that look like type but could not be read surely.
    """

    warp: Matrix | None = None
    unsure: int = 0


def as_laid(blocks: tuple[Block, ...], pages: Iterable[PrintedPage]) -> tuple[Block, ...]:
    """Return the blocks of a document with their boxes on the pages as they lay under the scanner or camera."""
    warps = {page.page: page.warp for page in pages if isinstance(page, RecognisedPage) and page.warp is not None}
    return tuple(_laid(block, warps) for block in blocks) if warps else blocks


def _laid(block: Block, warps: dict[int, Matrix]) -> Block:
    if isinstance(block, TableBlock):
        cells = tuple(cell.model_copy(update={"locator": _laid_cell(cell.locator, warps)}) for cell in block.cells)
        return block.model_copy(update={"cells": cells})
    return _laid_text(block, warps)


def _laid_cell(locator: CellLocator, warps: dict[int, Matrix]) -> CellLocator:
    if locator.page not in warps or locator.bbox_pt is None:
        return locator
    return locator.model_copy(update={"bbox_pt": around(locator.bbox_pt, warps[locator.page])})


def _laid_text(block: TextBlock, warps: dict[int, Matrix]) -> TextBlock:
    if not isinstance(block.locator, PageLocator) or block.page not in warps:
        return block
    warp, box = warps[block.page], block.locator.bbox_pt
    lines = tuple(line.model_copy(update={"bbox_pt": around(line.bbox_pt, warp)}) for line in block.lines)
    locator = block.locator.model_copy(update={"bbox_pt": None if box is None else around(box, warp)})
    return block.model_copy(update={"lines": lines, "locator": locator})


def around(box: BoxPt, warp: Matrix) -> BoxPt:
    """Return the box around the corners of a box where a warp puts them, rounded to hundredths of a point."""
    x0, top, x1, bottom = box
    corners = [_put(x, y, warp) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def _put(x: float, y: float, warp: Matrix) -> tuple[float, float]:
    depth = warp[6] * x + warp[7] * y + warp[8]
    return (warp[0] * x + warp[1] * y + warp[2]) / depth, (warp[3] * x + warp[4] * y + warp[5]) / depth
