"""The parser of scans and photographs: JPEG, PNG, TIFF with all its pages."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.recognition import INSTALL_ADVICE, available, recognise
from pipeline.parsers.recognition.doubts import doubts_of, is_blank, without_text
from pipeline.parsers.recognition.placing import as_laid
from schemas.errors import BrokenFile, FileVanished, NoTextLayer, TooLarge
from schemas.parsed import ParsedDocument, Problem

MEDIA_TYPES = ("image/jpeg", "image/png", "image/tiff")
# what was refused for want of text recognition is due again as soon as it is installed
VERSION = 103 if available() else 3
MAX_PAGES = 1000
MAX_PIXELS = 120_000_000  # A3 at 700 dots per inch; more is refused before anything is decoded
FORMATS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/tiff": ("TIFF",)}
A4_LONG_PT = 842.0
SHORTEST_PT, LONGEST_PT = 400.0, 1300.0  # the longer side of a page: from A6 to A3
USUAL_DPI, LEAST_DPI = 200.0, 95.0  # no scanner and no fax machine is coarser
READ_DPI = 300.0  # a photograph is decoded no finer than this, where its format allows
PREVIEW_TAG, PREVIEW = 254, 1  # TIFF: NewSubfileType, a reduced version of another page
# Pillow trusts what a file says of itself; a damaged one makes it raise any of these
_FOREIGN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read every page of an image file by text recognition.

    Where that is not installed, or a page shows something but no text, this is a problem. Raises BrokenFile, TooLarge,
    FileVanished.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    with stream:
        with _border("图片文件已损坏，无法打开。"):
            image = Image.open(stream, formats=FORMATS[media_type])
            numbers = _page_numbers(image, media_type)
        if not available():
            problem = Problem(code=NoTextLayer.code, message="这是扫描件或照片，需要文字识别。", advice=INSTALL_ADVICE)
            return ParsedDocument(media_type=media_type, pages=len(numbers), blocks=(), problems=(problem,))
        pages, problems = _read_pages(image, numbers)
    return ParsedDocument(
        media_type=media_type,
        pages=len(numbers),
        blocks=as_laid(compose(pages), pages),
        text_source="ocr",
        problems=tuple(problems),
    )


def page_picture(path: Path, media_type: str, page: int) -> tuple[Image.Image, float, float]:
    """Return a page as displayed with its width and height in points, to which the boxes of what was read refer.

    Raises BrokenFile, TooLarge, FileVanished.
    """
    try:
        with path.open("rb") as stream, _border(f"第 {page} 页图像已损坏，无法读取。"):
            image = Image.open(stream, formats=FORMATS[media_type])
            image.seek(_page_numbers(image, media_type)[page - 1])
            return _picture(image)
    except FileNotFoundError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error


def _page_numbers(image: Image.Image, media_type: str) -> list[int]:
    """Return the indexes of the pages of the file; the previews inside of a photograph are none.

    Raises TooLarge.
    """
    count = int(getattr(image, "n_frames", 1)) if media_type == "image/tiff" else 1
    if count > MAX_PAGES:
        raise TooLarge(f"图片文件有 {count} 页，超过 {MAX_PAGES} 页的限制。", "请拆分后重新导入。")
    numbers = []
    for index in range(count):
        image.seek(index)
        if image.width * image.height > MAX_PIXELS:
            millions = image.width * image.height // 1_000_000
            raise TooLarge(f"图片有 {millions} 百万像素，超过 {MAX_PIXELS // 1_000_000} 百万像素的限制。")
        if not getattr(image, "tag_v2", {}).get(PREVIEW_TAG, 0) & PREVIEW:
            numbers.append(index)
    return numbers or [0]


def _read_pages(image: Image.Image, numbers: list[int]) -> tuple[list[PrintedPage], list[Problem]]:
    """Return the pages as read, and what is wrong with them; a damaged page does not stop the others.

    Blank pages are nothing wrong where others hold text: the backs of sheets are scanned along.
    """
    pages: list[PrintedPage] = []
    problems: list[Problem] = []
    blank: list[Problem] = []
    for page, index in enumerate(numbers, start=1):
        try:
            with _border(f"第 {page} 页图像已损坏，无法读取。"):
                image.seek(index)
                picture, width_pt, height_pt = _picture(image)
        except BrokenFile as error:
            if len(numbers) == 1:
                raise
            problems.append(Problem(code=error.code, message=error.message, advice=error.advice, page=page))
            continue
        printed = recognise(picture, page, width_pt, height_pt)
        pages.append(printed)
        if not printed.holds_text:
            (blank if is_blank(picture) else problems).append(without_text(page, picture))
    is_empty = not any(printed.holds_text for printed in pages)
    return pages, [*problems, *(blank if is_empty else ()), *doubts_of(pages)]


def _picture(image: Image.Image) -> tuple[Image.Image, float, float]:
    """Return the page as displayed, decoded, with its width and height in points."""
    long_pt = _long_side_pt(image)
    finest = READ_DPI / 72 * long_pt / max(image.size)
    if finest < 1:
        image.draft(None, (round(image.width * finest), round(image.height * finest)))
    image.load()
    picture = _as_displayed(image)
    scale = long_pt / max(picture.size)
    return picture, picture.width * scale, picture.height * scale


def _as_displayed(image: Image.Image) -> Image.Image:
    """Return the image as viewers turn it: a camera notes how it was held; damaged notes are passed over."""
    try:
        return ImageOps.exif_transpose(image)
    except _FOREIGN:
        return image


def _long_side_pt(image: Image.Image) -> float:
    """Return the length of the longer side: as the file states, at the usual resolution, or that of A4.

    Cameras state a resolution that means nothing, so only the size of a sheet of paper is believed.
    """
    stated = image.info.get("dpi")
    for dpi in (float(stated[0]) if isinstance(stated, tuple) and stated[0] else 0.0, USUAL_DPI):
        if dpi >= LEAST_DPI and SHORTEST_PT <= max(image.size) / dpi * 72 <= LONGEST_PT:
            return max(image.size) / dpi * 72
    return A4_LONG_PT


@contextmanager
def _border(message: str) -> Iterator[None]:
    """Turn what Pillow raises into BrokenFile with this message; its remarks on sizes are ours to make."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise TooLarge("图片的像素数超过限制。") from error
    except _FOREIGN as error:
        raise BrokenFile(message) from error
