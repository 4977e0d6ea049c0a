"""Blocks for what is not printed on the pages of an OFD: annotations, seals, names of attached files."""

from collections.abc import Iterable

from pipeline.parsers.ofd_file.annotations import Attachment, Note, points_box
from pipeline.parsers.ofd_file.geometry import POINTS_PER_MM
from pipeline.parsers.ofd_file.seals import Seal
from schemas.locator import BoxPt, PageLocator
from schemas.parsed import Block, TableBlock, TextBlock


def renumbered(blocks: Iterable[Block], first: int) -> list[Block]:
    """Return blocks whose tables are counted from `first` on: a package holds several documents."""
    return [_renumbered(block, first) if isinstance(block, TableBlock) and first else block for block in blocks]


def _renumbered(block: TableBlock, first: int) -> TableBlock:
    index = block.index + first
    cells = tuple(
        cell.model_copy(update={"locator": cell.locator.model_copy(update={"table": index})}) for cell in block.cells
    )
    return block.model_copy(update={"index": index, "cells": cells})


def note_blocks(notes: dict[str, list[Note]], pages: dict[str, int]) -> list[Block]:
    """Return the annotations as comments; `pages` maps page ids to 1-based numbers."""
    return [
        _comment(note.text, pages[page_id], note.bbox_pt)
        for page_id, listed in notes.items()
        if page_id in pages
        for note in listed
    ]


def seal_blocks(seals: list[Seal], pages: dict[str, int], first: int) -> list[Block]:
    """Return the seals as comments; one whose page is not known stands on the page `first`."""
    blocks: list[Block] = []
    for seal in seals:
        box: BoxPt | None = None
        if seal.box_mm is not None and seal.page_id in pages:
            x0, top, width, height = (value * POINTS_PER_MM for value in seal.box_mm)
            box = points_box(x0, top, x0 + width, top + height)
        block = _comment(seal.text, pages.get(seal.page_id, first), box)
        if block not in blocks:
            blocks.append(block)
    return blocks


def attachment_blocks(attachments: list[Attachment], page: int) -> list[Block]:
    """Return the names of attached files as comments."""
    return [_comment(f"附件文件：{attachment.name}", page, None) for attachment in attachments]


def _comment(text: str, page: int, box: BoxPt | None) -> TextBlock:
    return TextBlock(text=text, locator=PageLocator(page=page, bbox_pt=box), page=page, role="comment")
