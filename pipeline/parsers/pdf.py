"""The parser of PDF files with a text layer."""

from pathlib import Path

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.pdf_file.border import border, silenced
from pipeline.parsers.pdf_file.sheets import PageReading, read_sheet
from schemas.errors import BrokenFile, FileVanished, NoTextLayer, TooLarge
from schemas.parsed import ParsedDocument, Problem

MEDIA_TYPES = ("application/pdf",)
VERSION = 1
MAX_PAGES = 5000
MAX_GARBAGE = 0.3  # above this share of unnamed characters a text layer is worthless
SCAN_SHARE = 0.5  # a picture over this share of a page with hardly any text is a scan
FEW_CHARACTERS = 20
_OCR_ADVICE = NoTextLayer.default_advice


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a PDF: every page with a text layer, in reading order, tables stitched over pages.

    Pages without text (scans), with a worthless text layer, or that cannot be read are `problems`; a file without
    any text has no blocks. Raises BrokenFile, EncryptedFile, TooLarge, FileVanished.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    with silenced(), stream, border("PDF 文件已损坏，无法打开。"):
        pages, problems, total = _read_pages(pdfplumber.open(stream))
    blocks = compose(pages)
    return ParsedDocument(media_type=media_type, pages=total, blocks=blocks, problems=_summed_up(problems, total))


def _read_pages(pdf: PDF) -> tuple[list[PrintedPage], list[Problem], int]:
    """Return the pages that could be read, what was wrong with the others, and the number of pages."""
    stated = _stated_pages(pdf)
    if stated > MAX_PAGES or len(pdf.pages) > MAX_PAGES:
        raise TooLarge(f"PDF 有 {max(stated, len(pdf.pages))} 页，超过 {MAX_PAGES} 页的限制。", "请拆分后重新导入。")
    if not pdf.pages:
        raise BrokenFile("PDF 中没有找到任何页面，文件可能不完整。")
    printed: list[PrintedPage] = []
    problems: list[Problem] = []
    for page in pdf.pages:
        try:
            reading = _reading(page)
        except BrokenFile as error:
            problems.append(Problem(code=error.code, message=error.message, advice=error.advice, page=page.page_number))
            continue
        problem = _problem(reading)
        if problem is None:
            printed.append(read_page(reading.sheet))
        else:
            problems.append(problem)
    if stated > len(pdf.pages):
        message = f"PDF 应有 {stated} 页，只读到 {len(pdf.pages)} 页，文件可能不完整。"
        problems.append(Problem(code=BrokenFile.code, message=message, advice=BrokenFile.default_advice))
    return printed, problems, max(stated, len(pdf.pages))


def _reading(page: Page) -> PageReading:
    with border(f"第 {page.page_number} 页已损坏，无法读取。"):
        try:
            return read_sheet(page)
        finally:
            page.close()


def _stated_pages(pdf: PDF) -> int:
    """Return the number of pages that the file itself states, 0 where it does not."""
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    return count if type(count) is int and count > 0 else 0


def _problem(reading: PageReading) -> Problem | None:
    """Say why a page cannot be read; None where it can, or is blank."""
    page = reading.sheet.page
    if reading.printed and reading.garbage > MAX_GARBAGE * reading.printed:
        message = f"第 {page} 页的文字层是乱码，无法提取文字。"
    elif reading.printed < FEW_CHARACTERS and reading.picture_share > SCAN_SHARE:
        message = f"第 {page} 页是扫描图片，没有文字层。"
    elif not reading.printed and (reading.picture_share or reading.drawings > FEW_CHARACTERS):
        message = f"第 {page} 页只有图形，没有可提取的文字。"
    else:
        return None
    return Problem(code=NoTextLayer.code, message=message, advice=_OCR_ADVICE, page=page)


def _summed_up(problems: list[Problem], pages: int) -> tuple[Problem, ...]:
    """Say once what holds for every page."""
    if pages > 1 and len(problems) == pages and all(problem.code == NoTextLayer.code for problem in problems):
        message = f"全部 {pages} 页都没有可提取的文字，应为扫描件。"
        return (Problem(code=NoTextLayer.code, message=message, advice=_OCR_ADVICE),)
    return tuple(problems)
