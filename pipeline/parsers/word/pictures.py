"""Pictures in a Word file that are pages: scans pasted in instead of text."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from lxml.etree import _Element

from pipeline.parsers import image
from pipeline.parsers.recognition import INSTALL_ADVICE, available
from pipeline.parsers.word.names import R
from pipeline.parsers.word.parts import WordParts
from schemas.errors import BrokenFile, DocumentError, NoTextLayer
from schemas.parsed import Block, ParsedDocument, Problem, TableBlock

_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU_PER_PT = 12700
PAGE_AREA_PT2 = 0.5 * 595 * 842  # half a sheet of A4: photographs beside text are smaller
MAX_PICTURES = 300
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def with_page_pictures(document: ParsedDocument, parts: WordParts) -> ParsedDocument:
    """Return the document with the text of its pictures that are pages.

    In a document without text every picture may be one, else those that fill half a sheet. Each counts as a page
    behind the paragraph groups. Where text recognition is not installed this is a problem.
    """
    has_text = any(text.strip() for _, text in document.page_texts())
    keys = _keys(parts.body, PAGE_AREA_PT2 if has_text else 0)
    pictures = [blob for key in keys[:MAX_PICTURES] if (blob := parts.related.blob(key))]
    if not pictures:
        return document
    if not available():
        message = f"文档中有 {len(pictures)} 张整页图片（扫描件），需要文字识别。"
        problem = Problem(code=NoTextLayer.code, message=message, advice=INSTALL_ADVICE)
        return document.model_copy(update={"problems": (*document.problems, problem)})
    return _recognised(document, pictures, has_text=has_text)


def _keys(body: _Element, least_pt2: float) -> list[str]:
    """Return the relationships of the pictures of this size or more, each once, in their order."""
    found: dict[str, None] = {}
    for element in body.iter(_BLIP, _IMAGE_DATA):
        key = element.get(R + "embed") or element.get(R + "id")
        if key is not None and (not least_pt2 or _area_pt2(element) >= least_pt2):
            found[str(key)] = None
    return list(found)


def _area_pt2(picture: _Element) -> float:
    """Return the displayed area of a DrawingML picture; 0 for others, which say it in words."""
    for above in picture.iterancestors():
        extent = above.find(_EXTENT)
        if extent is not None:
            sides = [str(extent.get(name, "")) for name in ("cx", "cy")]
            width, height = (int(side) if side.isdecimal() else 0 for side in sides)
            return width / _EMU_PER_PT * height / _EMU_PER_PT
    return 0


def _recognised(document: ParsedDocument, pictures: Sequence[bytes], *, has_text: bool) -> ParsedDocument:
    first_page = document.pages + 1 if has_text else 1
    tables = sum(isinstance(block, TableBlock) for block in document.blocks)
    blocks: list[Block] = list(document.blocks)
    problems = list(document.problems)
    for page, blob in enumerate(pictures, start=first_page):
        try:
            read = _read(blob)
        except DocumentError as error:
            message = f"文档中第 {page - first_page + 1} 张图片未能识别：{error.message}"
            problems.append(Problem(code=error.code, message=message, advice=error.advice, page=page))
            continue
        problems += [problem.model_copy(update={"page": page}) for problem in read.problems]
        for block in read.blocks:
            blocks.append(_moved(block, page, tables))
            tables += isinstance(block, TableBlock)
    return document.model_copy(
        update={
            "blocks": tuple(blocks),
            "pages": first_page + len(pictures) - 1,
            "text_source": "mixed" if has_text else "ocr",
            "problems": tuple(problems),
        }
    )


def _read(blob: bytes) -> ParsedDocument:
    media_type = next((name for signature, name in _SIGNATURES if blob.startswith(signature)), None)
    if media_type is None:
        raise BrokenFile("图片的格式不能识别。", "请将文档另存为 PDF 后重新导入。")
    with tempfile.TemporaryDirectory(prefix="zuozheng-") as folder:
        path = Path(folder) / "picture"
        path.write_bytes(blob)
        return image.parse(path, media_type)


def _moved(block: Block, page: int, table: int) -> Block:
    """Return a block of a picture as one of this page, a table as the one of this number."""
    if not isinstance(block, TableBlock):
        locator = block.locator.model_copy(update={"page": page})
        return block.model_copy(update={"page": page, "locator": locator})
    cells = tuple(
        cell.model_copy(update={"locator": cell.locator.model_copy(update={"page": page, "table": table})})
        for cell in block.cells
    )
    return block.model_copy(update={"page": page, "index": table, "cells": cells})
