"""Marks: the boxes of blocks with their numbers, painted over a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from schemas.locator import BoxPt, PageLocator
from schemas.parsed import Block, ParsedDocument, TableBlock, TextBlock

MarkKind = Literal["text", "cell", "margin", "aside"]
COLOURS: dict[MarkKind, str] = {"text": "#1565c0", "cell": "#2e7d32", "margin": "#757575", "aside": "#e65100"}
LABEL_SIZE = 12
AIR = 3


@dataclass(frozen=True)
class Mark:
    """A box with its label; "" where it has none (all cells of a table but the first)."""

    kind: MarkKind
    box: BoxPt
    label: str


def kind_of(block: TextBlock) -> MarkKind:
    """Return how a text is marked."""
    if block.role in ("body", "heading"):
        return "text"
    return "margin" if block.role in ("header", "footer") else "aside"


def label_of(number: int, block: Block) -> str:
    """Return the label of a block by its 1-based number in the document."""
    return f"T{number}" if isinstance(block, TableBlock) else str(number)


def marks_of(parsed: ParsedDocument, page: int) -> list[Mark]:
    """Return the marks of a printed page, their boxes in points."""
    marks: list[Mark] = []
    for number, block in enumerate(parsed.blocks, 1):
        label = label_of(number, block)
        if isinstance(block, TableBlock):
            boxes = [cell.locator.bbox_pt for cell in block.cells if cell.locator.page == page]
            placed = [box for box in boxes if box is not None]
            marks.extend(Mark("cell", box, label if index == 0 else "") for index, box in enumerate(placed))
        elif isinstance(block.locator, PageLocator) and block.locator.page == page and block.locator.bbox_pt:
            marks.append(Mark(kind_of(block), block.locator.bbox_pt, label))
    return marks


def paint(canvas: Image.Image, marks: Iterable[Mark], dots_per_unit: float) -> None:
    """Paint marks whose boxes are in some unit onto a picture: first all boxes, then the labels over them."""
    draw = ImageDraw.Draw(canvas)
    font = ImageFont.load_default(LABEL_SIZE)
    labels: list[tuple[int, int, Mark]] = []
    for mark in marks:
        air = 0 if mark.kind == "cell" else AIR  # a box around letters, not through them
        x0, top, x1, bottom = (round(value * dots_per_unit) for value in mark.box)
        x0, top, x1, bottom = x0 - air, top - air, max(x1, x0) + air, max(bottom, top) + air
        draw.rectangle((x0, top, x1, bottom), outline=COLOURS[mark.kind], width=2)
        if mark.label:
            labels.append((x0, top, mark))
    for x0, top, mark in labels:
        width = round(draw.textlength(mark.label, font)) + 4
        left = max(0, x0 - width - 1)
        draw.rectangle((left, top, left + width, top + LABEL_SIZE + 2), fill=COLOURS[mark.kind])
        draw.text((left + 2, top), mark.label, fill="white", font=font)
